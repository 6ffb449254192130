// The messages of the open chat, with a separator above each day.

import { byId, el } from "./dom.js";
import { dayKey, dayLabel } from "./format.js";
import { chosenIn, isGroup, isInOpenTopic, reported } from "./groups.js";
import { Keyed } from "./keyed.js";
import { article } from "./message.js";
import { scroll } from "./scroll.js";
import { store } from "./store.js";

const RUN_GAP = 10 * 60_000;

let shown = null;
let shownId = null;
let newest = 0;

/** Draws the chat of `store.openId`; returns how many messages it has. */
export function drawLog() {
  const id = store.openId;
  const messages = visible(id);
  const place = placeOf(id);
  const opened = place !== shownId;
  shown ??= new Keyed(byId("messages"), () => document.getElementById("message-text"));
  if (opened) shown.clear();
  if (!store.chat(id).loaded) return 0;
  // A chat that was just opened is read by the person, not announced message by message.
  byId("messages").setAttribute("aria-busy", String(opened));
  scroll.keep(() => shown.draw(items(messages, quotedIn(id)), !opened));
  byId("messages").setAttribute("aria-busy", "false");
  shownId = place;
  if (opened) scroll.toBottom();
  else scroll.noticed(messages.filter((message) => message.message_id > newest));
  newest = messages.at(-1)?.message_id ?? 0;
  return messages.length;
}

/** Lets the next draw start afresh, as when a chat is opened. */
export function resetLog() {
  shownId = null;
}

/** A topic of a group, or the group seen by another member, is opened as a chat of its own. */
function placeOf(id) {
  const entry = store.people.get(id);
  return isGroup(entry) ? JSON.stringify([id, chosenIn(entry)]) : id;
}

function visible(id) {
  const entry = store.people.get(id);
  const messages = [...store.chat(id).messages.values()].filter(
    (message) => !message.deleted && message.from && isInOpenTopic(entry, message),
  );
  return messages.sort((one, other) => one.message_id - other.message_id);
}

const quotedIn = (id) => (messageId) => store.chat(id).messages.get(messageId);

/** Bubbles and date separators, in order, each with what it is drawn from. */
function items(messages, quoted) {
  const bubbles = albums(messages);
  const out = [];
  bubbles.forEach((group, index) => {
    const previous = bubbles[index - 1]?.at(-1);
    const next = bubbles[index + 1]?.[0];
    const newDay = !previous || dayKey(previous.date) !== dayKey(group[0].date);
    if (newDay) out.push(separator(group[0].date));
    if (group[0].service) {
      out.push(report(group[0]));
      return;
    }
    const place = {
      first: newDay || !sameRun(previous, group[0]),
      last: !next || !sameRun(group.at(-1), next),
    };
    out.push({
      key: String(group[0].message_id),
      signature: JSON.stringify([group, place.first, place.last]),
      build: () => article(group, { ...place, quoted }),
    });
  });
  return out;
}

function albums(messages) {
  const groups = [];
  for (const message of messages) {
    const album = message.media_group_id;
    if (album && groups.at(-1)?.[0].media_group_id === album) groups.at(-1).push(message);
    else groups.push([message]);
  }
  return groups;
}

function sameRun(one, other) {
  const near = Math.abs(new Date(other.date) - new Date(one.date)) < RUN_GAP;
  const same = one.from === other.from && one.sender?.id === other.sender?.id && !one.service && !other.service;
  return same && near && dayKey(one.date) === dayKey(other.date) && !one.keyboard?.length;
}

/** Who did what Telegram reports: the bot, too, may have. */
const doer = (message) =>
  message.from === "bot"
    ? store.bot.first_name
    : (message.sender?.first_name ?? store.people.get(message.person_id).first_name);

/** What Telegram itself tells stands between the bubbles. */
function report(message) {
  const words = reported(message, doer(message));
  const build = () => el("p", { class: "service", "data-testid": `message-${message.message_id}` }, words);
  return { key: String(message.message_id), signature: words, build };
}

function separator(date) {
  const label = dayLabel(date, store.now());
  const build = () => el("p", { class: "service day" }, el("time", { datetime: dayKey(date) }, label));
  return { key: `day-${dayKey(date)}`, signature: label, build };
}
