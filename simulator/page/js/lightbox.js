// A picture over the whole page. The dialog element keeps the focus, closes with Esc and gives it back.

import { el } from "./dom.js";
import { icon } from "./icons.js";

/** Shows `pictures[index]`; arrow keys and buttons go through the rest of the album. */
export function openLightbox(pictures, index) {
  let at = index;
  const image = el("img", { alt: "Foto" });
  const caption = el("p", { class: "lightbox-caption" });
  const count = el("p", { class: "lightbox-count", "aria-live": "polite" });
  const original = el(
    "a",
    { class: "round glass", target: "_blank", rel: "noopener", "aria-label": "Buka di tab baru" },
    icon("link"),
  );
  const dialog = el("dialog", { class: "lightbox", "aria-label": "Foto" });

  const show = (next) => {
    at = (next + pictures.length) % pictures.length;
    image.src = pictures[at].url;
    original.href = pictures[at].url;
    caption.textContent = pictures[at].caption;
    count.textContent = pictures.length > 1 ? `${at + 1} / ${pictures.length}` : "";
  };
  const step = (name, label, by) =>
    el(
      "button",
      { type: "button", class: `round glass ${name}`, "aria-label": label, onclick: () => show(at + by) },
      icon(name),
    );

  const close = el(
    "button",
    {
      type: "button",
      class: "round glass",
      "aria-label": "Tutup",
      autofocus: true,
      onclick: () => dialog.close(),
    },
    icon("close"),
  );
  const arrows =
    pictures.length > 1 ? [step("back", "Foto sebelumnya", -1), step("forward", "Foto berikutnya", 1)] : [];
  dialog.append(el("div", { class: "lightbox-bar" }, count, original, close), image, caption, ...arrows);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  show(at);
  document.body.append(dialog);
  dialog.showModal();
}
