"""Fills an empty database with the records of 2020; its days are fixed, not offsets."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from bot.rules import certificates as certificate_rules
from bot.rules import monitoring, scoring
from bot.rules.institution import Institution
from bot.sample import (
    campaign,
    contests,
    entries,
    guidance,
    judged,
    network,
    news,
    plan,
    publications,
    rounds,
    school,
    visits,
)
from bot.sample.loading import NotEmptyError
from bot.sample.reading import DEMO, Row, rows
from storage import (
    attendance,
    campaigns,
    certificates,
    corrections,
    figures,
    institution,
    judging,
    libraries,
    results,
    staff,
)
from storage import contests as rows_of_contests
from storage import entries as rows_of_entries
from storage import school as rows_of_school
from storage.database import Tx
from storage.records.certificates import NewCertificate
from storage.records.monitoring import Campaign, CampaignUnit, Figure, NewCampaign
from storage.records.people import Staff
from storage.records.report import CorrectionFields

FIRST: Final = date(2019, 1, 9)  # the network is there
TODAY: Final = date(2021, 1, 18)  # the report is written; the last record is of the week before
CORRECTED: Final = date(2021, 1, 15)
OFFSETS_FROM: Final = date(2020, 10, 15)  # days of publications, which the demo's file shares
READERS_CONTEST: Final = "14"
POEMS: Final = "Созвучье слов живых"  # came of that contest
ENCOURAGED: Final = 4  # the place that gets a diploma without a degree
DEPUTY, HEAD = "2", "1"  # of the people


async def load(
    tx: Tx,
    *,
    telegram: bool = False,
    keep_picture: entries.KeepPicture | None = None,
    keep_text: publications.KeepText | None = None,
) -> None:
    """Fill an empty database; raise NotEmptyError otherwise.

    `telegram`, `keep_picture` and `keep_text` are as those of the demo's sample. Nothing is
    closed: neither a period nor the year.
    """
    if not await institution.is_empty(tx):
        raise NotEmptyError
    day = date.fromisoformat
    packages = [DEMO, __package__]
    people = await network.load(tx, packages, FIRST, now=_at(FIRST), telegram=telegram)
    saved = await visits.load(tx, _rows("visits.csv"), day, people)
    asked = _rows("recommendations.csv")
    await visits.recommend(tx, asked, day, people, saved, today=TODAY)
    await plan.load(tx, _rows("plan.csv"), day, people, _at(date(2019, 12, 23)))
    contest_ids = await _contests(tx, people, keep_picture)
    await publications.load(tx, _issued(), OFFSETS_FROM, contest_ids, people, keep=keep_text)
    await rounds.load(tx, _rows("rounds.csv"), day, people)
    await guidance.log(tx, day, _rows("consultations.csv"), people)
    await news.load(tx, day, people, _rows("news.csv"))
    await news.log(tx, day, people, _rows("site_log.csv"))
    await _school(tx, people)
    await _monitoring(tx, people)
    await _corrections(tx, people)


def _rows(name: str) -> list[Row]:
    return list(rows(name, __package__))


def _at(on: date, hour: int = 9) -> str:
    return f"{on.isoformat()}T{hour:02d}:00:00Z"


# -------------------------------------------------------------------- contests, publications


async def _contests(
    tx: Tx, people: Mapping[str, int], keep: entries.KeepPicture | None
) -> dict[str, int]:
    """Save the contests of two years with their entries; judge them and publish the results."""
    day = date.fromisoformat
    ids: dict[str, int] = {}
    announced = _rows("contests.csv")
    for row in announced:
        ids[row["contest"]] = await contests.add(
            tx, row, day, people, _at(day(row["opens"])),
            package=__package__, continued_from=ids.get(row["continues"]),
        )  # fmt: skip
    await contests.put_media(tx)
    await entries.load(tx, _rows("entries.csv"), day, ids, people, keep=keep)
    given = _rows("points.csv")
    for row in announced:
        of_this = [one for one in given if one["contest"] == row["contest"]]
        await _end(tx, row, ids[row["contest"]], of_this, people)
    return ids


async def _end(
    tx: Tx, row: Row, contest_id: int, given: Iterable[Row], people: Mapping[str, int]
) -> None:
    """Take a contest to its published results."""
    judged_at = _at(date.fromisoformat(row["judging"]))
    published_at = _at(date.fromisoformat(row["results"]))
    await judged.judge(tx, contest_id, given, people, judged_at)
    contest = next(one for one in await rows_of_contests.known(tx) if one.contest_id == contest_id)
    known = await rows_of_entries.of_contest(tx, contest_id)
    said = await judging.of_contest(tx, contest_id)
    await rows_of_contests.reach(tx, contest_id, "judged", now=judged_at, by=people[DEPUTY])
    found = scoring.results(contest, known, said, {})
    await results.put(tx, contest_id, found, now=judged_at, by=people[DEPUTY])
    for one in found:
        if one.place == ENCOURAGED:
            given_too = next(award for award in contest.awards if award.kind == "encouragement")
            await results.award(tx, one, given_too.award_id, now=judged_at, by=people[DEPUTY])
    await rows_of_contests.reach(tx, contest_id, "published", now=published_at, by=people[HEAD])


def _issued() -> list[Row]:
    """Return the publications: those that the demo has from the customer's report, and more.

    The demo's others of its year are left out: the report of 2020 names all its scenarios.
    """
    shared = [
        {**row, "contest": READERS_CONTEST} if row["title"] == POEMS else row
        for row in rows("publications.csv")
        if row["report"] == "1" or row["series"] == "methodical"
    ]
    return [*shared, *_rows("publications.csv")]


# -------------------------------------------------------------------- school


async def _school(tx: Tx, people: Mapping[str, int]) -> None:
    day = date.fromisoformat
    ids: dict[str, int] = {}
    for row in _rows("classes.csv"):
        since = day(row["since"])
        ids[row["class"]] = await school.add_class(
            tx, row, people, year=int(row["year"]), since=since, now=_at(since)
        )
    for row in _rows("sessions.csv"):
        # One that was cancelled is announced only: nobody was there.
        today = day(row["announced_day"]) if row["cancelled"] else TODAY
        key = await school.add_session(tx, row, ids[row["class"]], day, people, today=today)
        if row["cancelled"]:
            at, by = _at(day(row["announced_day"])), people[row["teacher"]]
            await rows_of_school.cancel(tx, key, row["cancelled"], now=at, by=by)
    for row in _rows("certificates.csv"):
        await _certificate(tx, ids[row["class"]], people[row["person"]], day(row["day"]), people)


async def _certificate(
    tx: Tx, class_id: int, staff_id: int, on: date, people: Mapping[str, int]
) -> None:
    reached = (await attendance.progress(tx, class_id))[staff_id]
    new = NewCertificate(
        class_id=class_id,
        staff_id=staff_id,
        hours=reached.hours,
        issued_on=on,
        random=certificate_rules.random_part(),
    )
    await certificates.issue(tx, new, now=_at(on), by=people[DEPUTY])


# -------------------------------------------------------------------- monitoring


async def _monitoring(tx: Tx, people: Mapping[str, int]) -> None:
    """Save the figures of 2019, the two campaigns of 2020 and one that nobody accepted."""
    network_ids = {one.code: one.library_id for one in await libraries.known(tx)}
    await _figures(tx, network_ids)
    known = await staff.known(tx)
    sheets = _rows("answers.csv")
    spring, autumn = monitoring.planned(Institution({}), 2020)
    for new in (spring, SUBSCRIPTION, autumn):
        now = _at(new.opens_on, 5)
        made = await campaign.begin(tx, new, network_ids.values(), now)
        units = {one.library_id: one for one in await campaigns.units(tx, made.campaign_id)}
        for row in sheets:
            if row["period"] == new.period:
                await _sheet(tx, made, units[network_ids[row["library"]]], row, known)
        await campaigns.close(tx, made.campaign_id, now=_at(new.closes_on, 15), by=people[HEAD])


async def _sheet(tx: Tx, made: Campaign, unit: CampaignUnit, row: Row, known: list[Staff]) -> None:
    on = date.fromisoformat(row["day"])
    await campaign.answer(tx, made, unit, row, known, on=on, reviewed_on=made.closes_on)


SUBSCRIPTION: Final = NewCampaign(
    part=None,
    name="Подписка на второе полугодие",
    period="2020-06",
    first_on=date(2020, 1, 1),
    last_on=date(2020, 5, 31),
    opens_on=date(2020, 6, 1),
    closes_on=date(2020, 6, 19),
)


async def _figures(tx: Tx, network_ids: Mapping[str, int]) -> None:
    """Save what the libraries counted in 2019, before there was a bot: as imported."""
    for row in _rows("figures.csv"):
        said = [Figure(row["period"], name, float(row[name])) for name in campaign.COUNTS]
        key = network_ids[row["library"]]
        await tx.batch(figures.put(key, said, unit_id=None))
        if row["period"] == "2019-10":
            users = float(row["users"])
            of_year = campaign.references(users)
            await figures.put_references(tx, key, 2020, of_year)


# -------------------------------------------------------------------- what is on paper


async def _corrections(tx: Tx, people: Mapping[str, int]) -> None:
    """Add what 2019 has on paper, so that 2020 is compared with a whole year."""
    for row in _rows("corrections.csv"):
        new = CorrectionFields(
            measure=row["measure"],
            first_on=date.fromisoformat(row["first"]),
            last_on=date.fromisoformat(row["last"]),
            number=float(row["number"]),
            ground=row["ground"],
        )
        await corrections.add(tx, new, now=_at(CORRECTED), by=people[DEPUTY])
