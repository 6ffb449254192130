// The stream of what happens. It comes back by itself; the page is told when it is lost and there again.

const NAMES = [
  "message",
  "edit",
  "delete",
  "markup",
  "answer",
  "typing",
  "unread",
  "commands",
  "clock",
  "people",
  "group",
];
const FIRST_WAIT = 500;
const LONGEST_WAIT = 4000;

/** Calls `onEvent(name, data)` for what happens, `onOpen()` and `onLost()` as the stream comes and goes. */
export function listen({ onEvent, onOpen, onLost }) {
  let wait = FIRST_WAIT;
  const connect = () => {
    const source = new EventSource("/sim/events");
    for (const name of NAMES) source.addEventListener(name, (event) => onEvent(name, JSON.parse(event.data)));
    source.addEventListener("open", () => {
      wait = FIRST_WAIT;
      onOpen();
    });
    source.addEventListener("error", () => {
      // EventSource gives up for good on some answers, so the way back is always our own.
      source.close();
      onLost();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  };
  connect();
}
