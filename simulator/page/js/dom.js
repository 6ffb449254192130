// Builds elements without ever parsing a string as HTML.

/**
 * Returns a new element. `on…` properties become listeners, `class` and everything else attributes;
 * an attribute that is null, undefined or false is left out, true stands without a value.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value === true ? "" : value);
  }
  append(node, children);
  return node;
}

/** Appends the children that are there (null, undefined and false are skipped, lists are flattened). */
export function append(node, children) {
  node.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
}

export const byId = (id) => document.getElementById(id);

export const visuallyHidden = (text) => el("span", { class: "visually-hidden" }, text);

/** True on a phone or tablet, where Enter starts a new line and focus would open the keyboard. */
export const isTouch = () => window.matchMedia("(pointer: coarse)").matches;
