// What a person does in the open chat besides typing and attaching: commands, links, odd messages, blocking.

import * as api from "./api.js";
import { chosenIn, isGroup } from "./groups.js";
import { store } from "./store.js";
import { toastError } from "./toast.js";

/** The longest message, in characters; Telegram's own apps send what is longer in several. */
const PARTS = /.{1,4096}/gsu;

/** Sends `text` as the person whose chat is open. Resolves to false, with a toast, when it did not go out. */
export async function sendText(text, id = store.openId) {
  try {
    for (const part of text.match(PARTS)) await sendPart(id, part);
    return true;
  } catch (error) {
    toastError(error);
    return false;
  }
}

function sendPart(id, text) {
  const entry = store.people.get(id);
  return isGroup(entry) ? api.sendInGroup(id, { ...chosenIn(entry), text }) : api.sendText(id, text);
}

/** The text that Telegram sends for a link to this bot ("/start token"), or null for any other link. */
export function startTextOf(url, username) {
  const match =
    /^(?:https?:\/\/)?(?:t|telegram)\.me\/([A-Za-z0-9_]+)\/?(?:\?(.*))?$/i.exec(url) ??
    /^tg:\/\/resolve\/?\?domain=([A-Za-z0-9_]+)(?:&(.*))?$/i.exec(url);
  if (!match || !username || match[1].toLowerCase() !== username.toLowerCase()) return null;
  const token = new URLSearchParams(match[2] ?? "").get("start");
  return token ? `/start ${token}` : "/start";
}

/** What the elements of a bubble may ask for. */
export const bubbleActions = {
  sendCommand: (text) => sendText(text),
  /** Returns true when the link leads to this bot and was followed here. */
  openLink(url) {
    const start = startTextOf(url, store.bot.username);
    if (start !== null) sendText(start);
    return start !== null;
  },
};

export const sendOther = (kind) => api.sendOther(store.openId, kind).catch(toastError);

/** Blocks the bot or lets it in again; the stream tells the page that it is so. */
export const setBlocked = (blocked) => api.setBlocked(store.openId, blocked).catch(toastError);
