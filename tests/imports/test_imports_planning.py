"""What a file would change: counts, every bad row with its reason, never a double."""

from dataclasses import replace
from datetime import date

import pytest

from bot.imports import Existing, Problem, Sheet, Tally, plan
from bot.imports.past import PastVisit
from bot.imports.sheets import Line
from storage.records.libraries import LibraryFields, SettlementFields
from storage.records.people import StaffFields
from storage.records.visits import KnownVisit

TODAY = date(2026, 10, 15)
DAY = date(2026, 5, 14)
VILLAGE = LibraryFields(
    code="SL-03",
    short_ru="Деревная",
    short_be="Дзераўная",
    full_ru="Библиотека Деревная",
    kind="rural",
    days="вт-сб",
    hours="10:00-18:00",
    latitude=53.2,
)
TOWN = LibraryFields(code="SL-01", short_ru="Центральная", full_ru="Центральная", kind="central")
GUIDE = StaffFields(
    code="3", surname_ru="Аннотова", name_ru="Светлана", patronymic_ru="Юрьевна", role="methodist"
)
EDITOR = StaffFields(code="4", surname_ru="Книжник", name_ru="Павел", role="methodist")
KNOWN = Existing(
    libraries={"SL-03": VILLAGE, "SL-01": TOWN},
    staff={"3": GUIDE, "4": EDITOR},
    purposes={
        "help": ["Методическая помощь", "Метадычная дапамога"],
        "stock": ["Проверка фонда"],
        "decoration": ["Оформление, ремонт"],
    },
    transports={"bus": ["Рейсовый автобус"]},
)


def a_sheet(table: str, *rows: dict[str, str], **headers: str) -> Sheet:
    """Build a sheet whose headers are the short names of all its cells."""
    names = {name: name for row in rows for name in row} | headers
    lines = tuple(Line(number, row) for number, row in enumerate(rows, 2))
    return Sheet(table, table, 1, names, lines)


def planned(*sheets: Sheet, known: Existing = KNOWN):
    return plan(sheets, known, TODAY)


def reasons(found) -> list[tuple[int, str, str]]:
    return [(p.row, p.values.get("column", ""), p.text) for p in found.problems]


def test_a_new_library_needs_a_code_and_a_name():
    found = planned(
        a_sheet(
            "libraries",
            {"code": "SL-05", "short_ru": "Озерница", "kind": "", "lat": "53,083", "days": ""},
        )
    )
    assert found.libraries == (
        LibraryFields(
            code="SL-05",
            short_ru="Озерница",
            full_ru="Озерница",
            kind="rural",
            latitude=53.083,
        ),
    )
    assert found.tallies == {"libraries": Tally(new=1)}
    assert found.can_apply


def test_a_blank_cell_or_a_missing_column_erases_nothing():
    found = planned(
        a_sheet("libraries", {"code": "SL-03", "short_ru": "Деревная", "phone": "", "lat": ""}),
        a_sheet(
            "staff", {"id": "3", "surname": "Аннотова", "name": "Светлана", "role": "методист"}
        ),
    )
    assert found.is_empty
    assert not found.can_apply
    assert found.tallies == {"libraries": Tally(unchanged=1), "staff": Tally(unchanged=1)}


def test_a_changed_row_lays_its_cells_over_what_is_known():
    found = planned(
        a_sheet(
            "libraries",
            {
                "code": "SL-03",
                "short_ru": "Деревная",
                "kind": "городская",
                "status": "закрыта 31.12.2025",
            },
        )
    )
    assert found.libraries == (replace(VILLAGE, kind="city", closed_on=date(2025, 12, 31)),)
    assert found.tallies == {"libraries": Tally(changed=1)}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"code": "", "short_ru": "Х"}, "{column}: it is empty"),
        ({"code": "N", "short_ru": "Х" * 501}, "{column}: it is longer than 500 characters"),
        (
            {"code": "N", "short_ru": "Х", "kind": "дворец"},
            "{column}: “{value}” is none of these: {choices}",
        ),
        (
            {"code": "N", "short_ru": "Х", "lat": "север"},
            "{column}: degrees are needed, for example 53.083; it says “{value}”",
        ),
        (
            {"code": "N", "short_ru": "Х", "lon": "181"},
            "{column}: degrees are needed, for example 53.083; it says “{value}”",
        ),
        (
            {"code": "N", "short_ru": "Х", "status": "ремонт"},
            "{column}: “open” is needed, or “closed” with a date; it says “{value}”",
        ),
        (
            {"code": "N", "short_ru": "Х", "status": "закрыта"},
            "{column}: “open” is needed, or “closed” with a date; it says “{value}”",
        ),
        (
            {"code": "N", "short_ru": "Х", "days": "иногда"},
            (
                "the working days or hours are not clear: “{value}”; "
                "for example «вт-чт;сб-вс» and «11:00-14:00;15:00-18:00»"
            ),
        ),
    ],
)
def test_a_bad_library_says_why(cells, reason):
    found = planned(a_sheet("libraries", cells))
    assert [(p.row, p.text) for p in found.problems] == [(2, reason)]
    assert not found.can_apply


