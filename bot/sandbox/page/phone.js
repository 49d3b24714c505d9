// One phone: whose it is now, what comes in, what its screen shows.

import { offerAttachments } from "./attach.js";
import { gist } from "./bubble.js";
import { Composer } from "./composer.js";
import { alertPerson } from "./dialogs.js";
import { el, isShown } from "./dom.js";
import * as frame from "./frame.js";
import { ReplyKeyboard } from "./keyboard.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { Owner } from "./owner.js";
import { nameOf } from "./people.js";
import { Presses } from "./presses.js";
import { t } from "./words.js";

const TOAST_MS = 5000;
const TYPING_MS = 5000;

/**
 * A phone in `root`. The page gives: outgoingOf(userId), isBotOnline(), time(), intro(),
 * openLink(address, userId, event), phoneActions(phone).
 */
export class Phone {
  constructor(root, page) {
    this.root = root;
    this.page = page;
    this.owner = null;
    this.presses = new Presses(
      () => this.drawLog(),
      () => this.toast(t("phone.noanswer")),
    );
    this.log = new Log(this.bubbleView());
    const press = (button) => this.owner.pressReply(button);
    this.keyboard = new ReplyKeyboard(`${root.id}-keyboard`, press, () => this.composer?.draw());
    this.composer = new Composer(`${root.id}-commands`, this.deeds(), this.keyboard);
    this.toastBox = el("div", { class: "toasts", role: "status" });
    this.log.root.append(this.toastBox);
    this.acceptDrops();
    this.draw();
  }

  bubbleView() {
    return {
      press: (message, button) => this.owner.pressInline(message, button),
      follow: (address, event) => this.openLink(address, event),
      menu: (message, anchor) => this.messageMenu(message, anchor),
      command: (text) => this.owner.say(text),
      retry: () => this.owner.outgoing.retry(),
      find: (messageId) => this.owner.chat.messages.get(messageId),
      isPressed: (messageId, pressed) => this.presses.has(messageId, pressed),
      pressedOf: (messageId) => this.presses.of(messageId),
    };
  }

  deeds() {
    return {
      send: (text, replyTo) => this.owner.say(text, replyTo),
      edit: (message, text) => this.owner.edit(message, text),
      attach: (anchor) => offerAttachments(anchor, this.owner),
      files: (files, wantPhotos) => this.owner.sendFiles(files, wantPhotos),
      lastOwnText: () => this.owner.chat.lastOwnText(),
    };
  }

  /** Whose phone this is, or null. */
  get person() {
    return this.owner?.person ?? null;
  }

  /** Give the phone to a person, or to nobody. */
  async show(person) {
    if (this.owner) this.owner.outgoing.draft = this.composer.draft();
    const outgoing = person && this.page.outgoingOf(person.user_id);
    this.owner = person ? new Owner(person, outgoing, this, this.presses) : null;
    this.presses.clear();
    this.composer.setCommands([]);
    this.composer.resume(outgoing?.draft ?? "");
    this.log.clear();
    this.keyboard.show(null);
    this.draw();
    await this.reload();
  }

  /** Fetch the chat anew; without a network the phone shows what it has. */
  async reload() {
    const { owner } = this;
    if (!owner?.outgoing.online) return;
    await owner.load();
    if (owner === this.owner) this.drawChat();
  }

  /** Take an event of the server that concerns some chat. */
  apply(event) {
    if (!this.owner || event.chat_id !== this.owner.userId) return;
    if (!this.owner.outgoing.online) return;
    this.owner.chat.take(event);
    if (event.kind === "answer") this.answered(event);
    else if (event.kind === "typing") this.showTyping();
    else if (event.kind === "commands") this.reload();
    else if (event.kind !== "unread") this.drawChat();
  }

  answered(event) {
    this.presses.answered(event.callback_id);
    if (event.url) this.openLink(event.url);
    if (event.text && event.show_alert) alertPerson(event.text);
    else if (event.text) this.toast(event.text);
  }

  showTyping() {
    this.typingUntil = performance.now() + TYPING_MS;
    this.drawStatus();
    setTimeout(() => this.drawStatus(), TYPING_MS);
  }

  // What an owner asks of the phone.

  /** Show a line over the chat for a few seconds. */
  toast(text) {
    const line = el("p", { class: "toast" }, text);
    this.toastBox.replaceChildren(line);
    setTimeout(() => line.remove(), TOAST_MS);
  }

  /** Bring the last message into sight. */
  toEnd() {
    this.log.toEnd();
  }

  /** Open a link of the chat. */
  openLink(address, event) {
    return this.page.openLink(address, this.owner.userId, event);
  }

  async setOnline(online) {
    const sent = this.owner.outgoing.setOnline(online);
    if (online) await this.reload();
    await sent;
  }

  async block(wanted) {
    await this.owner.block(wanted);
    this.drawChat();
  }

  messageMenu(message, anchor) {
    const items = [
      { name: "reply", label: t("bubble.reply"), act: () => this.composer.reply(message) },
    ];
    if (message.from === "person" && message.text) {
      const act = () => this.composer.edit(message);
      items.push({ name: "edit", label: t("bubble.edit"), act });
    }
    const text = gist(message);
    if (text)
      items.push({ name: "copy", label: t("bubble.copy"), act: () => this.owner.copy(text) });
    openMenu(anchor, t("bubble.menu"), items);
  }

