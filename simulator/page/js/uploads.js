// Files on their way: a bubble with its progress, and plain words with a second chance when it fails.

import { upload } from "./api.js";
import { byId, el } from "./dom.js";
import { size } from "./format.js";
import { scroll } from "./scroll.js";
import { store } from "./store.js";

/** Uploads that are not over: {id, node}. */
const running = new Set();

/** Sends a parcel (`{files, as, caption}`) as the person `id` and shows how far it is. */
export function send(id, parcel) {
  const total = parcel.files.reduce((sum, file) => sum + file.size, 0);
  const names = parcel.files.length === 1 ? parcel.files[0].name : `${parcel.files.length} berkas`;
  const bar = el("progress", { max: "1", value: "0", "aria-label": `Mengirim ${names}` });
  const state = el("span", { class: "upload-state" }, `Mengirim… ${size(total)}`);
  const buttons = el("div", { class: "upload-buttons" });
  const node = el(
    "div",
    { class: "upload", role: "group", "aria-label": `Kiriman ${names}` },
    el("strong", {}, names),
    bar,
    state,
    buttons,
  );
  const entry = { id, node };
  running.add(entry);
  attempt(entry, parcel, { bar, state, buttons });
  byId("pending").append(node);
  scroll.toBottom();
}

async function attempt(entry, parcel, { bar, state, buttons }) {
  const again = () => attempt(entry, parcel, { bar, state, buttons });
  const transfer = upload(entry.id, parcel, (share) => {
    bar.value = share;
    state.textContent = share < 1 ? `Mengirim… ${Math.round(share * 100)} %` : "Menunggu simulator…";
  });
  entry.node.classList.remove("failed");
  buttons.replaceChildren(button("Batalkan", transfer.abort));
  try {
    await transfer.done;
    remove(entry);
  } catch (error) {
    entry.node.classList.add("failed");
    state.textContent = `Tidak terkirim. ${error.message}`;
    buttons.replaceChildren(
      button("Coba lagi", again),
      button("Buang", () => remove(entry)),
    );
  }
}

const button = (words, run) => el("button", { type: "button", onclick: run }, words);

function remove(entry) {
  running.delete(entry);
  entry.node.remove();
}

/** Shows the uploads of a newly opened chat below its messages. */
export function drawUploads() {
  byId("pending").replaceChildren(
    ...[...running].filter(({ id }) => id === store.openId).map(({ node }) => node),
  );
}
