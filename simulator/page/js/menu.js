// A small menu that opens from a button: arrow keys, Esc, and the focus goes back to where it came from.

import { el } from "./dom.js";
import { icon } from "./icons.js";

/**
 * Returns a button with its menu. `label` names the button, `symbol` is its icon, `entries()` gives
 * `[{symbol, text, run, danger}]` at the moment of opening; `place` is a class for where it opens.
 */
export function menuButton({ label, symbol, entries, place }) {
  const list = el("div", { class: `menu ${place}`, role: "menu", "aria-label": label, hidden: true });
  const button = el(
    "button",
    {
      type: "button",
      class: "round",
      "aria-label": label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    icon(symbol),
  );
  const holder = el("div", { class: "menu-holder" }, button, list);

  const close = ({ refocus }) => {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (refocus) button.focus();
  };
  const item = ({ symbol: mark, text, run, danger }) =>
    el(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: danger ? "danger" : "",
        onclick: () => {
          close({ refocus: true });
          run();
        },
      },
      icon(mark),
      text,
    );
  const open = () => {
    list.replaceChildren(...entries().map(item));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    list.firstElementChild.focus();
  };

  button.addEventListener("click", () => (list.hidden ? open() : close({ refocus: true })));
  holder.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close({ refocus: true });
    } else if (moveFocus(event, [...list.children])) event.preventDefault();
  });
  holder.addEventListener("focusout", (event) => {
    if (!list.hidden && !holder.contains(event.relatedTarget)) close({ refocus: false });
  });
  return holder;
}

/** Moves the focus among `nodes` for arrow keys, Home and End; returns whether the key was one of them. */
export function moveFocus(event, nodes) {
  const at = nodes.indexOf(document.activeElement);
  const targets = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? nodes.length - 1 : at - 1,
    Home: 0,
    End: nodes.length - 1,
  };
  if (!(event.key in targets) || !nodes.length) return false;
  nodes[(targets[event.key] + nodes.length) % nodes.length].focus();
  return true;
}
