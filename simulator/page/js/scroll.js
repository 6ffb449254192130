// Where the chat stands: it stays at the end while the reader is there, and stays put while not.

import { byId, el } from "./dom.js";
import { icon } from "./icons.js";

const CLOSE_ENOUGH = 60;

class Scroll {
  #stuck = true;
  #top = 0;
  #unseen = 0;

  /** Connects the elements; to be called once the page is there. */
  start() {
    byId("scroller").addEventListener("scroll", () => this.#measure(), { passive: true });
    byId("jump").addEventListener("click", () => {
      this.toBottom();
      document.getElementById("message-text")?.focus();
    });
    // The keyboard of a phone, a growing text field or a loading picture must not push the last message away.
    const watch = new ResizeObserver(() => {
      if (this.#stuck) this.toBottom();
    });
    for (const node of [byId("scroller"), byId("scroller").firstElementChild]) watch.observe(node);
  }

  toBottom() {
    const scroller = byId("scroller");
    scroller.scrollTop = scroller.scrollHeight;
    this.#top = scroller.scrollTop;
    this.#stuck = true;
    this.#unseen = 0;
    this.#showJump();
  }

  /** Runs `draw` and keeps the first message in view at its height on the screen. */
  keep(draw) {
    const top = byId("scroller").getBoundingClientRect().top;
    const nodes = [...byId("messages").children];
    const index = nodes.findIndex((node) => node.getBoundingClientRect().bottom > top);
    const before = nodes[index]?.getBoundingClientRect().top;
    draw();
    if (this.#stuck) this.toBottom();
    const after = byId("messages").children[index]?.getBoundingClientRect().top;
    if (!this.#stuck && after !== undefined) byId("scroller").scrollTop += after - before;
  }

  /** Reacts to new messages: an own one is always shown, the bot's are counted when they are out of sight. */
  noticed(messages) {
    if (!messages.length) return;
    if (this.#stuck || messages.some((message) => message.from === "person")) this.toBottom();
    else this.#unseen += messages.length;
    this.#showJump();
  }

  #measure() {
    const { scrollHeight, scrollTop, clientHeight } = byId("scroller");
    const atEnd = scrollHeight - scrollTop - clientHeight < CLOSE_ENOUGH;
    // Only a reader scrolls up. What grew since pushes the end away, and is followed.
    this.#stuck = atEnd || (this.#stuck && scrollTop >= this.#top);
    this.#top = scrollTop;
    if (this.#stuck) this.#unseen = 0;
    this.#showJump();
  }

  #showJump() {
    const jump = byId("jump");
    jump.hidden = this.#stuck;
    const label = this.#unseen ? `${this.#unseen} pesan baru` : "Ke pesan terakhir";
    if (jump.getAttribute("aria-label") === label) return;
    jump.setAttribute("aria-label", label);
    jump.replaceChildren(icon("down"), ...(this.#unseen ? [el("span", {}, label)] : []));
  }
}

export const scroll = new Scroll();
