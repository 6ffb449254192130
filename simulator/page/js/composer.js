// The bottom of the chat: the text field with its buttons, or the one button of a new or blocked chat.

import { sendText, setBlocked } from "./actions.js";
import { Attachments, receiveFiles } from "./attachments.js";
import { CommandList } from "./commands.js";
import { byId, el, isTouch, visuallyHidden } from "./dom.js";
import { GroupBar } from "./group-bar.js";
import { isGroup } from "./groups.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { store } from "./store.js";
import { send } from "./uploads.js";

class Composer {
  /** What was typed and not sent: person id -> text. */
  #drafts = new Map();
  #id = null;
  #state = null;

  /** Builds the elements; to be called once the page is there. */
  start() {
    this.field = el("textarea", {
      id: "message-text",
      rows: "1",
      placeholder: "Tulis pesan",
      enterkeyhint: "enter",
      autocomplete: "off",
    });
    this.submitButton = el(
      "button",
      { type: "submit", class: "round send", "aria-label": "Kirim pesan", disabled: true },
      icon("send"),
    );
    const menu = el(
      "button",
      {
        type: "button",
        class: "menu-pill",
        "aria-label": "Menu",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
      },
      icon("menu"),
      el("span", {}, "Menu"),
    );
    this.tray = new Attachments(() => this.#changed());
    this.commands = new CommandList({
      field: this.field,
      button: menu,
      commands: () => store.chat(this.#id).commands,
      pick: (text) => this.#pick(text),
    });
    const photo = picker("image/*", "Pilih foto", (files) => this.attach(files));
    const document = picker(null, "Pilih berkas", (files) => this.attach(files, "document"));
    const attach = menuButton({
      label: "Lampirkan",
      symbol: "attach",
      place: "above",
      entries: () => [
        { symbol: "image", text: "Foto", run: () => photo.click() },
        { symbol: "file", text: "Berkas", run: () => document.click() },
      ],
    });
    const label = el("label", { class: "field" }, visuallyHidden("Pesan"), this.field);
    this.bar = el("div", { class: "bar" }, menu, attach, label, this.submitButton);
    this.groupBar = new GroupBar();
    this.form = el(
      "form",
      { class: "composer" },
      this.groupBar.node,
      this.commands.node,
      this.tray.node,
      this.bar,
      photo,
      document,
    );
    this.#listen();
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.field.addEventListener("input", () => this.#changed());
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || isTouch() || event.defaultPrevented)
        return;
      event.preventDefault();
      this.#submit();
    });
    receiveFiles(
      (files) => this.attach(files),
      () => this.#state === "write" && !isGroup(store.people.get(this.#id)),
    );
  }

  /** Shows what the open chat needs: "start" (nothing said yet), "write", or why nothing can be written. */
  draw(state) {
    if (this.#id !== store.openId) this.#change();
    const entry = store.people.get(this.#id);
    const inGroup = isGroup(entry);
    this.form.classList.toggle("in-group", inGroup);
    this.groupBar.node.hidden = !inGroup;
    if (inGroup) this.groupBar.draw(entry);
    this.commands.refresh();
    // Which supergroup a group has become is another one in every group.
    const shown = state === "moved" ? `${state} ${this.#id}` : state;
    if (this.#state === shown) return;
    this.#state = shown;
    let begun = null;
    // The button stays until the first message is there; pressed twice, it says so once.
    const begin = async () => {
      const id = store.openId;
      if (begun === id) return;
      begun = id;
      if (!(await sendText("/start"))) begun = null;
    };
    const unblock = () => setBlocked(false);
    const content = {
      loading: () => [],
      start: () => [el("button", { type: "button", class: "solid wide", onclick: begin }, "Mulai")],
      blocked: () => [
        el("button", { type: "button", class: "solid wide", onclick: unblock }, icon("block"), "Buka blokir"),
      ],
      moved: () => [
        el("a", { class: "solid wide", href: `#/chat/${entry.migrated_to}` }, icon("forward"), "Buka supergrupnya"),
      ],
      expelled: () => [el("p", { class: "service" }, icon("block"), "Bot sudah dikeluarkan dari grup ini.")],
      write: () => [this.form],
    };
    byId("dock").replaceChildren(...content[state]());
  }

  attach(files, as) {
    this.tray.add(files, as);
    this.field.focus();
  }

  #change() {
    this.#drafts.set(this.#id, this.field.value);
    this.#id = store.openId;
    this.field.value = this.#drafts.get(this.#id) ?? "";
    this.tray.clear();
    this.commands.close();
  }

  #pick(text) {
    this.field.value = "";
    this.#changed();
    this.field.blur();
    if (!isTouch()) this.field.focus();
    sendText(text);
  }

  async #submit() {
    const id = this.#id;
    const words = this.field.value.trim();
    const parcels = this.tray.take();
    if (!words && !parcels.length) return;
    this.field.value = "";
    this.commands.close();
    this.#changed();
    parcels.forEach((parcel, index) => send(id, { ...parcel, caption: index === 0 ? words : "" }));
    if (!parcels.length && !(await sendText(words, id))) this.#giveBack(id, words);
  }

  /** What could not be sent stands in the field again, unless something else has been typed since. */
  #giveBack(id, words) {
    if (id !== this.#id) this.#drafts.set(id, this.#drafts.get(id) || words);
    else if (!this.field.value) this.field.value = words;
    this.#changed();
  }

  #changed() {
    this.submitButton.disabled = !this.field.value.trim() && !this.tray.count;
    this.bar.classList.toggle("typing", this.field.value !== "");
    // The field grows with its text; its own border is not part of scrollHeight.
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }
}

function picker(accept, label, take) {
  const input = el("input", {
    type: "file",
    multiple: true,
    accept,
    "aria-label": label,
    class: "visually-hidden",
    tabindex: "-1",
  });
  input.addEventListener("change", () => {
    take([...input.files]);
    // Choosing the same file again must count as a change.
    input.value = "";
  });
  return input;
}

export const composer = new Composer();
