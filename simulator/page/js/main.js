// Starts the page: the address chooses the chat, the stream keeps everything current.

import { startChat, showChat } from "./chat.js";
import { startClock } from "./clock.js";
import { byId } from "./dom.js";
import { fullName } from "./format.js";
import { answered, forgetPresses } from "./keyboard.js";
import { listen } from "./live.js";
import { drawPeople, startPeople } from "./people.js";
import { scroll } from "./scroll.js";
import { store } from "./store.js";
import { drawWelcome } from "./welcome.js";

const RETRY = 2000;
let cameFromList = false;

function chosen() {
  const match = /^#\/chat\/(-?\d+)$/.exec(window.location.hash);
  return match && store.people.has(Number(match[1])) ? Number(match[1]) : null;
}

/** Shows what the address names. */
function route() {
  const before = store.openId;
  const id = chosen();
  if (id === before && document.body.dataset.view === (id === null ? "list" : "chat")) return;
  store.openId = id;
  document.body.dataset.view = id === null ? "list" : "chat";
  byId("chat").hidden = id === null;
  byId("welcome").hidden = id !== null;
  drawPeople();
  if (id === null) focusPerson(before);
  else {
    showChat();
    store.emit("chat", { id });
    store.reload(store.load(id));
  }
  drawTitle();
}

function focusPerson(id) {
  if (id !== null) byId("people").querySelector(`a[href="#/chat/${id}"]`)?.focus();
}

/** Back to the list, by the browser's history if that is where the chat was opened from. */
function leave() {
  if (cameFromList) window.history.back();
  else window.location.replace("#/");
}

function drawTitle() {
  const unread = [...store.people.values()].reduce((sum, person) => sum + person.unread, 0);
  const person = store.people.get(store.openId);
  document.title = `${unread ? `(${unread}) ` : ""}${person ? `${fullName(person)} · ` : ""}Ruang Coba`;
}

function connection(state) {
  document.body.dataset.connection = state;
  byId("connection").textContent = state === "lost" ? "Menyambung kembali…" : "";
}

async function refresh() {
  try {
    await store.refresh();
    connection("open");
  } catch {
    // The stream is there but an answer failed: say that the page is not current and ask again.
    connection("lost");
    setTimeout(refresh, RETRY);
  }
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
store.on("failed", () => setTimeout(refresh, RETRY));
window.addEventListener("hashchange", () => {
  cameFromList = store.openId === null;
  route();
});

startPeople();
startClock();
startChat(leave);
scroll.start();
listen({
  onEvent: (name, data) => store.apply(name, data),
  onLost: () => connection("lost"),
  onOpen: () => {
    forgetPresses();
    refresh();
  },
});
