// Theme and language of the page, remembered by the browser where it allows that.

const listeners = [];

/** Read a remembered choice; a browser that forbids storage has none. */
export function remembered(name) {
  try {
    return localStorage.getItem(`knigonosha.${name}`);
  } catch {
    return null;
  }
}

/** Remember a choice for the next visit. */
export function remember(name, value) {
  try {
    localStorage.setItem(`knigonosha.${name}`, value);
  } catch {
    // A private window: the choice lasts as long as the page.
  }
}

/** Call `listener` after the language of the page changed. */
export function onLanguage(listener) {
  listeners.push(listener);
}

/** Tell all who draw words that the language changed. */
export function languageChanged() {
  for (const listener of listeners) listener();
}

/** Tell whether the page is dark now, by choice or by the system. */
export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Take the remembered theme; without one the page follows the system. */
export function restoreTheme() {
  const theme = remembered("theme");
  if (theme) document.documentElement.dataset.theme = theme;
}

/** Change between light and dark. */
export function toggleTheme() {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  remember("theme", theme);
}
