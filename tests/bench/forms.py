"""What one answer and one whole record cost in the form engine (`make bench-forms`).

Forms of 40 to 500 questions with every kind of rule: conditions, constraints,
calculations, filtered lists, repeats' sums. No Telegram; stored are whole records only, as a
questionnaire's answers are when they are sent. Exits with 1 above an aim. Times are CPU times
of all threads of the process.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.forms import convert, engine, reading, refill
from bot.forms.draft import Draft
from bot.forms.env import Env
from bot.forms.given import Given, Picked, Ticked
from bot.forms.model import Form
from bot.forms.turns import Ask, Card, Kind
from bot.rules import monitoring
from storage import campaigns, database, drafts, libraries, staff
from storage.drafts import NewDraft
from storage.records.libraries import LibraryFields
from storage.records.monitoring import NewCampaign
from storage.records.people import StaffFields

ENV = Env(datetime(2026, 10, 15, 9, 28, tzinfo=ZoneInfo("Europe/Minsk")), "ru", 1)
WHOLE_RECORDS = 60
NOW, PERIOD = "2026-10-15T06:28:00Z", "2026-10"
# Ten questions: each block's rules look at the block itself and at the one before it.
_BLOCK = """
| | begin_group | g{n} | Group {n} | {relevant} | | | | |
| | select_one yes_no | has{n} | Has it? | | yes | | | |
| | integer | count{n} | How many? | ${{has{n}}} = 'yes' | yes | . >= 0 and . <= 500 | | |
| | decimal | share{n} | What share? | ${{count{n}}} > 0 | | . <= ${{count{n}}} * 10 | | |
| | text | why{n} | Why not? | ${{has{n}}} = 'no' | | string-length(.) < 200 | | |
| | date | on{n} | When? | | | . <= today() | | |
| | select_one region | region{n} | Region? | | yes | | | |
| | select_one town | town{n} | Town? | ${{region{n}}} != '' | | | | region = ${{region{n}}} |
| | select_multiple topic | topics{n} | Topics? | | | count-selected(.) <= 4 | | |
| | text | other{n} | Other? | selected(${{topics{n}}}, 'other') | yes | | | |
| | integer | last{n} | Last year? | ${{has{n}}} = 'yes' and ${{count{n}}} > 1 | | . >= 0 | | |
| | calculate | sum{n} | | | | | coalesce(${{count{n}}}, 0) + coalesce(${{last{n}}}, 0) | |
| | end_group | | | | | | | |
"""
_HEAD = """| survey |
| | type | name | label | relevant | required | constraint | calculation | choice_filter |"""
_CHOICES = """
| choices |
| | list_name | name | label | region |
| | yes_no | yes | Yes | |
| | yes_no | no | No | |
| | region | brest | Brest | |
| | region | grodno | Grodno | |
| | town | slonim | Slonim | grodno |
| | town | lida | Lida | grodno |
| | town | pinsk | Pinsk | brest |
| | topic | books | Books | |
| | topic | films | Films | |
| | topic | other | Other | |
"""


def a_form(questions: int, *, looks_ahead: bool = False) -> Form:
    """Return a form of that many questions; `looks_ahead`: its total stands first."""
    blocks = range(1, questions // 10 + 1)
    sums = " + ".join(f"${{sum{n}}}" for n in blocks)
    total = f"| | calculate | total | | | | | {sums} | |"
    rows = [
        _BLOCK.format(n=n, relevant=f"${{sum{n - 1}}} >= 0" if n > 1 else "").strip()
        for n in blocks
    ]
    rows = [total, *rows] if looks_ahead else [*rows, total]
    return reading.read(convert.trusted("\n".join([_HEAD, *rows, _CHOICES])))


def given(turn: Ask) -> Given:
    """Return an answer that opens as many questions as there are."""
    if turn.kind is Kind.SELECT_ONE:
        return Picked(turn.choices[0].name)
    typed = {Kind.INTEGER: "12", Kind.DECIMAL: "3,5", Kind.DATE: "вчера"}
    return typed.get(turn.kind, "одной строкой")


def answered(form: Form, draft: Draft, turn: Ask) -> Draft:
    """Answer one question."""
    if turn.kind is Kind.SELECT_MULTIPLE:
        for choice in turn.choices:
            draft = engine.answer(form, draft, Ticked(choice.name, on=True), ENV)
        return engine.finish(form, draft, ENV)
    return engine.answer(form, draft, given(turn), ENV)


def answers(form: Form, *, reloads: bool) -> Iterator[float]:
    """Fill a form to its card; yield the CPU milliseconds of each answer and its next question.

    `reloads`: each time from the JSON of the draft and back to it, as the bot does.
    """
    draft = engine.start(form, ENV)
    turn = engine.current(form, draft, ENV)
    while isinstance(turn, Ask):
        saved = json.dumps(draft.dump())
        began = time.process_time()
        if reloads:
            draft = Draft.load(json.loads(saved))
        draft = answered(form, draft, turn)
        turn = engine.current(form, draft, ENV)
        if reloads:
            json.dumps(draft.dump())
        yield (time.process_time() - began) * 1000


def filled(form: Form) -> Draft:
    """Return a finished draft."""
    draft = engine.start(form, ENV)
    while isinstance(turn := engine.current(form, draft, ENV), Ask):
        draft = answered(form, draft, turn)
    return draft


def whole_records(form: Form) -> float:
    """Return how many finished records a second are read, computed and checked whole."""
    record = json.dumps(engine.submission(form, filled(form), ENV))
    began = time.process_time()
    for _ in range(WHOLE_RECORDS):
        checked(form, record)
    return WHOLE_RECORDS / (time.process_time() - began)


def checked(form: Form, record: str) -> Draft:
    """Read a finished record, compute and check every answer of it."""
    draft = refill.start(form, ENV, json.loads(record), settled=True)
    turn = engine.current(form, draft, ENV)
    if not isinstance(turn, Card):
        raise TypeError(f"the record is not whole: {turn.path}")
    return draft


async def stored_records(form: Form) -> float:
    """Return how many finished records a second are checked whole and stored with their figures.

    Each in one transaction of its own, as a press on «Отправить» does it.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite"
        database.migrate(path)
        db = await database.Database.open(path, readers=1)
        answers = filled(form)
        record = json.dumps(engine.submission(form, answers, ENV))
        begun = await _begun(db, json.dumps(answers.dump()))
        began = time.process_time()
        for draft in begun:
            await _store(db, form, draft, record)
        pace = len(begun) / (time.process_time() - began)
        async with db.read() as reader:
            units = await campaigns.units(reader, 1)
            figures = await reader.value("SELECT count(*) FROM figures")
        await db.close()
    said = monitoring.said(form, engine.submission(form, answers, ENV), PERIOD)
    if [one.state for one in units] != ["sent"] * len(begun) or figures != len(said) * len(begun):
        raise ValueError("not everything is stored")
    return pace


