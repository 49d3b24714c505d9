"""Fills an empty database with the sample network; the day is an argument."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from importlib.resources import as_file, files
from typing import Final

from bot import imports
from bot.catalogs import LANGUAGES, translator
from bot.errors import UserError
from bot.forms import builtin
from bot.imports.applying import words
from bot.imports.columns import Lookup
from bot.msgid import msgid
from bot.rules import notice
from bot.sample import (
    campaign,
    contests,
    entries,
    guidance,
    judged,
    memorable,
    news,
    plan,
    publications,
    rounds,
    school,
    trips,
)
from storage import access, institution, leaves, libraries, recommendations, staff, visits
from storage import files as sent_files
from storage import recommendation_moves as moves
from storage.database import Tx
from storage.recommendation_moves import Act
from storage.records.visits import NewRecommendation, NewVisit, Recommendation

FIRST_USER_ID: Final = 1000  # a person's account is this plus the person's number
SATURDAY: Final = 5
AWAY: Final = "7"  # on leave around the demo day
SUBSTITUTE: Final = "8"
AWAY_DAYS: Final = 3  # before and after the demo day

Row = Mapping[str, str]


class NotEmptyError(UserError):
    """The database has records that a sample must not be mixed with."""

    def __init__(self) -> None:
        super().__init__(
            msgid(
                "The sample can only be put into an empty database: libraries, people or visits "
                "are there already. Choose another folder (BOT_DATA)."
            )
        )


async def load(
    tx: Tx,
    today: date,
    *,
    telegram: bool = False,
    with_trip: bool = True,
    with_entries: bool = True,
    keep_picture: entries.KeepPicture | None = None,
    keep_text: publications.KeepText | None = None,
    with_campaign: bool = True,
    with_plan: bool = True,
    with_publications: bool = True,
    with_guidance: bool = True,
    with_school: bool = True,
) -> None:
    """Fill an empty database; raise NotEmptyError otherwise.

    With `telegram` each person who has it is linked to an account of the sandbox and has
    accepted the notice; on a real token they stay unlinked and are invited. Without
    `with_entries` nobody has entered the contests yet; `keep_picture` draws their photos,
    `keep_text` writes the files of publications.
    `with_campaign`: what people are reminded of on the day, the planned trip included;
    `with_plan`: the year's plan of visits; `with_publications`: what the department has issued;
    `with_guidance`: news for the site and its log, questions to the department;
    `with_school`: its classes and sessions.
    """
    if not await institution.is_empty(tx):
        raise NotEmptyError
    now = f"{today.isoformat()}T05:00:00Z"
    await _load_network(tx, today, now)
    people = {str(one.code): one.staff_id for one in await staff.known(tx)}
    await _load_leave(tx, today, people, now)
    version = await access.publish(tx, _texts(notice.SHORT), _texts(notice.FULL), now=now, by=None)
    if telegram:
        await _link(tx, version, now)
    saved = await _load_visits(tx, today, people)
    await _load_recommendations(tx, today, people, saved)
    contest_ids = await contests.load(tx, today, people, now)
    if with_entries:
        await entries.load(tx, today, contest_ids, people, keep_picture)
        await judged.load(tx, today, people, keep_picture, now)
    if with_publications:
        await publications.load(tx, today, contest_ids, people, keep_text)
        await memorable.load(tx, now=now, by=people["3"])
    walked = ((row, moved(today, int(row["day"]))) for row in _rows("rounds.csv"))
    await rounds.load(tx, walked, people)
    if with_plan:
        await plan.load(tx, _rows("plan.csv"), partial(_written, today), people, now)
    if with_guidance:
        await guidance.load(tx, today, _rows("questions.csv"), people, keep_picture)
        await guidance.log(tx, today, _rows("consultations.csv"), people)
        await guidance.publish(tx, today, _rows("faq.csv"), people)
        await news.load(tx, partial(moved, today), people, _rows("news.csv"))
        await news.log(tx, partial(moved, today), people, _rows("site_log.csv"))
    if with_school:
        await school.load(tx, today, partial(moved, today), people)
    if with_campaign:
        await campaign.load(tx, today)
        if with_trip:
            await trips.load(tx, today, people)


def moved(today: date, offset: int) -> date:
    """Return the day at `offset` from the demo day; for a Saturday or Sunday the Friday before."""
    day = today + timedelta(days=offset)
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def _written(today: date, offset: str) -> date:
    """Return the day at an offset as a file has it."""
    return moved(today, int(offset))


async def _load_network(tx: Tx, today: date, now: str) -> None:
    """Save libraries, settlements and people as an import of their three files does."""
    sheets: list[imports.Sheet] = []
    for name in ("libraries", "settlements", "staff"):
        with as_file(files(__package__) / f"{name}.csv") as path:
            sheets += imports.read(path)
    known = await imports.existing(tx, sheets, builtin.load("visit"), today)
    await imports.apply(tx, imports.plan(sheets, known, today), now=now, by=None)


async def _load_leave(tx: Tx, today: date, people: Mapping[str, int], now: str) -> None:
    around = timedelta(days=AWAY_DAYS)
    await leaves.add(
        tx,
        people[AWAY],
        today - around,
        today + around,
        substitute_id=people[SUBSTITUTE],
        now=now,
        by=people[AWAY],
    )


async def _link(tx: Tx, version: int, now: str) -> None:
    for person in await staff.known(tx):
        if person.uses_telegram:
            user_id = FIRST_USER_ID + int(person.code or 0)
            await staff.link_account(tx, user_id, person.staff_id, now=now, by=person.staff_id)
            await access.consent(tx, person.staff_id, version, accepted=True, now=now)


async def _load_visits(
    tx: Tx, today: date, people: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Save trips and visits; return the visits and their authors by mark: P4/SL-03."""
    network = {one.code: one.library_id for one in await libraries.known(tx)}
    trips: dict[str, int] = {}
    marked: dict[str, tuple[int, int]] = {}
    for row in _rows("visits.csv"):
        day = moved(today, int(row["day"]))
        now = f"{day.isoformat()}T12:00:00Z"
        travellers = tuple(people[code] for code in row["travellers"].split(";"))
        voice = await _voice(tx, row, travellers[0], now)
        library_id = network[row["library"]]
        trip_id = trips.get(row["trip"])
        new = _visit(row, day, travellers, library_id=library_id, voice=voice, trip_id=trip_id)
        saved = await visits.save(tx, new, now=now)
        trips[row["trip"]] = saved.trip_id
        marked[f"{row['trip']}/{row['library']}"] = (saved.visit_id, new.staff_id)
        await _answer(tx, row, saved.visit_id, library_id, now)
    return marked


