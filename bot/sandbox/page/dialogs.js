// The questions that cover the page: an alert of the bot, a place, files, a link, a photo.

import { el, iconButton } from "./dom.js";
import { PLACES } from "./places.js";
import { language, sizeOf, t } from "./words.js";

const ALBUM_LIMIT = 10;

/** Show a dialog and resolve with what `finish(value)` was called with, or null if it was closed. */
function ask({ title, role, build, className = "" }) {
  return new Promise((resolve) => {
    const heading = el("h2", { id: "dialog-title" }, title);
    const dialog = el(
      "dialog",
      { class: `dialog ${className}`, role, "aria-labelledby": "dialog-title" },
      heading,
    );
    let answer = null;
    const finish = (value) => {
      answer = value;
      dialog.close();
    };
    dialog.append(...build(finish));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function buttons(finish, label, answer) {
  return el(
    "div",
    { class: "dialog-buttons" },
    el(
      "button",
      { type: "button", class: "plain", on: { click: () => finish(null) } },
      t("dialog.cancel"),
    ),
    el("button", { type: "button", class: "strong", on: { click: () => finish(answer()) } }, label),
  );
}

/** Show the bot's answer that wants to be confirmed. */
export function alertPerson(text) {
  return ask({
    title: text,
    role: "alertdialog",
    build: (finish) => [
      el(
        "div",
        { class: "dialog-buttons" },
        el(
          "button",
          { type: "button", class: "strong", autofocus: true, on: { click: () => finish(true) } },
          t("dialog.ok"),
        ),
      ),
    ],
  });
}

/** Ask whether to share the contact; gives true or null. */
export function confirmContact(name) {
  return ask({
    title: t("contact.title"),
    build: (finish) => [el("p", {}, name), buttons(finish, t("contact.send"), () => true)],
  });
}

/** Ask for a place; gives {latitude, longitude} or null. */
export function choosePlace() {
  return ask({
    title: t("place.title"),
    build: (finish) => [placeList(finish), ownPlace(finish)],
  });
}

function placeList(finish) {
  const choices = PLACES.map((place) =>
    el(
      "button",
      {
        type: "button",
        class: "choice",
        on: { click: () => finish({ latitude: place.latitude, longitude: place.longitude }) },
      },
      language() === "be" ? place.be : place.ru,
    ),
  );
  return el("div", { class: "choices" }, ...choices);
}

function ownPlace(finish) {
  const latitude = coordinate("53.22");
  const longitude = coordinate("25.53");
  const wrong = el("p", { class: "wrong", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const place = { latitude: degrees(latitude), longitude: degrees(longitude) };
    if (Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180) finish(place);
    else wrong.textContent = t("place.wrong");
  };
  return el(
    "form",
    { class: "own-place", novalidate: true, on: { submit } },
    el("h3", {}, t("place.own")),
    el("label", {}, t("place.latitude"), latitude),
    el("label", {}, t("place.longitude"), longitude),
    wrong,
    el(
      "div",
      { class: "dialog-buttons" },
      el(
        "button",
        { type: "button", class: "plain", on: { click: () => finish(null) } },
        t("dialog.cancel"),
      ),
      el("button", { type: "submit", class: "strong" }, t("place.send")),
    ),
  );
}

const coordinate = (value) => el("input", { inputmode: "decimal", value, autocomplete: "off" });

function degrees(input) {
  const typed = input.value.trim().replace(",", ".");
  return typed === "" ? NaN : Number(typed);
}

/**
 * Show chosen files before sending. Gives {files, caption, asPhotos} or null.
 * `asPhotos` is offered only if all of them are pictures.
 */
export function reviewFiles(chosen, wantPhotos) {
  const files = chosen.slice(0, ALBUM_LIMIT);
  const pictures = files.every((file) => file.type.startsWith("image/"));
  const uncompressed = el("input", { type: "checkbox", checked: !wantPhotos });
  const caption = el("input", { type: "text", maxlength: 1024, autofocus: true });
  const answer = () => ({
    files,
    caption: caption.value.trim(),
    asPhotos: pictures && !uncompressed.checked,
  });
  return ask({
    title: t("files.title"),
    build: (finish) => [
      el("div", { class: "previews" }, ...files.map((file) => preview(file))),
      chosen.length > ALBUM_LIMIT ? el("p", { role: "status" }, t("files.tooMany")) : "",
      el("label", {}, t("files.caption"), caption),
      pictures ? el("label", { class: "check" }, uncompressed, t("files.asFiles")) : "",
      buttons(finish, t("write.send"), answer),
    ],
  });
}

function preview(file) {
  if (!file.type.startsWith("image/")) {
    return el("p", { class: "preview-file" }, `${file.name}, ${sizeOf(file.size)}`);
  }
  const address = URL.createObjectURL(file);
  return el("img", {
    src: address,
    alt: file.name,
    on: { load: () => URL.revokeObjectURL(address) },
  });
}

/** Ask on whose phone to open an invitation; gives a user id or null. */
export function choosePhone(people, ownUserId) {
  const select = el(
    "select",
    {},
    ...people.map(({ user_id, name }) =>
      el("option", { value: user_id, selected: user_id === ownUserId }, name),
    ),
  );
  return ask({
    title: t("link.title"),
    build: (finish) => [
      el("p", {}, t("link.hint")),
      el("label", {}, t("people"), select),
      buttons(finish, t("link.open"), () => Number(select.value)),
    ],
  });
}

/** Show a photo over the whole page. */
export function showPhoto(address, description) {
  return ask({
    title: t("bubble.photo"),
    className: "lightbox",
    build: (finish) => [
      el("img", { src: address, alt: description }),
      iconButton("close", t("dialog.close"), () => finish(null), { autofocus: true }),
    ],
  });
}
