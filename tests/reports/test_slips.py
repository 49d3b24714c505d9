"""Printed slips: what stands on each, in whose language, in which order, four on a sheet."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import prepared
from docx import Document

from bot.reports import slips
from bot.reports.slips import Slip
from storage import database, institution, invites, libraries, staff
from storage.database import Database
from storage.records.libraries import Library, LibraryFields
from storage.records.people import Staff, StaffFields

CONTACT = "методический отдел, 5-00-00"


def a_library(short: str, library_id: int = 3) -> Library:
    return Library(
        library_id=library_id, code=f"SL-{library_id}", short_ru=short, full_ru=short, kind="rural"
    )


def a_slip(surname: str = "Закладкина", *, library: str = "Деревная", **person: str) -> Slip:
    names = {"name_ru": "Нина", "patronymic_ru": "Ивановна", "role": "librarian"} | person
    return Slip(
        Staff(staff_id=1, surname_ru=surname, **names),  # type: ignore[arg-type]
        (a_library(library),),
        f"https://t.me/bot?start={surname}",
        date(2026, 11, 14),
        CONTACT,
    )


def cells(path: Path) -> list[list[str]]:
    """Read the lines of each slip as Word shows them; a picture has no text."""
    [table] = Document(str(path)).tables
    found = [cell.text.split("\n") for row in table.rows for cell in row.cells]
    return [[line for line in lines if line] for lines in found if lines != [""]]


def test_a_slip_has_name_steps_link_and_whom_to_call(tmp_path: Path):
    slips.write(tmp_path / "slips", [a_slip()])
    assert cells(tmp_path / "slips") == [
        [
            "«Книгоноша»: рабочий бот библиотек",
            "Закладкина Нина Ивановна",
            "Библиотека: Деревная",
            "1. Установите на телефон Telegram.",
            "2. Наведите камеру на рисунок или наберите в браузере адрес под ним.",
            "3. Нажмите большую кнопку внизу экрана («Старт» или START).",
            "https://t.me/bot?start=Закладкина",
            (
                "Только для Вас, действует до 14 ноября 2026\u202fг. Не получается? Позвоните: "
                f"{CONTACT}."
            ),
        ]
    ]
    assert len(Document(str(tmp_path / "slips")).inline_shapes) == 1


def test_each_slip_speaks_the_language_of_its_person(tmp_path: Path):
    belarusian = a_slip(language="be", surname_be="Закладкіна", name_be="Ніна")
    slips.write(tmp_path / "slips", [belarusian])
    assert cells(tmp_path / "slips")[0][:4] == [
        "«Кніганоша»: рабочы бот бібліятэк",
        "Закладкіна Ніна",
        "Бібліятэка: Деревная",
        "1. Устанавіце на тэлефон Telegram.",
    ]


def test_a_person_of_no_library_has_no_line_of_it(tmp_path: Path):
    slips.write(tmp_path / "slips", [replace(a_slip(language="en"), libraries=())])
    assert cells(tmp_path / "slips")[0][:3] == [
        "«Knigonosha»: the working bot of libraries",
        "Закладкина Нина Ивановна",
        "1. Install Telegram on the telephone.",
    ]


def test_slips_stand_two_in_a_row_and_are_handed_out_by_library():
    made = [a_slip("Б", library="Озерница"), a_slip("В"), a_slip("А")]
    assert [slip.person.surname_ru for slip in sorted(made, key=lambda slip: slip.order)] == [
        "А",
        "В",
        "Б",
    ]
    assert replace(a_slip("А"), libraries=()).order == ("", "А Нина Ивановна")


def test_a_sheet_holds_four_slips(tmp_path: Path):
    slips.write(tmp_path / "slips", [a_slip(f"Закладкина-{n}") for n in range(5)])
    document = Document(str(tmp_path / "slips"))
    [table], page = document.tables, document.sections[0]
    assert page.page_height
    assert table.rows[0].height
    room = page.page_height - (page.top_margin or 0) - (page.bottom_margin or 0)
    assert (len(table.rows), room // table.rows[0].height) == (3, 2)


NOW = "2026-10-15T06:28:00Z"


async def test_the_job_draws_whom_it_names_with_the_links_that_live(tmp_path: Path):
    path = tmp_path / "knigonosha.sqlite"
    prepared.migrate(path)
    db = await Database.open(path)
    library = LibraryFields(code="SL-03", short_ru="Деревная", full_ru="Деревная", kind="rural")
    nina = StaffFields(
        code="5", surname_ru="Закладкина", name_ru="Нина", role="librarian", libraries=("SL-03",)
    )
    anna = StaffFields(code="9", surname_ru="Переплётова", name_ru="Анна", role="librarian")
    async with db.write() as tx:
        await institution.change(tx, "department_contact", "5-00-00", now=NOW, by=None)
        await libraries.put(tx, [library], now=NOW, by=None)
        ids = await staff.put(tx, [nina, anna], now=NOW, by=None)
        [made] = await invites.make_many(
            tx, ids[:1], expires_at="2026-11-14T20:59:59Z", now=NOW, by=None
        )
    arguments = {"staff_ids": ids, "username": "a_bot", "now": NOW, "zone": "Europe/Minsk"}
    async with database.read_only(path) as reader:
        said = await slips.make(reader, arguments, tmp_path / "slips")
    await db.close()
    assert said == {"name": "priglasheniya-2026-10-15.docx", "people": 1}
    [lines] = cells(tmp_path / "slips")
    assert lines[1:3] == ["Закладкина Нина", "Библиотека: Деревная"]
    assert lines[-2:] == [
        f"https://t.me/a_bot?start={made.code}",
        "Только для Вас, действует до 14 ноября 2026\u202fг. Не получается? Позвоните: 5-00-00.",
    ]
