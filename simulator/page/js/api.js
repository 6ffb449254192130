// The people API under /sim/. Whatever goes wrong becomes one ApiError with a sentence to show.

const UNREACHABLE = "Simulator tidak dapat dihubungi.";

/** `status` is the HTTP status, 0 when there was no answer at all. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

function parsed(status, text) {
  let body = {};
  try {
    body = JSON.parse(text || "{}");
  } catch {
    throw new ApiError(status, `Simulator menjawab dengan kode ${status}.`);
  }
  if (status >= 400) throw new ApiError(status, `Simulator menolak: ${body.error ?? `kode ${status}`}`);
  return body;
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(`/sim/${path}`, options);
  } catch {
    throw new ApiError(0, UNREACHABLE);
  }
  return parsed(response.status, await response.text());
}

const post = (path, body = {}) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** Groups have negative ids, as Telegram's do. */
const place = (id) => `${id < 0 ? "groups" : "people"}/${id}`;

export const people = () => call("people");
export const addPerson = (person) => post("people", person);
export const groups = () => call("groups");
export const addGroup = (group) => post("groups", group);
export const messages = (id) => call(`${place(id)}/messages`);
export const arrived = () => call("messages");
export const sendText = (id, text) => post(`people/${id}/text`, { text });
/** `member` is who presses in a group. */
export const press = (id, messageId, data, member) =>
  post(`${place(id)}/press`, { message_id: messageId, data, person: member });
/** Writes in a group as one of its members, in a topic where there are any. */
export const sendInGroup = (id, { member, thread, text }) =>
  post(`groups/${id}/text`, { person: member, thread, text });
export const addMember = (id, person) => post(`groups/${id}/members`, { person });
export const addTopic = (id, person, name) => post(`groups/${id}/topics`, { person, name });
export const migrate = (id) => post(`groups/${id}/migrate`);
export const sendOther = (id, kind) => post(`people/${id}/other`, { kind });
export const markRead = (id) => post(`${place(id)}/read`);
export const unpin = (id, messageId) => post(`people/${id}/unpin`, { message_id: messageId });
export const setBlocked = (id, blocked) => post(`people/${id}/${blocked ? "block" : "unblock"}`);
export const clock = () => call("clock");
export const moveClock = (step) => post("clock", step);
export const fileUrl = (fileId) => `/sim/files/${encodeURIComponent(fileId)}`;

/**
 * Sends files and reports the share that is up (0 to 1).
 * Returns `{done, abort}`; `done` rejects with ApiError.
 * XMLHttpRequest, because fetch tells nothing about the way up.
 */
export function upload(id, { files, as, caption }, onProgress) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  form.append("as", as);
  if (caption) form.append("caption", caption);
  if (files.length > 1) form.append("album", "1");
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", (event) =>
      onProgress(event.total ? event.loaded / event.total : 0),
    );
    request.addEventListener("error", () => reject(new ApiError(0, UNREACHABLE)));
    request.addEventListener("abort", () => reject(new ApiError(0, "Pengiriman dibatalkan.")));
    request.addEventListener("load", () => {
      try {
        resolve(parsed(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    });
  });
  request.open("POST", `/sim/people/${id}/file`);
  request.send(form);
  return { done, abort: () => request.abort() };
}