def test_a_reason_names_the_column_the_value_and_the_choices():
    found = planned(a_sheet("libraries", {"code": "N", "short_ru": "Х", "kind": "дворец"}))
    assert found.problems == (
        Problem(
            "libraries",
            2,
            "{column}: “{value}” is none of these: {choices}",
            {
                "column": "kind",
                "value": "дворец",
                "choices": "центральная; городская; детская; сельская; передвижная",
            },
        ),
    )


def test_every_fault_of_every_row_is_told():
    found = planned(
        a_sheet(
            "staff",
            {"id": "9", "surname": "", "name": "", "role": "царь", "tg": "иногда"},
            {"id": "9", "surname": "Х", "name": "У", "role": "head", "libraries": "SL-77"},
        )
    )
    assert [(row, column) for row, column, _ in reasons(found)] == [
        (2, "surname"),
        (2, "name"),
        (2, "role"),
        (2, "tg"),
        (3, "libraries"),
    ]


def test_a_missing_required_column_stops_its_sheet():
    found = planned(a_sheet("libraries", {"short_ru": "Х", "kind": "rural"}))
    assert found.problems == (
        Problem("libraries", 1, "there is no column “{column}”", {"column": "Код"}),
    )


def test_one_key_twice_in_a_file_is_refused():
    row = {"code": "N", "short_ru": "Х"}
    found = planned(a_sheet("libraries", row, row))
    assert found.problems == (
        Problem("libraries", 3, "the same stands in row {other} already", {"other": 2}),
    )
    assert found.tallies == {"libraries": Tally(new=1)}


def test_people_belong_to_libraries_of_the_same_file():
    found = planned(
        a_sheet("libraries", {"code": "SL-08", "short_ru": "Деревянчицы"}),
        a_sheet(
            "staff",
            {
                "id": "10",
                "surname": "Формулярова",
                "name": "Елена",
                "role": "библиотекарь",
                "libraries": "SL-08; Деревная",
                "duties": "член жюри;deputy",
                "tg": "нет",
                "lang": "be",
            },
        ),
    )
    assert found.staff == (
        StaffFields(
            code="10",
            surname_ru="Формулярова",
            name_ru="Елена",
            role="librarian",
            libraries=("SL-08", "SL-03"),
            duties=("deputy", "juror"),
            uses_telegram=False,
            language="be",
        ),
    )


def test_the_language_that_a_person_chose_is_not_taken_back():
    found = planned(
        a_sheet(
            "staff",
            {"id": "3", "surname": "Аннотова", "name": "С.", "role": "methodist", "lang": "be"},
        )
    )
    assert found.staff == (replace(GUIDE, name_ru="С."),)


def test_settlements_hang_on_libraries():
    known = replace(
        KNOWN,
        settlements={
            ("SL-03", "Хорошевичи"): SettlementFields(
                library="SL-03", name_ru="Хорошевичи", households=58, residents=112
            )
        },
    )
    found = planned(
        a_sheet(
            "settlements",
            {"library": "SL-03", "ru": "Хорошевичи", "households": "60"},
            {"library": "дзераўная", "ru": "Деревная", "be": "Дзераўная", "households": "1 221"},
            {"library": "SL-99", "ru": "Нигде", "residents": "много"},
            {"library": "SL-01", "ru": "Город", "residents": "-5"},
        ),
        known=known,
    )
    assert found.settlements == (
        SettlementFields(library="SL-03", name_ru="Хорошевичи", households=60, residents=112),
        SettlementFields(
            library="SL-03", name_ru="Деревная", name_be="Дзераўная", households=1221
        ),
    )
    assert [(row, column) for row, column, _ in reasons(found)] == [
        (4, "library"),
        (4, "residents"),
        (5, "residents"),
    ]


def a_row(**cells: str) -> dict[str, str]:
    plain = {"date": "14.05.2026", "library": "SL-03", "travellers": "3", "done": "Сверены книги"}
    return plain | cells


