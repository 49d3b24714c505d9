"""The sample's publications: those of the customer's report in its order, with files to open."""

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import docx
import prepared
import pypdf

from bot import sample
from bot.cli.pictures import text_keeper
from storage import database, publication_uses, publications

DEMO_DAY = date(2026, 10, 15)


async def test_the_years_titles_stand_in_the_order_of_the_report(tmp_path: Path):
    written: dict[str, bytes] = {}
    folder = tmp_path / "files"
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    db = await database.Database.open(path)
    try:
        async with db.write() as tx:
            await sample.load(tx, DEMO_DAY, keep_text=text_keeper(folder))
            year = await publications.of_year(tx, 2026)
            everything = await publications.known(tx)
            uses = await publication_uses.by_library(tx, date(2025, 1, 1), DEMO_DAY)
            files = await tx.all(
                "SELECT name, sha256 FROM files JOIN publication_files USING (file_id)"
            )
            for row in files:
                written[row["name"]] = (folder / row["sha256"][:2] / row["sha256"]).read_bytes()
    finally:
        await db.close()
    assert [one.title for one in year if one.in_report] == [
        "Гражданином быть обязан",
        "И память о войне нам книги оживляют",
        "Юбилей писателя – праздник для читателя",
        "Созвучье слов живых",
        "В зоне взаимного доверия",
        "Объединить, заинтересовать, увлечь",
        "Проектная деятельность в библиотечном формате",
        "Календарь юбилейных и памятных дат на 2027 год",
        "Информационное досье библиотеки",
    ]
    assert [(one.year_of_content, one.theme) for one in year if one.kind == "calendar"] == [
        (2027, "планирование")
    ]
    assert (len(everything), sum(one.opens == 0 for one in everything)) == (22, 2)
    assert [(one.uses, one.people) for one in uses][:2] == [(3, 99), (3, 47)]
    assert len(written) == len(everything)
    assert _openings(written) == {
        "Самая родная.docx": "«Самая родная»",
        "Осенние посиделки.txt": "«Осенние посиделки»",
        "Календарь юбилейных и памятных дат на 2027 год.pdf": "«Календарь",
    }


def _openings(written: Mapping[str, bytes]) -> dict[str, str]:
    word, text, page = (
        "Самая родная.docx",
        "Осенние посиделки.txt",
        "Календарь юбилейных и памятных дат на 2027 год.pdf",
    )
    return {
        word: docx.Document(io.BytesIO(written[word])).paragraphs[0].text,
        text: written[text].decode().splitlines()[0],
        page: pypdf.PdfReader(io.BytesIO(written[page])).pages[0].extract_text().split()[0],
    }
