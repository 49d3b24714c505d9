// What the owner of a phone does: types, presses, attaches, blocks. All of it stays theirs, also
// when the phone is handed to somebody else meanwhile.

import * as api from "./api.js";
import { Chat } from "./chat.js";
import { choosePlace, confirmContact, reviewFiles } from "./dialogs.js";
import { nameOf } from "./people.js";
import { asPhoto } from "./pictures.js";
import { t } from "./words.js";

/**
 * One person at one phone. `phone` gives toast(text), toEnd() and openLink(address);
 * `outgoing` is the person's queue, `presses` the phone's busy buttons.
 */
export class Owner {
  constructor(person, outgoing, phone, presses) {
    this.person = person;
    this.userId = person.user_id;
    this.outgoing = outgoing;
    this.phone = phone;
    this.presses = presses;
    this.chat = new Chat(this.userId);
  }

  /** Fetch the whole chat; events that come meanwhile are applied on top. */
  async load() {
    const missed = this.chat.collectEvents();
    try {
      this.chat.load(await api.chat(this.userId));
      for (const event of missed) this.chat.apply(event);
    } catch (error) {
      this.explain(error);
    } finally {
      this.chat.stopCollecting(missed);
    }
  }

  /** Say a text, perhaps as a reply. */
  say(text, replyTo = null) {
    const body = replyTo ? { text, reply_to: replyTo } : { text };
    return this.queue(() => api.act(this.userId, "text", body), { text, reply_to: replyTo });
  }

  /** Open the bot by an invitation's code. */
  start(payload) {
    const text = `/start ${payload}`.trim();
    return this.queue(() => api.act(this.userId, "start", { payload }), { text });
  }

  /** Correct an own message; that does not wait for a network. */
  edit(message, text) {
    if (!this.outgoing.online) return this.phone.toast(t("phone.offline.edit"));
    return this.attempt(api.act(this.userId, "edit", { message_id: message.message_id, text }));
  }

  /** Look over chosen files and send them. */
  async sendFiles(chosen, wantPhotos) {
    const review = await reviewFiles(chosen, wantPhotos);
    if (!review) return;
    if (review.asPhotos) await this.sendPhotos(review.files, review.caption);
    else await this.upload("document", review.files, review.caption);
  }

  async sendPhotos(files, caption) {
    try {
      await this.upload("photo", await Promise.all(files.map(asPhoto)), caption);
    } catch (error) {
      if (error.name !== "InvalidStateError") throw error;
      this.phone.toast(t("files.unreadable"));
    }
  }

  /** Send a voice message from a file. */
  sendVoice(file) {
    return this.upload("voice", [file], "");
  }

  upload(kind, files, caption) {
    const counted = t(kind === "photo" ? "bubble.photos" : "bubble.files", { n: files.length });
    const shown = { text: caption ? `${counted}. ${caption}` : counted };
    return this.queue(() => api.upload(this.userId, kind, files, caption), shown);
  }

  /** Choose a place and send it. */
  async sendPlace() {
    const location = await choosePlace();
    if (!location) return;
    await this.queue(() => api.act(this.userId, "location", location), { location });
  }

  /** Send the own contact, once the owner agrees. */
  async sendContact() {
    if (!(await confirmContact(nameOf(this.person)))) return;
    await this.queue(() => api.act(this.userId, "contact"), { text: t("bubble.contact") });
  }

  /** Press a button of the reply keyboard. */
  pressReply(button) {
    if (button.request_location) return this.sendPlace();
    if (button.request_contact) return this.sendContact();
    return this.say(button.text);
  }

  /** Press a button under a message. */
  async pressInline(message, button) {
    if (button.copy_text) return this.copy(button.copy_text);
    if (button.url) return this.phone.openLink(button.url);
    if (!this.outgoing.online) return this.phone.toast(t("phone.offline.press"));
    const { message_id: messageId } = message;
    if (this.presses.has(messageId, button.data)) return null;
    const sent = api.act(this.userId, "press", { message_id: messageId, data: button.data });
    return this.attempt(this.presses.follow(messageId, button.data, sent));
  }

  /** Put a text on the clipboard; a browser that forbids it shows the text instead. */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.phone.toast(t("bubble.copied"));
    } catch {
      this.phone.toast(text);
    }
  }

  /** Block or unblock the bot. */
  async block(wanted) {
    await this.attempt(api.act(this.userId, wanted ? "block" : "unblock"));
    await this.load();
  }

  /** Tell the server that the chat has been seen up to its last message. */
  async read() {
    const last = this.chat.groups().at(-1)?.key;
    if (last === this.chat.readTo) return;
    this.chat.readTo = last;
    await this.attempt(api.act(this.userId, "read"));
  }

  queue(send, shown) {
    this.phone.toEnd();
    return this.outgoing.add(send, shown);
  }

  async attempt(promise) {
    try {
      await promise;
    } catch (error) {
      this.explain(error);
    }
  }

  explain(error) {
    const isBroken = error instanceof TypeError;
    this.phone.toast(isBroken ? t("page.lost") : t("phone.refused", { reason: error.message }));
  }
}
