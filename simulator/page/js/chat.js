// The open chat: its header, its log and its composer kept in step with the store.

import { markRead } from "./api.js";
import { sendOther, setBlocked } from "./actions.js";
import { composer } from "./composer.js";
import { byId, el, isTouch } from "./dom.js";
import { fullName } from "./format.js";
import { icon } from "./icons.js";
import { migrate, newMember, newTopic } from "./forms.js";
import { choose, chosenIn, isForum, isGroup } from "./groups.js";
import { drawLog, resetLog } from "./log.js";
import { menuButton } from "./menu.js";
import { avatar } from "./people.js";
import { drawPin } from "./pin-bar.js";
import { store } from "./store.js";
import { drawUploads } from "./uploads.js";

let headFor = null;
let focusWanted = false;

/** Builds the composer and follows the store; `leave()` is called by the back button. */
export function startChat(leave) {
  composer.start();
  store.on("chat", ({ id }) => id === store.openId && drawChat(leave));
  store.on("people", () => store.openId !== null && drawChat(leave));
  store.on("clock", () => store.openId !== null && drawChat(leave));
  document.addEventListener("visibilitychange", readIfSeen);
}

/** Forgets what is drawn, so that the chat of `store.openId` is drawn as newly opened. */
export function showChat() {
  headFor = null;
  focusWanted = true;
  resetLog();
  drawUploads();
}

/** Gives the focus to where a reader goes on: the text field, on a phone the name (no keyboard pops up). */
function focusChat() {
  focusWanted = false;
  const field = document.getElementById("message-text");
  if (field && !isTouch()) field.focus();
  else byId("chat-name")?.focus();
}

function drawChat(leave) {
  const person = store.people.get(store.openId);
  if (!person) return;
  const chat = store.chat(person.id);
  drawHead(person, leave);
  byId("chat-typing").textContent = chat.typing ? "bot sedang mengetik" : "";
  byId("chat-note").hidden = Boolean(chat.typing);
  byId("chat-note").textContent = person.note || person.group;
  byId("chat-intro").textContent = intro(person);
  const count = drawLog();
  drawPin(person.id);
  const dock = dockState(person, chat, count);
  composer.draw(dock);
  byId("bot-name").textContent = store.bot.first_name;
  byId("chat-empty").hidden = dock !== "start";
  if (focusWanted && chat.loaded) focusChat();
  readIfSeen();
}

const intro = (person) =>
  isGroup(person)
    ? `Grup dengan ${store.bot.first_name}, dilihat dari ponsel anggotanya`
    : `Layar ponsel ${fullName(person)}, bercakap dengan ${store.bot.first_name}`;

function dockState(person, chat, count) {
  if (isGroup(person)) return groupState(person, chat);
  if (person.blocked) return "blocked";
  if (count) return "write";
  return chat.loaded ? "start" : "loading";
}

function groupState({ blocked, migrated_to: supergroup }, chat) {
  if (supergroup) return "moved";
  if (blocked) return "expelled";
  return chat.loaded ? "write" : "loading";
}

function drawHead(person, leave) {
  if (headFor === person.id) return;
  headFor = person.id;
  const back = el(
    "button",
    { type: "button", class: "round back", "aria-label": "Kembali ke daftar", onclick: leave },
    icon("back"),
  );
  const words = el(
    "div",
    { class: "chat-words" },
    el("h2", { id: "chat-name", tabindex: "-1" }, fullName(person)),
    el(
      "p",
      {},
      el("span", { id: "chat-note" }),
      el("span", { id: "chat-typing", class: "typing-note", role: "status" }),
    ),
  );
  const options = menuButton({
    label: "Opsi obrolan",
    symbol: "more",
    place: "below",
    entries: () => optionEntries(store.people.get(person.id)),
  });
  byId("chat-head").replaceChildren(back, avatar(person), words, options);
}

function optionEntries(person) {
  const { blocked } = person;
  if (isGroup(person)) return groupEntries(person);
  return [
    { symbol: "smile", text: "Kirim stiker", run: () => sendOther("sticker") },
    { symbol: "mic", text: "Kirim pesan suara", run: () => sendOther("voice") },
    {
      symbol: "block",
      text: blocked ? "Buka blokir" : "Blokir bot",
      danger: !blocked,
      run: () => setBlocked(!blocked),
    },
  ];
}

function groupEntries(group) {
  const { member } = chosenIn(group);
  const topic = () => newTopic(group, member, (thread) => choose(group.id, { thread }));
  return [
    { symbol: "person", text: "Tambah anggota", run: () => newMember(group) },
    isForum(group) && { symbol: "topic", text: "Topik baru", run: topic },
    group.kind === "group" &&
      !group.migrated_to && { symbol: "up", text: "Jadikan supergrup", run: () => migrate(group) },
  ].filter(Boolean);
}

/** What stands on a visible screen is read. If telling so fails, the next reading brings the badge back. */
function readIfSeen() {
  const person = store.people.get(store.openId);
  if (!person?.unread || document.visibilityState !== "visible" || !store.chat(person.id).loaded) return;
  person.unread = 0;
  store.emit("person", { id: person.id });
  store.reload(markRead(person.id));
}
