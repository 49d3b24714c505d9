// Puts the page together: people, clock, two phones, the stream of events, the address's hash.

import * as api from "./api.js";
import { Clock } from "./clock.js";
import { choosePhone } from "./dialogs.js";
import { el } from "./dom.js";
import { followEvents } from "./feed.js";
import { startCode } from "./links.js";
import { Outgoing } from "./outgoing.js";
import { nameOf, PeopleList } from "./people.js";
import { Phone } from "./phone.js";
import {
  languageChanged,
  onLanguage,
  remember,
  remembered,
  restoreTheme,
  toggleTheme,
} from "./preferences.js";
import { language, setLanguage, t, timeOf } from "./words.js";

const VIEWS = ["people", "first", "second"];
const at = (id) => document.getElementById(id);

/** The whole page. */
class Page {
  constructor() {
    this.outgoing = new Map();
    this.botOnline = true;
    this.active = 0;
    this.clock = new Clock(at("clock"), (text) => this.announce(text));
    this.people = new PeopleList(
      at("people"),
      (id) => this.open(this.active, id),
      (id) => this.openBeside(id),
    );
    this.phones = [at("first"), at("second")].map((root, index) => this.phone(root, index));
  }

  phone(root, index) {
    root.addEventListener("focusin", () => {
      this.active = index;
    });
    root.addEventListener("pointerdown", () => {
      this.active = index;
    });
    return new Phone(root, this);
  }

  // What a phone asks of the page.

  /** The queue of what a person sends; it outlives the screen that shows it. */
  outgoingOf(userId) {
    if (!this.outgoing.has(userId)) {
      const queue = new Outgoing(() => this.phoneOf(userId)?.outgoingChanged());
      queue.refused = (reason) => this.phoneOf(userId)?.toast(t("phone.refused", { reason }));
      this.outgoing.set(userId, queue);
    }
    return this.outgoing.get(userId);
  }

  /** Tell whether the bot's process fetches its updates. */
  isBotOnline() {
    return this.botOnline;
  }

  /** The time to show on a phone's status bar. */
  time() {
    return timeOf(this.clock.now());
  }

  /** What an empty phone says to a newcomer. */
  intro() {
    return el(
      "div",
      { class: "intro" },
      el("img", { src: "/page/favicon.svg", alt: "", width: 72, height: 72 }),
      el("h2", {}, t("intro.title")),
      el("ol", {}, ...[1, 2, 3].map((step) => el("li", {}, t(`intro.${step}`)))),
      el(
        "button",
        {
          type: "button",
          class: "strong intro-people",
          on: { click: () => this.setView("people") },
        },
        t("intro.people"),
      ),
    );
  }

  /** The actions of a phone that concern the other one. */
  phoneActions(phone) {
    if (!this.phones || phone === this.phones[0]) {
      return this.isSecondOpen()
        ? []
        : [{ name: "beside", label: t("second.add"), act: () => this.openSecond() }];
    }
    return [
      {
        name: "close",
        label: t("second.close"),
        short: t("second.away"),
        act: () => this.closeSecond(),
      },
    ];
  }

  /** Open a link of a chat: the bot's own ones on somebody's phone, others in a new tab. */
  async openLink(address, userId, event) {
    const code = startCode(address);
    if (code === null) {
      if (!event) open(address, "_blank", "noopener");
      return;
    }
    event?.preventDefault();
    const people = this.people.people.map((person) => ({ ...person, name: nameOf(person) }));
    const chosen = await choosePhone(people, userId);
    if (chosen === null) return;
    if (chosen !== userId) await this.open(this.active, chosen);
    await this.phoneOf(chosen).owner.start(code);
  }

  // Whose phones are on the screen.

  phoneOf(userId) {
    return this.phones.find((phone) => phone.person?.user_id === userId);
  }

  isSecondOpen() {
    return !at("second").hidden;
  }

  /** Open a person's chat on a phone; a chat that is already open is only brought forward. */
  async open(index, userId) {
    const already = this.phones.findIndex((phone) => phone.person?.user_id === userId);
    this.active = already < 0 ? index : already;
    this.setView(VIEWS[this.active + 1]);
    if (already < 0) await this.give(this.active, this.people.find(userId));
    else this.phones[already].seen();
    this.phones[this.active].focus();
  }

  async openBeside(userId) {
    this.openSecond();
    await this.open(this.phones[0].person ? 1 : 0, userId);
  }

  async give(index, person) {
    const shown = this.phones[index].show(person);
    this.owners();
    await shown;
  }

