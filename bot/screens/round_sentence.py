"""The sentence on rounds for the report, with the plurals of each language; pure.

The wording is that of the annual report (domain.md, section 2): a number that is nought has
no part in it.
"""

from typing import Final

from bot.catalogs import Translator
from bot.msgid import Plural, msgid, plural
from bot.rules.periods import Period
from bot.rules.spans import Days
from storage.records.rounds import RoundSums

# The preposition stands with the first number: in Belarusian it depends on that number's noun.
ROUNDS: Final = plural(
    "{n} door-to-door round was made in", "{n} door-to-door rounds were made in"
)
PLACES: Final = plural("{n} settlement", "{n} settlements")
PARTS: Final[dict[str, Plural]] = {
    "households": plural("{n} household was visited", "{n} households were visited"),
    "asked": plural("{n} resident was asked", "{n} residents were asked"),
    "new_readers": plural("{n} new reader was enrolled", "{n} new readers were enrolled"),
    "issued": plural("{n} item was lent", "{n} items were lent"),
    "homebound": plural(
        "{n} person was taken on for service at home",
        "{n} people were taken on for service at home",
    ),
}


def sentence(
    t: Translator, sums: RoundSums, of: Period | Days | None, *, is_first_year: bool = False
) -> str:
    """Say what was done in a period, in some days, or (None) in all years, as plain text."""
    if not sums.rounds:
        return _nothing(t, of)
    said = {
        "rounds": t.plain(ROUNDS, n=sums.rounds),
        "places": t.plain(PLACES, n=sums.places),
    }
    parts = [_lead(t, of, said, is_first_year=is_first_year)]
    for name, text in PARTS.items():
        if number := getattr(sums.tally, name):
            parts.append(t.plain(text, n=number))
    return ", ".join(parts) + "."


def _lead(
    t: Translator, of: Period | Days | None, said: dict[str, str], *, is_first_year: bool
) -> str:
    if of is None:
        return t.plain(msgid("In all years {rounds} {places}"), **said)
    if not isinstance(of, Period):
        first, last = (t.full_day(on) for on in of)
        text = msgid("From {first} to {last} {rounds} {places}")
        return t.plain(text, first=first, last=last, **said)
    if is_first_year and of.kind == "year":
        text = msgid("In {year} door-to-door rounds were introduced: {rounds} {places}")
        return t.plain(text, year=str(of.year), **said)
    return t.plain(msgid("In {period} {rounds} {places}"), period=_name(t, of), **said)


def _nothing(t: Translator, of: Period | Days | None) -> str:
    if isinstance(of, Period):
        return t.plain(msgid("No rounds were made in {period}."), period=_name(t, of))
    return t.plain(msgid("No rounds were made in this time."))


def _name(t: Translator, period: Period) -> str:
    text, values = period.label
    return t.plain(text, **{key: str(value) for key, value in values.items()})
