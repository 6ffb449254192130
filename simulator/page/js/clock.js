// The simulator's clock with the buttons that move it forward.

import { moveClock } from "./api.js";
import { byId, el } from "./dom.js";
import { clock, shortDate } from "./format.js";
import { store } from "./store.js";
import { toastError } from "./toast.js";

const TICK = 5000;

/** Shows the clock and keeps it going; to be called once. */
export function startClock() {
  store.on("clock", draw);
  setInterval(drawTime, TICK);
}

function draw() {
  drawTime();
  const mark = nextMark();
  const reason = "Tidak ada tenggat berikutnya";
  const label = mark ? `Ke ${lowered(mark.label)} · ${shortDate(mark.at)}` : reason;
  byId("clock-buttons").replaceChildren(
    button("+1 jam", "Maju satu jam", { advance_seconds: 3600 }),
    button("+1 hari", "Maju satu hari", { advance_seconds: 86_400 }),
    button(label, mark ? `Maju ke ${lowered(mark.label)}` : reason, { to_next_mark: true }, !mark),
  );
}

function drawTime() {
  const now = store.now();
  byId("clock-now").textContent = clock(now);
  byId("clock-now").setAttribute("datetime", now.toISOString());
}

function nextMark() {
  const ahead = (store.clock.marks ?? []).filter(({ at }) => Date.parse(at) > store.now());
  return ahead.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))[0];
}

/** "Tenggat SAKIP" inside a sentence is "tenggat SAKIP"; an abbreviation stays as it is. */
const lowered = (words) => (/^\p{Lu}\p{Ll}/u.test(words) ? words[0].toLowerCase() + words.slice(1) : words);

function button(words, title, step, disabled = false) {
  const move = async () => {
    try {
      store.setClock(await moveClock(step));
    } catch (error) {
      toastError(error);
    }
  };
  return el("button", { type: "button", title, disabled, onclick: move }, words);
}
