"""Publications are kept whole, changed with history, listed and counted, without readers."""

from dataclasses import replace
from datetime import date

from network_builders import NOW

from storage import files, history, publication_uses, publications
from storage.database import Database
from storage.records.publications import (
    LibraryUses,
    NewUse,
    Publication,
    PublicationFields,
    PublicationFilter,
    Tally,
    Use,
)

LATER = "2026-10-16T06:00:00Z"


def a_publication(title: str = "Осенние посиделки", **changes: object) -> PublicationFields:
    plain = {"series": "scenarios", "kind": "scenario", "title": title, "issued_year": 2026}
    return PublicationFields(**{**plain, **changes})  # type: ignore[arg-type]


async def kept(db: Database, *new: PublicationFields, now: str = NOW) -> list[int]:
    async with db.write() as tx:
        return [await publications.add(tx, one, now=now, by=2) for one in new]


async def a_file(db: Database, name: str = "a.docx") -> int:
    async with db.write() as tx:
        return await files.want(
            tx, staff_id=2, now=NOW, telegram_file_id=name, unique_id=name, kind="document"
        )


async def loaded(db: Database, key: int) -> Publication:
    async with db.read() as reader:
        found = await publications.by_id(reader, key)
    assert found is not None
    return found


def titles(found: list[Publication]) -> list[str]:
    return [one.title for one in found]


async def test_a_publication_comes_back_whole(network):
    whole = a_publication(
        genre="библиопанорама", subtitle="ко Дню пожилых людей", theme="досуг", about="Песни",
        content_year=2027, issued_on=date(2026, 9, 1), author_ids=(2, 3), authors="Иванова А. И.",
        event="по материалам конкурса", pages=12, print_run=5, link="https://example.by/1",
        in_report=False, position=3, days=((5, 9), (10, 1)),
        file_ids=(await a_file(network, "b"), await a_file(network, "a")),
    )  # fmt: skip
    (key,) = await kept(network, whole)
    assert await loaded(network, key) == Publication(
        **{name: getattr(whole, name) for name in PublicationFields.__slots__},
        publication_id=key, created_at=NOW, created_by=2,
    )  # fmt: skip


async def test_changes_leave_history_with_what_differs_only(network):
    (key,) = await kept(network, a_publication(days=((5, 9),)))
    old = await loaded(network, key)
    new = replace(a_publication(days=((5, 9), (6, 22))), title="Осень")
    async with network.write() as tx:
        assert await publications.change(tx, old, old, now=LATER, by=3) == {}
        await publications.change(tx, old, new, now=LATER, by=3)
        changes = await history.of(tx, "publications", key)
    assert (await loaded(network, key)).days == ((5, 9), (6, 22))
    assert [(one.action, one.staff_id, one.new) for one in changes] == [
        ("added", 2, None),
        ("changed", 3, {"title": "Осень", "days": [[5, 9], [6, 22]]}),
    ]


async def test_what_is_removed_is_in_no_list_and_can_come_back(network):
    (key,) = await kept(network, a_publication())
    async with network.write() as tx:
        assert await publications.remove(tx, key, "Ошибка", now=LATER, by=2)
        assert not await publications.remove(tx, key, "Ошибка", now=LATER, by=2)
        assert await publications.known(tx) == []
        assert not await publications.announce(tx, key, now=LATER, by=2)
        assert await publications.restore(tx, key, now=LATER, by=2)
        assert not await publications.restore(tx, key, now=LATER, by=2)
        assert titles(await publications.known(tx)) == ["Осенние посиделки"]
        assert [one.action for one in await history.of(tx, "publications", key)] == [
            "added", "removed", "restored",
        ]  # fmt: skip


async def test_lists_are_cut_by_series_kind_theme_year_and_author(network):
    await kept(
        network,
        a_publication("А", theme="досуг", author_ids=(2,)),
        a_publication("Б", kind="memo", series="methodical", issued_year=2025, author_ids=(2, 3)),
        a_publication("В", theme="досуг", issued_on=date(2026, 2, 1)),
    )
    cuts = {
        "": {},
        "series": {"series": "methodical"},
        "kind": {"kind": "scenario"},
        "theme": {"theme": "досуг"},
        "year": {"issued_year": 2025},
        "author": {"author_id": 2},
        "by": {"created_by": 3},
    }
    async with network.read() as reader:
        found = {
            name: "".join(titles(await publications.listed(reader, PublicationFilter(**cut))))
            for name, cut in cuts.items()
        }
        counted = {
            name: await publications.count(reader, PublicationFilter(**cut))
            for name, cut in cuts.items()
        }
        paged = await publications.listed(reader, PublicationFilter(), limit=1, offset=1)
        headings = {
            name: await publications.tallies(reader, name, PublicationFilter())
            for name in ("series", "theme", "issued_year")
        }
        authors = await publications.by_author(reader, 2026), await publications.by_author(reader)
    assert found == {
        "": "АВБ", "series": "Б", "kind": "АВ", "theme": "АВ", "year": "Б", "author": "АБ",
        "by": "",
    }  # fmt: skip
    assert counted == {name: len(letters) for name, letters in found.items()}
    assert titles(paged) == ["В"]
    assert headings == {
        "series": [Tally("scenarios", 2), Tally("methodical", 1)],
        "theme": [Tally("досуг", 2)],
        "issued_year": [Tally("2026", 2), Tally("2025", 1)],
    }
    assert authors == ([Tally("2", 1)], [Tally("2", 2), Tally("3", 1)])


