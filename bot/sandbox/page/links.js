// Telegram's own addresses inside messages. Pure.

const DEEP_LINK =
  /^(?:https?:\/\/(?:www\.)?(?:t|telegram)\.me\/(\w+)\/?\?(.*)|tg:\/\/resolve\?(.*))$/i;

/** Give the code of a deep link such as https://t.me/some_bot?start=CODE, or null. */
export function startCode(address) {
  const found = DEEP_LINK.exec(address);
  if (!found) return null;
  return new URLSearchParams(found[2] ?? found[3]).get("start");
}
