// Short words over the page: toasts that go by themselves, alerts that wait for "Oke".

import { byId, el } from "./dom.js";

const SHOWN_FOR = 4500;

/** Shows `text` for a few seconds; `kind` is "info" or "error". */
export function toast(text, kind = "info") {
  const node = el("p", { class: `toast ${kind}` }, text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), SHOWN_FOR);
}

/** Shows what an ApiError says, as every failed action does. */
export const toastError = (error) => toast(error.message, "error");

/** Shows `text` under `title` until it is confirmed. */
export function alertBox(title, text) {
  const dialog = el("dialog", { class: "alert", role: "alertdialog", "aria-labelledby": "alert-title" });
  const close = el("button", { type: "button", class: "solid wide", onclick: () => dialog.close() }, "Oke");
  dialog.append(el("h2", { id: "alert-title" }, title), el("p", {}, text), close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
