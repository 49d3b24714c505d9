// Turns the server's HTML of a message into nodes. Only the tags of Telegram pass, whatever comes.

import { el } from "./dom.js";
import { t } from "./words.js";

const PLAIN = new Set(["B", "STRONG", "I", "EM", "U", "INS", "S", "STRIKE", "DEL", "CODE", "PRE"]);
const SAFE_LINK = /^(https?:|tg:|tel:|mailto:)/i;

/** Build the nodes of a message; `follow(url, event)` is called when a link is pressed. */
export function richText(html, follow) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  fragment.append(...[...parsed.body.childNodes].flatMap((node) => allowed(node, follow)));
  return fragment;
}

function allowed(node, follow) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const children = [...node.childNodes].flatMap((child) => allowed(child, follow));
  if (node.tagName === "BR") return [document.createTextNode("\n")];
  if (node.tagName === "A") return [link(node.getAttribute("href") ?? "", children, follow)];
  if (node.tagName === "BLOCKQUOTE") return [quote(node, children)];
  if (isSpoiler(node)) return [spoiler(children)];
  return PLAIN.has(node.tagName) ? [el(node.tagName, {}, ...children)] : children;
}

function link(address, children, follow) {
  if (!SAFE_LINK.test(address)) return el("span", {}, ...children);
  const click = (event) => follow(address, event);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", on: { click } }, ...children);
}

function quote(node, children) {
  const whole = el("blockquote", {}, ...children);
  if (!node.hasAttribute("expandable")) return whole;
  whole.className = "clipped";
  const button = el("button", { type: "button", class: "unfold", "aria-expanded": "false" }, t("bubble.unfold"));
  button.addEventListener("click", () => {
    whole.classList.remove("clipped");
    button.remove();
  });
  return el("div", { class: "quote" }, whole, button);
}

function isSpoiler(node) {
  return node.tagName === "TG-SPOILER" || node.classList.contains("tg-spoiler");
}

function spoiler(children) {
  const reveal = (event) => event.currentTarget.removeAttribute("aria-expanded");
  return el("button", { type: "button", class: "spoiler", "aria-expanded": "false", on: { click: reveal } },
    el("span", {}, ...children));
}
