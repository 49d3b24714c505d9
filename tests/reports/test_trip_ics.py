"""A trip in the phone's calendar: read back with icalendar, folded lines joined again."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from bot.reports import trip_ics
from bot.reports.ics import Entry
from storage.records.visit_plan import PlanTrip

MINSK = ZoneInfo("Europe/Minsk")
TRIP = PlanTrip(
    plan_trip_id=7, goes_on=date(2026, 10, 20), leaves_at="09:30", transport="bus", note="",
    state="planned", reason=None, reason_text=None, made_by=3, travellers=(3, 4),
    library_ids=(12, 5), recorded_ids=(), created_at="2026-10-15T06:28:00Z",
    updated_at="2026-10-16T07:00:00Z", sequence=2,
)  # fmt: skip
ENTRY = Entry(
    "Поездка: Павлово, Озерница; обе",
    "Кто едет: Аннотова С. Ю., Книжник П. А.\nПримечание: взять \\ анкеты; "
    + "и ещё одну длинную строку, которую календарь складывает, " * 4,
    "Павлово, Озерница",
)


def event(content: bytes) -> dict[str, object]:
    """Read the one event of a file as plain values."""
    calendar = Calendar.from_ical(content)
    [found] = calendar.walk("VEVENT")
    return {
        name: getattr(value, "dt", None) or (int(value) if name == "SEQUENCE" else str(value))
        for name, value in found.property_items(recursive=False)
        if name not in {"BEGIN", "END"}
    }


def test_a_trip_with_a_time_comes_back_whole() -> None:
    """In the institution's zone, which the file describes; the text as it was."""
    content = trip_ics.make(TRIP, ENTRY, MINSK)
    assert event(content) == {
        "UID": "trip-7-20261015062800@knigonosha",
        "SEQUENCE": 2,
        "DTSTAMP": datetime(2026, 10, 16, 7, tzinfo=UTC),
        "LAST-MODIFIED": datetime(2026, 10, 16, 7, tzinfo=UTC),
        "CREATED": datetime(2026, 10, 15, 6, 28, tzinfo=UTC),
        "STATUS": "CONFIRMED",
        "SUMMARY": ENTRY.summary,
        "DESCRIPTION": ENTRY.description,
        "LOCATION": "Павлово, Озерница",
        "DTSTART": datetime(2026, 10, 20, 9, 30, tzinfo=MINSK),
        "DTEND": datetime(2026, 10, 20, 17, 30, tzinfo=MINSK),
    }
    calendar = Calendar.from_ical(content)
    assert calendar["METHOD"] == "PUBLISH"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Minsk"]


def test_lines_are_folded_at_75_octets_within_no_letter() -> None:
    """RFC 5545, 3.1: CRLF, a folded line begins with a space."""
    content = trip_ics.make(TRIP, ENTRY, MINSK)
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert [line for line in lines if line.decode("utf-8").startswith(" ")] != []
    assert "SUMMARY:Поездка: Павлово\\, Озерница\\; обе" in content.decode("utf-8")


def test_a_trip_without_a_time_lasts_the_day() -> None:
    """Its end is the next day, which is not included; no zone is needed."""
    content = trip_ics.make(replace(TRIP, leaves_at=None), ENTRY, MINSK)
    said = event(content)
    assert (said["DTSTART"], said["DTEND"]) == (date(2026, 10, 20), date(2026, 10, 21))
    assert Calendar.from_ical(content).walk("VTIMEZONE") == []
    assert b"DTSTART;VALUE=DATE:20261020" in content


def test_a_cancelled_trip_takes_its_entry_back() -> None:
    content = trip_ics.make(replace(TRIP, state="cancelled", sequence=3), ENTRY, MINSK)
    said = event(content)
    assert (said["UID"], said["SEQUENCE"], said["STATUS"]) == (
        "trip-7-20261015062800@knigonosha",
        3,
        "CANCELLED",
    )
    assert Calendar.from_ical(content)["METHOD"] == "CANCEL"
