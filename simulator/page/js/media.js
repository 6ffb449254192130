// Photos, documents, albums and the small placeholders for what the bot should refuse.

import { fileUrl } from "./api.js";
import { el } from "./dom.js";
import { size } from "./format.js";
import { icon } from "./icons.js";
import { openLightbox } from "./lightbox.js";

/**
 * Returns the elements for what the messages of one bubble carry besides text. `caption` makes the one below
 * each document of an album.
 */
export function media(messages, caption) {
  const photos = messages.filter((message) => message.photo);
  const parts = [];
  if (photos.length) parts.push(photoGrid(photos));
  for (const message of messages) {
    if (message.document) parts.push(documentLink(message.document), caption?.(message));
    else if (message.sticker) parts.push(placeholder("smile", "Stiker", "sticker"));
    else if (message.voice) parts.push(placeholder("mic", "Pesan suara", "voice"));
    else if (message.location) parts.push(placeholder("link", "Lokasi", "voice"));
    else if (message.contact) parts.push(placeholder("people", "Kontak", "voice"));
  }
  return parts.filter(Boolean);
}

function photoGrid(messages) {
  const pictures = messages.map(({ photo, caption }) => ({
    url: fileUrl(photo.file_id),
    caption: caption ?? "",
  }));
  const buttons = messages.map(({ photo }, index) => {
    const image = el("img", {
      src: pictures[index].url,
      alt: "",
      width: photo.width,
      height: photo.height,
      decoding: "async",
    });
    const label = messages.length > 1 ? `Buka foto ${index + 1} dari ${messages.length}` : "Buka foto";
    const open = () => openLightbox(pictures, index);
    return el("button", { type: "button", class: "photo", "aria-label": label, onclick: open }, image);
  });
  return el("div", { class: `photos ${messages.length > 1 ? "many" : "single"}` }, buttons);
}

function documentLink({ file_id: id, file_name: name = "Berkas", file_size: bytes }) {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? "";
  const tile = el(
    "span",
    { class: `file-tile ext-${extension.toLowerCase()}`, "aria-hidden": "true" },
    extension.toUpperCase() || icon("file"),
  );
  const about = [bytes === undefined ? null : size(bytes), "buka"].filter(Boolean).join(" · ");
  return el(
    "a",
    { class: "file", href: fileUrl(id), target: "_blank", rel: "noopener" },
    tile,
    el(
      "span",
      { class: "file-words" },
      el("span", { class: "file-name" }, name),
      el("span", { class: "file-about" }, about),
    ),
  );
}

const placeholder = (name, words, kind) =>
  el("div", { class: `placeholder ${kind}` }, icon(name), el("span", {}, words));
