// What stands beside the list on a wide screen while nobody is chosen.

import { byId, el } from "./dom.js";
import { fullName } from "./format.js";
import { icon } from "./icons.js";
import { store } from "./store.js";

/** Draws the panel; the example is the first operator, if there is one. */
export function drawWelcome() {
  const operator = [...store.people.values()].find((person) => person.group === "Operator");
  byId("welcome").replaceChildren(
    el(
      "div",
      { class: "welcome-card" },
      el("img", { src: "/page/icon.svg", alt: "", width: "72", height: "72" }),
      el("h2", { id: "welcome-title" }, "Selamat datang di Ruang Coba"),
      el(
        "ul",
        {},
        line("laptop", "Ini tiruan Telegram untuk mencoba bot, bukan Telegram sungguhan."),
        line("lock", "Semua pesan dan berkas tetap di komputer ini."),
        line("people", "Pilih seseorang di daftar untuk melihat bot dari ponselnya."),
      ),
      operator && example(operator),
    ),
  );
}

const line = (symbol, words) => el("li", {}, icon(symbol), words);

const example = (operator) =>
  el(
    "p",
    { class: "example" },
    "Coba: ",
    el("a", { href: `#/chat/${operator.id}` }, `${fullName(operator)} (${operator.note || "Operator"})`),
    ", lalu kirim /lapor",
  );
