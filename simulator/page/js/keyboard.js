// Inline keyboards: press, link and copy buttons, and what a press is waiting for.

import * as api from "./api.js";
import { bubbleActions } from "./actions.js";
import { el, visuallyHidden } from "./dom.js";
import { chosenIn, isGroup } from "./groups.js";
import { icon } from "./icons.js";
import { store } from "./store.js";
import { alertBox, toast, toastError } from "./toast.js";

const PATIENCE = 20_000;
const STYLES = new Set(["success", "danger", "primary"]);
const SAFE_URL = /^(https?:|tg:|mailto:|tel:)/i;

/** Presses that the bot has not answered yet: key of the button -> {timer, query}. */
const waiting = new Map();
/** Answers that came over the stream before the press itself returned. */
const early = new Set();

const keyOf = (message, data) => `${message.person_id}/${message.message_id}/${data}`;

/** Returns the element for `message.keyboard`, or null without one. */
export function keyboard(message) {
  if (!message.keyboard?.length) return null;
  const rows = message.keyboard.map((row) =>
    el(
      "div",
      { class: "keys-row" },
      row.map((key) => button(message, key)),
    ),
  );
  return el("div", { class: "keys", role: "group", "aria-label": "Tombol pesan" }, rows);
}

function button(message, key) {
  const style = STYLES.has(key.style) ? key.style : "neutral";
  if (key.kind === "url") return urlButton(key, style);
  if (key.kind === "copy") return copyButton(key, style);
  const id = keyOf(message, key.data);
  const node = el(
    "button",
    { type: "button", class: `key ${style}`, "data-key": id, "data-style": style },
    el("span", {}, key.text),
  );
  node.addEventListener("click", (event) => {
    pressed(message, key, id);
    backToWriting(event);
  });
  if (waiting.has(id)) node.setAttribute("aria-busy", "true");
  return node;
}

/** After a mouse click the next thing typed is a message, not another press of the same button. */
function backToWriting(event) {
  const byMouse = event.detail > 0 && event.pointerType !== "touch";
  if (byMouse && matchMedia("(pointer: fine)").matches) document.querySelector("#message-text")?.focus();
}

function urlButton(key, style) {
  const open = (event) => {
    if (bubbleActions.openLink(key.url)) event.preventDefault();
  };
  const href = SAFE_URL.test(key.url) ? key.url : null;
  const props = {
    href,
    target: "_blank",
    rel: "noopener noreferrer",
    class: `key ${style}`,
    "data-style": style,
    onclick: open,
  };
  return el("a", props, el("span", {}, key.text), icon("link"));
}

function copyButton(key, style) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(key.copy);
      toast(`Disalin: ${key.copy}`);
    } catch {
      // A page without permission for the clipboard still shows the text, so that it can be copied by hand.
      alertBox("Salin teks ini", key.copy);
    }
  };
  const props = { type: "button", class: `key ${style}`, "data-style": style, onclick: copy };
  return el("button", props, el("span", {}, key.text, visuallyHidden(" (salin)")), icon("copy"));
}

async function pressed(message, key, id) {
  if (waiting.has(id)) return;
  const press = { query: null, timer: setTimeout(() => giveUp(id), PATIENCE) };
  waiting.set(id, press);
  mark(id, true);
  try {
    const { person_id: place, message_id: card } = message;
    const entry = store.people.get(place);
    const member = isGroup(entry) ? chosenIn(entry).member : undefined;
    const { callback_query_id: query } = await api.press(place, card, key.data, member);
    press.query = query;
    if (early.delete(query)) finish(id);
  } catch (error) {
    finish(id);
    if (error.status === 409) toast("Tombol itu sudah tidak ada.", "error");
    else toastError(error);
  }
}

function giveUp(id) {
  finish(id);
  toast("Bot belum menjawab tombol itu.", "error");
}

function finish(id) {
  clearTimeout(waiting.get(id)?.timer);
  waiting.delete(id);
  mark(id, false);
}

function mark(id, busy) {
  for (const node of document.querySelectorAll(`[data-key="${CSS.escape(id)}"]`)) {
    if (busy) node.setAttribute("aria-busy", "true");
    else node.removeAttribute("aria-busy");
  }
}

/** Takes in the bot's answer to a press: the button rests again, and its words are shown in the open chat. */
export function answered(answer) {
  const id = [...waiting].find(([, entry]) => entry.query === answer.callback_query_id)?.[0];
  if (id) finish(id);
  else if ([...waiting.values()].some(({ query }) => query === null)) early.add(answer.callback_query_id);
  if (!answer.text || (answer.chat_id || answer.person_id) !== store.openId) return;
  if (answer.show_alert) alertBox(store.bot.first_name, answer.text);
  else toast(answer.text);
}

/** Forgets every unanswered press: after a lost stream their answers will not come any more. */
export function forgetPresses() {
  for (const id of [...waiting.keys()]) finish(id);
  early.clear();
}
