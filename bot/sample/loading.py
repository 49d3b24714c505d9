"""Fills an empty database with the sample network; the day is an argument."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Final

from bot.errors import UserError
from bot.msgid import msgid
from bot.sample import (
    campaign,
    contests,
    entries,
    guidance,
    judged,
    memorable,
    network,
    news,
    past,
    plan,
    publications,
    rounds,
    school,
    trips,
    visits,
)
from bot.sample.reading import DEMO, rows
from storage import institution, leaves
from storage.database import Tx

SATURDAY: Final = 5
AWAY: Final = "7"  # on leave around the demo day
SUBSTITUTE: Final = "8"
AWAY_DAYS: Final = 3  # before and after the demo day


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
    with_past: bool = False,
) -> None:
    """Fill an empty database; raise NotEmptyError otherwise.

    With `telegram` each person who has it is linked to an account of the sandbox and has
    accepted the notice; on a real token they stay unlinked and are invited. Without
    `with_entries` nobody has entered the contests yet; `keep_picture` draws their photos,
    `keep_text` writes the files of publications.
    `with_campaign`: what people are reminded of on the day, the planned trip included;
    `with_plan`: the year's plan of visits; `with_publications`: what the department has issued;
    `with_guidance`: news for the site and its log, questions to the department;
    `with_school`: its classes and sessions; `with_past`: what of the year is over besides, for
    its report (with the school and the campaign).
    """
    if not await institution.is_empty(tx):
        raise NotEmptyError
    now = f"{today.isoformat()}T05:00:00Z"
    exact, working = partial(_at, today), partial(_written, today)
    people = await network.load(tx, [DEMO], today, now=now, telegram=telegram)
    await _load_leave(tx, today, people, now)
    saved = await visits.load(tx, rows("visits.csv"), working, people)
    await visits.recommend(tx, rows("recommendations.csv"), exact, people, saved, today=today)
    contest_ids = await contests.load(tx, rows("contests.csv"), exact, people, now)
    if with_entries:
        await entries.load(tx, rows("entries.csv"), exact, contest_ids, people, keep=keep_picture)
        await judged.load(tx, exact, people, keep_picture, now)
    if with_publications:
        issued = rows("publications.csv")
        await publications.load(tx, issued, today, contest_ids, people, keep=keep_text)
        await memorable.load(tx, now=now, by=people["3"])
    await rounds.load(tx, rows("rounds.csv"), working, people)
    if with_plan:
        await plan.load(tx, rows("plan.csv"), working, people, now)
    if with_guidance:
        await guidance.load(tx, today, rows("questions.csv"), people, keep_picture)
        await guidance.log(tx, exact, rows("consultations.csv"), people)
        await guidance.publish(tx, today, rows("faq.csv"), people)
        await news.load(tx, working, people, rows("news.csv"))
        await news.log(tx, working, people, rows("site_log.csv"))
    if with_school:
        await school.load(tx, today, working, people)
    if with_campaign:
        await campaign.load(tx, today)
        if with_trip:
            await trips.load(tx, today, people)
    if with_past:
        await past.load(tx, today, working, people)


def moved(today: date, offset: int) -> date:
    """Return the day at `offset` from the demo day; for a Saturday or Sunday the Friday before."""
    day = today + timedelta(days=offset)
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def _at(today: date, offset: str) -> date:
    """Return the day at an offset as a file has it, working or not."""
    return today + timedelta(days=int(offset))


def _written(today: date, offset: str) -> date:
    """Return the working day at an offset as a file has it."""
    return moved(today, int(offset))


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
