// A small menu over the page, for a mouse, a finger and a keyboard.

import { el, icon } from "./dom.js";

const GAP_PX = 8;

/**
 * Open a menu beside `anchor`. Each item is {name, label, act, checked?}; `name` is its symbol.
 * Escape or a press elsewhere closes it and gives the focus back.
 */
export function openMenu(anchor, label, items) {
  const menu = el("div", { class: "menu", role: "menu", popover: "auto", "aria-label": label });
  const close = () => menu.hidePopover();
  menu.append(...items.map((item) => entry(item, close, anchor)));
  menu.addEventListener("keydown", (event) => walk(event, menu));
  menu.addEventListener("toggle", (event) => event.newState === "closed" && menu.remove());
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor);
  menu.firstElementChild.focus();
}

function entry({ name, label, act, checked }, close, anchor) {
  const toggles = checked === undefined ? {} : { "aria-checked": String(checked) };
  const role = checked === undefined ? "menuitem" : "menuitemcheckbox";
  const click = () => {
    close();
    anchor.focus();
    act();
  };
  return el(
    "button",
    { type: "button", role, tabindex: "-1", ...toggles, on: { click } },
    icon(name),
    label,
  );
}

function walk(event, menu) {
  const items = [...menu.children];
  const here = items.indexOf(document.activeElement);
  const targets = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 };
  if (event.key === "Tab") menu.hidePopover();
  if (!(event.key in targets)) return;
  event.preventDefault();
  items.at(targets[event.key] % items.length).focus();
}

function place(menu, anchor) {
  const from = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(from.left, innerWidth - width - GAP_PX);
  const below = from.bottom + height + GAP_PX < innerHeight;
  const top = below ? from.bottom : Math.max(GAP_PX, from.top - height);
  menu.style.left = `${Math.max(GAP_PX, left)}px`;
  menu.style.top = `${top}px`;
}
