// The list of the network's people: who they are, what waits for them, whose phone is open.

import { el, icon } from "./dom.js";
import { t } from "./words.js";

/** Say a person's name as the network lists it: surname first. */
export const nameOf = (person) => [person.last_name, person.first_name].filter(Boolean).join(" ");

/** The list of people. `choose(userId)` opens a phone, `beside(userId)` the second one. */
export class PeopleList {
  constructor(root, choose, beside) {
    this.root = root;
    this.choose = choose;
    this.beside = beside;
    this.people = [];
    this.shown = [];
  }

  /** Take the people anew, with their unread counts. */
  setPeople(people) {
    this.people = people;
    this.draw();
  }

  /** Find a person by Telegram id. */
  find(userId) {
    return this.people.find((person) => person.user_id === userId) ?? null;
  }

  /** Take a new unread count; gives the person if something new arrived for them. */
  setUnread(userId, unread) {
    const person = this.find(userId);
    if (!person || person.unread === unread) return null;
    const grew = unread > person.unread;
    person.unread = unread;
    this.draw();
    return grew ? person : null;
  }

  /** Mark whose phones are on the screen. */
  setShown(userIds) {
    this.shown = userIds;
    this.draw();
  }

  /** Count everything unread, for the tab of a narrow page. */
  unread() {
    return this.people.reduce((sum, person) => sum + person.unread, 0);
  }

  draw() {
    const focused = document.activeElement?.dataset?.person;
    this.root.replaceChildren(...this.people.map((person) => this.row(person)));
    if (focused) this.root.querySelector(`[data-person="${focused}"]`)?.focus();
  }

  row(person) {
    const id = person.user_id;
    const isShown = this.shown.includes(id);
    const main = el(
      "button",
      {
        type: "button",
        class: "person",
        "data-person": id,
        "aria-current": isShown ? "true" : null,
        on: { click: () => this.choose(id) },
      },
      badge(person),
      el(
        "span",
        { class: "person-words" },
        el(
          "span",
          { class: "person-name" },
          el("strong", {}, person.last_name ?? ""),
          ` ${person.first_name}`,
        ),
        el("span", { class: "fine", lang: "ru" }, person.note ?? ""),
      ),
      unreadMark(person),
    );
    const label = `${t("people.beside")}: ${nameOf(person)}`;
    const second = el(
      "button",
      {
        type: "button",
        class: "icon-button beside",
        "data-person": `${id}-beside`,
        "aria-label": label,
        title: label,
        on: { click: () => this.beside(id) },
      },
      icon("beside"),
    );
    return el("li", { class: isShown ? "shown" : "" }, main, second);
  }
}

function badge(person) {
  const letters = (person.last_name?.[0] ?? "") + (person.first_name?.[0] ?? "");
  return el("span", { class: `badge tint-${person.user_id % 5}`, "aria-hidden": "true" }, letters);
}

function unreadMark(person) {
  if (!person.unread) return "";
  return el(
    "span",
    { class: "unread", role: "img", "aria-label": t("people.unread", { n: person.unread }) },
    String(person.unread),
  );
}
