"""How lists and reports name their time, their source and whether the period is closed; pure."""

from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.periods import Period
from bot.rules.spans import Span, Standing
from bot.screens.screen import Button
from bot.screens.visits import SOURCES

ALL: Final = "all"
NEXT: Final = {ALL: "chat", "chat": "phone", "phone": "paper", "paper": "other", "other": ALL}
SHORT: Final = {  # on a button
    ALL: msgid("Source: all"),
    "chat": msgid("Source: chat"),
    "phone": msgid("Source: telephone"),
    "paper": msgid("Source: paper"),
    "other": msgid("Source: other"),
}
STANDINGS: Final = {
    "closed": msgid("The period is closed."),
    "partly": msgid("The period is closed in part."),
    "open": msgid("The period is open."),
}


def name(t: Translator, span: Span | None) -> str:
    """Name a period or some days; None is all time."""
    if span is None:
        return t.plain(msgid("all years"))
    if isinstance(span, Period):
        text, values = span.label
        return t.plain(text, year=str(values["year"]))  # a year takes no thousands separator
    first, last = span
    if first == last:
        return f"{first:%d.%m.%Y}"
    return f"{first:%d.%m.%Y} – {last:%d.%m.%Y}"


def standing(t: Translator, how: Standing) -> Html:
    """Say whether the period is closed."""
    return t(STANDINGS[how])


def only_from(t: Translator, source: str | None) -> Html | None:
    """Say which source a list is cut to; None where it holds all."""
    if source is None:
        return None
    return t(msgid("Entered only: {source}."), source=t.plain(SOURCES[source]))


def source_button(t: Translator, source: str | None, press: str) -> Button:
    """Return the button that goes round the sources; `press` shows the next one."""
    return Button(t.plain(SHORT[source or ALL]), press)


def with_source(code: str, source: str | None) -> str:
    """Put a source behind an argument of a button; without one the button is as it was."""
    return f"{code}~{source}" if source else code


def split_source(text: str) -> tuple[str, str | None]:
    """Read back what `with_source` wrote. Raise ValueError for a forged source."""
    code, mark, source = text.partition("~")
    return code, parse_source(source) if mark else None


def next_source(source: str | None) -> str | None:
    """Return the source that comes after one on the button that goes round them."""
    following = NEXT[source or ALL]
    return None if following == ALL else following


def parse_source(text: str) -> str | None:
    """Read the source that a button names, None for all. Raise ValueError for a forged one."""
    if text not in NEXT:
        raise ValueError(text)
    return None if text == ALL else text
