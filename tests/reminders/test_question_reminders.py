"""Questions that wait: after two working days, the head after four; takers, absences, answers.

The central library works on Saturdays and is closed on Mondays.
"""

from datetime import date

from reminded import days_pass, everybody
from world import World

from storage import leaves, questions

NOW = "2026-10-15T06:28:00Z"
RU = "1. Вопрос № 1 ждёт ответа с 15 октября: Закладкина Н. И."
BE = "1. Пытанне № 1 чакае адказу з 15 кастрычніка: Закладкіна Н. І."


async def heard(world: World, first: str, days: int) -> list[str]:
    """Return the lines about the question to the head (1) and two methodists (3, 4).

    The third one (2) is reminded of much else each day.
    """
    said = await days_pass(world, first, days)
    return sorted(one for one in said if "№ 1" in one and one.split()[2] in {"1:", "3:", "4:"})


async def asked(world: World) -> None:
    everybody(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET needs_text = 0, confirmation = 'none'")
        await tx.run("DELETE FROM campaign_units")
        await questions.ask(tx, 5, "Вопрос", (), now=NOW)


async def test_all_who_answer_after_two_working_days_and_the_head_after_four(
    world: World,
) -> None:
    await asked(world)
    assert await heard(world, "15.10", 9) == [
        f"17.10 09:30 3: {RU}",
        f"17.10 09:30 4: {BE}",
        f"20.10 09:30 1: {RU}",
        f"20.10 09:30 3: {RU}",
        f"20.10 09:30 4: {BE}",
    ]


async def test_who_has_taken_it_alone_and_while_away_the_substitute(world: World) -> None:
    await asked(world)
    async with world.db.write() as tx:
        await questions.take(tx, 1, by=4, instead_of=None, now=NOW)
        await leaves.add(
            tx, 4, date(2026, 10, 16), date(2026, 10, 19), substitute_id=3, now=NOW, by=4
        )
    assert await heard(world, "15.10", 7) == [
        f"17.10 09:30 3: {RU.replace('1. ', '1. За коллегу (Книжник П. А.). ', 1)}",
        f"20.10 09:30 1: {RU}",
        f"20.10 09:30 4: {BE}",
    ]


async def test_an_answer_ends_it_and_a_further_word_begins_it_anew(world: World) -> None:
    await asked(world)
    async with world.db.write() as tx:
        await questions.take(tx, 1, by=3, instead_of=None, now=NOW)
        await questions.add_answer(tx, 1, "Какой?", (), by=3, now=NOW)
    assert await heard(world, "15.10", 6) == []
    async with world.db.write() as tx:
        await questions.add_question(tx, 1, "Вот такой", (), by=5, now="2026-10-20T12:00:00Z")
    assert await heard(world, "21.10", 3) == [
        f"22.10 09:30 3: {RU.replace('15', '20')}",
    ]
    async with world.db.write() as tx:
        await questions.close(tx, 1, by=5, now="2026-10-23T12:00:00Z")
    assert await heard(world, "24.10", 6) == []
