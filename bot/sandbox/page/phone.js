// One phone: whose chat it shows, what its owner does, what comes in.

import * as api from "./api.js";
import { offerAttachments } from "./attach.js";
import { gist } from "./bubble.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { alertPerson, choosePlace, confirmContact, reviewFiles } from "./dialogs.js";
import { el, icon, iconButton, isShown } from "./dom.js";
import { ReplyKeyboard } from "./keyboard.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { nameOf } from "./people.js";
import { asPhoto } from "./pictures.js";
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
    this.person = null;
    this.presses = new Presses(() => this.drawLog(), () => this.toast(t("phone.noanswer")));
    this.log = new Log(this.bubbleView());
    this.keyboard = new ReplyKeyboard((button) => this.pressReply(button), () => this.composer?.draw());
    this.composer = new Composer(this.deeds(), this.keyboard);
    this.toastBox = el("div", { class: "toasts", role: "status" });
    this.log.root.append(this.toastBox);
    this.acceptDrops();
    this.draw();
  }

  bubbleView() {
    return {
      press: (message, button) => this.pressInline(message, button),
      follow: (address, event) => this.page.openLink(address, this.person.user_id, event),
      menu: (message, anchor) => this.messageMenu(message, anchor),
      command: (text) => this.sendText(text),
      retry: () => this.outgoing.retry(),
      find: (messageId) => this.chat.messages.get(messageId),
      isPressed: (messageId, pressed) => this.presses.has(messageId, pressed),
      pressedOf: (messageId) => this.presses.of(messageId),
    };
  }

  deeds() {
    return {
      send: (text, replyTo) => this.sendText(text, replyTo),
      edit: (message, text) => this.edit(message, text),
      attach: (anchor) => offerAttachments(anchor, this.deeds()),
      files: (files, wantPhotos) => this.sendFiles(files, wantPhotos),
      voice: (file) => this.upload("voice", [file], ""),
      location: () => this.sendPlace(),
      contact: () => this.sendContact(),
      lastOwnText: () => this.chat.lastOwnText(),
    };
  }

  /** Give the phone to a person, or to nobody. */
  async show(person) {
    if (this.outgoing) this.outgoing.draft = this.composer.draft();
    this.person = person;
    this.outgoing = person ? this.page.outgoingOf(person.user_id) : null;
    this.chat = person ? new Chat(person.user_id) : null;
    this.presses.clear();
    this.composer.setCommands([]);
    this.composer.resume(this.outgoing?.draft ?? "");
    this.log.clear();
    this.keyboard.show(null);
    this.draw();
    if (person) await this.reload();
  }

  /** Fetch the whole chat; events that come meanwhile are applied on top. */
  async reload() {
    const { chat } = this;
    if (!chat || !this.outgoing.online) return;
    chat.missed = [];
    const snapshot = await api.chat(chat.userId);
    chat.load(snapshot);
    for (const event of chat.missed) chat.apply(event);
    chat.missed = null;
    chat.loaded = true;
    if (chat === this.chat) this.drawChat();
  }

  /** Take an event of the server that concerns some chat. */
  apply(event) {
    if (!this.person || event.chat_id !== this.person.user_id || !this.outgoing.online) return;
    this.chat.missed?.push(event);
    this.chat.apply(event);
    if (event.kind === "answer") this.answered(event);
    else if (event.kind === "typing") this.showTyping();
    else if (event.kind === "commands") this.reload();
    else if (event.kind !== "unread") this.drawChat();
  }

  answered(event) {
    this.presses.answered(event.callback_id);
    if (event.url) this.page.openLink(event.url, this.person.user_id);
    if (event.text && event.show_alert) alertPerson(event.text);
    else if (event.text) this.toast(event.text);
  }

  showTyping() {
    this.typingUntil = performance.now() + TYPING_MS;
    this.drawStatus();
    setTimeout(() => this.drawStatus(), TYPING_MS);
  }

  /** Show a line over the chat for a few seconds. */
  toast(text) {
    const line = el("p", { class: "toast" }, text);
    this.toastBox.replaceChildren(line);
    setTimeout(() => line.remove(), TOAST_MS);
  }

  // What the owner does.

  queue(send, shown) {
    this.log.toEnd();
    return this.outgoing.add(send, shown);
  }

  sendText(text, replyTo = null) {
    const { user_id: userId } = this.person;
    return this.queue(() => api.act(userId, "text", { text, ...(replyTo && { reply_to: replyTo }) }), { text, reply_to: replyTo });
  }

  async edit(message, text) {
    if (!this.outgoing.online) return this.toast(t("phone.offline.edit"));
    return this.attempt(api.act(this.person.user_id, "edit", { message_id: message.message_id, text }));
  }

  async sendFiles(chosen, wantPhotos) {
    const review = await reviewFiles(chosen, wantPhotos);
    if (!review) return;
    if (!review.asPhotos) await this.upload("document", review.files, review.caption);
    else await this.sendPhotos(review.files, review.caption);
  }

  async sendPhotos(files, caption) {
    const owner = this.person;
    try {
      const photos = await Promise.all(files.map(asPhoto));
      if (owner === this.person) await this.upload("photo", photos, caption);
    } catch (error) {
      if (error.name !== "InvalidStateError") throw error;
      this.toast(t("files.unreadable"));
    }
  }

  upload(kind, files, caption) {
    const { user_id: userId } = this.person;
    const counted = t(kind === "photo" ? "bubble.photos" : "bubble.files", { n: files.length });
    return this.queue(() => api.upload(userId, kind, files, caption), { text: caption ? `${counted}. ${caption}` : counted });
  }

  async sendPlace() {
    const { user_id: userId } = this.person;
    const location = await choosePlace();
    if (location) await this.queue(() => api.act(userId, "location", location), { location });
  }

  async sendContact() {
    const { user_id: userId } = this.person;
    if (await confirmContact(nameOf(this.person))) {
      await this.queue(() => api.act(userId, "contact"), { text: t("bubble.contact") });
    }
  }

  pressReply(button) {
    if (button.request_location) return this.sendPlace();
    if (button.request_contact) return this.sendContact();
    return this.sendText(button.text);
  }

  async pressInline(message, button) {
    if (button.copy_text) return this.copy(button.copy_text.text ?? button.copy_text);
    if (button.url) return this.page.openLink(button.url, this.person.user_id);
    if (!this.outgoing.online) return this.toast(t("phone.offline.press"));
    if (this.presses.has(message.message_id, button.data)) return null;
    const sent = api.act(this.person.user_id, "press", { message_id: message.message_id, data: button.data });
    return this.attempt(this.presses.follow(message.message_id, button.data, sent));
  }

  /** Open the bot by an invitation's code. */
  start(payload) {
    const { user_id: userId } = this.person;
    return this.queue(() => api.act(userId, "start", { payload }), { text: `/start ${payload}`.trim() });
  }

  async copy(text) {
    await navigator.clipboard.writeText(text);
    this.toast(t("bubble.copied"));
  }

  async attempt(promise) {
    try {
      await promise;
    } catch (error) {
      this.toast(error instanceof TypeError ? t("page.lost") : error.message);
    }
  }

  async block(wanted) {
    await this.attempt(api.act(this.person.user_id, wanted ? "block" : "unblock"));
    await this.reload();
  }

  async setOnline(online) {
    await this.outgoing.setOnline(online);
    if (online) await this.reload();
  }

  messageMenu(message, anchor) {
    const items = [{ name: "reply", label: t("bubble.reply"), act: () => this.composer.reply(message) }];
    if (message.from === "person" && message.text) {
      items.push({ name: "edit", label: t("bubble.edit"), act: () => this.composer.edit(message) });
    }
    if (gist(message)) items.push({ name: "copy", label: t("bubble.copy"), act: () => this.copy(gist(message)) });
    openMenu(anchor, t("bubble.menu"), items);
  }

  moreMenu(anchor) {
    const large = this.root.classList.contains("large-text");
    openMenu(anchor, t("phone.more"), [
      { name: "large", label: t("phone.large"), checked: large, act: () => this.root.classList.toggle("large-text") },
      { name: "block", label: t("phone.block"), checked: this.chat.blocked, act: () => this.block(!this.chat.blocked) },
      ...this.page.phoneActions(this),
    ]);
  }

  acceptDrops() {
    const { root } = this.log;
    const over = (event) => {
      event.preventDefault();
      root.classList.toggle("dropping", event.type === "dragover" && Boolean(this.person));
    };
    for (const kind of ["dragover", "dragleave"]) root.addEventListener(kind, over);
    root.addEventListener("drop", (event) => {
      over(event);
      const files = [...event.dataTransfer.files];
      if (files.length && this.person) this.sendFiles(files, files.every((file) => file.type.startsWith("image/")));
    });
  }

  // What the screen shows.

  /** Draw the whole phone, for a new owner or a new language. */
  draw() {
    const { person } = this;
    this.root.setAttribute("aria-label", person ? t("phone", { name: nameOf(person) }) : t("phone.empty"));
    this.status = el("span", { class: "fine" });
    this.footer = el("div", { class: "footer" });
    this.root.replaceChildren(this.caption(), el("div", { class: "device" }, statusBar(this.page.time()), ...(person ? this.screen() : [this.page.intro()])));
    if (!person) return;
    this.keyboard.draw();
    this.composer.draw();
    this.drawChat();
  }

  caption() {
    const { person } = this;
    return el("div", { class: "owner" },
      el("p", {}, el("strong", {}, person ? nameOf(person) : t("phone.empty")), el("span", { class: "fine" }, person?.note ?? "")),
      ...this.page.phoneActions(this).map(({ name, label, short, act }) =>
        el("button", { type: "button", class: "plain", "aria-label": label, on: { click: act } }, icon(name), short ?? label)));
  }

  screen() {
    this.log.list.setAttribute("aria-label", t("phone.log"));
    this.log.list.setAttribute("lang", this.person.language_code ?? "ru");
    this.banner = el("p", { class: "banner", hidden: true }, t("phone.offline.hint"));
    this.log.root.dataset.drop = t("files.drop");
    return [this.head(), this.banner, this.log.root, this.footer];
  }

  head() {
    this.network = el("button", { type: "button", class: "network", role: "switch", title: t("phone.network.title"),
      on: { click: () => this.setOnline(!this.outgoing.online) } }, el("span", {}, t("phone.network")), el("span", { class: "track" }));
    const more = iconButton("dots", t("phone.more"), (event) => this.moreMenu(event.currentTarget), { "aria-haspopup": "menu" });
    return el("header", { class: "chat-head" },
      el("img", { src: "/page/favicon.svg", alt: "", width: 36, height: 36 }),
      el("p", { class: "chat-title" }, el("strong", {}, t("page.brand")), this.status),
      this.network, more);
  }

  drawChat() {
    this.keyboard.show(this.chat.keyboard);
    this.composer.setCommands(this.chat.commands);
    this.drawFooter();
    this.drawLog();
    this.drawStatus();
    this.markRead();
  }

  drawLog() {
    if (!this.person || !this.log) return;
    const waiting = this.outgoing.items.map(({ key, shown, failed }) =>
      ({ key, messages: [{ from: "person", message_id: key, waiting: true, failed, ...shown }] }));
    const empty = this.chat.loaded ? t("phone.start.hint") : t("phone.loading");
    this.log.show([...this.chat.groups(), ...waiting], empty);
  }

  /** What waits in the phone, or its network, has changed. */
  outgoingChanged() {
    this.drawLog();
    this.drawStatus();
  }

  drawStatus() {
    if (!this.person) return;
    const { online } = this.outgoing;
    this.network.setAttribute("aria-checked", String(online));
    this.banner.hidden = online;
    this.root.classList.toggle("offline", !online);
    this.status.textContent = this.statusText();
  }

  statusText() {
    if (!this.outgoing.online) return t("phone.offline");
    if (!this.page.isBotOnline()) return t("phone.bot.off");
    return performance.now() < (this.typingUntil ?? 0) ? t("phone.typing") : t("phone.bot");
  }

  drawFooter() {
    const { blocked, messages, loaded } = this.chat;
    const fresh = loaded && messages.size === 0 && this.outgoing.items.length === 0;
    const state = blocked ? "blocked" : fresh ? "fresh" : "open";
    if (this.footer.dataset.state === state) return;
    this.footer.dataset.state = state;
    const wasInside = this.footer.contains(document.activeElement);
    const big = (label, act) => el("button", { type: "button", class: "strong wide", on: { click: act } }, label);
    if (blocked) this.footer.replaceChildren(el("p", { class: "fine" }, t("phone.blocked")), big(t("phone.unblock"), () => this.block(false)));
    else if (fresh) this.footer.replaceChildren(big(t("phone.start"), () => this.start("")));
    else this.footer.replaceChildren(this.composer.root, this.keyboard.root);
    this.composer.drawState();
    if (wasInside) this.focus();
  }

  /** Put the focus where the owner goes on: the field, or the chat where a keyboard would pop up. */
  focus() {
    const [button] = this.footer.querySelectorAll(".wide");
    const target = button ?? (matchMedia("(pointer: coarse)").matches ? this.log.list : this.composer.field);
    target.focus({ preventScroll: true });
  }

  /** Tell whether the owner sees the chat now: what comes in is read at once. */
  isReading() {
    return document.visibilityState === "visible" && isShown(this.log.root) && this.outgoing.online;
  }

  /** Tell the server that what is on the screen has been seen. */
  async markRead() {
    const last = this.chat.groups().at(-1)?.key;
    if (!this.isReading() || last === this.chat.readTo) return;
    this.chat.readTo = last;
    await this.attempt(api.act(this.chat.userId, "read"));
  }
}

function statusBar(time) {
  return el("div", { class: "status-bar", "aria-hidden": "true" },
    el("span", { "data-clock": "" }, time), el("span", { class: "signal" }, icon("signal"), icon("battery")));
}
