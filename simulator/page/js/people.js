// The list of people, in groups, with what was last said and what is unread.

import { byId, el, visuallyHidden } from "./dom.js";
import { fullName, initials, listStamp, snippet } from "./format.js";
import { newGroup, newPerson } from "./forms.js";
import { isGroup } from "./groups.js";
import { icon } from "./icons.js";
import { Keyed } from "./keyed.js";
import { menuButton, moveFocus } from "./menu.js";
import { store } from "./store.js";

const ORDER = ["Grup", "Admin", "Pimpinan", "Verifikator", "Operator", "Orang luar", "Operator lain"];
const COLOURS = 7;
const ELSE = "Lainnya";

/** The groups, and by its name the list of people in each. */
let sections = null;
const lists = new Map();

/** A round picture with initials; its colour follows from the id. */
export function avatar(person) {
  return el(
    "span",
    { class: `avatar hue-${Math.abs(person.id) % COLOURS}`, "aria-hidden": "true" },
    initials(fullName(person)),
  );
}

/** Connects search, arrow keys and the way to add somebody; to be called once. */
export function startPeople() {
  byId("adding").replaceChildren(
    menuButton({
      label: "Tambah",
      symbol: "plus",
      place: "below",
      entries: () => [
        { symbol: "person", text: "Tambah orang", run: newPerson },
        { symbol: "people", text: "Buat grup", run: newGroup },
      ],
    }),
  );
  byId("people-search").addEventListener("input", drawPeople);
  byId("side").addEventListener("keydown", (event) => {
    const links = [...byId("people").querySelectorAll("a")];
    if (event.target.closest("#people, .search") && moveFocus(event, links)) event.preventDefault();
    if (event.key === "Escape" && byId("people-search").value) clearSearch();
  });
}

function clearSearch() {
  byId("people-search").value = "";
  drawPeople();
}

/** Brings the list up to date. What has not changed stays the same element, to be pressed at any moment. */
export function drawPeople() {
  if (!store.peopleKnown) return;
  const wanted = byId("people-search").value.trim().toLowerCase();
  const fits = (person) =>
    `${fullName(person)} ${person.note ?? ""} ${person.group ?? ""}`.toLowerCase().includes(wanted);
  const groups = grouped([...store.people.values()].filter(fits));
  sections ??= new Keyed(byId("people"), () => byId("people-search"));
  sections.draw(groups.length ? groups.map(groupSection) : [nobody(wanted)], false);
  for (const [name, people] of groups) lists.get(name).draw(people.map(entry), false);
}

function nobody(wanted) {
  const words = wanted ? "Tidak ada orang yang cocok." : "Belum ada orang di simulator ini.";
  return { key: "nobody", signature: words, build: () => el("p", { class: "people-empty" }, words) };
}

function grouped(people) {
  const groups = new Map();
  for (const person of people) {
    const name = person.group || ELSE;
    groups.set(name, [...(groups.get(name) ?? []), person]);
  }
  const place = (name) =>
    ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length + (name === ELSE ? 1 : 0);
  return [...groups].sort(([one], [other]) => place(one) - place(other));
}

function groupSection([name]) {
  const build = () => {
    const id = `group-${name.replace(/\W+/g, "-")}`;
    const list = el("ul");
    lists.set(name, new Keyed(list, () => byId("people-search")));
    return el("section", { "aria-labelledby": id }, el("h2", { id }, name), list);
  };
  return { key: `group ${name}`, signature: name, build };
}

function entry(person) {
  const { last, unread, blocked, note } = person;
  const stamp = last && listStamp(last.date, store.now());
  const told = [fullName(person), note, unread, blocked, last, stamp, person.id === store.openId];
  return {
    key: String(person.id),
    signature: JSON.stringify(told),
    build: () => el("li", {}, personLink(person)),
  };
}

function personLink(person) {
  const { last } = person;
  return el(
    "a",
    {
      class: "person",
      href: `#/chat/${person.id}`,
      "aria-current": person.id === store.openId ? "true" : null,
    },
    avatar(person),
    el(
      "span",
      { class: "person-name" },
      el("span", { class: "name-words" }, fullName(person)),
      person.blocked && icon("block"),
      person.blocked && visuallyHidden(isGroup(person) ? " mengeluarkan bot" : " memblokir bot"),
    ),
    last && el("time", { class: "person-time", datetime: last.date }, listStamp(last.date, store.now())),
    el("span", { class: "person-note" }, person.note),
    el("span", { class: "person-last" }, last ? lastWords(last) : "Belum ada percakapan"),
    person.unread > 0 &&
      el("span", { class: "badge" }, String(person.unread), visuallyHidden(" belum dibaca")),
  );
}

const lastWords = (message) => [
  message.from === "person" && el("span", { class: "you" }, `${message.sender?.first_name ?? "Anda"}: `),
  snippet(message),
];
