// The list of this person's commands above the text field: opened by "Menu", or filtered by typing "/".

import { el } from "./dom.js";

/**
 * The command list over a text field. It stays a list box that the field (or itself, when opened by the
 * button) steers with arrow keys; `pick(command)` is called with "/name", `commands()` gives what there is.
 */
export class CommandList {
  #options = [];
  #active = 0;

  constructor({ field, button, commands, pick }) {
    Object.assign(this, { field, button, commands, pick });
    this.node = el("div", {
      class: "commands",
      id: "commands",
      role: "listbox",
      "aria-label": "Perintah bot",
      tabindex: "-1",
      hidden: true,
    });
    field.setAttribute("aria-controls", "commands");
    field.setAttribute("aria-autocomplete", "list");
    field.addEventListener("input", () => this.#filter());
    field.addEventListener("keydown", (event) => this.#key(event));
    this.node.addEventListener("keydown", (event) => this.#key(event));
    button.addEventListener("click", () => (this.node.hidden ? this.#openAll() : this.close()));
    this.node.addEventListener("focusout", (event) => {
      if (event.relatedTarget !== button && event.relatedTarget !== field) this.close();
    });
  }

  close() {
    this.node.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Shows the commands that are known by now, if the list is open. */
  refresh() {
    if (this.node.hidden) return;
    if (this.field.value) this.#filter();
    else this.#show(this.commands());
  }

  #openAll() {
    this.#show(this.commands());
    this.node.focus();
  }

  #filter() {
    const typed = /^\/([a-z0-9_]*)$/i.exec(this.field.value);
    const fits = typed
      ? this.commands().filter(({ command }) => command.startsWith(typed[1].toLowerCase()))
      : [];
    if (fits.length) this.#show(fits);
    else this.close();
  }

  #show(commands) {
    const same = JSON.stringify(commands) === JSON.stringify(this.#options);
    if (same && !this.node.hidden) return;
    this.#options = commands;
    this.#active = 0;
    const empty = el("p", { class: "commands-empty" }, "Bot belum memberi daftar perintah untuk orang ini.");
    this.node.replaceChildren(
      ...(commands.length ? commands.map((one, index) => this.#option(one, index)) : [empty]),
    );
    this.node.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.#mark();
  }

  #option({ command, description }, index) {
    const choose = () => this.#choose(index);
    return el(
      "div",
      {
        class: "option",
        role: "option",
        id: `command-${index}`,
        onclick: choose,
        onpointerdown: (event) => event.preventDefault(),
      },
      el("strong", {}, `/${command}`),
      el("span", {}, description),
    );
  }

  #mark() {
    [...this.node.querySelectorAll("[role=option]")].forEach((node, index) => {
      node.setAttribute("aria-selected", String(index === this.#active));
      if (index === this.#active) node.scrollIntoView({ block: "nearest" });
    });
    if (!this.#options.length) return;
    for (const owner of [this.field, this.node])
      owner.setAttribute("aria-activedescendant", `command-${this.#active}`);
  }

  #choose(index) {
    this.close();
    this.pick(`/${this.#options[index].command}`);
  }

  #key(event) {
    if (this.node.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#options.length) {
      this.#active = (this.#active + step + this.#options.length) % this.#options.length;
      this.#mark();
    } else if (event.key === "Enter" && this.#options.length) this.#choose(this.#active);
    else if (event.key === "Escape") this.#leave();
    else if (event.key === "Tab" && this.#options.length && event.target === this.field) this.#complete();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #leave() {
    const inside = this.node.contains(document.activeElement);
    this.close();
    if (inside) this.button.focus();
  }

  #complete() {
    this.field.value = `/${this.#options[this.#active].command} `;
    this.close();
  }
}
