// The tray of files that are about to be sent: chosen, dropped or pasted.

import { byId, el } from "./dom.js";
import { size } from "./format.js";
import { icon } from "./icons.js";

const PHOTO_TYPES = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp"]);
const ALBUM = 10;

/** `changed()` is called whenever the tray's content has changed. */
export class Attachments {
  #entries = [];

  constructor(changed) {
    this.changed = changed;
    this.list = el("ul", { class: "tray-list", "aria-label": "Akan dikirim" });
    this.asFile = el("input", { type: "checkbox", onchange: () => this.#draw() });
    this.asFileLabel = el("label", { class: "tray-option" }, this.asFile, "Kirim foto sebagai berkas");
    this.node = el("div", { class: "tray", hidden: true }, this.list, this.asFileLabel);
  }

  get count() {
    return this.#entries.length;
  }

  /** Adds files; pictures become photos unless `as` is "document". */
  add(files, as = "photo") {
    for (const file of files) {
      const picture = PHOTO_TYPES.has(file.type);
      this.#entries.push({
        file,
        photo: picture && as === "photo",
        preview: picture ? URL.createObjectURL(file) : null,
      });
    }
    this.#draw();
  }

  clear() {
    for (const { preview } of this.#entries) URL.revokeObjectURL(preview);
    this.#entries = [];
    this.asFile.checked = false;
    this.#draw();
  }

  /** Empties the tray; returns what is to be sent: `[{files, as}]`, albums of at most ten as in Telegram. */
  take() {
    const photos = this.#entries.filter((entry) => this.#isPhoto(entry));
    const documents = this.#entries.filter((entry) => !this.#isPhoto(entry));
    const parcels = [...chunks(photos).map(parcel("photo")), ...chunks(documents).map(parcel("document"))];
    this.clear();
    return parcels;
  }

  #isPhoto(entry) {
    return entry.photo && !this.asFile.checked;
  }

  #draw() {
    this.list.replaceChildren(...this.#entries.map((entry) => this.#item(entry)));
    this.asFileLabel.hidden = !this.#entries.some((entry) => entry.photo);
    this.node.hidden = !this.count;
    this.changed();
  }

  #item(entry) {
    const drop = () => {
      URL.revokeObjectURL(entry.preview);
      this.#entries = this.#entries.filter((other) => other !== entry);
      this.#draw();
    };
    return el(
      "li",
      {},
      entry.preview
        ? el("img", { src: entry.preview, alt: "" })
        : el("span", { class: "tray-file" }, icon("file")),
      el(
        "span",
        { class: "tray-words" },
        el("span", { class: "tray-name" }, entry.file.name),
        el("span", {}, `${this.#isPhoto(entry) ? "Foto" : "Berkas"} · ${size(entry.file.size)}`),
      ),
      el(
        "button",
        { type: "button", class: "round small", "aria-label": `Hapus ${entry.file.name}`, onclick: drop },
        icon("close"),
      ),
    );
  }
}

const parcel = (as) => (entries) => ({ as, files: entries.map((entry) => entry.file) });

function chunks(entries) {
  const count = Math.ceil(entries.length / ALBUM);
  return Array.from({ length: count }, (_, index) => entries.slice(index * ALBUM, (index + 1) * ALBUM));
}

/** Lets files be dropped on the chat and pasted: `take(files)` gets them, `ready()` says if they may come. */
export function receiveFiles(take, ready) {
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const hint = (shown) => byId("chat").classList.toggle("dropping", shown);
  // A file dropped beside the chat would otherwise be opened by the browser in place of the page.
  for (const name of ["dragover", "drop"])
    document.addEventListener(name, (event) => hasFiles(event) && event.preventDefault());
  byId("chat").addEventListener("dragover", (event) => hint(hasFiles(event) && ready()));
  byId("chat").addEventListener("dragleave", (event) => {
    if (!byId("chat").contains(event.relatedTarget)) hint(false);
  });
  byId("chat").addEventListener("drop", (event) => {
    hint(false);
    if (hasFiles(event) && ready()) take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length && ready()) {
      event.preventDefault();
      take(files);
    }
  });
}
