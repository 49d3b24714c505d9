"""Sheets accepted, undone, returned, settled: nothing is overwritten, all versions stay."""

import json
import random
from datetime import date
from typing import Any

import pytest
from network_builders import NOW

from bot.rules import reviewing
from storage import campaigns, drafts, history, reviews
from storage.database import Database, Tx
from storage.drafts import NewDraft
from storage.records.monitoring import CampaignUnit, NewCampaign

OCTOBER = NewCampaign(
    part="autumn",
    period="2026-10",
    first_on=date(2026, 1, 1),
    last_on=date(2026, 9, 30),
    opens_on=date(2026, 10, 1),
    closes_on=date(2026, 10, 20),
)
METHODIST, LIBRARIAN = 2, 4


@pytest.fixture
async def opened(network: Database) -> Database:
    """Open a campaign for libraries 1 to 4."""
    async with network.write() as tx:
        made = await campaigns.make(tx, OCTOBER, version="1", now=NOW, by=None)
        await campaigns.add_units(tx, made or 0, [1, 2, 3, 4])
    return network


async def unit_of(tx: Tx, unit_id: int = 1) -> CampaignUnit:
    found = await campaigns.of_unit(tx, unit_id)
    assert found is not None
    return found[0]


async def sent(tx: Tx, answers: dict[str, Any], unit_id: int = 1) -> int:
    """Send a version of a library's answers, as saving a draft does."""
    new = NewDraft(LIBRARIAN, LIBRARIAN, "chat", "monitoring", "1", {}, "{}", training=False)
    draft = await drafts.begin(tx, new, NOW)
    submission_id = await drafts.submit(tx, draft, answers, NOW)
    await drafts.close(tx, draft.draft_id, "saved", NOW)
    unit = await unit_of(tx, unit_id)
    old = await campaigns.answers(tx, unit)
    changed = {name for name in answers if old.get(name) != answers[name]}
    became = {
        one.remark_id: answers[one.question]
        for one in await reviews.open_of(tx, unit_id)
        if one.question in changed
    }
    await tx.batch(reviews.corrected(became, now=NOW, by=LIBRARIAN))
    await campaigns.send(
        tx, unit, draft, submission_id, said=(), changes={}, now=NOW, by=LIBRARIAN
    )
    return submission_id


async def returned(tx: Tx, *questions: str, unit_id: int = 1) -> None:
    """Return questions of a sheet."""
    unit = await unit_of(tx, unit_id)
    answers = await campaigns.answers(tx, unit)
    for question in questions:
        await reviews.write(tx, unit_id, question, "Сверьте с дневником", now=NOW, by=METHODIST)
    was = {
        one.remark_id: answers.get(one.question)
        for one in await reviews.written(tx, unit_id, METHODIST)
    }
    await reviews.send_back(tx, unit, was, now=NOW, by=METHODIST)


async def test_a_remark_keeps_what_the_answer_was_and_became(opened: Database) -> None:
    async with opened.write() as tx:
        first = await sent(tx, {"users": 10, "visits": 500})
        await returned(tx, "visits", "users")
        second = await sent(tx, {"users": 10, "visits": 50})
        unit = await unit_of(tx)
        [waiting] = await reviews.open_of(tx, 1)
        assert (unit.state, unit.return_no, waiting.question) == ("returned", 1, "users")
        assert await reviews.explain(tx, waiting, "Всё так", now=NOW, by=LIBRARIAN)
        assert not await reviews.explain(tx, waiting, "Ещё раз", now=NOW, by=LIBRARIAN)
        assert [
            (one.question, one.state, one.submission_id, one.was, one.became, one.explanation)
            for one in await reviews.of_unit(tx, 1)
        ] == [
            ("visits", "corrected", first, 500, 50, None),
            ("users", "explained", first, 10, None, "Всё так"),
        ]
        assert (await unit_of(tx)).state == "sent"
        rows = await tx.all("SELECT submission_id, answers FROM submissions ORDER BY 1")
        assert [(row[0], json.loads(row[1])) for row in rows] == [
            (first, {"users": 10, "visits": 500}),
            (second, {"users": 10, "visits": 50}),
        ]


async def test_an_acceptance_holds_only_what_stands(opened: Database) -> None:
    """A sheet changed or returned since it was seen is left as it is."""
    async with opened.write() as tx:
        for unit_id in (1, 2, 3):
            await sent(tx, {"users": unit_id}, unit_id)
        seen = [await unit_of(tx, unit_id) for unit_id in (1, 2, 3, 4)]
        await sent(tx, {"users": 22}, 2)
        await returned(tx, "users", unit_id=3)
        acceptance_id, taken = await reviews.accept(tx, 1, seen, now=NOW, by=METHODIST)
        assert taken == [1]
        assert await reviews.accept(tx, 1, seen, now=NOW, by=METHODIST) == (None, [])
        unit = await unit_of(tx)
        assert (unit.state, unit.acceptance_id, unit.accepted_by, unit.accepted_submission) == (
            "accepted",
            acceptance_id,
            METHODIST,
            unit.submission_id,
        )