  openSecond() {
    if (this.isSecondOpen()) return;
    at("second").hidden = false;
    this.active = 1;
    this.setView("second");
    this.phones[0].draw();
    this.phones[1].draw();
  }

  closeSecond() {
    at("second").hidden = true;
    this.active = 0;
    this.setView("first");
    this.phones[1].show(null);
    this.phones[0].draw();
    this.owners();
  }

  owners() {
    const [first, second] = this.phones.map((phone) => phone.person?.user_id);
    this.people.setShown([first, second].filter(Boolean));
    const hash = [first && `p=${first}`, second && `q=${second}`].filter(Boolean).join("&");
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname);
    this.drawTabs();
  }

  async followHash() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const [first, second] = ["p", "q"].map((key) => this.people.find(Number(wanted.get(key))));
    if (second) this.openSecond();
    await Promise.all([
      first && this.give(0, first),
      second && second !== first && this.give(1, second),
    ]);
    this.active = 0;
    this.setView(first ? "first" : "people");
  }

  // The frame around the phones.

  /** Choose what a narrow page shows; a wide one shows everything. */
  setView(view) {
    document.body.dataset.view = view;
    this.drawTabs();
    for (const phone of this.phones) phone.seen();
  }

  drawTabs() {
    const surname = (index) =>
      this.phones[index].person?.last_name || this.phones[index].person?.first_name;
    const labels = {
      people: t("views.people"),
      first: surname(0) ?? t("views.first"),
      second: surname(1) ?? t("views.second"),
    };
    for (const view of VIEWS) {
      const tab = at(`view-${view}`);
      tab.querySelector(".tab-label").textContent = labels[view];
      tab.setAttribute("aria-current", String(document.body.dataset.view === view));
    }
    at("view-second").hidden = !this.isSecondOpen();
    const unread = this.people.unread();
    at("all-unread").hidden = unread === 0;
    at("all-unread").textContent = String(unread);
    document.title = unread ? `(${unread}) ${t("page.title")}` : t("page.title");
  }

  announce(text) {
    at("news").textContent = text;
  }

  drawWords() {
    document.documentElement.lang = language();
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
    for (const node of document.querySelectorAll("[data-label]"))
      node.setAttribute("aria-label", t(node.dataset.label));
    this.clock.draw();
    this.people.draw();
    for (const phone of this.phones) phone.draw();
    this.drawTabs();
  }

  // What comes from the server.

  take(event) {
    if (event.kind === "clock") this.clock.set(event.now);
    else if (event.kind === "bot") this.setBotOnline(event.online);
    else if (event.kind === "unread") this.takeUnread(event);
    for (const phone of this.phones) phone.apply(event);
  }

  setBotOnline(online) {
    this.botOnline = online;
    for (const phone of this.phones) phone.drawStatus();
  }

  takeUnread({ chat_id: userId, unread }) {
    if (unread && this.phoneOf(userId)?.isReading()) return;
    const person = this.people.setUnread(userId, unread);
    if (person) this.announce(t("people.news", { name: nameOf(person), n: unread }));
    this.drawTabs();
  }

  /** Fetch everything anew: at the start and after each break of the stream. */
  async refresh() {
    const [people, { now }] = await Promise.all([api.people(), api.clock()]);
    this.people.setPeople(people);
    this.clock.set(now);
    this.drawTabs();
    if (!this.started) {
      this.started = true;
      await this.followHash();
    } else {
      await Promise.all(this.phones.map((phone) => phone.reload()));
    }
    at("lost").hidden = true;
    document.body.dataset.ready = "true";
  }

  lose() {
    at("lost").hidden = false;
  }

  /** Draw the page and follow the server. */
  begin() {
    at("language").value = language();
    at("language").addEventListener("change", ({ target }) => {
      setLanguage(target.value);
      remember("language", target.value);
      languageChanged();
    });
    at("theme").addEventListener("click", toggleTheme);
    for (const view of VIEWS)
      at(`view-${view}`).addEventListener("click", () => this.setView(view));
    addEventListener("hashchange", () => this.followHash());
    document.addEventListener("visibilitychange", () => this.setView(document.body.dataset.view));
    onLanguage(() => this.drawWords());
    this.drawWords();
    followEvents({
      event: (event) => this.take(event),
      opened: () => this.refresh().catch(() => this.lose()),
      lost: () => this.lose(),
    });
  }
}

restoreTheme();
setLanguage(remembered("language"));
new Page().begin();
