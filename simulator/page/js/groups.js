// Groups: their entry in the list, who writes, which topic is open, and what Telegram itself reports.

/** Telegram's number of the topic that every forum has. */
export const GENERAL = 1;

/** Group id -> who writes in it and which topic is open, as they were chosen on this page. */
const choices = new Map();

/** Returns a group of the people API in the shape of a person, so that it can stand in the same list. */
export function asEntry(group) {
  const note = `${group.kind === "forum" ? "Grup bertopik" : "Grup"} · ${group.members.length} anggota`;
  return { ...group, first_name: group.title, last_name: "", username: "", note, group: "Grup" };
}

export const isGroup = (entry) => entry.id < 0;
export const isForum = (entry) => isGroup(entry) && entry.kind === "forum";

/** Returns `{member, thread}`: what was chosen if it is still there, the first member and General otherwise. */
export function chosenIn(group) {
  const { member, thread } = choices.get(group.id) ?? {};
  const topics = group.topics.map((topic) => topic.thread_id);
  return {
    member: group.members.includes(member) ? member : group.members[0],
    thread: topics.includes(thread) ? thread : topics[0],
  };
}

export function choose(id, choice) {
  choices.set(id, { ...choices.get(id), ...choice });
}

/** Whether a message is of the topic that is open; outside of forums every one is. */
export const isInOpenTopic = (entry, message) =>
  !isForum(entry) || (message.thread_id ?? GENERAL) === chosenIn(entry).thread;

const REPORTS = {
  pinned_message: "menyematkan pesan",
  message_auto_delete_timer_changed: "mengatur penghapusan otomatis",
  chat_background_set: "mengganti latar obrolan",
  write_access_allowed: "mengizinkan bot menulis",
  video_chat_started: "memulai obrolan video",
  video_chat_ended: "mengakhiri obrolan video",
  video_chat_scheduled: "menjadwalkan obrolan video",
  video_chat_participants_invited: "mengundang ke obrolan video",
  new_chat_members: "bergabung",
  left_chat_member: "keluar",
  new_chat_title: "mengganti nama grup",
  new_chat_photo: "mengganti foto grup",
  delete_chat_photo: "menghapus foto grup",
  forum_topic_created: "membuka topik",
  forum_topic_closed: "menutup topik",
  forum_topic_reopened: "membuka lagi topik",
  migrate_to_chat_id: "menjadikan grup ini supergrup",
  migrate_from_chat_id: "menjadikan grup ini supergrup",
};

/** Returns the words for a service message; `name` is who did it. */
export const reported = (message, name) =>
  `${name} ${REPORTS[message.service] ?? `melakukan sesuatu (${message.service})`}`;