  moreMenu(anchor) {
    const large = this.root.classList.contains("large-text");
    const { blocked } = this.owner.chat;
    const enlarge = () => this.root.classList.toggle("large-text");
    openMenu(anchor, t("phone.more"), [
      { name: "large", label: t("phone.large"), checked: large, act: enlarge },
      { name: "block", label: t("phone.block"), checked: blocked, act: () => this.block(!blocked) },
      ...this.page.phoneActions(this),
    ]);
  }

  acceptDrops() {
    const { root } = this.log;
    const over = (event) => {
      event.preventDefault();
      root.classList.toggle("dropping", event.type === "dragover");
    };
    for (const kind of ["dragover", "dragleave"]) root.addEventListener(kind, over);
    root.addEventListener("drop", (event) => {
      over(event);
      this.dropped([...event.dataTransfer.files]);
    });
  }

  dropped(files) {
    const pictures = files.every((file) => file.type.startsWith("image/"));
    if (files.length) this.owner.sendFiles(files, pictures);
  }

  // What the screen shows.

  /** Draw the whole phone, for a new owner or a new language. */
  draw() {
    const { person, page } = this;
    const label = person ? t("phone", { name: nameOf(person) }) : t("phone.empty");
    this.root.setAttribute("aria-label", label);
    const screen = person ? this.screen() : [page.intro()];
    this.root.replaceChildren(
      frame.nameplate(person, page.phoneActions(this)),
      el("div", { class: "device" }, frame.statusBar(page.time()), ...screen),
    );
    if (!person) return;
    this.keyboard.draw();
    this.composer.draw();
    this.drawChat();
  }

  screen() {
    this.status = el("span", { class: "fine" });
    this.network = frame.networkSwitch(() => this.setOnline(!this.owner.outgoing.online));
    this.banner = el("p", { class: "banner", hidden: true }, t("phone.offline.hint"));
    this.footer = el("div", { class: "footer" });
    this.log.name(t("phone.log"), this.person.language_code);
    this.log.root.dataset.drop = t("files.drop");
    const more = frame.moreButton((anchor) => this.moreMenu(anchor));
    const head = frame.chatHead(this.status, this.network, more);
    return [head, this.banner, this.log.root, this.footer];
  }

  /** Draw what the chat holds now; what is seen is read. */
  drawChat() {
    const { chat } = this.owner;
    this.keyboard.show(chat.keyboard);
    this.composer.setCommands(chat.commands);
    this.drawFooter();
    this.drawLog();
    this.drawStatus();
    if (this.isReading()) this.owner.read();
  }

  drawLog() {
    if (!this.owner) return;
    const { chat, outgoing } = this.owner;
    const waiting = outgoing.items.map(({ key, shown, failed }) => {
      const message = { from: "person", message_id: key, waiting: true, failed, ...shown };
      return { key, messages: [message] };
    });
    const empty = chat.loaded ? t("phone.start.hint") : t("phone.loading");
    this.log.show([...chat.groups(), ...waiting], empty);
  }

  /** What waits in the phone, or its network, has changed. */
  outgoingChanged() {
    this.drawLog();
    this.drawStatus();
  }

  drawStatus() {
    if (!this.owner) return;
    const { online } = this.owner.outgoing;
    this.network.setAttribute("aria-checked", String(online));
    this.banner.hidden = online;
    this.root.classList.toggle("offline", !online);
    this.status.textContent = this.statusText(online);
  }

  statusText(online) {
    if (!online) return t("phone.offline");
    if (!this.page.isBotOnline()) return t("phone.bot.off");
    return performance.now() < (this.typingUntil ?? 0) ? t("phone.typing") : t("phone.bot");
  }

  drawFooter() {
    const state = this.footerState();
    if (this.footer.dataset.state === state) return;
    const wasInside = this.footer.contains(document.activeElement);
    this.footer.dataset.state = state;
    this.footer.replaceChildren(...this.footerParts(state));
    this.composer.drawState();
    if (wasInside) this.focus();
  }

  footerState() {
    const { chat, outgoing } = this.owner;
    if (chat.blocked) return "blocked";
    const hasWritten = [...chat.messages.values()].some((message) => message.from === "person");
    const isFresh = chat.loaded && !hasWritten && !chat.keyboard && outgoing.items.length === 0;
    return isFresh ? "fresh" : "open";
  }

  footerParts(state) {
    if (state === "fresh") return [frame.wideButton(t("phone.start"), () => this.owner.start(""))];
    if (state === "open") return [this.composer.root, this.keyboard.root];
    const unblock = frame.wideButton(t("phone.unblock"), () => this.block(false));
    return [el("p", { class: "fine" }, t("phone.blocked")), unblock];
  }

  /** Put the focus where the owner goes on: the field, or the chat where a keyboard would pop up. */
  focus() {
    const isTouch = matchMedia("(pointer: coarse)").matches;
    const writing = isTouch ? this.log.list : this.composer.field;
    const target = this.footer.querySelector(".wide") ?? writing;
    target.focus({ preventScroll: true });
  }

  /** Tell whether the owner sees the chat now: what comes in is read at once. */
  isReading() {
    const isSeen = document.visibilityState === "visible" && isShown(this.log.root);
    return isSeen && this.owner.outgoing.online;
  }

  /** The phone has come into sight: what it holds is read. */
  seen() {
    if (this.owner?.chat.loaded) this.drawChat();
  }
}
