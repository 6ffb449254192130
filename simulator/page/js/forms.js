// Small forms over the page: a person is added, a group is made.

import * as api from "./api.js";
import { el } from "./dom.js";
import { fullName } from "./format.js";
import { isGroup } from "./groups.js";
import { store } from "./store.js";
import { toastError } from "./toast.js";

const LARGEST_ID = 2 ** 52 - 1;

/**
 * Opens a form with these fields; `save(values)` is called with the form's data and resolves when it is done.
 * If it rejects, or returns a sentence, the form stays open with the sentence.
 */
function openForm({ title, submit, fields, save }) {
  const problem = el("p", { class: "form-problem", role: "alert", hidden: true });
  const cancel = el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Batal");
  const done = el("button", { type: "submit", class: "solid" }, submit);
  const form = el("form", { class: "form" }, fields, problem, el("div", { class: "form-buttons" }, cancel, done));
  const dialog = el(
    "dialog",
    { class: "alert", "aria-labelledby": "form-title" },
    el("h2", { id: "form-title" }, title),
    form,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    done.disabled = true;
    const sentence = await save(new FormData(form)).catch((error) => error.message);
    done.disabled = false;
    if (!sentence) dialog.close();
    problem.textContent = sentence ?? "";
    problem.hidden = !sentence;
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const textField = (label, name, more = {}) =>
  el(
    "label",
    { class: "form-field" },
    label,
    el("input", { type: "text", name, autocomplete: "off", maxlength: "64", ...more }),
  );

const tick = (label, props) => el("label", { class: "form-tick" }, el("input", { type: "checkbox", ...props }), label);

/** Opens the form for somebody new; their chat is opened when they are there. */
export function newPerson() {
  openForm({
    title: "Tambah orang",
    submit: "Tambah",
    fields: [
      textField("Nama", "first_name", { required: true }),
      textField("ID Telegram (boleh kosong)", "id", { inputmode: "numeric", pattern: "[0-9]*" }),
    ],
    save: async (values) => {
      const name = values.get("first_name").trim();
      const id = Number(values.get("id"));
      if (!name) return "Nama belum diisi.";
      if (id > LARGEST_ID) return "ID Telegram itu terlalu besar.";
      if (id && store.people.has(id)) return `ID itu sudah dipakai ${fullName(store.people.get(id))}.`;
      const person = await api.addPerson({ first_name: name, group: "Orang luar", ...(id && { id }) });
      await open(person.id);
      return null;
    },
  });
}

/** Opens the form for a new group; the bot is in it from the start. */
export function newGroup() {
  const people = [...store.people.values()].filter((entry) => !isGroup(entry));
  openForm({
    title: "Buat grup",
    submit: "Buat",
    fields: [
      textField("Nama grup", "title", { required: true }),
      el(
        "fieldset",
        { class: "form-people" },
        el("legend", {}, "Anggota, bersama bot"),
        people.map((person) => tick(fullName(person), { name: "member", value: person.id })),
      ),
      tick("Pakai topik", { name: "forum" }),
    ],
    save: async (values) => {
      const members = values.getAll("member").map(Number);
      const title = values.get("title").trim();
      if (!title) return "Nama grup belum diisi.";
      if (!members.length) return "Pilih sedikitnya satu anggota.";
      const group = await api.addGroup({ title, members, kind: values.get("forum") ? "forum" : "group" });
      await open(group.id);
      return null;
    },
  });
}

/** Opens the form that takes one more person into a group. */
export function newMember(group) {
  const others = [...store.people.values()].filter(({ id }) => id > 0 && !group.members.includes(id));
  const choice = el(
    "select",
    { name: "person" },
    others.map((person) => el("option", { value: person.id }, fullName(person))),
  );
  openForm({
    title: "Tambah anggota",
    submit: "Tambah",
    fields: [el("label", { class: "form-field" }, "Siapa", choice)],
    save: async (values) => {
      if (!others.length) return "Semua orang sudah menjadi anggota.";
      await api.addMember(group.id, Number(values.get("person")));
      return null;
    },
  });
}

/** Opens the form for a new topic, which `member` opens; `done(thread)` is called with its number. */
export function newTopic(group, member, done) {
  openForm({
    title: "Topik baru",
    submit: "Buka",
    fields: [textField("Nama topik", "name", { required: true })],
    save: async (values) => {
      const name = values.get("name").trim();
      if (!name) return "Nama topik belum diisi.";
      done((await api.addTopic(group.id, member, name)).thread_id);
      return null;
    },
  });
}

/** Lets a group become a supergroup, and opens that. */
export const migrate = (group) =>
  api
    .migrate(group.id)
    .then(({ id }) => open(id))
    .catch(toastError);

/** The new chat must be known before its address means anything. */
async function open(id) {
  await store.loadPeople();
  window.location.hash = `#/chat/${id}`;
}
