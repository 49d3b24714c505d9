"""A campaign whose libraries have answered, for tests of what comes out: numbers are given."""

import json
from collections.abc import Mapping
from typing import Any

from world import World

from bot.forms import builtin
from bot.rules import monitoring
from storage import campaigns, drafts, figures, libraries
from storage.database import Tx
from storage.drafts import NewDraft
from storage.records.monitoring import CampaignUnit, Figure

FORM = "monitoring"
ROWS = {  # numbers of a year ago and of now, by the library's code: users, visits, loans, stock
    "SL-01": ((2000, 15000, 40000, 60000), (2050, 15300, 40500, 60500)),
    "SL-02": ((300, 2400, 6000, 9000), (310, 2450, 6100, 9100)),
    "SL-03": ((160, 1180, 2864, 4546), (191, 1471, 3514, 4480)),
    "SL-04": ((120, 900, 2100, 4000), (118, 880, 2080, 3950)),
    "SL-05": ((140, 1100, 2500, 4200), (143, 1120, 2550, 4200)),
    "SL-06": ((150, 1200, 2700, 4300), (150, 1210, 2690, 4310)),
    "SL-07": ((171, 1300, 3150, 6850), (172, 1290, 3200, 6870)),
    "SL-08": ((90, 700, 1500, 3000), (92, 340, 1520, 3010)),
    "SL-09": ((80, 600, 1300, 2800), (81, 610, 1310, 2790)),
}
ASKED = ("users", "visits", "loans", "stock")


async def answer(
    world: World,
    code: str,
    answers: Mapping[str, Any],
    *,
    by: int = 3,
    at: str = "2026-10-14T07:00:00Z",
) -> None:
    """Let a library send answers, as they stand in its submission."""
    assert world.db is not None
    async with world.db.write() as tx:
        unit, period = await unit_of(tx, code)
        await send(tx, unit, period, answers, by=by, at=at)


async def unit_of(tx: Tx, code: str) -> tuple[CampaignUnit, str]:
    """Return a library in the latest campaign, and the campaign's period."""
    unit_id = await tx.value(
        "SELECT max(unit_id) FROM campaign_units JOIN libraries USING (library_id) WHERE code = ?",
        (code,),
    )
    found = await campaigns.of_unit(tx, int(unit_id))
    assert found is not None
    return found[0], found[1].period


async def send(
    tx: Tx, unit: CampaignUnit, period: str, answers: Mapping[str, Any], *, by: int, at: str
) -> None:
    """Put answers in force as sending does."""
    form = builtin.load(FORM)
    new = NewDraft(by, by, "chat", FORM, form.version, {}, json.dumps({}), training=False)
    draft = await drafts.begin(tx, new, at)
    submission_id = await drafts.submit(tx, draft, answers, at)
    await drafts.close(tx, draft.draft_id, "saved", at)
    await campaigns.send(
        tx, unit, draft, submission_id,
        said=monitoring.said(form, answers, period), changes={}, now=at, by=by,
    )  # fmt: skip


async def year_ago(world: World, code: str, numbers: Mapping[str, float]) -> None:
    """Keep what a library said last October."""
    assert world.db is not None
    said = [Figure("2025-10", name, float(number)) for name, number in numbers.items()]
    async with world.db.write() as tx:
        known = {one.code: one.library_id for one in await libraries.known(tx)}
        await tx.batch(figures.put(known[code], said, unit_id=None))


async def nine_answers(world: World, but: str = "") -> None:
    """Let nine of the twelve libraries answer, one of them without a last year; `but` one."""
    for code, (before, now) in ROWS.items():
        if code != "SL-09":
            await year_ago(world, code, dict(zip(ASKED, before, strict=True)))
        if code == but:
            continue
        more = {"internet": "no" if code == "SL-04" else "yes", "premises": "fine"}
        if code == "SL-08":
            more["visits_why"] = "Закрыты на ремонт"
        await answer(world, code, dict(zip(ASKED, now, strict=True)) | more)
    assert world.db is not None
    async with world.db.write() as tx:
        for library_id, population in ((1, 9000), (2, 900), (3, 497)):
            await figures.put_references(tx, library_id, 2026, {"population": population})
