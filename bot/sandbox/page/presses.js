// Inline buttons that were pressed and wait for the bot's answer. No DOM.

const PATIENCE_MS = 15_000;

/** The pressed buttons of one phone. `changed()` redraws, `silent()` says that no answer came. */
export class Presses {
  constructor(changed, silent) {
    this.changed = changed;
    this.silent = silent;
    this.clear();
  }

  /** Forget all: another chat comes. */
  clear() {
    this.waiting = new Map();
    this.early = new Set();
  }

  /** Tell whether a button waits for its answer. */
  has(messageId, pressed) {
    return this.waiting.has(keyOf(messageId, pressed));
  }

  /** List what waits on a message. */
  of(messageId) {
    return [...this.waiting.keys()].filter((key) => key.startsWith(`${messageId} `));
  }

  /** Follow a press: busy until its answer, a refusal, or the end of patience. */
  async follow(messageId, pressed, sent) {
    const key = keyOf(messageId, pressed);
    const timer = setTimeout(() => this.giveUp(key), PATIENCE_MS);
    this.waiting.set(key, { timer, callbackId: null });
    this.changed();
    try {
      const { callback_id: callbackId } = await sent;
      this.sent(key, callbackId);
    } catch (error) {
      this.finish(key);
      throw error;
    }
  }

  sent(key, callbackId) {
    const press = this.waiting.get(key);
    if (!press) return;
    press.callbackId = callbackId;
    // The answer can overtake the reply to the press itself.
    if (this.early.delete(callbackId)) this.finish(key);
  }

  /** The bot answered a press. */
  answered(callbackId) {
    const found = [...this.waiting].find(([, press]) => press.callbackId === callbackId);
    if (found) this.finish(found[0]);
    else this.early.add(callbackId);
  }

  giveUp(key) {
    this.finish(key);
    this.silent();
  }

  finish(key) {
    clearTimeout(this.waiting.get(key)?.timer);
    this.waiting.delete(key);
    this.changed();
  }
}

const keyOf = (messageId, pressed) => `${messageId} ${pressed}`;
