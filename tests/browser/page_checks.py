"""What a careful eye checks on a page: names, contrast, sizes, landmarks; each lists faults."""

from typing import Any

from playwright.async_api import Page

NAMED_ROLES = frozenset(
    {
        "button",
        "checkbox",
        "combobox",
        "dialog",
        "alertdialog",
        "complementary",
        "group",
        "image",
        "link",
        "listbox",
        "log",
        "menu",
        "menuitem",
        "menuitemcheckbox",
        "navigation",
        "option",
        "region",
        "switch",
        "textbox",
    }
)

# WCAG 2.2: 4.5 to 1, and 3 to 1 for text from 24 px or bold from 18.66 px.
CONTRAST = """() => {
  const numbers = (colour) => {
    const found = colour.match(/^rgba?\\(([^)]+)\\)$/);
    if (!found) throw new Error("a colour that this check cannot read: " + colour);
    const [r, g, b, a = 1] = found[1].split(/[ ,/]+/).map(Number);
    return { rgb: [r, g, b], a };
  };
  const over = (top, below) => top.rgb.map((value, i) => value * top.a + below[i] * (1 - top.a));
  const backdrop = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const layer = numbers(getComputedStyle(at).backgroundColor);
      layers.push(layer);
      if (layer.a === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const node = walker.currentNode.parentElement;
    const style = getComputedStyle(node);
    const hidden = !node.getClientRects().length || style.visibility === "hidden" ||
      node.closest(".visually-hidden, .skip, [aria-hidden=true], noscript, option");
    if (!text || hidden) continue;
    const below = backdrop(node);
    const ink = over(numbers(style.color), below);
    const [light, dark] = [luminance(ink), luminance(below)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) faults.push(`${text.slice(0, 40)} ${ratio.toFixed(2)}`);
  }
  return faults;
}"""

# Links and commands inside a text, and spoilers, are as high as their line: WCAG 2.5.8 allows it.
SMALL = """() => {
  const controls = document.querySelectorAll("button, select, input, textarea, a, [role=option]");
  const faults = [];
  for (const node of controls) {
    if (!node.getClientRects().length || node.closest(".words, .skip")) continue;
    const target = node.closest("label") ?? node;
    const { width, height } = target.getBoundingClientRect();
    const name = [node.tagName.toLowerCase(), ...node.classList].join(".");
    const size = `${Math.round(width)}x${Math.round(height)}`;
    if (width < 43.5 || height < 43.5) faults.push(`${name} ${size}`);
  }
  return faults;
}"""

STRUCTURE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  const languages = [...document.querySelectorAll("[lang]")].map((node) => node.lang);
  return {
    main: document.querySelectorAll("main").length,
    banner: document.querySelectorAll("body > header").length,
    complementary: document.querySelectorAll("aside").length,
    h1: document.querySelectorAll("h1").length,
    "doubled ids": ids.filter((id, at) => ids.indexOf(id) !== at),
    languages: [...new Set(languages)].sort(),
  };
}"""


async def nameless(page: Page) -> list[str]:
    """List the roles in Chromium's accessibility tree that have no name."""
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Accessibility.getFullAXTree")
    await session.detach()
    return [node["role"]["value"] for node in tree["nodes"] if _lacks_name(node)]


def _lacks_name(node: dict[str, Any]) -> bool:
    is_named = bool(node.get("name", {}).get("value", "").strip())
    return not node["ignored"] and node["role"]["value"] in NAMED_ROLES and not is_named


async def contrast_faults(page: Page) -> list[str]:
    """List visible texts whose contrast is too low, with the measured ratio."""
    return await page.evaluate(CONTRAST)


async def small_targets(page: Page) -> list[str]:
    """List visible controls under 44 by 44 pixels."""
    return await page.evaluate(SMALL)


async def structure(page: Page) -> dict[str, Any]:
    """Count landmarks and headings, and list doubled ids and languages."""
    return await page.evaluate(STRUCTURE)
