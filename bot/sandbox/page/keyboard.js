// The bot's reply keyboard at the bottom of the phone, which a person can fold away.

import { el } from "./dom.js";
import { t } from "./words.js";

/**
 * The reply keyboard of one phone. `press(button)` sends what a button says or asks for,
 * `changed()` is called when it unfolds or folds.
 */
export class ReplyKeyboard {
  constructor(id, press, changed) {
    this.press = press;
    this.changed = changed;
    this.markup = null;
    this.open = false;
    this.root = el("div", { class: "reply-keyboard", role: "group", id });
  }

  /** Take the bot's keyboard; a new one unfolds by itself, as on a phone. */
  show(markup) {
    if (JSON.stringify(markup) === JSON.stringify(this.markup)) return;
    this.markup = markup;
    this.open = markup !== null;
    this.draw();
  }

  /** Fold or unfold. */
  toggle(open = !this.open) {
    if (this.open === open || !this.markup) return;
    this.open = open;
    this.draw();
  }

  draw() {
    this.root.hidden = !this.open;
    this.root.setAttribute("aria-label", t("write.keyboard"));
    this.root.classList.toggle("tall", Boolean(this.markup && !this.markup.resize_keyboard));
    const rows = this.markup?.keyboard ?? [];
    this.root.replaceChildren(
      ...rows.map((row) =>
        el("div", { class: "button-row" }, ...row.map((button) => this.button(button))),
      ),
    );
    this.changed();
  }

  button(button) {
    const click = () => {
      if (this.markup?.one_time_keyboard) this.toggle(false);
      this.press(button);
    };
    return el("button", { type: "button", class: "reply-button", on: { click } }, button.text);
  }
}
