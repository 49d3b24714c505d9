// The parts of a phone around the chat: its owner's name, the status bar, the head. Pure drawing.

import { el, icon, iconButton } from "./dom.js";
import { nameOf } from "./people.js";
import { t } from "./words.js";

/** Draw the name over a phone and the actions beside it. */
export function nameplate(person, actions) {
  const name = el("strong", {}, person ? nameOf(person) : t("phone.empty"));
  const note = el("span", { class: "fine", lang: "ru" }, person?.note ?? "");
  return el("div", { class: "owner" }, el("p", {}, name, note), ...actions.map(actionButton));
}

function actionButton({ name, label, short, act }) {
  const props = { type: "button", class: "plain", "aria-label": label, on: { click: act } };
  return el("button", props, icon(name), short ?? label);
}

/** Draw the line with the time and the signal; decoration, for the page says both elsewhere. */
export function statusBar(time) {
  const signal = el("span", { class: "signal" }, icon("signal"), icon("battery"));
  const clock = el("span", { "data-clock": "" }, time);
  return el("div", { class: "status-bar", "aria-hidden": "true" }, clock, signal);
}

/** Draw the head of a chat. `status` is an element; `network` and `more` are its buttons. */
export function chatHead(status, network, more) {
  const logo = el("img", { src: "/page/favicon.svg", alt: "", width: 36, height: 36 });
  const title = el("p", { class: "chat-title" }, el("strong", {}, t("page.brand")), status);
  return el("header", { class: "chat-head" }, logo, title, network, more);
}

/** Draw the switch of the phone's network. */
export function networkSwitch(click) {
  const title = t("phone.network.title");
  const props = { type: "button", class: "network", role: "switch", title, on: { click } };
  return el("button", props, el("span", {}, t("phone.network")), el("span", { class: "track" }));
}

/** Draw the button that opens the phone's menu. */
export function moreButton(open) {
  const click = (event) => open(event.currentTarget);
  return iconButton("dots", t("phone.more"), click, { "aria-haspopup": "menu" });
}

/** Draw a large button over the whole width. */
export function wideButton(label, click) {
  return el("button", { type: "button", class: "strong wide", on: { click } }, label);
}
