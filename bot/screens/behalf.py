"""On behalf of a colleague: whom, where the words come from, what to enter; pure."""

from collections.abc import Sequence

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Rows, Screen, column, grid, lines

SOURCES = (
    ("phone", msgid("By telephone")),
    ("paper", msgid("From a paper form")),
    ("other", msgid("Otherwise")),
)


def choose(t: Translator, people: Sequence[tuple[int, str]], typed: str = "") -> Screen:
    """Ask for whom; those who cannot write themselves stand first."""
    text = lines(
        t(msgid("On behalf of a colleague. For whom?")),
        t(msgid("Which one do you mean by «{typed}»?"), typed=typed) if typed else None,
        t(msgid("Press a name or write a surname.")),
    )
    buttons = [Button(name, f"behalf.who:{staff_id}") for staff_id, name in people]
    return Screen(text, (*column(buttons), *_no_need(t)))


def ask_source(t: Translator, staff_id: int, person: str, library: str) -> Screen:
    """Ask where the words come from (T32)."""
    text = lines(
        t(msgid("On behalf of: {person}."), person=person),
        t(msgid("Library: {library}."), library=library) if library else None,
        t(msgid("Where do the words come from?")),
    )
    buttons = [
        Button(t.plain(label), f"behalf.from:{staff_id}:{source}") for source, label in SOURCES
    ]
    return Screen(text, (*grid(buttons), *_no_need(t)))


def choose_form(
    t: Translator, person: str, source: str, entries: Sequence[tuple[str, str]]
) -> Screen:
    """Offer what the colleague could enter: (press, label)."""
    label = dict(SOURCES)[source]
    text = lines(
        t(msgid("On behalf of: {person}."), person=person),
        t(msgid("Source: {source}."), source=t.plain(label)),
        t(msgid("What is to be entered?"))
        if entries
        else t(msgid("There is nothing that this colleague enters now.")),
    )
    return Screen(text, (*column(Button(label, data) for data, label in entries), *_no_need(t)))


def _no_need(t: Translator) -> Rows:
    return ((Button(t.plain(msgid("No need")), "behalf.no"),),)
