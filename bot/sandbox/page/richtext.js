// Turns the server's HTML of a message into nodes. Only the tags of Telegram pass, whatever comes.

import { el } from "./dom.js";
import { t } from "./words.js";

const PLAIN = new Set(["B", "STRONG", "I", "EM", "U", "INS", "S", "STRIKE", "DEL", "CODE", "PRE"]);
const SAFE_LINK = /^(https?:|tg:|tel:|mailto:)/i;

/**
 * Build the nodes of a message. `view.follow(url, event)` is called when a link is pressed,
 * `view.command(text)` when a command is.
 */
export function richText(html, view) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  fragment.append(...allowedAll(parsed.body, view));
  return fragment;
}

const allowedAll = (parent, view) => [...parent.childNodes].flatMap((node) => allowed(node, view));

function allowed(node, view) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(afterBlock(node))];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const children = allowedAll(node, view);
  if (node.tagName === "BR") return [document.createTextNode("\n")];
  if (node.tagName === "A") return [link(node.getAttribute("href") ?? "", children, view)];
  if (node.tagName === "BLOCKQUOTE") return [quote(node, children)];
  if (node.classList.contains("tg-spoiler")) return [spoiler(children)];
  if (node.classList.contains("tg-command")) return [command(node.textContent, view)];
  return PLAIN.has(node.tagName) ? [el(node.tagName, {}, ...children)] : children;
}

/** A quote ends its line by itself: the line feed after it would make an empty line. */
function afterBlock({ data, previousSibling }) {
  const isBlock = ["BLOCKQUOTE", "PRE"].includes(previousSibling?.nodeName);
  return isBlock ? data.replace(/^\n/, "") : data;
}

function link(address, children, view) {
  if (!SAFE_LINK.test(address)) return el("span", {}, ...children);
  const click = (event) => view.follow(address, event);
  return el(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer", on: { click } },
    ...children,
  );
}

function quote(node, children) {
  const whole = el("blockquote", {}, ...children);
  if (!node.classList.contains("tg-expandable")) return whole;
  whole.className = "clipped";
  const button = el(
    "button",
    { type: "button", class: "unfold", "aria-expanded": "false" },
    t("bubble.unfold"),
  );
  button.addEventListener("click", () => {
    whole.classList.remove("clipped");
    button.remove();
  });
  return el("div", { class: "quote" }, whole, button);
}

function command(text, view) {
  return el(
    "button",
    { type: "button", class: "command", on: { click: () => view.command(text) } },
    text,
  );
}

function spoiler(children) {
  const shown = el("span", {}, ...children);
  const reveal = () => cover.replaceWith(shown);
  const cover = el(
    "button",
    { type: "button", class: "spoiler", "aria-label": t("bubble.spoiler"), on: { click: reveal } },
    el("span", { "aria-hidden": "true" }, shown.textContent),
  );
  return cover;
}
