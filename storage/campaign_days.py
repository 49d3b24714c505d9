"""The days of campaigns: announced, moved, stopped, let go again, prolonged; who reviews them."""

from datetime import date
from typing import Any

from storage import history
from storage.campaigns import read
from storage.database import Reader, Statement, Tx
from storage.records.monitoring import Campaign, NewCampaign

TABLE = "campaigns"


async def coming(db: Reader, on: date) -> list[Campaign]:
    """Return the campaigns that have not opened by a day, the next one first; stopped ones too."""
    rows = await db.all(
        "SELECT * FROM campaigns WHERE opens_on > ? ORDER BY opens_on, campaign_id",
        (on.isoformat(),),
    )
    return [read(row) for row in rows]


async def every(db: Reader) -> list[Campaign]:
    """Return all campaigns, the latest first."""
    rows = await db.all("SELECT * FROM campaigns ORDER BY opens_on DESC, campaign_id DESC")
    return [read(row) for row in rows]


async def follow(tx: Tx, campaign_id: int, planned: NewCampaign, *, now: str) -> None:
    """Give a campaign that nobody has moved the days that the settings have now."""
    days = {
        "period": planned.period,
        "first_on": planned.first_on.isoformat(),
        "last_on": planned.last_on.isoformat(),
        "opens_on": planned.opens_on.isoformat(),
        "closes_on": planned.closes_on.isoformat(),
    }
    await tx.batch(
        [
            (
                """
                UPDATE campaigns SET period = :period, first_on = :first_on, last_on = :last_on,
                    opens_on = :opens_on, closes_on = :closes_on
                WHERE campaign_id = :campaign_id
                """,
                days | {"campaign_id": campaign_id},
            ),
            _moved(campaign_id, planned.opens_on, planned.closes_on, now=now, by=None),
        ]
    )


def _moved(
    campaign_id: int, opens_on: date, closes_on: date, *, now: str, by: int | None
) -> Statement:
    new = {"opens_on": opens_on.isoformat(), "closes_on": closes_on.isoformat()}
    return history.entry(TABLE, campaign_id, "moved", now=now, by=by, new=new)


async def move(
    tx: Tx, campaign: Campaign, opens_on: date, closes_on: date, *, now: str, by: int
) -> None:
    """Give a campaign that has not opened other days; what it asks about stays.

    The figures of one of the two of a year stay those of its month, so that years compare.
    """
    key = campaign.campaign_id
    period = campaign.period if campaign.part else f"{opens_on:%Y-%m}"
    await tx.batch(
        [
            (
                """
                UPDATE campaigns SET opens_on = ?, closes_on = ?, period = ?, moved_at = ?
                WHERE campaign_id = ?
                """,
                (opens_on.isoformat(), closes_on.isoformat(), period, now, key),
            ),
            ("DELETE FROM campaign_notices WHERE campaign_id = ?", (key,)),
            _moved(key, opens_on, closes_on, now=now, by=by),
        ]
    )


async def stop(tx: Tx, campaign_id: int, *, now: str, by: int) -> None:
    """Keep a campaign from opening."""
    await _note(tx, campaign_id, "stopped", (now, by), now=now, by=by)


async def let_go(tx: Tx, campaign_id: int, *, now: str, by: int) -> None:
    """Let a stopped campaign open on its day."""
    await _note(tx, campaign_id, "let_go", (None, None), now=now, by=by)


async def _note(  # the columns of a row
    tx: Tx, campaign_id: int, action: str, stopped: tuple[Any, Any], *, now: str, by: int
) -> None:
    await tx.batch(
        [
            (
                "UPDATE campaigns SET stopped_at = ?, stopped_by = ? WHERE campaign_id = ?",
                (*stopped, campaign_id),
            ),
            history.entry(TABLE, campaign_id, action, now=now, by=by),
        ]
    )


async def see(tx: Tx, campaign_id: int, staff_id: int, now: str) -> None:
    """Note that a person has read that a campaign opens soon."""
    await tx.run(
        "INSERT INTO campaign_notices VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (campaign_id, staff_id, now),
    )


async def seen(db: Reader) -> set[tuple[int, int]]:
    """Return who has read of which campaign: pairs of campaign and person."""
    rows = await db.all("SELECT campaign_id, staff_id FROM campaign_notices")
    return {(row["campaign_id"], row["staff_id"]) for row in rows}


async def prolong(tx: Tx, campaign_id: int, closes_on: date, *, now: str, by: int) -> None:
    """Give all libraries of a campaign a later last day; one that has a later one keeps it."""
    day = closes_on.isoformat()
    await tx.batch(
        [
            ("UPDATE campaigns SET closes_on = ? WHERE campaign_id = ?", (day, campaign_id)),
            (
                """
                UPDATE campaign_units SET closes_on = NULL
                WHERE campaign_id = ? AND closes_on <= ?
                """,
                (campaign_id, day),
            ),
            _in_drafts(day, "campaign_id = ? AND closes_on IS NULL", campaign_id),
            history.entry(TABLE, campaign_id, "prolonged", now=now, by=by, new={"closes_on": day}),
        ]
    )


async def prolong_unit(
    tx: Tx, campaign_id: int, unit_id: int, closes_on: date, *, now: str, by: int
) -> None:
    """Give one library of a campaign a later last day."""
    day = closes_on.isoformat()
    new = {"unit_id": unit_id, "closes_on": day}
    await tx.batch(
        [
            ("UPDATE campaign_units SET closes_on = ? WHERE unit_id = ?", (day, unit_id)),
            _in_drafts(day, "unit_id = ?", unit_id),
            history.entry(TABLE, campaign_id, "prolonged", now=now, by=by, new=new),
        ]
    )


def _in_drafts(day: str, which: str, key: int) -> Statement:
    """Tell begun drafts of their new last day: it stands where they are opened."""
    statement = f"""
        UPDATE drafts SET context = json_set(context, '$.closes_on', ?)
        WHERE state = 'open'
            AND draft_id IN (SELECT draft_id FROM campaign_units WHERE {which})
    """
    return statement, (day, key)


async def review_by(tx: Tx, campaign_id: int, staff_id: int, *, now: str, by: int) -> None:
    """Let another person review a campaign."""
    await tx.batch(
        [
            (
                "UPDATE campaigns SET reviewer_id = ? WHERE campaign_id = ?",
                (staff_id, campaign_id),
            ),
            history.entry(
                TABLE, campaign_id, "reviewer", now=now, by=by, new={"staff_id": staff_id}
            ),
        ]
    )
