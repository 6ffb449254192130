// One bubble: a message, or the messages of an album together.

import { bubbleActions } from "./actions.js";
import { el, visuallyHidden } from "./dom.js";
import { snippet, time } from "./format.js";
import { chosenIn } from "./groups.js";
import { render } from "./html.js";
import { icon } from "./icons.js";
import { keyboard } from "./keyboard.js";
import { media } from "./media.js";
import { store } from "./store.js";

/**
 * Returns the article for `messages` (one, or an album oldest first). `first` and `last` tell whether it
 * begins and ends a run of the same sender; `quoted` finds a message that is replied to.
 */
export function article(messages, { first, last, quoted }) {
  const message = messages[0];
  const own = isOwn(message);
  const name = own ? "Anda" : (nameInGroup(message) ?? store.bot.first_name);
  const worded = speaker(messages);
  const classes = [
    "message",
    own ? "own" : "bot",
    first && "first",
    last && "last",
    message.keyboard?.length && "with-keys",
  ];
  return el(
    "article",
    {
      class: classes.filter(Boolean).join(" "),
      "aria-label": `${name}, pukul ${time(message.date)}`,
      "data-testid": `message-${message.message_id}`,
    },
    bubble(messages, worded, quoted, first && !own && nameInGroup(message)),
    messages.map(keyboard),
  );
}

/**
 * Returns the message whose words stand below the whole bubble. As in Telegram, the captions of an album of
 * photos are shown only where there is just one, and each document of an album has its own right below it,
 * where those of all but the last are shown by `media`.
 */
function speaker(messages) {
  const worded = messages.filter((one) => one.text ?? one.caption);
  if (messages.some((one) => one.photo)) return worded.length === 1 ? worded[0] : undefined;
  return worded.at(-1) === messages.at(-1) ? worded.at(-1) : undefined;
}

/** In a group only what the member who writes on this page has said is one's own. */
export function isOwn(message) {
  const entry = store.people.get(message.person_id);
  if (!message.sender || !entry) return message.from === "person";
  return message.sender.id === chosenIn(entry).member;
}

const nameInGroup = (message) => message.sender?.first_name;

function bubble(messages, worded, quoted, sender) {
  const ofEach = (one) =>
    one !== worded && one.caption && el("div", { class: "words of-file" }, words(one));
  const attached = media(messages, ofEach);
  const kinds = [
    attached.length && "with-media",
    messages.some((one) => one.photo) && "with-photo",
    !worded && "wordless",
  ];
  return el(
    "div",
    { class: ["bubble", ...kinds.filter(Boolean)].join(" ") },
    sender && el("p", { class: `sender tone-${Math.abs(messages[0].sender.id) % 4}` }, sender),
    quote(messages[0], quoted),
    attached,
    worded ? el("div", { class: "words" }, words(worded), stamp(messages)) : stamp(messages),
  );
}

function words(message) {
  return message.html ? render(message.html, bubbleActions) : (message.text ?? message.caption);
}

function quote(message, quoted) {
  const original = typeof message.reply_to === "object" ? message.reply_to : quoted(message.reply_to);
  // In a topic every message answers at least the one that opened it, which is not worth a quote.
  return original && !original.service ? el("p", { class: "quote" }, snippet(original)) : null;
}

function stamp(messages) {
  const { date } = messages[0];
  const edited = messages.some((one) => one.edit_date);
  return el(
    "span",
    { class: "stamp" },
    edited && el("span", { class: "edited" }, "diedit "),
    el("time", { datetime: date }, time(date)),
    isOwn(messages[0]) && [icon("check"), visuallyHidden(" terkirim")],
  );
}
