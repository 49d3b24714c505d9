"""Chat, sheet, workbook and plain SQL tell the same numbers, over forty libraries with gaps.

SQL here is written anew, without the modules that the bot counts with; the workbook's formulas
are calculated by LibreOffice.
"""

import random
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
from filed import files, recalculated
from monitored import a_campaign
from summed import answer, year_ago
from world import World

from bot.catalogs import translator
from bot.reports import unit_page
from storage import figures

COUNTS = ("users", "visits", "loans", "stock", "events", "paid_fact")
LABELS = {
    "users": "Зарегистрировано пользователей с начала года",
    "visits": "Посещения с начала года",
    "loans": "Выдано документов с начала года",
    "stock": "Фонд сегодня, экземпляров",
    "events": "Проведено мероприятий с начала года",
    "paid_fact": "Платные услуги с начала года, руб.",
}
RATIOS = {  # name: title, above, below the line, times, decimals
    "reading": ("Читаемость", "loans", "users", 1, 1),
    "attendance": ("Посещаемость", "visits", "users", 1, 1),
    "turnover": ("Обращаемость фонда", "loans", "stock", 1, 2),
    "coverage": ("Охват населения, %", "users", "population", 100, 1),
    "provision": ("Книгообеспеченность", "stock", "population", 1, 1),
    "plan": ("Выполнение плана платных услуг, %", "paid_fact", "paid_plan", 100, 1),
}
SAID = """
WITH said AS (
    SELECT l.code, f.question, f.number, p.number AS before FROM campaign_units AS u
    JOIN libraries AS l USING (library_id)
    JOIN (SELECT library_id, period, question, number FROM figures
          UNION ALL SELECT library_id, year || '-10', name, number FROM reference_figures) AS f
        ON f.library_id = u.library_id AND f.period = '2026-10'
    LEFT JOIN (SELECT library_id, period, question, number FROM figures
          UNION ALL SELECT library_id, year || '-10', name, number FROM reference_figures) AS p
        ON p.library_id = f.library_id AND p.question = f.question AND p.period = '2025-10'
    WHERE u.submission_id IS NOT NULL AND f.number IS NOT NULL
)
"""


async def forty(world: World, dice: random.Random) -> None:
    """Make forty libraries; some have no answer, no last year, a zero, a question left out."""
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.many(
            "INSERT INTO libraries (code, kind, short_ru, full_ru, updated_at) "
            "VALUES (?, 'rural', ?, ?, '')",
            [(f"SL-{n}", f"Библиотека {n}", f"Библиотека {n}") for n in range(14, 41)],
        )
        await tx.run(
            "INSERT OR IGNORE INTO campaign_units (campaign_id, library_id) "
            "SELECT 1, library_id FROM libraries"
        )
        codes = [str(row["code"]) for row in await tx.all("SELECT code FROM libraries")]
    for code in codes:
        if dice.random() < 0.8:
            await year_ago(world, code, _numbers(dice))
        if dice.random() < 0.85:
            await answer(world, code, _numbers(dice))
    async with world.db.write() as tx:
        for row in await tx.all("SELECT library_id FROM libraries"):
            for year in (2025, 2026):
                known = {"population": float(dice.randint(0, 3000)), "paid_plan": 100.0}
                kept = {name: one for name, one in known.items() if dice.random() < 0.6}
                await figures.put_references(tx, row["library_id"], year, kept)
    assert world.bot is not None
    world.bot.services.network.forget()


def _numbers(dice: random.Random) -> dict[str, float]:
    numbers = {name: float(dice.choice((0, dice.randint(1, 5000)))) for name in COUNTS}
    numbers["paid_fact"] = dice.randint(0, 50_000) / 100
    return {name: one for name, one in numbers.items() if dice.random() < 0.85}


async def the_chat(world: World) -> tuple[dict[str, str], bytes]:
    """Return what the summary says of each label, and the workbook."""
    olga = world.chat(1001)
    await olga.send("/monitoring")
    [said] = await olga.press("Сводка")
    await olga.press("Файлы")
    await olga.press("Таблица Excel")
    [content] = (await files(world, olga)).values()
    labels = [*LABELS.values(), *(one[0] for one in RATIOS.values())]
    found = {}
    for line in said.split("\n"):
        for label in labels:
            if line.startswith(f"{label}: "):
                found[label] = line.removeprefix(f"{label}: ")
    return found, content