def test_a_past_visit_is_read_as_people_write_it():
    found = planned(
        a_sheet(
            "visits",
            a_row(
                travellers="Аннотова С. Ю.; книжник",
                purposes="методическая помощь; Оформление, ремонт, проверка фонда",
                transport="рейсовый автобус",
                trip="P0",
            ),
        )
    )
    assert found.problems == ()
    assert found.visits == (
        PastVisit(
            visited_on=DAY,
            library="SL-03",
            travellers=("3", "4"),
            purposes=("help", "decoration", "stock"),
            transport="bus",
            done="Сверены книги",
            trip="P0",
        ),
    )


def a_known_visit(**changes) -> KnownVisit:
    plain = {
        "visit_id": 7,
        "trip_id": 5,
        "visited_on": DAY,
        "library": "SL-03",
        "done": "Сверены книги",
        "outcome": "held",
        "source": "paper",
        "transport": None,
        "purposes": ("help",),
        "travellers": ("3",),
        "is_removed": False,
    }
    return KnownVisit(**{**plain, **changes})


def with_visit(**changes) -> Existing:
    visit = a_known_visit(**changes)
    return replace(KNOWN, visits={(visit.visited_on, visit.library, visit.done): visit})


def test_a_visit_known_by_day_library_and_line_is_not_doubled():
    found = planned(a_sheet("visits", a_row()), known=with_visit())
    assert (found.visits, found.tallies["visits"]) == ((), Tally(unchanged=1))


def test_a_paper_visit_is_updated():
    found = planned(
        a_sheet("visits", a_row(purposes="stock", travellers="3;4")), known=with_visit()
    )
    [visit] = found.visits
    assert (visit.known.visit_id, visit.purposes, visit.travellers) == (7, ("stock",), ("3", "4"))
    assert found.tallies["visits"] == Tally(changed=1)


@pytest.mark.parametrize("changes", [{"source": "chat"}, {"is_removed": True}])
def test_a_visit_from_the_chat_or_a_removed_one_is_left_as_it_is(changes):
    found = planned(a_sheet("visits", a_row(purposes="stock")), known=with_visit(**changes))
    assert found.tallies["visits"] == Tally(unchanged=1)


def test_a_new_library_joins_the_known_trip_of_its_day():
    found = planned(
        a_sheet("visits", a_row(library="SL-01", done="Другое", trip="A"), a_row(trip="A")),
        known=with_visit(),
    )
    assert [(visit.library, visit.trip_id) for visit in found.visits] == [("SL-01", 5)]


def test_a_closed_door_needs_no_line_and_a_visit_does():
    found = planned(
        a_sheet(
            "visits",
            a_row(done="", state="библиотека не работала"),
            a_row(done="", library="SL-01"),
            a_row(done="x", library="SL-01", state="как-то"),
        )
    )
    assert [visit.outcome for visit in found.visits] == ["closed"]
    assert [(row, column) for row, column, _ in reasons(found)] == [(3, "done"), (4, "state")]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (
            {"date": "весной"},
            "{column}: a date is needed, for example 14.05.2026; it says “{value}”",
        ),
        ({"date": "2026-10-16"}, "{column}: the day is still to come: {value}"),
        (
            {"travellers": "99"},
            "{column}: nobody is called “{value}”, neither here nor in the bot",
        ),
        ({"library": "Дере"}, None),
        (
            {"library": "Д"},
            "{column}: no library is called “{value}”, neither here nor in the bot",
        ),
        ({"purposes": "help;чай"}, "{column}: “{value}” is none of these: {choices}"),
    ],
)
def test_a_bad_visit_says_why(cells, reason):
    found = planned(a_sheet("visits", a_row(**cells)))
    assert [problem.text for problem in found.problems] == ([reason] if reason else [])


def test_rows_of_one_trip_agree_on_its_crew_and_transport():
    found = planned(
        a_sheet(
            "visits",
            a_row(trip="A", transport="bus"),
            a_row(trip="A", transport="bus", library="SL-01", travellers="4"),
            a_row(library="SL-01"),
        )
    )
    assert found.problems == (
        Problem(
            "visits",
            3,
            "one trip has other travellers or transport, see row {other}",
            {"other": 2},
        ),
    )


def test_a_date_with_excels_hour_is_a_date():
    found = planned(a_sheet("visits", a_row(date="2026-05-14 09:30:00")))
    assert [visit.visited_on for visit in found.visits] == [DAY]


def test_a_closed_period_takes_no_visits():
    known = replace(KNOWN, closed=[(date(2026, 5, 1), date(2026, 5, 31))])
    found = planned(a_sheet("visits", a_row()), known=known)
    assert found.problems == (
        Problem(
            "visits", 2, "the period of this date is closed: {value}", {"value": "14.05.2026"}
        ),
    )


def test_a_sheet_with_unknown_headers_is_named():
    found = planned(Sheet("Разное", "", 1, {}, ()))
    assert (found.left_out, found.tallies) == (("Разное",), {})
