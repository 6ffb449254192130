// Dates, sizes and names as Indonesians write them. Every time is WIB, whatever the computer's own zone.

const ZONE = "Asia/Jakarta";
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const formatter = (options) => new Intl.DateTimeFormat("id-ID", { timeZone: ZONE, ...options });
const TIME = formatter({ hour: "2-digit", minute: "2-digit" });
const SHORT_DATE = formatter({ day: "numeric", month: "short" });
const LONG_DAY = formatter({ weekday: "long", day: "numeric", month: "long" });
const LONG_DAY_YEAR = formatter({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const CLOCK_DAY = formatter({ weekday: "long", day: "numeric", month: "short", year: "numeric" });
const WEEKDAY = formatter({ weekday: "short" });
const DAY_KEY = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });

export const time = (date) => TIME.format(new Date(date));
export const shortDate = (date) => SHORT_DATE.format(new Date(date));

/** "2026-11-23": equal for two instants of the same day in WIB. */
export const dayKey = (date) => DAY_KEY.format(new Date(date));

/** "Senin, 23 Nov 2026 · 08.15 WIB" */
export const clock = (date) => `${CLOCK_DAY.format(date)} · ${TIME.format(date)} WIB`;

/** The separator above a day's messages, seen from `now`. */
export function dayLabel(date, now) {
  if (dayKey(date) === dayKey(now)) return "Hari ini";
  if (dayKey(date) === dayKey(now.getTime() - DAY)) return "Kemarin";
  const sameYear = dayKey(date).slice(0, 4) === dayKey(now).slice(0, 4);
  return (sameYear ? LONG_DAY : LONG_DAY_YEAR).format(new Date(date));
}

/** The stamp beside a person in the list: a time today, a weekday this week, a date before that. */
export function listStamp(date, now) {
  if (dayKey(date) === dayKey(now)) return time(date);
  return Math.abs(now - new Date(date)) < 6 * DAY ? WEEKDAY.format(new Date(date)) : shortDate(date);
}

/** "812 B", "1,4 KB", "20 MB" */
export function size(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let step = 0;
  let value = bytes;
  while (value >= 1024 && step < units.length - 1) {
    value /= 1024;
    step += 1;
  }
  const digits = value < 10 && step ? 1 : 0;
  return `${value.toLocaleString("id-ID", { maximumFractionDigits: digits })} ${units[step]}`;
}

export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");

/** One or two capitals for the avatar. */
export function initials(name) {
  const words = name
    .replace(/[^\p{L}\p{N} ]/gu, " ")
    .split(/\s+/)
    .filter(Boolean);
  return ((words[0]?.[0] ?? "?") + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

/** One line that stands for a message in the list of people. */
export function snippet(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ");
  if (message.photo) return "🖼 Foto";
  if (message.document) return `📄 ${message.document.file_name ?? "Berkas"}`;
  if (message.service) return "ℹ Kabar dari Telegram";
  if (message.sticker) return "Stiker";
  if (message.voice) return "🎤 Pesan suara";
  if (message.location) return "📍 Lokasi";
  return message.contact ? "👤 Kontak" : "Pesan";
}