def the_book(content: bytes, folder: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the totals of the recalculated workbook, and its rows by library, by column."""
    page = openpyxl.load_workbook(recalculated(content, folder), data_only=True)["Показатели"]
    names = [str(cell.value) for cell in page[3]]
    totals = dict(zip(names, (cell.value for cell in page[2]), strict=True))
    rows = {
        str(row[1].value): dict(zip(names, (cell.value for cell in row), strict=True))
        for row in page.iter_rows(4)
    }
    return totals, rows


def shown(value: float | None, decimals: int) -> str:
    """Write a number as a person does: 1 234,5."""
    if value is None:
        return "нет данных"
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:,f}".replace(",", "\xa0").replace(".", ",")


def short(value: float) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "\xa0").replace(".", ",")


async def test_numbers_are_the_same_everywhere(world: World, tmp_path: Path) -> None:
    """Totals, changes, indicators: chat, workbook, sheet and SQL, for each of forty libraries."""
    await a_campaign(world)
    await forty(world, random.Random(20261015))
    chat, content = await the_chat(world)
    totals, rows = the_book(content, tmp_path)
    assert len(rows) == 40
    for question, label in LABELS.items():
        [(number, same, before)] = await world.sql(
            f"{SAID} SELECT sum(number), sum(number) FILTER (WHERE before IS NOT NULL), "
            "sum(before) FROM said WHERE question = ?",
            question,
        )
        assert isinstance(number, float)
        assert isinstance(same, float)
        assert isinstance(before, float)
        assert round(totals[question], 6) == round(number, 6)
        assert round(totals[f"{question}_year"], 6) == round(before, 6)
        assert round(totals[f"{question}_change"], 9) == round(same / before - 1, 9)
        percent = Decimal(repr((same - before) * 100 / before)).quantize(Decimal(1), ROUND_HALF_UP)
        change = f"{'+' if percent > 0 else '−'}{abs(percent)} %" if percent else "0 %"
        assert re.sub(r", библиотек: \d+", "", chat[label]) == f"{short(number)} ({change})"
    for name, (title, above, below, times, decimals) in RATIOS.items():
        now, before = await _ratio(world, above, below, times)
        assert round(totals[name], 9) == round(now, 9)
        assert round(totals[f"{name}_year"], 9) == round(before, 9)
        assert chat[title].split(" ")[0] == shown(now, decimals)
        assert chat[title].rstrip(")").rsplit(" ", 1)[1] == shown(before, decimals)
    await _each_library(world, rows)


async def _ratio(world: World, above: str, below: str, times: int) -> tuple[float, float]:
    [(now, before)] = await world.sql(
        f"""
        {SAID} SELECT sum(a.number) * ? / sum(b.number),
            sum(a.before) FILTER (WHERE b.before IS NOT NULL) * ?
                / sum(b.before) FILTER (WHERE a.before IS NOT NULL)
        FROM said AS a JOIN said AS b USING (code) WHERE a.question = ? AND b.question = ?
        """,
        times,
        times,
        above,
        below,
    )
    assert isinstance(now, float)
    assert isinstance(before, float)
    return now, before


async def _each_library(world: World, rows: dict[str, dict[str, Any]]) -> None:
    """Compare each library's row with SQL, and its sheet with the row."""
    said = {
        (code, question): (number, before)
        for code, question, number, before in await world.sql(
            f"{SAID} SELECT code, question, number, before FROM said"
        )
    }
    assert len({code for code, _ in said}) > 20
    for (code, question), (number, _) in said.items():
        if question in rows[code]:
            assert rows[code][question] == number
    assert world.db is not None
    units = await world.sql(
        "SELECT unit_id, code FROM campaign_units JOIN libraries USING (library_id) "
        "WHERE submission_id IS NOT NULL"
    )
    async with world.db.read() as db:
        for unit_id, code in units:
            page = await unit_page.of_unit(
                db, int(str(unit_id)), translator("ru"), world.clock.zone
            )
            for one in page.derived:
                name, decimals = next(
                    (name, ratio[4]) for name, ratio in RATIOS.items() if ratio[0] == one.title
                )
                value = rows[str(code)][name]
                expected = value if isinstance(value, str) else shown(value, decimals)
                assert one.now == expected
