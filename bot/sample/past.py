"""What of the demo's year is over: sessions of its classes and the spring's monitoring.

Nobody is asked or reminded of it; without it the report of the year would have gaps.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.rules import monitoring
from bot.rules.institution import Institution
from bot.sample import campaign, school
from bot.sample.reading import Day, Row, rows
from storage import campaigns, libraries, staff
from storage import school as rows_of_school
from storage.database import Tx
from storage.records.monitoring import NewCampaign
from storage.records.people import Staff

HEAD, METHODIST = "1", "3"
MONTHS: Final = "6"  # before the autumn's campaign: the rows of figures.csv
PAID: Final = 0.3  # roubles for each user until April: invented
# What figures.csv does not tell: invented, the same everywhere.
FACTS: Final = {"homebound": "3", "internet": "yes", "premises": "fine", "review": "accepted"}


async def load(tx: Tx, today: date, day: Day, people: Mapping[str, int]) -> None:
    """Hold the sessions of the year and, where the autumn's campaign runs, the spring's."""
    ids = {one.title: one.class_id for one in await rows_of_school.classes(tx, today.year)}
    for row in rows("sessions_past.csv"):
        if day(row["announced_day"]).year == today.year:
            await school.add_session(tx, row, ids[row["class"]], day, people, today=today)
    spring, autumn = monitoring.planned(Institution({}), today.year)
    if autumn.opens_on <= today <= autumn.closes_on:
        await _monitor(tx, spring, people)


async def _monitor(tx: Tx, spring: NewCampaign, people: Mapping[str, int]) -> None:
    """Ask every library in spring, accept what it counted and close the campaign."""
    codes = {
        one.code: one.library_id
        for one in await libraries.known(tx)
        if one.is_open(spring.opens_on)
    }
    opened = f"{spring.opens_on.isoformat()}T05:00:00Z"
    made = await campaign.begin(tx, spring, codes.values(), opened)
    known = await staff.known(tx)
    units = {one.library_id: one for one in await campaigns.units(tx, made.campaign_id)}
    for row in rows("figures.csv"):
        if row["months_ago"] == MONTHS:
            unit = units[codes[row["library"]]]
            sheet = _sheet(row, monitoring.answerers(known, unit.library_id))
            await campaign.answer(
                tx, made, unit, sheet, known, on=spring.opens_on, reviewed_on=spring.closes_on
            )
    closed = f"{spring.closes_on.isoformat()}T15:00:00Z"
    await campaigns.close(tx, made.campaign_id, now=closed, by=people[HEAD])


def _sheet(row: Row, own: list[Staff]) -> Row:
    """Return the answers of a library; who has no Telegram, or works nowhere, writes on paper."""
    is_typed = bool(own) and own[0].uses_telegram
    by = {"entered_by": str(own[0].code), "source": "chat"} if is_typed else {
        "entered_by": METHODIST, "source": "paper",
    }  # fmt: skip
    paid = f"{float(row['users']) * PAID:.2f}"
    return {**row, **FACTS, **by, "state": "sent", "paid_fact": paid}
