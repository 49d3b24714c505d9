"""Libraries, settlements, leaves, calendar, settings and periods; all with history."""

from datetime import date

from network_builders import NOW, a_library

from storage import history, institution, leaves, libraries, periods
from storage.records.history import Change
from storage.records.libraries import SettlementFields
from storage.records.people import Leave
from storage.records.periods import Period

DAY = date(2026, 10, 15)


async def actions(db, subject, subject_id):
    async with db.read() as reader:
        return [change.action for change in await history.of(reader, subject, subject_id)]


async def test_libraries_are_found_and_close_without_losing_history(network):
    async with network.write() as tx:
        await libraries.close(tx, 2, DAY, now=NOW, by=1, reason="объединение")
    async with network.read() as reader:
        closed = await libraries.by_code(reader, "L2")
        assert closed == await libraries.by_id(reader, 2)
        assert await libraries.by_id(reader, 99) is await libraries.by_code(reader, "L99") is None
        still_open = [one.code for one in await libraries.open_on(reader, DAY)]
        before = [one.code for one in await libraries.open_on(reader, date(2026, 10, 14))]
        own = [one.code for one in await libraries.of_staff(reader, 4)]
    assert (closed.is_open(date(2026, 10, 14)), closed.is_open(DAY)) == (True, False)
    assert (still_open, before) == (["L1", "L3", "L4"], ["L1", "L2", "L3", "L4"])
    assert own == ["L3", "L2"]
    async with network.write() as tx:
        await libraries.reopen(tx, 2, now=NOW, by=1)
    assert await actions(network, "libraries", 2) == ["added", "closed", "reopened"]


async def test_names_of_a_library_fall_back_to_russian():
    plain = a_library()
    both = a_library(short_be="Вёска", full_be="Бібліятэка", council_ru="Озерницкий")
    assert (plain.short("be"), plain.full("be"), plain.council("be")) == (
        "Село L1",
        "Библиотека L1",
        "",
    )
    assert (both.short("be"), both.full("be"), both.council("be"), both.short("en")) == (
        "Вёска",
        "Бібліятэка",
        "Озерницкий",
        "Село L1",
    )


async def test_putting_libraries_again_changes_only_what_differs(network):
    async with network.write() as tx:
        moved = a_library("L2", latitude=53.0, longitude=25.0)
        assert await libraries.put(tx, [a_library("L1"), moved], now=NOW, by=1) == [1, 2]
    async with network.read() as reader:
        [placed] = await libraries.with_coordinates(reader, DAY)
        [_, change] = await history.of(reader, "libraries", 2)
    assert placed.code == "L2"
    assert change == Change(
        at=NOW,
        staff_id=1,
        subject="libraries",
        subject_id="2",
        action="changed",
        old={"latitude": None, "longitude": None},
        new={"latitude": 53.0, "longitude": 25.0},
        reason=None,
    )
    assert await actions(network, "libraries", 1) == ["added"]


async def test_settlements_stand_by_size(network):
    small = SettlementFields(library="L3", name_ru="Хорошевичи", households=58)
    large = SettlementFields(library="L3", name_ru="Деревная", name_be="Дзераўная", households=221)
    unknown = SettlementFields(library="L3", name_ru="Хутор")
    async with network.write() as tx:
        await libraries.put_settlements(tx, [small, unknown, large], now=NOW, by=1)
        await libraries.put_settlements(tx, [small, large], now=NOW, by=1)
    async with network.read() as reader:
        places = await libraries.settlements(reader, 3)
        assert await libraries.every_settlement(reader) == [small, unknown, large]
    assert [(place.name("be"), place.households) for place in places] == [
        ("Дзераўная", 221),
        ("Хорошевичи", 58),
        ("Хутор", None),
    ]
    assert await actions(network, "settlements", "L3/Деревная") == ["added"]