async def test_undoing_goes_back_to_the_acceptance_before(opened: Database) -> None:
    async with opened.write() as tx:
        first = await sent(tx, {"users": 1})
        earlier, _ = await reviews.accept(tx, 1, [await unit_of(tx)], now=NOW, by=METHODIST)
        second = await sent(tx, {"users": 2})
        later, _ = await reviews.accept(tx, 1, [await unit_of(tx)], now=NOW, by=METHODIST)
        assert (await unit_of(tx)).accepted_submission == second
        assert await reviews.undo(tx, later or 0, now=NOW, by=METHODIST) == [1]
        assert await reviews.undo(tx, later or 0, now=NOW, by=METHODIST) == []
        unit = await unit_of(tx)
        assert (unit.state, unit.acceptance_id, unit.accepted_submission) == (
            "sent",
            earlier,
            first,
        )
        assert [one.action for one in await history.of(tx, campaigns.TABLE, 1)] == [
            "sent",
            "accepted",
            "changed",
            "accepted",
            "acceptance undone",
        ]


async def test_undoing_leaves_what_was_changed_since(opened: Database) -> None:
    async with opened.write() as tx:
        await sent(tx, {"users": 1})
        await sent(tx, {"users": 1}, 2)
        some = [await unit_of(tx, 1), await unit_of(tx, 2)]
        both, _ = await reviews.accept(tx, 1, some, now=NOW, by=METHODIST)
        await returned(tx, "users")
        assert await reviews.undo(tx, both or 0, now=NOW, by=METHODIST) == [2]
        assert [(await unit_of(tx, key)).state for key in (1, 2)] == ["returned", "sent"]


async def test_written_remarks_are_their_authors_until_they_are_sent(opened: Database) -> None:
    async with opened.write() as tx:
        await sent(tx, {"users": 1})
        await reviews.write(tx, 1, "users", "Сверьте с картотекой", now=NOW, by=METHODIST)
        await reviews.write(tx, 1, "users", "Сверьте с дневником", now=NOW, by=METHODIST)
        await reviews.write(tx, 1, "users", "Чужое замечание", now=NOW, by=3)
        assert [one.remark for one in await reviews.written(tx, 1, METHODIST)] == [
            "Сверьте с дневником"
        ]
        assert await reviews.of_unit(tx, 1) == []
        assert await reviews.drop_written(tx, 1, METHODIST) == 1
        assert [one.remark for one in await reviews.written(tx, 1, 3)] == ["Чужое замечание"]


async def test_withdrawn_remarks_let_the_sheet_wait_again(opened: Database) -> None:
    async with opened.write() as tx:
        await sent(tx, {"users": 1, "visits": 5})
        await returned(tx, "users", "visits")
        assert await reviews.open_counts(tx, [1, 2]) == {1: 2}
        assert await reviews.withdraw(tx, 1, now=NOW, by=METHODIST) == 2
        assert await reviews.withdraw(tx, 1, now=NOW, by=METHODIST) == 0
        assert (await unit_of(tx)).state == "sent"
        assert await reviews.open_counts(tx, []) == {}


async def test_a_campaign_is_locked_and_opened_once(opened: Database) -> None:
    async with opened.write() as tx:
        assert await campaigns.close(tx, 1, now=NOW, by=1)
        assert not await campaigns.close(tx, 1, now=NOW, by=1)
        assert await campaigns.reopen(tx, 1, now=NOW, by=1, reason="Нашли ошибку")
        assert not await campaigns.reopen(tx, 1, now=NOW, by=1, reason="Нашли ошибку")
        assert [(one.action, one.reason) for one in await history.of(tx, "campaigns", 1)] == [
            ("added", None),
            ("closed", None),
            ("reopened", "Нашли ошибку"),
        ]


@pytest.mark.parametrize("seed", range(8))
async def test_the_tables_follow_the_rule(opened: Database, seed: int) -> None:
    """Forty moves at random: the stored state is the rule's, and every version stays."""
    chance, sent_before, acceptances = random.Random(seed), [], []  # not a secret
    async with opened.write() as tx:
        for step in range(40):
            unit = await unit_of(tx)
            move = chance.choice(("send", "accept", "undo", "return", "settle"))
            if reviewing.after(unit.state, move) is None:
                continue
            if move == "send":
                answers = {"users": step, "visits": chance.randint(0, 2)}
                sent_before.append((await sent(tx, answers), answers))
            elif move == "accept":
                made, _ = await reviews.accept(tx, 1, [unit], now=NOW, by=METHODIST)
                acceptances.append(made)
            elif move == "undo":
                await reviews.undo(tx, unit.acceptance_id or 0, now=NOW, by=METHODIST)
            elif move == "return":
                await returned(tx, chance.choice(("users", "visits")))
            else:
                [remark, *_] = await reviews.open_of(tx, 1)
                await reviews.explain(tx, remark, "Всё так", now=NOW, by=LIBRARIAN)
            left = len(await reviews.open_of(tx, 1))
            assert (await unit_of(tx)).state == reviewing.after(unit.state, move, left)
        rows = await tx.all("SELECT submission_id, answers FROM submissions ORDER BY 1")
        assert [(row[0], json.loads(row[1])) for row in rows] == sent_before
        kept = await tx.all("SELECT acceptance_id FROM acceptances ORDER BY 1")
        assert [row[0] for row in kept] == acceptances
