"""The monitoring of the sample: last year's figures, this autumn's answers and their review."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from bot.forms import builtin, engine
from bot.forms.draft import Draft as Answers
from bot.forms.env import Env, Item, Items
from bot.forms.model import Form
from bot.forms.turns import Card
from bot.rules import monitoring, reviewing
from bot.rules.institution import Institution
from bot.sample.reading import Row, rows
from storage import campaigns, drafts, figures, libraries, recommendations, reviews, staff
from storage.database import Tx
from storage.drafts import NewDraft
from storage.records.monitoring import Campaign, CampaignUnit, Figure, NewCampaign
from storage.records.people import Staff

FORM: Final = "monitoring"
COUNTS: Final = (
    "users", "users_children", "users_60", "visits", "visits_events", "loans", "stock", "events",
)  # fmt: skip
REVIEWER: Final = "3"  # of the sample's people
OPENED_BEFORE, CLOSES_AFTER = timedelta(days=14), timedelta(days=5)
POPULATION: Final = 2.6  # residents for each user of last year: an invented share
PLAN: Final = 1.6  # roubles of paid services a year for each user: invented, too


async def load(tx: Tx, today: date) -> None:
    """Open the campaign that runs on `today`, with figures of earlier ones and answers."""
    codes = {one.code: one.library_id for one in await libraries.known(tx) if one.is_open(today)}
    in_order = [codes[code] for code in sorted(codes)]
    campaign = await begin(tx, _campaign(today), in_order, f"{today.isoformat()}T05:00:00Z")
    await _load_figures(tx, campaign, codes)
    people = await staff.known(tx)
    units = {one.library_id: one for one in await campaigns.units(tx, campaign.campaign_id)}
    for row in rows("campaign.csv"):
        on = today - timedelta(days=int(row["days_ago"]))
        unit = units[codes[row["library"]]]
        reviewed = today - timedelta(days=1)
        await answer(tx, campaign, unit, row, people, on=on, reviewed_on=reviewed)


async def begin(tx: Tx, new: NewCampaign, library_ids: Iterable[int], now: str) -> Campaign:
    """Put a campaign to some libraries."""
    version = builtin.load(new.form).version
    made = await campaigns.make(tx, new, version=version, now=now, by=None)
    if made is None:
        raise ValueError(new)
    await campaigns.add_units(tx, made, library_ids)
    campaign = await campaigns.by_id(tx, made)
    if campaign is None:
        raise KeyError(made)
    return campaign


def _campaign(today: date) -> NewCampaign:
    """Return the campaign of the default settings that runs, else one of its own."""
    running = [
        one
        for one in monitoring.planned(Institution({}), today.year)
        if one.opens_on <= today <= one.closes_on
    ]
    if running:
        return running[0]
    opens = today - OPENED_BEFORE
    first, last = monitoring.about(opens)
    return NewCampaign(
        part=None,
        period=f"{opens:%Y-%m}",
        first_on=first,
        last_on=last,
        opens_on=opens,
        closes_on=today + CLOSES_AFTER,
    )


async def _load_figures(tx: Tx, campaign: Campaign, ids: Mapping[str, int]) -> None:
    for row in rows("figures.csv"):
        period = _months_before(campaign.period, int(row["months_ago"]))
        said = [Figure(period, name, float(row[name])) for name in COUNTS]
        await tx.batch(figures.put(ids[row["library"]], said, unit_id=None))
        if period[:4] != campaign.period[:4]:
            year = campaign.opens_on.year
            known = references(float(row["users"]))
            await figures.put_references(tx, ids[row["library"]], year, known)


def references(users: float) -> dict[str, float]:
    """Invent what the department knows of a library's year from its users of the year before."""
    return {"population": round(users * POPULATION), "paid_plan": round(users * PLAN, -1)}


def _months_before(period: str, months: int) -> str:
    year, month = map(int, period.split("-"))
    number = year * 12 + month - 1 - months
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


