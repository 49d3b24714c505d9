// The clock of the demo: shows it, lets it run, and jumps ahead.

import * as api from "./api.js";
import { el } from "./dom.js";
import { dayOf, minsk, t, timeOf } from "./words.js";

const TICK_MS = 1000;
const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const APRIL = 4;

/** The clock card and the small clocks on the phones and the top bar. */
export class Clock {
  constructor(root, announce) {
    this.root = root;
    this.announce = announce;
    this.set(new Date().toISOString());
    setInterval(() => this.tick(), TICK_MS);
  }

  /** Take the server's time; it runs on from here by the browser's own steady clock. */
  set(now) {
    this.base = new Date(now).getTime();
    this.since = performance.now();
    this.tick();
  }

  /** The moment on the clock. */
  now() {
    return new Date(this.base + performance.now() - this.since);
  }

  tick() {
    const time = timeOf(this.now());
    for (const small of document.querySelectorAll("[data-clock]")) {
      if (small.textContent !== time) small.textContent = time;
    }
    if (this.day) this.day.textContent = `${dayOf(this.now())} ${minsk(this.now()).year}`;
  }

  draw() {
    this.day = el("p", { class: "clock-day" });
    const jump = (label, move) =>
      el(
        "button",
        { type: "button", class: "jump", on: { click: () => this.move(move()) } },
        label,
      );
    this.root.replaceChildren(
      el("h2", { class: "visually-hidden", id: "clock-title" }, t("clock")),
      el("p", { class: "clock-time", "data-clock": "" }),
      this.day,
      el(
        "div",
        { class: "jumps" },
        jump(t("clock.hour"), () => ({ advance_s: HOUR_S })),
        jump(t("clock.day"), () => ({ advance_s: DAY_S })),
        jump(t("clock.april"), () => ({ set: this.nextApril() })),
      ),
      el("p", { class: "fine" }, t("clock.hint")),
    );
    this.tick();
  }

  /** The next 1 April, two minutes before the morning's digests. */
  nextApril() {
    const { year, month } = minsk(this.now());
    return `${month < APRIL ? year : year + 1}-04-01T09:28:00+03:00`;
  }

  async move(move) {
    try {
      const { now } = await api.moveClock(move);
      this.set(now);
      this.announce(t("clock.moved", { when: `${dayOf(this.now())}, ${timeOf(this.now())}` }));
    } catch {
      this.announce(t("page.lost"));
    }
  }
}
