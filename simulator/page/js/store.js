// What the page knows: people, their chats, the clock. Every change is announced as an event of the store.

import * as api from "./api.js";
import { asEntry } from "./groups.js";

const TYPING_LASTS = 6000;
const PEOPLE_PAUSE = 60;
/** Events that carry a whole message. */
const ARRIVALS = new Set(["message", "edit", "markup", "delete"]);
const EMPTY_CLOCK = { marks: [], offset_seconds: 0 };

class Store extends EventTarget {
  bot = { id: 0, username: "", first_name: "Bot" };
  /** People and, with negative ids, groups: whatever has a chat. */
  people = new Map();
  /** Whether the people have been read once: until then nobody can be said to be missing. */
  peopleKnown = false;
  openId = null;
  clock = EMPTY_CLOCK;
  #chats = new Map();
  #clockBase = null;
  #peopleTimer = null;
  /** The reading of the people that is under way, whether another was asked for, and what was heard since. */
  #peopleReading = null;
  #peopleAsked = false;
  #heard = [];

  emit(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  on(name, listener) {
    this.addEventListener(name, (event) => listener(event.detail));
  }

  /** How many messages are unread, in all chats. */
  get unread() {
    return [...this.people.values()].reduce((sum, person) => sum + person.unread, 0);
  }

  /** The chat of a person; empty and not loaded until `load` has run. */
  chat(id) {
    if (!this.#chats.has(id))
      this.#chats.set(id, { messages: new Map(), commands: [], loaded: false, readings: new Set() });
    return this.#chats.get(id);
  }

  /** The simulator's time now, as a Date. */
  now() {
    return this.#clockBase
      ? new Date(this.#clockBase.at + performance.now() - this.#clockBase.read)
      : new Date();
  }

  setClock(clock) {
    this.clock = clock;
    this.#clockBase = { at: Date.parse(clock.now), read: performance.now() };
    this.emit("clock");
  }

  /** Reads the clock, by which everything is drawn, the people and the open chat. Rejects with ApiError. */
  async refresh() {
    await this.#readClock();
    await this.loadPeople();
    if (this.openId !== null) await this.load(this.openId);
  }

  /** What was told meanwhile is newer than the answer. */
  async #readClock() {
    const before = this.clock;
    const clock = await api.clock();
    if (this.clock === before) this.setClock(clock);
  }

  /** Reads the people, one reading after the other: answers that overtake each other would bring back the past. */
  loadPeople() {
    this.#peopleAsked = true;
    this.#peopleReading ??= this.#readPeople();
    return this.#peopleReading;
  }

  /** What arrives over the stream meanwhile is newer than the answer and therefore said again. */
  async #readPeople() {
    try {
      while (this.#peopleAsked) {
        this.#peopleAsked = false;
        this.#heard = [];
        const [{ people, bot }, { groups }] = await Promise.all([api.people(), api.groups()]);
        this.bot = bot;
        this.people = new Map([...people, ...groups.map(asEntry)].map((person) => [person.id, person]));
        this.peopleKnown = true;
        for (const [name, data] of this.#heard) this.#tellPerson(name, data);
        this.emit("people");
      }
    } finally {
      this.#peopleReading = null;
    }
  }

  /** Reads a chat. What arrives over the stream meanwhile is newer than the answer and therefore kept. */
  async load(id) {
    const chat = this.chat(id);
    const reading = { arrived: new Map() };
    chat.readings.add(reading);
    try {
      const answer = await api.messages(id);
      chat.messages = new Map(answer.messages.map((message) => [message.message_id, message]));
      for (const [key, message] of reading.arrived) chat.messages.set(key, message);
      chat.commands = reading.commands ?? answer.commands ?? [];
      chat.loaded = true;
      this.#showTyping(id, reading.typing ?? answer.typing);
    } finally {
      chat.readings.delete(reading);
    }
    this.emit("chat", { id });
  }

  /** Takes in one event of the stream. */
  apply(name, data) {
    if (name === "clock") this.setClock(data);
    else if (name === "answer") this.emit("answer", data);
    else if (name === "people" || name === "group") this.#peopleChanged();
    else {
      if (ARRIVALS.has(name)) this.emit("arrived", { message: data });
      if (this.#peopleReading) this.#heard.push([name, data]);
      if (this.people.has(data.person_id)) this.#applyTo(name, data.person_id, data);
    }
  }

  /** Many people added at once are read once. */
  #peopleChanged() {
    clearTimeout(this.#peopleTimer);
    this.#peopleTimer = setTimeout(() => this.reload(this.loadPeople()), PEOPLE_PAUSE);
  }

  #applyTo(name, id, data) {
    if (name === "typing") this.#type(id, data.typing !== false);
    else if (name === "commands") this.#offer(id, data.commands);
    else if (ARRIVALS.has(name)) this.#put(id, data);
    this.#tellPerson(name, data);
    this.emit("person", { id });
    this.emit("chat", { id });
  }

  /** Takes what an event says into the entry of the list of people. */
  #tellPerson(name, data) {
    const person = this.people.get(data.person_id);
    if (!person) return;
    if (name === "unread") person.unread = data.unread;
    if (!ARRIVALS.has(name)) return;
    if (!data.deleted && (person.last?.message_id ?? 0) <= data.message_id) person.last = data;
    if (data.deleted && person.last?.message_id === data.message_id) this.reload(this.loadPeople());
  }

  /** A chat that was never read is not begun with a part of it. */
  #put(id, message) {
    const chat = this.chat(id);
    if (chat.loaded) chat.messages.set(message.message_id, message);
    for (const { arrived } of chat.readings) arrived.set(message.message_id, message);
    if (message.from === "bot" && !message.deleted) this.#type(id, false);
  }

  #offer(id, commands) {
    const chat = this.chat(id);
    chat.commands = commands;
    for (const reading of chat.readings) reading.commands = commands;
  }

  #type(id, typing) {
    for (const reading of this.chat(id).readings) reading.typing = typing;
    this.#showTyping(id, typing);
  }

  /** Telegram shows "typing" for about five seconds or until the message is there. */
  #showTyping(id, typing) {
    const chat = this.chat(id);
    clearTimeout(chat.typingTimer);
    chat.typing = typing;
    if (typing) {
      chat.typingTimer = setTimeout(() => {
        chat.typing = false;
        this.emit("chat", { id });
      }, TYPING_LASTS);
    }
  }

  /** Runs a reading in the background; if it fails, the stream's own reconnecting reads everything again. */
  reload(promise) {
    promise.catch((error) => this.emit("failed", { error }));
  }
}

export const store = new Store();
