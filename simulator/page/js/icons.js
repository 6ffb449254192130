// Line icons, drawn for this page on a 24 × 24 grid.

const PATHS = {
  alert: "M12 4 3 19.5h18ZM12 10v4.5M12 17v.2",
  attach: "m20 11.5-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7L9.8 17a1.6 1.6 0 0 1-2.3-2.3l7.5-7.4",
  back: "M15 5l-7 7 7 7",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.7 5.7l12.6 12.6",
  check: "m5 12.5 4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M9 9h10v11H9ZM15 9V4H5v11h4",
  down: "M12 5v14M6 13l6 6 6-6",
  file: "M6 3h8l5 5v13H6ZM14 3v5h5",
  forward: "M9 5l7 7-7 7",
  image: "M4 5h16v14H4ZM4 16l5-5 4 4 2-2 5 5M15.5 9.2v.2",
  inbox: "M4 13.5h4l2 3h4l2-3h4M4 13.5 7 5h10l3 8.5V19H4Z",
  laptop: "M5 5h14v10H5ZM2.5 19h19",
  link: "M8 16 16 8M9 8h7v7",
  lock: "M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  menu: "M4 7h16M4 12h16M4 17h16",
  mic: "M12 3.5a3 3 0 0 0-3 3v4a3 3 0 0 0 6 0v-4a3 3 0 0 0-3-3ZM6 11a6 6 0 0 0 12 0M12 17v3.5",
  more: "M12 5.2v.1M12 12v.1M12 18.8v.1",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c1-8 12-8 13 0M16 4.5q4 3 0 6M18 14.5q3 1 3 5",
  person: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c1-9 15-9 16 0",
  plus: "M12 5v14M5 12h14",
  send: "M4 12 3 4.5 21 12 3 19.5ZM4 12h8",
  up: "M12 19V5M6 11l6-6 6 6",
  skip: "M5 6l7 6-7 6ZM13 6l6 6-6 6Z",
  topic: "M4 5h16v11H9l-5 4Z",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.5 14.5c1 1.3 2.2 2 3.5 2s2.5-.7 3.5-2M9 9.5v.2M15 9.5v.2",
};

const SVG = "http://www.w3.org/2000/svg";

/** Returns the icon as decoration: what it means is said by the text or label beside it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
