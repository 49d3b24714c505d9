"""Cards of a year read back from PDF and Word, and compared with plain SQL."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from judged_contest import FULL, close, five_entries, give
from schooled import a_class, a_session, rolled
from world import World

from bot.catalogs import translator
from bot.errors import UserError
from bot.reports import year_card, year_card_files
from bot.rules.year_card import SHOWN, Card, Place
from bot.screens import year_card as screens
from storage import contests, corrections, periods
from storage.records.report import CorrectionFields, Number

NOW = "2026-10-15T07:00:00Z"
NINA, DEREVNAYA = 5, 3
RU = translator("ru")
SQL = {  # told anew: what a number of a library's card must be
    "rounds": "SELECT count(*) FROM rounds WHERE library_id = 3 AND state = 'saved'",
    "round_new_readers": (
        "SELECT sum(new_readers) FROM rounds WHERE library_id = 3 AND state = 'saved'"
    ),
    "visits": "SELECT count(*) FROM visits WHERE library_id = 3 AND outcome = 'held'",
    "entries": "SELECT count(*) FROM entries WHERE library_id = 3",
    "uses": "SELECT count(*) FROM publication_uses WHERE library_id = 3 AND used_on > '2026'",
}


async def the_card(world: World, place: Place, year: int = 2026, language: str = "ru") -> Card:
    assert world.db is not None
    async with world.db.read() as db:
        return await year_card.read(db, translator(language), place, year)


async def made(world: World, path: Path, **changed: Any) -> dict[str, Any]:
    assert world.db is not None
    arguments = {
        "place": "l3", "year": 2026, "format": "pdf", "language": "ru", "zone": "Europe/Minsk",
        "now": NOW, "staff_id": NINA, **changed,
    }  # fmt: skip
    make = year_card_files.make_all if changed.get("place") == "" else year_card_files.make_one
    async with world.db.read() as db:
        return await make(db, arguments, path)


async def test_the_numbers_are_those_of_sql(published: World) -> None:
    await five_entries(published)
    card = await the_card(published, Place("library", DEREVNAYA))
    found = {name: (await published.sql(sql))[0][0] for name, sql in SQL.items()}
    assert {name: card.number(name) for name in SQL} == found
    assert found["rounds"] == 2  # the sample has them
    assert set(card.numbers) == set(SHOWN["library"])


async def test_awards_are_named_when_they_are_published(world: World) -> None:
    """Sealed results are nobody's yet; of a person the own entries, no points, no remarks."""
    await five_entries(world)
    remarks = {(1, 6): "слабая работа"}
    await give(world, {1: {6: FULL, 3: FULL}, 2: {6: (5, 5, 5, 5, 3, 3)}}, remarks)
    await close(world)
    assert (await the_card(world, Place("person", NINA))).awards == ()
    assert world.db is not None
    async with world.db.write() as tx:
        await contests.reach(tx, 2, "published", now=NOW, by=1)
    own = await the_card(world, Place("person", NINA))
    assert [one.title for one in own.awards] == ["Стенд у окна"]
    text = " ".join(screens.paragraphs(RU, own))
    assert "Награды: «Стенд у окна» (конкурс «Создать новый образ»)" in text
    assert "слабая" not in text
    library = await the_card(world, Place("library", DEREVNAYA))
    assert library.awards == own.awards
    assert (await the_card(world, Place("library", 6))).awards == ()


async def test_learning_is_each_ones_own(school: World) -> None:
    """Hours are theirs who came."""
    class_id = await a_class(school, (NINA, 12), "Ориентир")
    session = await a_session(school, class_id, date(2026, 9, 1), hours=1.5)
    await rolled(school, session, [NINA], [12])
    card = await the_card(school, Place("person", NINA))
    assert (card.number("attendances"), card.number("learning_hours")) == (1, 1.5)
    absent = await the_card(school, Place("person", 12))  # was at one of the sample
    assert (absent.number("attendances"), absent.number("learning_hours")) == (1, 2.0)


async def test_a_correction_is_named(world: World) -> None:
    """The library's card holds its correction with the ground; that of a person none."""
    assert world.db is not None
    new = CorrectionFields(
        measure="rounds",
        first_on=date(2026, 1, 1),
        last_on=date(2026, 8, 31),
        number=12,
        ground="по бумажному журналу",
        library_id=DEREVNAYA,
    )
    async with world.db.write() as tx:
        await corrections.add(tx, new, now=NOW, by=3)
    card = await the_card(world, Place("library", DEREVNAYA))
    assert card.numbers["rounds"] == Number(2, 12)
    assert screens.corrected(RU, card) == (
        "С поправкой: Подворные обходы, +12 (по бумажному журналу).",
    )
    person = await the_card(world, Place("person", NINA))
    assert (person.number("rounds"), person.corrections) == (2, ())


async def test_a_closed_year_and_nobody(world: World) -> None:
    assert world.db is not None
    async with world.db.write() as tx:
        await periods.close(tx, "year", date(2025, 1, 1), date(2025, 12, 31), now=NOW, by=1)
    assert (await the_card(world, Place("library", 3), 2025)).standing == "closed"
    assert (await the_card(world, Place("library", 3))).standing == "open"
    for place in (Place("library", 999), Place("person", 999)):
        with pytest.raises(UserError):
            await the_card(world, place)


async def test_pdf_and_word_say_the_same(world: World, tmp_path: Path) -> None:
    """Sentences, the table with last year, the signature and the footer; in both languages."""
    for language, footer, signature in (
        ("ru", "Составлено: 15.10.2026 10:00 (Закладкина Н. И.). Период открыт.", "Подпись: ____"),
        ("be", "Складзена: 15.10.2026 10:00 (Закладкіна Н. І.). Перыяд адкрыты.", "Подпіс: ____"),
    ):
        card = await the_card(world, Place("library", DEREVNAYA), language=language)
        told = screens.paragraphs(translator(language), card)
        pdf, word = tmp_path / "card.pdf", tmp_path / "card.docx"
        result = await made(world, pdf, language=language)
        assert result["footer"] == footer
        await made(world, word, language=language, format="docx")
        text = " ".join(pypdf.PdfReader(pdf).pages[0].extract_text().split())
        document = docx.Document(str(word))
        paragraphs = [one.text for one in document.paragraphs]
        rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        lines = screens.table(translator(language), card)
        assert [one for one in told if one not in paragraphs] == []
        assert rows[1:] == [[one.label, one.now, one.before] for one in lines]
        assert [one for one in told if one not in text] == []
        for one in (signature, footer, *(" ".join(row) for row in rows)):
            assert one in text
        assert footer in document.sections[0].footer.paragraphs[0].text
        assert paragraphs[-1].startswith(signature)


async def test_all_libraries_in_one_archive(world: World, tmp_path: Path) -> None:
    """A PDF each under its code, twice the same bytes; or one document with a page each."""
    path = tmp_path / "cards.zip"
    result = await made(world, path, place="")
    assert result["name"] == "Карточки библиотек, 2026.zip"
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        text = pypdf.PdfReader(io.BytesIO(archive.read("SL-03 Деревная.pdf"))).pages[0]
    assert len(names) == len(set(names)) == 12  # libraries of the sample
    assert names[0].startswith("SL-01 ")
    assert "Проведено 2 подворных обхода" in text.extract_text()
    again = tmp_path / "again.zip"
    await made(world, again, place="")
    assert again.read_bytes() == path.read_bytes()
    await made(world, path, place="", format="docx")
    document = docx.Document(str(path))
    assert [one.text for one in document.paragraphs].count("Карточка года: 2026") == 12
