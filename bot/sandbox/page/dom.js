// Builds elements: texts become text nodes, so nothing a person typed is ever parsed as HTML.

/**
 * Make an element. `props.on` holds listeners; null, undefined and false leave an attribute out;
 * everything else is an attribute, and strings among the children become text nodes.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") listen(node, value);
    else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function listen(node, listeners) {
  for (const [name, listener] of Object.entries(listeners)) node.addEventListener(name, listener);
}

/** Draw a symbol of the sprite in index.html; always decoration, the words stand beside it. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Make a button that shows only a symbol; `label` is its name and its tooltip. */
export function iconButton(name, label, click, props = {}) {
  return el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": label,
      title: label,
      on: { click },
      ...props,
    },
    icon(name),
  );
}

/** Make a text that only a screen reader says. */
export function hiddenText(text) {
  return el("span", { class: "visually-hidden" }, text);
}

/** Tell whether `node` is drawn at all (its view is not hidden). */
export function isShown(node) {
  return node.getClientRects().length > 0;
}
