// The simulator's clock with the buttons that move it forward.

import { moveClock } from "./api.js";
import { byId, el } from "./dom.js";
import { clock, shortDate } from "./format.js";
import { store } from "./store.js";
import { toastError } from "./toast.js";

const TICK = 5000;
const PASSED = 409;

let markButton = null;

/** Shows the clock and keeps it going; to be called once. */
export function startClock() {
  store.on("clock", draw);
  setInterval(() => markButton && draw(), TICK);
}

/** The buttons are built once: the clock is told at any moment, also while one of them is pressed. */
function build() {
  markButton = button("", "", toMark);
  byId("clock-buttons").replaceChildren(
    button("+1 jam", "Maju satu jam", () => move({ advance_seconds: 3600 })),
    button("+1 hari", "Maju satu hari", () => move({ advance_seconds: 86_400 })),
    markButton,
  );
}

function draw() {
  if (!markButton) build();
  drawTime();
  const mark = nextMark();
  const reason = "Tidak ada tenggat berikutnya";
  markButton.textContent = mark ? `Ke ${lowered(mark.label)} · ${shortDate(mark.at)}` : reason;
  markButton.title = mark ? `Maju ke ${lowered(mark.label)}` : reason;
  markButton.disabled = !mark;
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

const button = (words, title, run) => el("button", { type: "button", title, onclick: run }, words);

/** Moves the clock; the stream tells the page where it stands then. */
const move = (step) => moveClock(step).catch(toastError);

/** Moves to the mark that the button names: pressed twice, the clock is there already. */
async function toMark() {
  const mark = nextMark();
  if (!mark) return;
  try {
    await moveClock({ to: mark.at });
  } catch (error) {
    if (error.status !== PASSED) toastError(error);
  }
}
