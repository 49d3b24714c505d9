// What a person sends, in order; without a network it waits in the phone, as on a real one. No DOM.

/** The queue of one person's phone. It belongs to the person, not to the screen that shows it. */
export class Outgoing {
  constructor(changed) {
    this.online = true;
    this.items = [];
    this.changed = changed;
    this.sending = false;
    this.count = 0;
    this.draft = "";
  }

  /** Queue something: `send` does it, `shown` is what the bubble says meanwhile. */
  add(send, shown) {
    this.count += 1;
    this.items.push({ key: `waiting-${this.count}`, send, shown, failed: false });
    this.changed();
    return this.drain();
  }

  /** Switch the network of this phone; what waited goes out. */
  setOnline(online) {
    this.online = online;
    this.changed();
    return this.drain();
  }

  /** Try again what a broken connection stopped. */
  retry() {
    for (const item of this.items) item.failed = false;
    this.changed();
    return this.drain();
  }

  /** Send one after another, so that the order of typing is the order of arriving. */
  async drain() {
    if (this.sending) return;
    this.sending = true;
    while (this.online && this.items.length && !this.items[0].failed) await this.sendFirst();
    this.sending = false;
  }

  async sendFirst() {
    const item = this.items[0];
    try {
      await item.send();
      this.items.shift();
    } catch (error) {
      // A refusal is final; a broken connection may have delivered it, so the person decides.
      if (error instanceof TypeError) item.failed = true;
      else this.refuse(error);
    }
    this.changed();
  }

  refuse(error) {
    this.items.shift();
    this.refused?.(error.message);
  }
}
