// Above the text field of a group: as whom to write and, in a forum, which topic is open.

import { el } from "./dom.js";
import { fullName } from "./format.js";
import { choose, chosenIn, isForum } from "./groups.js";
import { store } from "./store.js";

const label = (words, control) => el("label", { class: "group-choice" }, el("span", {}, words), control);

export class GroupBar {
  #drawn = null;

  constructor() {
    this.member = el("select", { onchange: () => this.#chosen({ member: Number(this.member.value) }) });
    this.topic = el("select", { onchange: () => this.#chosen({ thread: Number(this.topic.value) }) });
    this.topicLabel = label("Topik", this.topic);
    this.node = el("div", { class: "group-bar" }, label("Sebagai", this.member), this.topicLabel);
  }

  /** Shows the choices of a group; nothing moves while there is nothing new. */
  draw(group) {
    const choice = chosenIn(group);
    const names = group.members.map((id) => [id, fullName(store.people.get(id) ?? { first_name: String(id) })]);
    const told = JSON.stringify([group.id, names, group.topics, choice]);
    if (told === this.#drawn) return;
    this.#drawn = told;
    const option = (chosen) => ([value, words]) => el("option", { value, selected: value === chosen }, words);
    this.member.replaceChildren(...names.map(option(choice.member)));
    this.topicLabel.hidden = !isForum(group);
    const topics = group.topics.map(({ thread_id: id, name, closed }) => [id, closed ? `${name} (ditutup)` : name]);
    this.topic.replaceChildren(...topics.map(option(choice.thread)));
  }

  #chosen(choice) {
    choose(store.openId, choice);
    store.emit("chat", { id: store.openId });
  }
}