async def _begun(db: database.Database, answers: str) -> Sequence[drafts.Draft]:
    """Put a campaign to as many libraries as there are records, each with a finished draft."""
    span = date(2026, 1, 1), date(2026, 9, 30)
    campaign = NewCampaign(
        part=None, period=PERIOD, first_on=span[0], last_on=span[1],
        opens_on=date(2026, 10, 1), closes_on=date(2026, 10, 20),
    )  # fmt: skip
    async with db.write() as tx:
        places = [
            LibraryFields(code=str(n), short_ru=str(n), full_ru=str(n), kind="rural")
            for n in range(WHOLE_RECORDS)
        ]
        ids = await libraries.put(tx, places, now=NOW, by=None)
        one = StaffFields(code="1", surname_ru="Один", name_ru="Один", role="librarian")
        [staff_id] = await staff.put(tx, [one], now=NOW, by=None)
        campaign_id = await campaigns.make(tx, campaign, version="1", now=NOW, by=None)
        await campaigns.add_units(tx, campaign_id or 0, ids)
        found = []
        for unit in await campaigns.units(tx, campaign_id or 0):
            new = NewDraft(
                staff_id, staff_id, "chat", campaign.form, "1", {"unit_id": unit.unit_id}, answers,
                training=False,
            )  # fmt: skip
            draft = await drafts.begin(tx, new, NOW)
            await campaigns.begun(tx, unit.unit_id, draft.draft_id)
            found.append(draft)
    return found


async def _store(db: database.Database, form: Form, draft: drafts.Draft, record: str) -> None:
    async with db.write() as tx:
        said = engine.submission(form, checked(form, record), ENV)
        found = await campaigns.of_unit(tx, draft.context["unit_id"])
        if found is None:
            raise LookupError(draft.context)
        unit, campaign = found
        await drafts.close(tx, draft.draft_id, "saved", NOW)
        submission_id = await drafts.submit(tx, draft, said, NOW)
        await campaigns.send(
            tx, unit, draft, submission_id,
            said=monitoring.said(form, said, campaign.period), changes={}, now=NOW,
            by=draft.entered_by,
        )  # fmt: skip


def p95(times: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def main() -> int:
    """Print a line for each measure; return 1 if one misses its aim."""
    small, middle, large = (a_form(size) for size in (40, 280, 500))
    ahead = a_form(500, looks_ahead=True)
    one_by_one = list(answers(middle, reloads=True))
    rows = [
        ("one answer at 40 questions, ms", statistics.median(answers(small, reloads=False)), 1.0),
        ("  from the stored draft and back", statistics.median(answers(small, reloads=True)), 0),
        ("one answer at 500 questions, p95 ms", p95(list(answers(large, reloads=False))), 35.0),
        ("  from the stored draft and back", p95(list(answers(large, reloads=True))), 35.0),
        ("  with a rule that looks ahead", p95(list(answers(ahead, reloads=True))), 35.0),
        (f"{len(one_by_one)} answers one by one, s", sum(one_by_one) / 1000, 3.0),
    ]
    for name, value, aim in rows:
        print(f"{name:42} {value:10.3f}   {f'<= {aim:g}' if aim else ''}")  # noqa: T201
    pace = whole_records(middle)
    print(f"{'whole records of 250 answers a second':42} {pace:10.1f}   >= 50")  # noqa: T201
    stored = asyncio.run(stored_records(middle))
    print(f"{'  checked and stored, each in one transaction':42} {stored:8.1f}   >= 50")  # noqa: T201
    return int(min(pace, stored) < 50 or any(aim and value > aim for _, value, aim in rows))


if __name__ == "__main__":
    sys.exit(main())
