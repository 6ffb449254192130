// A list that is drawn by keys: an entry that changed is replaced in its place, and nothing else moves.

const FOCUSABLE = "button, a[href], [tabindex]";

/** What is being pressed: a press whose element is gone before its release is no click. */
let pressed = null;
/** The lists that have an entry being pressed which changed meanwhile, with what they are to show. */
const waiting = new Map();

document.addEventListener("pointerdown", hold, true);
// The click comes right after the release.
for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => setTimeout(release), true);

function hold({ button, target }) {
  pressed = button === 0 ? target : null;
}

function release() {
  pressed = null;
  for (const [list, wanted] of [...waiting]) list.draw(wanted, false);
}

export class Keyed {
  #container;
  #elsewhere;
  /** What is shown at present: key -> {node, signature}. */
  #shown = new Map();

  /** `elsewhere()` returns what takes the focus of an entry whose replacement has nothing to focus. */
  constructor(container, elsewhere) {
    this.#container = container;
    this.#elsewhere = elsewhere;
  }

  clear() {
    waiting.delete(this);
    this.#shown = new Map();
    this.#container.replaceChildren();
  }

  /** Shows `wanted` in its order: entries `{key, signature, build}`, built anew when the signature changes. */
  draw(wanted, animate) {
    waiting.delete(this);
    this.#remove(wanted);
    const next = new Map();
    let cursor = this.#container.firstElementChild;
    for (const { key, signature, build } of wanted) {
      let entry = this.#shown.get(key);
      if (entry && entry.signature !== signature && entry.node.contains(pressed)) waiting.set(this, wanted);
      else if (entry?.signature !== signature) {
        const node = build();
        if (entry) cursor = this.#replaced(entry.node, node, cursor);
        else if (animate) node.classList.add("arriving");
        entry = { node, signature };
      }
      if (entry.node === cursor) cursor = cursor.nextElementSibling;
      else this.#container.insertBefore(entry.node, cursor);
      next.set(key, entry);
    }
    this.#shown = next;
  }

  /** Takes away what is not wanted any more, first of all: what follows it then stays where it is, with its focus. */
  #remove(wanted) {
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, { node }] of this.#shown) if (!keys.has(key)) node.remove();
  }

  /** Puts `node` in the old one's place with its focus; returns the cursor, moved if it stood there. */
  #replaced(old, node, cursor) {
    const position = [...old.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
    old.replaceWith(node);
    if (position >= 0) {
      const candidates = node.querySelectorAll(FOCUSABLE);
      const target = candidates[Math.min(position, candidates.length - 1)] ?? this.#elsewhere();
      target?.focus({ preventScroll: true });
    }
    return cursor === old ? node : cursor;
  }
}