async def test_a_year_is_listed_in_the_order_of_the_report(network):
    await kept(
        network,
        a_publication("М", kind="memo", series="methodical", position=1),
        a_publication("Б", position=2),
        a_publication("А", position=1),
        a_publication("Старое", issued_year=2025),
    )
    async with network.read() as reader:
        assert titles(await publications.of_year(reader, 2026)) == ["А", "Б", "М"]
        assert titles(await publications.of_year(reader, 2026, "methodical")) == ["М"]


async def test_publications_are_found_by_the_day_they_are_for(network):
    await kept(network, a_publication("Победа", days=((5, 9), (7, 3))), a_publication("Без дня"))
    async with network.read() as reader:
        on = [
            titles(await publications.on_days(reader, date(2027, 5, first), date(2027, 5, last)))
            for first, last in ((1, 8), (1, 9), (9, 9), (10, 31))
        ]
    assert on == [[], ["Победа"], ["Победа"], []]


async def test_openings_are_counted_by_day(network):
    first, second, never = await kept(
        network, a_publication("А"), a_publication("Б"), a_publication("В")
    )
    days = date(2026, 10, 14), date(2026, 10, 15)
    async with network.write() as tx:
        for key, on in ((first, days[0]), (first, days[0]), (first, days[1]), (second, days[1])):
            await publications.opened(tx, key, on)
        rows = await tx.all("SELECT * FROM publication_opens ORDER BY 1, 2")
        most = await publications.most_opened(tx, days[0], days[1], limit=9)
        today = await publications.most_opened(tx, days[1], days[1], limit=1)
        unread = await publications.listed(tx, PublicationFilter(unopened_before=LATER))
        fresh = await publications.listed(tx, PublicationFilter(unopened_before=NOW))
    assert [tuple(row) for row in rows] == [
        (first, "2026-10-14", 2), (first, "2026-10-15", 1), (second, "2026-10-15", 1),
    ]  # fmt: skip
    assert [(one.title, one.opens, opens) for one, opens in most] == [("А", 3, 3), ("Б", 1, 1)]
    assert [(one.title, opens) for one, opens in today] == [("Б", 1)]
    assert [one.publication_id for one in unread] == [never]
    assert fresh == []


async def test_uses_are_counted_and_can_be_taken_back(network):
    (key,) = await kept(network, a_publication())
    new = [
        NewUse(publication_id=key, library_id=3, used_on=date(2026, 10, 1), people=17, staff_id=4),
        NewUse(publication_id=key, library_id=4, used_on=date(2026, 10, 2), staff_id=5),
        NewUse(publication_id=key, library_id=3, used_on=date(2026, 10, 3), people=5, staff_id=4),
    ]
    year = date(2026, 1, 1), date(2026, 12, 31)
    async with network.write() as tx:
        keys = [await publication_uses.add(tx, one, now=NOW) for one in new]
        before = await publication_uses.by_library(tx, *year)
        assert await publication_uses.remove(tx, keys[2], now=LATER, by=4)
        assert not await publication_uses.remove(tx, keys[2], now=LATER, by=4)
        after = await publication_uses.by_library(tx, *year)
        of_it = await publication_uses.of_publication(tx, key)
        own = await publication_uses.of_libraries(tx, [3, 2], limit=9)
        assert await publication_uses.count_of(tx, [3, 2]) == 1
        taken_back = await publication_uses.by_id(tx, keys[2])
    first, second, _ = (
        Use(
            use_id=one, created_at=NOW, publication_id=key, library_id=said.library_id,
            used_on=said.used_on, people=said.people, staff_id=said.staff_id,
        )
        for one, said in zip(keys, new, strict=True)
    )  # fmt: skip
    assert before == [LibraryUses(3, 2, 22), LibraryUses(4, 1, 0)]
    assert after == [LibraryUses(3, 1, 17), LibraryUses(4, 1, 0)]
    assert (of_it, own) == ([second, first], [first])
    assert taken_back is not None
    assert taken_back.removed_at == LATER
    assert (await loaded(network, key)).uses == 2
