// Everything that arrives, at whomever: newest first, each message a way into its chat.

import { arrived } from "./api.js";
import { byId, el, visuallyHidden } from "./dom.js";
import { dayKey, dayLabel, fullName, snippet, time } from "./format.js";
import { icon } from "./icons.js";
import { Keyed } from "./keyed.js";
import { avatar } from "./people.js";
import { store } from "./store.js";

export const ADDRESS = "#/semua";
const MOST = 200;
const NAMELESS = { id: 0, first_name: "Orang baru" };

/** message_id -> message, whatever order they came in. */
let messages = new Map();
/** What the stream has told while a reading was under way; it is newer than the answer. */
const readings = new Set();
let list = null;
let loaded = false;
const unreadCount = document.createTextNode("");
const badge = el("span", { class: "badge", hidden: true }, unreadCount, visuallyHidden(" belum dibaca"));

/** Builds the pane and the way to it, and follows the store; `leave()` is called by the back button. */
export function startFeed(leave) {
  list = new Keyed(byId("feed-list"), () => byId("feed-name"));
  byId("feed-head").replaceChildren(
    el(
      "button",
      { type: "button", class: "round back", "aria-label": "Kembali ke daftar", onclick: leave },
      icon("back"),
    ),
    el("span", { class: "avatar all", "aria-hidden": "true" }, icon("inbox")),
    el(
      "div",
      { class: "chat-words" },
      el("h2", { id: "feed-name", tabindex: "-1" }, "Semua pesan masuk"),
      el("p", {}, "Kepada siapa pun, yang terbaru di atas"),
    ),
  );
  store.on("arrived", ({ message }) => take(message));
  for (const name of ["people", "clock"]) store.on(name, draw);
  for (const name of ["people", "person"]) store.on(name, drawUnread);
  buildLink();
}

/** Shows what has arrived so far and goes on from there; `from` is whose chat the reader comes back from. */
export function showFeed(from = null) {
  draw();
  const back = from === null ? null : byId("feed-list").querySelector(`a[href="#/chat/${from}"]`);
  (back ?? byId("feed-name")).focus();
  store.reload(loadFeed());
}

/** Reads what arrived, if the feed is open. Rejects with ApiError. */
export async function loadFeed() {
  if (byId("feed").hidden) return;
  const meanwhile = new Map();
  readings.add(meanwhile);
  try {
    const answer = await arrived();
    messages = new Map(answer.messages.map((message) => [message.message_id, message]));
    for (const [id, message] of meanwhile) messages.set(id, message);
    loaded = true;
  } finally {
    readings.delete(meanwhile);
  }
  draw();
}

function take(message) {
  // Groups have negative ids, and the page does not show them.
  if (message.from !== "bot" || message.person_id < 0) return;
  messages.set(message.message_id, message);
  for (const meanwhile of readings) meanwhile.set(message.message_id, message);
  draw();
}

function draw() {
  // Before the first reading there is only a part.
  if (byId("feed").hidden || !loaded) return;
  const shown = [...messages.values()]
    .filter((message) => !message.deleted)
    .sort((one, other) => other.message_id - one.message_id)
    .slice(0, MOST);
  byId("feed-empty").hidden = shown.length > 0;
  list.draw(entries(shown), false);
}

function entries(shown) {
  const out = [];
  let day = null;
  for (const message of shown) {
    if (dayKey(message.date) !== day) {
      day = dayKey(message.date);
      out.push(separator(message.date));
    }
    out.push(entry(message));
  }
  return out;
}

function separator(date) {
  const label = dayLabel(date, store.now());
  const build = () => el("li", { class: "service" }, el("time", { datetime: dayKey(date) }, label));
  return { key: `day-${dayKey(date)}`, signature: label, build };
}

function entry(message) {
  const person = store.people.get(message.person_id) ?? { ...NAMELESS, id: message.person_id };
  const told = [fullName(person), person.note ?? "", snippet(message), message.edit_date];
  return {
    key: String(message.message_id),
    signature: JSON.stringify(told),
    build: () => el("li", {}, link(message, person)),
  };
}

const link = (message, person) =>
  el(
    "a",
    { class: "person", href: `#/chat/${person.id}` },
    avatar(person),
    el("span", { class: "person-name" }, visuallyHidden("Kepada "), el("span", { class: "name-words" }, fullName(person))),
    el(
      "time",
      { class: "person-time", datetime: message.date },
      message.edit_date ? `diedit ${time(message.edit_date)}` : time(message.date),
    ),
    el("span", { class: "person-note" }, person.note),
    el("span", { class: "arrived" }, snippet(message)),
  );

/** The way to the feed, above the list of people. It is built once: something may arrive while it is pressed. */
function buildLink() {
  byId("feed-link").replaceChildren(
    el("span", { class: "avatar all", "aria-hidden": "true" }, icon("inbox")),
    el("span", {}, "Semua pesan masuk"),
    badge,
  );
}

/** Counts what is unread in all chats. */
function drawUnread() {
  const { unread } = store;
  badge.hidden = !unread;
  unreadCount.data = String(unread);
}
