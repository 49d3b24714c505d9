"""The lists for rounds as the admin changes them: reasons, ages, wishes, purposes; pure."""

from collections.abc import Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, bold, column, grid, lines
from storage.records.rounds import RoundChoice

TITLES: Final = {
    "reason": msgid("Why they do not read"),
    "age": msgid("Age bands"),
    "wish": msgid("Wishes"),
    "purpose": msgid("Purposes"),
    "partner": msgid("Jointly with"),
}
IN_A_ROW: Final = 5
FOREVER: Final = 9999
HOW: Final = msgid(
    "A number opens its entry. To add one, write its name in Russian and after a slash (/) in "
    "Belarusian. From a later year on: «2027: …»."
)


def all_lists(t: Translator) -> Screen:
    """Offer the lists."""
    buttons = [Button(t.plain(title), f"lists.one:{name}") for name, title in TITLES.items()]
    back = Button(t.plain(msgid("Back")), "do:settings")
    text = t(msgid("Lists for rounds. Which one is to be changed? Old records keep their names."))
    return Screen(text, column([*buttons, back]))


def one_list(
    t: Translator, name: str, entries: Sequence[RoundChoice], year: int, note: Html | None = None
) -> Screen:
    """Show a list with numbers; what is not offered says so."""
    text = lines(
        note,
        bold(t.plain(TITLES[name])),
        *(_line(t, number, one, year) for number, one in enumerate(entries, 1)),
        t(HOW),
    )
    numbers = [
        Button(str(number), f"lists.entry:{name}:{one.code}")
        for number, one in enumerate(entries, 1)
    ]
    rows = tuple(tuple(numbers[i : i + IN_A_ROW]) for i in range(0, len(numbers), IN_A_ROW))
    return Screen(text, (*rows, (Button(t.plain(msgid("Back")), "lists.all"),)))


def _line(t: Translator, number: int, entry: RoundChoice, year: int) -> Html:
    said = Html(f"{number}. {t('{ru} / {be}', ru=entry.name_ru, be=entry.name_be)}")
    years = _years(t, entry, year)
    return Html(f"{said} ({years})") if years else said


def _years(t: Translator, entry: RoundChoice, year: int) -> Html | None:
    if entry.to_year < year:
        return t(msgid("not offered"))
    if entry.from_year > year:
        return t(msgid("from {year}"), year=str(entry.from_year))
    return t(msgid("until {year}"), year=str(entry.to_year)) if entry.to_year < FOREVER else None


def entry(t: Translator, one: RoundChoice, year: int) -> Screen:
    """Show one entry: a typed line renames it, buttons put it away or bring it back."""
    text = lines(_line(t, 1, one, year)[3:], t(msgid("To rename it, write the new name.")))
    place = f"{one.list}:{one.code}"
    if one.to_year < FOREVER:
        buttons = [Button(t.plain(msgid("Offer again")), f"lists.years:{place}:{FOREVER}")]
    else:
        buttons = [
            Button(t.plain(msgid("Offer no more")), f"lists.years:{place}:{year - 1}"),
            Button(t.plain(msgid("Only until the year ends")), f"lists.years:{place}:{year}"),
        ]
    buttons.append(Button(t.plain(msgid("Back")), f"lists.one:{one.list}"))
    return Screen(text, grid(buttons))
