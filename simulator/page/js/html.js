// Message.html becomes elements: parsed in an inert document, then rebuilt from a list of allowed tags.
// Nothing of the parsed document is used as it is: a tag or attribute that is not named here gets lost.

import { el } from "./dom.js";

const PLAIN = {
  B: "strong",
  STRONG: "strong",
  I: "em",
  EM: "em",
  U: "u",
  INS: "u",
  S: "s",
  STRIKE: "s",
  DEL: "s",
  CODE: "code",
  PRE: "pre",
  BLOCKQUOTE: "blockquote",
};
const BLOCKS = new Set(["PRE", "BLOCKQUOTE"]);
const SAFE_LINK = /^(https?:|mailto:|tel:|tg:)/i;
const COMMAND = /(^|[\s(])(\/[a-z0-9_]{1,32})(?![\w/])/g;

/**
 * Returns a fragment for `html`. `actions.sendCommand(text)` runs when a /command is pressed,
 * `actions.openLink(url)` when a link is: true means that the page has dealt with it.
 */
export function render(html, actions) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const out = document.createDocumentFragment();
  copy(parsed.body, out, actions);
  return out;
}

function copy(from, to, actions) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text(node, to, actions);
    else if (node.nodeType === Node.ELEMENT_NODE) element(node, to, actions);
  }
}

/** Telegram draws no empty line where a block already begins or ends one. */
function text(node, to, actions) {
  let value = node.data;
  if (BLOCKS.has(node.previousSibling?.nodeName)) value = value.replace(/^\n/, "");
  if (BLOCKS.has(node.nextSibling?.nodeName)) value = value.replace(/\n$/, "");
  const verbatim = node.parentElement.closest("pre, code, a");
  to.append(...(verbatim ? [value] : withCommands(value, actions)));
}

function withCommands(value, actions) {
  const parts = [];
  let end = 0;
  for (const match of value.matchAll(COMMAND)) {
    const start = match.index + match[1].length;
    const command = match[2];
    const press = () => actions.sendCommand(command);
    parts.push(
      value.slice(end, start),
      el("button", { type: "button", class: "command", onclick: press }, command),
    );
    end = start + command.length;
  }
  return [...parts, value.slice(end)];
}

function element(node, to, actions) {
  const copied = made(node, actions);
  copy(node, copied ?? to, actions);
  if (copied) to.append(copied);
}

function made(node, actions) {
  if (node.nodeName === "BR") return el("br");
  if (node.nodeName === "A") return link(node, actions);
  if (node.matches("blockquote[expandable]")) return folded();
  if (node.nodeName === "SPOILER" || node.nodeName === "TG-SPOILER" || node.matches("span.tg-spoiler"))
    return spoiler();
  return node.nodeName in PLAIN ? el(PLAIN[node.nodeName]) : null;
}

function link(node, actions) {
  const url = node.getAttribute("href") ?? "";
  if (!SAFE_LINK.test(url)) return null;
  const press = (event) => {
    if (actions.openLink(url)) event.preventDefault();
  };
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: press });
}

/** A quotation of which three lines are seen until it is pressed. */
function folded() {
  const quote = el("blockquote", { class: "folded", role: "button", tabindex: "0", "aria-expanded": "false" });
  const turn = () => {
    const open = quote.classList.toggle("open");
    quote.setAttribute("aria-expanded", String(open));
  };
  quote.addEventListener("click", turn);
  quote.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") turn();
  });
  return quote;
}

function spoiler() {
  const cover = el("span", {
    class: "spoiler",
    role: "button",
    tabindex: "0",
    "aria-label": "Teks tersembunyi, tekan untuk melihat",
  });
  const reveal = () => {
    cover.classList.add("revealed");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") reveal();
  });
  return cover;
}