async def test_a_leave_holds_both_its_days_until_it_is_cancelled(network):
    async with network.write() as tx:
        first = await leaves.add(tx, 4, DAY, date(2026, 10, 18), substitute_id=2, now=NOW, by=4)
        await leaves.add(tx, 4, date(2026, 12, 1), date(2026, 12, 5), now=NOW, by=4)
    leave = Leave(
        leave_id=first, staff_id=4, from_on=DAY, to_on=date(2026, 10, 18), substitute_id=2
    )
    async with network.read() as reader:
        found = [await leaves.current(reader, 4, date(2026, 10, day)) for day in (14, 15, 18, 19)]
        assert found == [None, leave, leave, None]
        assert await leaves.on_day(reader, DAY) == {4: leave}
        assert [one.to_on.month for one in await leaves.coming(reader, 4, DAY)] == [10, 12]
    async with network.write() as tx:
        assert await leaves.cancel(tx, first, now=NOW, by=4)
        assert not await leaves.cancel(tx, first, now=NOW, by=4)
    async with network.read() as reader:
        assert await leaves.current(reader, 4, DAY) is None
    assert await actions(network, "leaves", first) == ["added", "cancelled"]


async def test_the_institution_changes_its_calendar(network):
    async with network.write() as tx:
        await leaves.set_day(tx, DAY, "off", now=NOW, by=1)
        await leaves.set_day(tx, date(2026, 10, 17), "work", now=NOW, by=1)
        await leaves.set_day(tx, date(2026, 10, 17), None, now=NOW, by=1)
    async with network.read() as reader:
        assert await leaves.days(reader, date(2026, 10, 1), date(2026, 10, 31)) == {DAY: "off"}
    assert await actions(network, "days", "2026-10-17") == ["changed", "changed"]


async def test_settings_keep_only_what_differs(network):
    async with network.write() as tx:
        await institution.change(tx, "digest_at", "09:00", now=NOW, by=1)
        await institution.change(tx, "digest_at", "08:30", now=NOW, by=1)
        await institution.change(tx, "quiet_hours", [20, 8], now=NOW, by=1)
        await institution.reset(tx, "quiet_hours", now=NOW, by=1)
    async with network.read() as reader:
        assert await institution.get_all(reader) == {"digest_at": "08:30"}
        assert not await institution.is_empty(reader)
        changes = await history.of(reader, "settings", "digest_at")
    assert [(change.old, change.new) for change in changes] == [
        (None, "09:00"),
        ("09:00", "08:30"),
    ]


async def test_an_empty_database_is_empty(db):
    async with db.read() as reader:
        assert await institution.is_empty(reader)


async def test_a_period_closes_once_and_reopens_for_a_reason(network):
    first, last = date(2026, 9, 1), date(2026, 9, 30)
    async with network.write() as tx:
        month = await periods.close(tx, "month", first, last, now=NOW, by=1)
        assert await periods.close(tx, "month", first, last, now=NOW, by=2) == month
    closed = Period(
        period_id=month, kind="month", first_on=first, last_on=last, closed_at=NOW, closed_by=1
    )
    async with network.read() as reader:
        assert await periods.closed_containing(reader, last) == closed
        assert await periods.closed_containing(reader, DAY) is None
        assert await periods.by_id(reader, month) == closed
        assert await periods.by_id(reader, 99) is None
    async with network.write() as tx:
        assert await periods.reopen(tx, month, "забыли выезд", now=NOW, by=1)
        assert not await periods.reopen(tx, month, "ещё раз", now=NOW, by=1)
    async with network.read() as reader:
        assert await periods.closed_containing(reader, last) is None
        assert [one.closed_at for one in await periods.known(reader)] == [None]
        reasons = [change.reason for change in await history.of(reader, "periods", month)]
    assert reasons == [None, "забыли выезд"]
    async with network.write() as tx:
        assert await periods.close(tx, "month", first, last, now=NOW, by=1) == month
    assert await actions(network, "periods", month) == ["closed", "reopened", "closed"]
