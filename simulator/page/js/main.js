// Starts the page: the address chooses the chat, the stream keeps everything current.

import { startChat, showChat } from "./chat.js";
import { startClock } from "./clock.js";
import { byId } from "./dom.js";
import { fullName } from "./format.js";
import { answered, forgetPresses } from "./keyboard.js";
import { listen } from "./live.js";
import { ADDRESS, loadFeed, showFeed, startFeed } from "./feed.js";
import { drawPeople, startPeople } from "./people.js";
import { scroll } from "./scroll.js";
import { store } from "./store.js";
import { drawWelcome } from "./welcome.js";

const RETRY = 2000;
/** What stands in the pane, by view. */
const SECTIONS = { list: "welcome", feed: "feed", chat: "chat" };
const PLACES = { feed: "Semua pesan masuk" };
let cameFromList = false;
let streaming = false;
let asking = null;

function chosen() {
  const match = /^#\/chat\/(-?\d+)$/.exec(window.location.hash);
  return match && store.people.has(Number(match[1])) ? Number(match[1]) : null;
}

/** Shows what the address names. */
function route() {
  const before = { id: store.openId, view: document.body.dataset.view };
  const id = chosen();
  const view = viewFor(id);
  if (id === before.id && view === before.view) return;
  store.openId = id;
  document.body.dataset.view = view;
  for (const [name, section] of Object.entries(SECTIONS)) byId(section).hidden = name !== view;
  if (view === "feed") byId("feed-link").setAttribute("aria-current", "true");
  else byId("feed-link").removeAttribute("aria-current");
  drawPeople();
  if (view === "list") focusBack(before);
  else if (view === "feed") showFeed(before.id);
  else {
    showChat();
    store.emit("chat", { id });
    store.reload(store.load(id));
  }
  drawTitle();
}

function viewFor(id) {
  if (id !== null) return "chat";
  return window.location.hash === ADDRESS ? "feed" : "list";
}

/** Gives the focus to where the reader went from. */
function focusBack({ id, view }) {
  if (id !== null) byId("people").querySelector(`a[href="#/chat/${id}"]`)?.focus();
  else if (view === "feed") byId("feed-link").focus();
}

/** Back to the list, by the browser's history if that is where the chat was opened from. */
function leave() {
  const back = cameFromList;
  // Going back takes a moment: pressed twice, it leads no further.
  cameFromList = false;
  if (back) window.history.back();
  else window.location.replace("#/");
}

function drawTitle() {
  const { unread } = store;
  const person = store.people.get(store.openId);
  const place = person ? fullName(person) : PLACES[document.body.dataset.view];
  document.title = `${unread ? `(${unread}) ` : ""}${place ? `${place} · ` : ""}Ruang Coba`;
}

function connection(state) {
  document.body.dataset.connection = state;
  byId("connection").textContent = state === "lost" ? "Menyambung kembali…" : "";
}

async function refresh() {
  try {
    await Promise.all([store.refresh(), loadFeed()]);
    if (streaming) connection("open");
  } catch {
    connection("lost");
    askAgain();
  }
}

/** The stream is there but an answer failed. Without the stream nothing is asked: when it is back, everything is. */
function askAgain() {
  clearTimeout(asking);
  if (streaming) asking = setTimeout(refresh, RETRY);
}

store.on("people", () => {
  drawPeople();
  drawWelcome();
  route();
  drawTitle();
});
store.on("person", () => {
  drawPeople();
  drawTitle();
});
store.on("clock", drawPeople);
store.on("answer", answered);
store.on("failed", askAgain);
window.addEventListener("hashchange", () => {
  cameFromList = store.openId === null;
  route();
});

startPeople();
startClock();
startChat(leave);
startFeed(leave);
scroll.start();
listen({
  onEvent: (name, data) => store.apply(name, data),
  onLost: () => {
    streaming = false;
    connection("lost");
  },
  onOpen: () => {
    streaming = true;
    forgetPresses();
    refresh();
  },
});