def _visit(
    row: Row,
    day: date,
    travellers: tuple[int, ...],
    *,
    library_id: int,
    voice: int | None,
    trip_id: int | None,
) -> NewVisit:
    form = builtin.load("visit")
    purposes = Lookup(words(form, "purposes"))
    named = [purposes.find(word) for word in row["purposes"].split(";") if word]
    return NewVisit(
        library_id=library_id,
        visited_on=day,
        outcome=row["outcome"],
        purposes=tuple(code for code in named if code),
        done=row["done"],
        voice_file_id=voice,
        travellers=travellers,
        transport=Lookup(words(form, "transport")).find(row["transport"]),
        staff_id=travellers[0],
        entered_by=travellers[0],
        confirmation=row["confirmation"],
        trip_id=trip_id,
    )


async def _voice(tx: Tx, row: Row, staff_id: int, now: str) -> int | None:
    """Note a voice message without a recording: nobody spoke it, nothing is to be fetched."""
    if not row["voice_s"]:
        return None
    file_id = await sent_files.want(
        tx,
        staff_id=staff_id,
        now=now,
        telegram_file_id="sample-voice",
        unique_id="sample-voice",
        kind="voice",
        mime="audio/ogg",
        duration_s=int(row["voice_s"]),
    )
    await sent_files.tried(tx, file_id, "sample", final=True)
    return file_id


async def _answer(tx: Tx, row: Row, visit_id: int, library_id: int, now: str) -> None:
    """Let the librarian of the library say what the sample says."""
    if row["confirmation"] in {"confirmed", "disputed"}:
        [librarian] = await staff.of_library(tx, library_id)
        await visits.ask(tx, visit_id)
        if row["dispute"]:
            await visits.dispute(tx, visit_id, row["dispute"], by=librarian.staff_id, now=now)
        else:
            await visits.confirm(tx, visit_id, by=librarian.staff_id, now=now)


async def _load_recommendations(
    tx: Tx, today: date, people: Mapping[str, int], saved: Mapping[str, tuple[int, int]]
) -> None:
    now = f"{today.isoformat()}T05:00:00Z"
    for row in _rows("recommendations.csv"):
        visit_id, author_id = saved[row["visit"]]
        new = NewRecommendation(
            recommendation=row["text"],
            responsible_id=people.get(row["responsible"]),
            deadline_on=today + timedelta(days=int(row["deadline_day"])),
            area=row["area"],
        )
        key = await recommendations.add(tx, visit_id, new, now=now, by=author_id)
        item = await recommendations.by_id(tx, key)
        if item is not None:
            await _move_on(tx, item, row, today, now)


async def _move_on(tx: Tx, item: Recommendation, row: Row, today: date, now: str) -> None:
    """Let a recommendation come to the state of its row; overdue it is by the clock."""
    if row["state"] in {"done", "accepted"}:
        done_on = today + timedelta(days=int(row["done_day"]))
        by = Act(item.responsible_id, f"{done_on.isoformat()}T09:00:00Z", done_on)
        await moves.do(tx, item, by, source="chat", line=row["line"])
    if row["state"] == "accepted":
        done = await recommendations.by_id(tx, item.recommendation_id)
        await moves.accept(tx, done or item, Act(item.author_id, now, today))
    if row["state"] == "withdrawn":
        await moves.withdraw(tx, item, row["reason"], Act(item.author_id, now, today))


def _rows(name: str) -> Iterator[Row]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _texts(text: str) -> dict[str, str]:
    return {language: translator(language).plain(text) for language in LANGUAGES}
