"""Reads the card of a year of a library or a person; the numbers are those of the report."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.catalogs import Translator
from bot.clock import local, parse_stamp
from bot.errors import UserError
from bot.msgid import msgid
from bot.rules import spans
from bot.rules.institution import Institution
from bot.rules.year_card import SHOWN, Award, Card, Place
from bot.screens import spans as said
from storage import corrections, institution, libraries, measures, periods, staff
from storage.aggregates import Scope
from storage.database import Reader, Row

MOST: Final = 60  # awards, titles that are read for one card


async def read(db: Reader, t: Translator, place: Place, year: int) -> Card:
    """Return a card in a language; raise UserError where there is no such library or person."""
    card = await _named(db, t, place, year)
    scope, staff_id = _scope(place, year), _staff(place)
    wanted = SHOWN[place.kind]
    closed = await periods.closed_between(db, scope.first, scope.last)
    return replace(
        card,
        numbers=await measures.numbers(db, scope, staff_id, wanted),
        before=await measures.numbers(db, _scope(place, year - 1), staff_id, wanted),
        awards=await _awards(db, t, scope, staff_id),
        publications=await _titles(db, "publications", scope, staff_id) if staff_id else (),
        news=await _titles(db, "site_news", scope, staff_id),
        corrections=() if staff_id else await _corrections(db, scope, place),
        standing=spans.standing((scope.first, scope.last), closed),
    )


async def _named(db: Reader, t: Translator, place: Place, year: int) -> Card:
    settings = Institution(await institution.get_all(db))
    name = settings["institution_name"]
    if place.kind == "library":
        library = await libraries.by_id(db, place.key)
        if library is None:
            raise UserError(msgid("There is no such library."))
        return Card(
            place=place, year=year, institution=name, name=library.full(t.language),
            about=library.code, short=library.short(t.language),
        )  # fmt: skip
    person = await staff.by_id(db, place.key)
    if person is None:
        raise UserError(msgid("There is no such person."))
    return Card(
        place=place, year=year, institution=name, name=person.full_name(t.language),
        about=person.post, short=person.initials(t.language),
    )  # fmt: skip


def _scope(place: Place, year: int) -> Scope:
    libraries_of = (place.key,) if place.kind == "library" else None
    return Scope(first=date(year, 1, 1), last=date(year, 12, 31), libraries=libraries_of)


def _staff(place: Place) -> int | None:
    return place.key if place.kind == "person" else None


async def _awards(
    db: Reader, t: Translator, scope: Scope, staff_id: int | None
) -> tuple[Award, ...]:
    rows = await measures.behind(db, "awards", scope, staff_id, limit=MOST)
    return tuple(Award(one["title"], one["contest"], _award(t, one)) for one in rows)


def _award(t: Translator, row: Row) -> str:
    name = (t.language == "be" and row["award_be"]) or row["award"]
    return ", ".join(part for part in (name, row["award_words"]) if part)


async def _titles(db: Reader, name: str, scope: Scope, staff_id: int | None) -> tuple[str, ...]:
    rows = await measures.behind(db, name, scope, staff_id, limit=MOST)
    return tuple(one["title"] for one in rows)


async def _corrections(db: Reader, scope: Scope, place: Place) -> tuple[Any, ...]:
    found = await corrections.counted(db, scope)
    return tuple(one for one in found if one.measure in SHOWN[place.kind])


async def footer(db: Reader, t: Translator, card: Card, arguments: Mapping[str, Any]) -> str:
    """Say when and by whom the paper was made, and whether the period is closed."""
    now = local(parse_stamp(arguments["now"]), ZoneInfo(arguments["zone"]))
    maker = await staff.by_id(db, arguments["staff_id"])
    person = maker.initials(t.language) if maker else ""
    made = t.plain(msgid("Made: {at} ({person})."), at=now, person=person)
    return f"{made} {t.plain(said.STANDINGS[card.standing])}"
