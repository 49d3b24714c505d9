// Where a person types: the field, the commands after a slash, what is attached, replied or edited.

import { el, icon, iconButton } from "./dom.js";
import { gist } from "./bubble.js";
import { t } from "./words.js";

const FIELD_MAX_PX = 132;
const BORDERS_PX = 2;

/**
 * The bottom line of a phone. `deeds` does what is asked for: send(text, replyTo), edit(message,
 * text), attach(anchor), files(list), lastOwnText().
 */
export class Composer {
  constructor(id, deeds, keyboard) {
    this.deeds = deeds;
    this.keyboard = keyboard;
    this.commands = [];
    this.about = null;
    this.chosen = -1;
    this.build(id);
  }

  build(listId) {
    this.field = el("textarea", {
      rows: 1,
      enterkeyhint: "send",
      autocomplete: "off",
      maxlength: 4096,
      "aria-controls": listId,
      on: {
        input: () => this.typed(),
        keydown: (event) => this.key(event),
        focus: () => this.focused(),
        paste: (event) => this.pasted(event),
      },
    });
    this.list = el("ul", { class: "commands", role: "listbox", id: listId, hidden: true });
    this.aboutBar = el("div", { class: "about", hidden: true });
    this.commandsButton = iconButton("slash", "", () => this.offerCommands());
    this.attachButton = iconButton("clip", "", (event) => this.deeds.attach(event.currentTarget), {
      "aria-haspopup": "menu",
    });
    this.keyboardButton = iconButton("keyboard", "", () => this.keyboard.toggle(), {
      "aria-controls": this.keyboard.root.id,
    });
    this.sendButton = iconButton("send", "", () => this.submit(), { class: "icon-button send" });
    const line = el(
      "div",
      { class: "write-line" },
      this.commandsButton,
      this.attachButton,
      this.field,
      this.keyboardButton,
      this.sendButton,
    );
    this.root = el("div", { class: "composer" }, this.list, this.aboutBar, line);
    this.draw();
  }

  /** Put the words of the page's language on everything and show what fits the moment. */
  draw() {
    name(this.commandsButton, t("write.commands"));
    name(this.attachButton, t("write.attach"));
    name(this.keyboardButton, t("write.keyboard"));
    name(this.sendButton, t("write.send"));
    this.list.setAttribute("aria-label", t("write.commands"));
    this.field.setAttribute("aria-label", t("write"));
    this.field.placeholder = this.keyboard.markup?.input_field_placeholder || t("write");
    this.keyboardButton.setAttribute("aria-expanded", String(this.keyboard.open));
    this.drawAbout();
    this.drawState();
  }

  drawState() {
    const empty = this.field.value.trim() === "";
    this.commandsButton.hidden = !this.commands.length || !empty;
    this.keyboardButton.hidden = !this.keyboard.markup || !empty;
    this.sendButton.hidden = empty;
    this.field.style.height = "auto";
    // An empty field would grow with a long placeholder.
    if (!empty)
      this.field.style.height = `${Math.min(this.field.scrollHeight + BORDERS_PX, FIELD_MAX_PX)}px`;
  }

  drawAbout() {
    this.aboutBar.hidden = !this.about;
    if (!this.about) return;
    const title = t(this.about.edit ? "write.editing" : "write.replying");
    this.aboutBar.replaceChildren(
      icon(this.about.edit ? "edit" : "reply"),
      el(
        "span",
        {},
        el("strong", {}, title),
        el("span", { class: "fine" }, gist(this.about.message)),
      ),
      iconButton("close", t("write.stop"), () => this.stop()),
    );
  }

  /** Take the commands that the bot offers this person. */
  setCommands(commands) {
    this.commands = commands;
    this.drawState();
  }

  /** The text typed so far; it stays with its person when the phone goes to another. */
  draft() {
    return this.about?.edit ? "" : this.field.value;
  }

  /** Take up a text typed before. */
  resume(draft) {
    this.about = null;
    this.field.value = draft;
    this.showCommands([]);
    this.draw();
  }

  /** Begin a reply to `message`. */
  reply(message) {
    this.begin({ message, edit: false });
  }

  /** Begin to change the person's own `message`. */
  edit(message) {
    this.field.value = message.text;
    this.begin({ message, edit: true });
  }

  begin(about) {
    this.about = about;
    this.draw();
    this.field.focus();
  }

  /** Leave replying or editing. */
  stop() {
    if (this.about?.edit) this.field.value = "";
    this.about = null;
    this.draw();
    this.field.focus();
  }

  typed() {
    this.drawState();
    const slash = /^\/(\w*)$/.exec(this.field.value);
    this.showCommands(
      slash
        ? this.commands.filter(({ command }) => command.startsWith(slash[1].toLowerCase()))
        : [],
    );
  }

  offerCommands() {
    this.field.value = "/";
    this.field.focus();
    this.typed();
  }

  showCommands(found) {
    this.chosen = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.list.hidden = found.length === 0;
    this.list.replaceChildren(
      ...found.map(({ command, description }, index) =>
        el(
          "li",
          {
            role: "option",
            id: `${this.list.id}-${index}`,
            "aria-selected": "false",
            "data-command": command,
            on: { click: () => this.pick(command) },
          },
          el("strong", {}, `/${command}`),
          el("span", {}, description),
        ),
      ),
    );
  }

  pick(command) {
    this.field.value = "";
    this.showCommands([]);
    this.drawState();
    this.deeds.send(`/${command}`, null);
    this.field.focus();
  }

  choose(step) {
    const options = [...this.list.children];
    this.chosen = (this.chosen + step + options.length) % options.length;
    options.forEach((option, index) =>
      option.setAttribute("aria-selected", String(index === this.chosen)),
    );
    this.field.setAttribute("aria-activedescendant", options[this.chosen].id);
    options[this.chosen].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing) return;
    const act = this.keyAct(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  keyAct(event) {
    if (!this.list.hidden) {
      if (event.key === "ArrowDown") return () => this.choose(1);
      if (event.key === "ArrowUp") return () => this.choose(this.chosen < 0 ? 0 : -1);
      if (event.key === "Escape") return () => this.showCommands([]);
      if (event.key === "Enter" && this.chosen >= 0)
        return () => this.pick(this.list.children[this.chosen].dataset.command);
    }
    if (event.key === "Enter" && !event.shiftKey) return () => this.submit();
    if (event.key === "Escape" && this.about) return () => this.stop();
    if (event.key === "ArrowUp" && this.field.value === "") return () => this.editLast();
    return null;
  }

  editLast() {
    const message = this.deeds.lastOwnText();
    if (message) this.edit(message);
  }

  focused() {
    // On a touch screen the system's own keyboard takes the place of the bot's.
    if (matchMedia("(pointer: coarse)").matches) this.keyboard.toggle(false);
  }

  pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.deeds.files(files, true);
  }

  submit() {
    const text = this.field.value.trim();
    if (!text) return;
    const about = this.about;
    this.field.value = "";
    this.about = null;
    this.showCommands([]);
    this.draw();
    if (about?.edit) this.deeds.edit(about.message, text);
    else this.deeds.send(text, about?.message.message_id ?? null);
  }
}

function name(button, label) {
  button.setAttribute("aria-label", label);
  button.title = label;
}
