// Draws one bubble: a message, an album, or something that still waits in the phone.

import { fileAddress } from "./api.js";
import { el, hiddenText, icon, iconButton } from "./dom.js";
import { showPhoto } from "./dialogs.js";
import { placeAt } from "./places.js";
import { richText } from "./richtext.js";
import { language, sizeOf, t, timeOf } from "./words.js";

const STYLES = new Set(["primary", "success", "danger"]);

/** Read a date of Telegram: seconds since 1970. */
export const momentOf = (date) => new Date(date * 1000);

/** What a message says in one line, for quotes and for a screen reader. */
export function gist(message) {
  const kinds = {
    photo: "bubble.photo",
    voice: "bubble.voice",
    location: "bubble.place",
    contact: "bubble.contact",
  };
  const kind = Object.keys(kinds).find((name) => message[name]);
  return message.text || message.caption || message.document?.name || (kind ? t(kinds[kind]) : "");
}

/**
 * Draw a group; `view` answers presses: {press, follow, command, menu,
 * retry, find, isPressed}.
 */
export function drawGroup(group, view) {
  const [first] = group.messages;
  const mine = first.from === "person";
  const bubble = el("div", { class: "bubble" }, ...content(group.messages, view));
  const row = el("div", { class: "bubble-row" }, bubble);
  if (!first.waiting) row.append(menuButton(group, view));
  const inline = group.messages.findLast((message) => message.inline)?.inline;
  return el(
    "article",
    { class: `message ${mine ? "mine" : "theirs"}`, tabindex: "-1", "data-key": group.key },
    hiddenText(`${mine ? t("bubble.you") : t("bubble.bot")}: `),
    row,
    inline ? inlineKeyboard(group.messages.at(-1), inline, view) : "",
    first.failed ? retryButton(view) : "",
  );
}

function retryButton({ retry }) {
  const props = { type: "button", class: "retry", on: { click: retry } };
  return el("button", props, t("phone.retry"));
}

function menuButton(group, view) {
  const open = (event) => view.menu(group.messages[0], event.currentTarget);
  return iconButton("dots", t("bubble.menu"), open, {
    class: "icon-button bubble-menu",
    tabindex: "-1",
    "aria-haspopup": "menu",
  });
}

function content(messages, view) {
  const [first] = messages;
  const photos = messages.filter((message) => message.photo);
  const captioned = messages.find((message) => message.html || message.text || message.caption);
  return [
    first.reply_to ? quoted(view.find(first.reply_to)) : "",
    photos.length ? album(photos) : "",
    ...messages
      .filter((message) => message.document)
      .map((message) => documentLink(message.document)),
    first.voice ? voice(first.voice) : "",
    first.video ? video(first.video) : "",
    first.location ? location(first.location) : "",
    first.contact ? contact(first.contact) : "",
    captioned ? words(captioned, view) : "",
    meta(first, messages),
  ].filter((part) => part !== "");
}

function quoted(message) {
  return message ? el("div", { class: "quoted" }, gist(message).slice(0, 120)) : "";
}

function words(message, view) {
  const plain = message.text || message.caption || "";
  return el("div", { class: "words" }, message.html ? richText(message.html, view) : plain);
}

function album(photos) {
  const many = photos.length > 1 ? ` album album-${Math.min(photos.length, 4)}` : "";
  return el("div", { class: `photos${many}` }, ...photos.map((message) => photo(message)));
}

function photo({ photo: { file_id: fileId, width, height }, caption }) {
  const address = fileAddress(fileId);
  const description = caption || t("bubble.photo");
  return el(
    "button",
    {
      type: "button",
      class: "photo",
      "aria-label": `${t("bubble.open")}: ${description}`,
      on: { click: () => showPhoto(address, description) },
    },
    el("img", { src: address, alt: "", width, height, loading: "lazy" }),
  );
}

function documentLink({ file_id: fileId, name, size }) {
  return el(
    "a",
    { class: "document", href: fileAddress(fileId), download: name },
    icon("file"),
    el(
      "span",
      {},
      el("span", { class: "document-name" }, name),
      el("span", { class: "fine" }, `${t("bubble.download")}, ${sizeOf(size ?? 0)}`),
    ),
  );
}

function video({ file_id: fileId }) {
  return el("video", { controls: true, preload: "metadata", src: fileAddress(fileId) });
}

function voice({ file_id: fileId, duration }) {
  return el(
    "div",
    { class: "voice" },
    el(
      "span",
      { class: "fine" },
      `${t("bubble.voice")}, 0:${String(duration ?? 0).padStart(2, "0")}`,
    ),
    el("audio", {
      controls: true,
      preload: "none",
      src: fileAddress(fileId),
      "aria-label": t("bubble.voice"),
    }),
  );
}

function location(place) {
  const numbers = `${place.latitude.toFixed(4)}, ${place.longitude.toFixed(4)}`;
  return el(
    "div",
    { class: "card" },
    icon("pin"),
    el(
      "span",
      {},
      el("strong", {}, placeAt(place, language()) ?? t("bubble.place")),
      el("span", { class: "fine" }, numbers),
    ),
  );
}

function contact(person) {
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return el(
    "div",
    { class: "card" },
    icon("person"),
    el("span", {}, el("strong", {}, name), el("span", { class: "fine" }, person.phone_number)),
  );
}

function meta(first, messages) {
  return el(
    "div",
    { class: "meta" },
    first.reaction
      ? el(
          "span",
          {
            class: "reaction",
            role: "img",
            "aria-label": t("bubble.reaction", { emoji: first.reaction }),
          },
          first.reaction,
        )
      : "",
    messages.some((message) => message.edited) ? el("span", {}, t("bubble.edited")) : "",
    first.silent ? mark("silent", "bubble.silent") : "",
    first.date
      ? el("time", { datetime: momentOf(first.date).toISOString() }, timeOf(momentOf(first.date)))
      : "",
    first.from === "person" ? delivery(first) : "",
  );
}

function delivery(message) {
  if (message.failed) return mark("failed", "bubble.failed");
  return message.waiting ? mark("clock", "bubble.waiting") : mark("sent", "bubble.sent");
}

function mark(name, key) {
  return el("span", { class: `mark mark-${name}`, title: t(key) }, icon(name), hiddenText(t(key)));
}

function inlineKeyboard(message, rows, view) {
  return el(
    "div",
    { class: "inline-keyboard" },
    ...rows.map((row) =>
      el(
        "div",
        { class: "button-row" },
        ...row.map((button) => inlineButton(message, button, view)),
      ),
    ),
  );
}

function inlineButton(message, button, view) {
  const busy = view.isPressed(message.message_id, button.data);
  const style = STYLES.has(button.style) ? ` ${button.style}` : "";
  const sign = button.url ? icon("link") : button.copy_text ? icon("copy") : "";
  return el(
    "button",
    {
      type: "button",
      class: `inline-button${style}`,
      "aria-busy": busy ? "true" : null,
      on: { click: () => view.press(message, button) },
    },
    el("span", {}, button.text),
    sign,
  );
}
