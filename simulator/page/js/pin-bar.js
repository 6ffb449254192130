// At the top of a chat: the newest pinned message, in one line; a tap leads to it, the cross takes it down.

import { unpin } from "./api.js";
import { byId, el } from "./dom.js";
import { snippet } from "./format.js";
import { icon } from "./icons.js";
import { store } from "./store.js";
import { toastError } from "./toast.js";

let drawn = "";

/** Shows the newest pinned message of a chat; nothing moves while there is nothing new. */
export function drawPin(id) {
  const pinned = [...store.chat(id).messages.values()].filter((message) => message.pinned && !message.deleted);
  const newest = pinned.at(-1);
  const told = newest ? `${id} ${newest.message_id} ${snippet(newest)} ${pinned.length}` : "";
  if (told === drawn) return;
  drawn = told;
  const bar = byId("chat-pin");
  bar.hidden = !newest;
  bar.replaceChildren(...(newest ? parts(id, newest, pinned.length) : []));
}

const parts = (id, message, count) => [
  el(
    "button",
    { type: "button", class: "pin-words", onclick: () => jumpTo(message.message_id) },
    el("strong", {}, count > 1 ? `Pesan disematkan (${count})` : "Pesan disematkan"),
    el("span", {}, snippet(message)),
  ),
  el(
    "button",
    { type: "button", class: "round", "aria-label": "Lepas sematan", onclick: () => takeDown(id, message.message_id) },
    icon("close"),
  ),
];

const jumpTo = (messageId) =>
  document.querySelector(`[data-testid="message-${messageId}"]`)?.scrollIntoView({ block: "center" });

const takeDown = (id, messageId) => unpin(id, messageId).catch(toastError);
