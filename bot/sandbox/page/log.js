// The list of bubbles of one phone: draws only what changed, keeps the focus and the place.

import { drawGroup, momentOf } from "./bubble.js";
import { el, iconButton } from "./dom.js";
import { dayOf, language, t } from "./words.js";

const NEAR_END_PX = 80;

/** The scrolling transcript. `view` answers presses inside bubbles. */
export class Log {
  constructor(view) {
    this.view = view;
    this.drawn = new Map();
    this.list = el("div", {
      class: "log",
      role: "log",
      tabindex: "0",
      on: {
        keydown: (event) => this.key(event),
        scroll: () => this.scrolled(),
      },
    });
    this.down = iconButton("down", "", () => this.toEnd(), {
      class: "icon-button down",
      hidden: true,
    });
    this.root = el("div", { class: "log-wrap" }, this.list, this.down);
    this.stuck = true;
    // The keyboard of the bot or of the system takes room: the last message must stay in sight.
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.list);
  }

  /** Name the transcript for a screen reader, in the language that its person reads. */
  name(label, language) {
    this.list.setAttribute("aria-label", label);
    this.list.setAttribute("lang", language ?? "ru");
    this.down.setAttribute("aria-label", t("phone.down"));
    this.down.title = t("phone.down");
  }

  /** Forget everything: another chat comes. */
  clear() {
    this.drawn.clear();
    this.stuck = true;
    this.list.replaceChildren();
    // A screen reader says what comes from now on, not the whole past of the chat.
    this.list.setAttribute("aria-live", "off");
  }

  /** Show groups of messages; `empty` stands there if there are none. */
  show(groups, empty) {
    const rows = groups.length
      ? this.rows(groups)
      : [["empty", empty, () => el("p", { class: "empty" }, empty)]];
    const kept = new Map();
    rows.forEach(([key, signature, draw], index) =>
      kept.set(key, this.put(key, signature, draw, index)),
    );
    for (const [key, row] of this.drawn) if (!kept.has(key)) row.node.remove();
    this.drawn = kept;
    if (this.stuck) this.toEnd();
    else this.scrolled();
    if (groups.length) setTimeout(() => this.list.setAttribute("aria-live", "polite"));
  }

  rows(groups) {
    const rows = [];
    let day = "";
    for (const group of groups) {
      const moment = group.messages[0].date ? momentOf(group.messages[0].date) : null;
      if (moment && dayOf(moment) !== day) {
        day = dayOf(moment);
        rows.push([`day-${group.key}`, day, dayMark(day)]);
      }
      rows.push([group.key, this.signature(group), () => drawGroup(group, this.view)]);
    }
    return rows;
  }

  signature(group) {
    const busy = group.messages.map((message) => this.view.pressedOf(message.message_id));
    return JSON.stringify([group.messages, busy, language()]);
  }

  put(key, signature, draw, index) {
    const old = this.drawn.get(key);
    const row = old?.signature === signature ? old : { signature, node: draw() };
    if (old && old !== row) swap(old.node, row.node);
    if (this.list.children[index] !== row.node)
      this.list.insertBefore(row.node, this.list.children[index] ?? null);
    return row;
  }

  isAtEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END_PX;
  }

  toEnd() {
    this.stuck = true;
    this.list.scrollTop = this.list.scrollHeight;
  }

  scrolled() {
    this.stuck = this.isAtEnd();
    this.down.hidden = this.stuck;
  }

  /** Arrows walk over the messages; Enter or the menu key opens a message's menu. */
  key(event) {
    const here = document.activeElement.closest(".message");
    const bare = event.target === this.list || event.target === here;
    if (!bare) return;
    const steps = { ArrowUp: -1, ArrowDown: 1 };
    if (event.key in steps) this.step(event, here, steps[event.key]);
    else if (here && ["Enter", "ContextMenu"].includes(event.key)) {
      event.preventDefault();
      here.querySelector(".bubble-menu")?.click();
    }
  }

  step(event, here, step) {
    const messages = [...this.list.querySelectorAll(".message")];
    const target = here ? messages[messages.indexOf(here) + step] : messages.at(-1);
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }
}

const dayMark = (day) => () => el("p", { class: "day" }, el("span", {}, day));

/** Replace a bubble; who stood on one of its buttons stands on the same place of the new one. */
function swap(oldNode, newNode) {
  const controls = [...oldNode.querySelectorAll("button, a")];
  const here = controls.indexOf(document.activeElement);
  const wasInside = oldNode.contains(document.activeElement);
  oldNode.replaceWith(newNode);
  if (!wasInside) return;
  const target = here < 0 ? newNode : ([...newNode.querySelectorAll("button, a")][here] ?? newNode);
  target.focus({ preventScroll: true });
}
