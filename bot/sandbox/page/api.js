// Everything the page asks of the sandbox server; no DOM.

/** A request that the server refused; the message is for the person. */
export class RefusedError extends Error {}

async function call(method, path, body) {
  const options = { method };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { "Content-Type": "application/json" };
  }
  const response = await fetch(path, options);
  const text = await response.text();
  const answer = text ? parsed(text) : {};
  if (!response.ok)
    throw new RefusedError(answer.description ?? answer.error ?? response.statusText);
  return answer;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { error: text.slice(0, 200) };
  }
}

/** Fetch the people of the sample network with their unread counts. */
export const people = () => call("GET", "/sandbox/people");

/** Fetch one person's chat: messages, keyboard, commands, blocked, unread. */
export const chat = (userId) => call("GET", `/sandbox/chats/${userId}`);

/** Do what a person does in the chat: text, edit, press, location, contact, block, read, start. */
export const act = (userId, deed, body = {}) =>
  call("POST", `/sandbox/chats/${userId}/${deed}`, body);

/** Send files of one kind (photo, document, voice); several become an album. */
export function upload(userId, kind, files, caption) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  if (caption) form.append("caption", caption);
  return call("POST", `/sandbox/chats/${userId}/${kind}`, form);
}

/** The address of a stored file. */
export const fileAddress = (fileId) => `/sandbox/files/${encodeURIComponent(fileId)}`;

/** Read the clock of the demo. */
export const clock = () => call("GET", "/sandbox/clock");

/** Move the clock of the demo: `{advance_s}` or `{set}`. */
export const moveClock = (move) => call("POST", "/sandbox/clock", move);