async def answer(
    tx: Tx,
    campaign: Campaign,
    unit: CampaignUnit,
    row: Row,
    known: Sequence[Staff],
    *,
    on: date,
    reviewed_on: date,
) -> None:
    """Fill in a library's sheet as a row says; it is sent and reviewed where the row tells so."""
    people = {str(one.code): one.staff_id for one in known}
    own = monitoring.answerers(known, unit.library_id)
    code = row["library"]
    entered_by = people[row["entered_by"]]
    moment = datetime.combine(on, time(9), UTC)
    now = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    form = builtin.load(FORM)
    answers, env = await _filled(tx, campaign, unit, row, moment)
    new = NewDraft(
        own[0].staff_id if own else entered_by,
        entered_by,
        row["source"],
        FORM,
        form.version,
        monitoring.context(campaign, unit, code),
        json.dumps(answers.dump(), ensure_ascii=False),
        training=False,
        far=engine.progress(form, answers, env),
    )
    draft = await drafts.begin(tx, new, now)
    await campaigns.begun(tx, unit.unit_id, draft.draft_id)
    if row["state"] == "draft":
        return
    said = engine.submission(form, answers, env)
    submission_id = await drafts.submit(tx, draft, said, now)
    await drafts.close(tx, draft.draft_id, "saved", now)
    await campaigns.send(
        tx, unit, draft, submission_id,
        said=monitoring.said(form, said, campaign.period), changes={}, now=now, by=entered_by,
    )  # fmt: skip
    await _review(tx, unit.unit_id, row, said, reviewed_on, by=people[REVIEWER])


async def _review(
    tx: Tx, unit_id: int, row: Row, said: Mapping[str, Any], on: date, *, by: int
) -> None:
    """Accept a sheet, or return a question of it."""
    found = await campaigns.of_unit(tx, unit_id)
    now = f"{on.isoformat()}T12:00:00Z"
    if found is None or not row["review"]:
        return
    if row["review"] == "accepted":
        await reviews.accept(tx, found[0].campaign_id, [found[0]], now=now, by=by)
        return
    await reviews.write(tx, unit_id, row["question"], row["remark"], now=now, by=by)
    was = {
        one.remark_id: reviewing.answer(said, one.question)
        for one in await reviews.written(tx, unit_id, by)
    }
    await reviews.send_back(tx, found[0], was, now=now, by=by)


async def _filled(
    tx: Tx, campaign: Campaign, unit: CampaignUnit, row: Row, moment: datetime
) -> tuple[Answers, Env]:
    """Answer the form with what a row says, in order; what is left blank stays unanswered."""
    form = builtin.load(FORM)
    span = campaign.first_on, campaign.last_on
    year = campaign.opens_on.year
    beside = await figures.beside(tx, unit.library_id, year, campaign.part, span)
    known = monitoring.known(beside.figures, campaign.period, beside.period)
    open_ones = await recommendations.open_of_library(tx, unit.library_id)
    items = [Item(str(one.recommendation_id), {"ru": one.recommendation}) for one in open_ones]
    env = Env(
        moment,
        "ru",
        lists={"recommendations": Items(items)},
        last_saved=monitoring.last_saved(form, known),
        floors=monitoring.floors(form, known),
    )
    answers = engine.start(form, env, {"rounds": str(beside.rounds)})
    said = {"rounds": str(beside.rounds), **row}
    for name in form.questions:
        if said.get(name):
            answers = engine.answer(form, answers, said[name], env, name)
    return _to_the_end(form, answers, env) if row["state"] == "sent" else answers, env


def _to_the_end(form: Form, answers: Answers, env: Env) -> Answers:
    """Skip what may be left out, as a person does before «Отправить»."""
    while not isinstance(engine.current(form, answers, env), Card):
        answers = engine.skip(form, answers, env)
    return answers
