// One person's chat as the server tells it. Pure: no DOM, no network, no clock.

/** The messages, reply keyboard and commands of a chat, kept up to date by events. */
export class Chat {
  constructor(userId) {
    this.userId = userId;
    this.collecting = new Set();
    this.load({ messages: [], keyboard: null, commands: [], blocked: false });
    this.loaded = false;
  }

  /** Take a whole snapshot. */
  load(snapshot) {
    this.messages = new Map(snapshot.messages.map((message) => [message.message_id, message]));
    this.keyboard = snapshot.keyboard;
    this.commands = snapshot.commands;
    this.blocked = snapshot.blocked;
    this.loaded = true;
  }

  /** Begin to collect events while a snapshot is on its way; gives the list that fills. */
  collectEvents() {
    const events = [];
    this.collecting.add(events);
    return events;
  }

  /** The snapshot has come. */
  stopCollecting(events) {
    this.collecting.delete(events);
  }

  /** Take an event as it comes. */
  take(event) {
    for (const events of this.collecting) events.push(event);
    this.apply(event);
  }

  /** Apply one event; events of other kinds leave the chat as it is. */
  apply(event) {
    if (event.kind === "message" || event.kind === "edit") this.put(event.message);
    else if (event.kind === "delete") this.messages.delete(event.message_id);
    else if (event.kind === "keyboard") this.keyboard = event.keyboard;
    else if (event.kind === "reaction") this.react(event.message_id, event.emoji);
  }

  /** Add or replace a message. */
  put(message) {
    this.messages.set(message.message_id, message);
  }

  react(messageId, emoji) {
    const message = this.messages.get(messageId);
    if (message) this.put({ ...message, reaction: emoji });
  }

  /** List messages in order, the parts of an album together. */
  groups() {
    const groups = [];
    const ordered = [...this.messages.values()].sort((a, b) => a.message_id - b.message_id);
    for (const message of ordered) {
      const last = groups.at(-1);
      if (last && message.media_group_id && message.media_group_id === last.album) {
        last.messages.push(message);
      } else {
        groups.push({
          key: String(message.message_id),
          album: message.media_group_id,
          messages: [message],
        });
      }
    }
    return groups;
  }

  /** Find the person's last message that can be edited: a text of their own. */
  lastOwnText() {
    return this.groups()
      .flatMap((group) => group.messages)
      .findLast((message) => message.from === "person" && message.text);
  }
}
