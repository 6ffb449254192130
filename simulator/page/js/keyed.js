// A list that is drawn by keys: an entry that changed is replaced in its place, and nothing else moves.

const FOCUSABLE = "button, a[href], [tabindex]";

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
    this.#shown = new Map();
    this.#container.replaceChildren();
  }

  /** Shows `wanted` in its order: entries `{key, signature, build}`, built anew when the signature changes. */
  draw(wanted, animate) {
    const next = new Map();
    let cursor = this.#container.firstElementChild;
    for (const { key, signature, build } of wanted) {
      const old = this.#shown.get(key);
      let node = old?.node;
      if (old?.signature !== signature) {
        node = build();
        if (old) cursor = this.#replaced(old.node, node, cursor);
        else if (animate) node.classList.add("arriving");
      }
      if (node === cursor) cursor = cursor.nextElementSibling;
      else this.#container.insertBefore(node, cursor);
      next.set(key, { node, signature });
    }
    for (const [key, { node }] of this.#shown) if (!next.has(key)) node.remove();
    this.#shown = next;
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
