"""People: who writes in one query, accounts that move, imports by number, history."""

from datetime import date

import pytest
from network_builders import NOW, a_person

from storage import access, history, invites, staff
from storage.database import Database
from storage.records.people import Staff

TEXTS = {"ru": "Кратко", "be": "Коратка", "en": "Briefly"}


async def person(db: Database, staff_id: int) -> Staff:
    async with db.read() as reader:
        found = await staff.by_id(reader, staff_id)
    assert found is not None
    return found


async def changes(db: Database, subject: str, subject_id: int) -> list[tuple]:
    async with db.read() as reader:
        return [
            (change.action, change.old, change.new)
            for change in await history.of(reader, subject, subject_id)
        ]


async def link(db: Database, user_id: int, staff_id: int) -> staff.Moved:
    async with db.write() as tx:
        return await staff.link_account(tx, user_id, staff_id, now=NOW, by=1)


async def test_who_writes_comes_in_one_query_with_everything(network):
    await link(network, 1004, 4)
    async with network.write() as tx:
        version = await access.publish(tx, TEXTS, TEXTS, now=NOW, by=1)
        await access.consent(tx, 4, version, accepted=True, now=NOW)
        await staff.set_duties(tx, 4, ["juror", "editor"], now=NOW, by=1)
    async with network.read() as reader:
        statements = []
        await reader._connection.hop(lambda c: c.set_trace_callback(statements.append))
        found = await staff.by_user(reader, 1004)
        await reader._connection.hop(lambda c: c.set_trace_callback(None))
        assert await staff.by_user(reader, 9999) is None
    assert len(statements) == 1
    assert found == Staff(
        code="4",
        surname_ru="Закладкина",
        name_ru="Анна",
        role="librarian",
        staff_id=4,
        library_ids=(3, 2),
        duties=frozenset({"juror", "editor"}),
        user_id=1004,
        notice_version=1,
        notice_accepted=True,
    )
    assert found.is_reachable
    assert (found.has_duty("juror"), found.has_duty("librarian"), found.has_duty("admin")) == (
        True,
        True,
        False,
    )


async def test_who_declined_is_linked_and_not_reachable(network):
    await link(network, 1004, 4)
    async with network.write() as tx:
        version = await access.publish(tx, TEXTS, TEXTS, now=NOW, by=1)
        await access.consent(tx, 4, version, accepted=True, now=NOW)
        await access.consent(tx, 4, version, accepted=False, now=NOW)
    found = await person(network, 4)
    assert (found.user_id, found.accepted_version, found.notice_version) == (1004, None, 1)
    assert not found.is_reachable


def test_names_fall_back_to_russian_whole():
    russian = a_person(name_ru="Нина", patronymic_ru="Ивановна", surname_ru="Закладкина")
    both = a_person(
        name_ru="Нина",
        patronymic_ru="Ивановна",
        surname_ru="Закладкина",
        surname_be="Закладкіна",
        name_be="Ніна",
        patronymic_be="Іванаўна",
    )
    assert [russian.called("be"), russian.full_name("be"), russian.initials("be")] == [
        "Нина Ивановна",
        "Закладкина Нина Ивановна",
        "Закладкина Н. И.",
    ]
    assert [both.called("be"), both.full_name("en"), both.initials("be")] == [
        "Ніна Іванаўна",
        "Закладкина Нина Ивановна",
        "Закладкіна Н. І.",
    ]
    assert a_person(patronymic_ru="").called("ru") == "Анна"


async def test_lists_hold_active_people_by_name(network):
    async with network.write() as tx:
        await staff.switch_off(tx, 3, date(2026, 10, 1), now=NOW, by=1, reason="уволен")
        await staff.set_duties(tx, 4, ["admin"], now=NOW, by=1)
    async with network.read() as reader:
        everybody = await staff.known(reader)
        active = await staff.all_active(reader)
        admins = await staff.with_role(reader, "admin")
        guides = await staff.with_role(reader, "methodist", "head")
        of_two = await staff.of_library(reader, 2)
        some = await staff.by_ids(reader, [5, 3, 77])
        fourth = await staff.by_code(reader, "4")
    assert [p.staff_id for p in everybody] == [2, 4, 3, 5, 1]
    assert [p.staff_id for p in active] == [2, 4, 5, 1]
    assert [p.staff_id for p in admins] == [4]
    assert [p.staff_id for p in guides] == [2, 1]
    assert [p.staff_id for p in of_two] == [4]
    assert {key: p.is_active for key, p in some.items()} == {3: False, 5: True}
    assert fourth.staff_id == 4


async def test_slips_are_for_those_with_telegram_and_without_an_account(network):
    await link(network, 1001, 1)
    async with network.read() as reader:
        assert [p.staff_id for p in await staff.without_account(reader)] == [2, 4, 3]


async def test_an_account_moves_to_another_person_and_both_are_told(network):
    assert await link(network, 1002, 2) == staff.Moved(None, None)
    assert await link(network, 1002, 2) == staff.Moved(None, None)
    assert await link(network, 1003, 3) == staff.Moved(None, None)
    assert await link(network, 1003, 2) == staff.Moved(old_user_id=1002, old_staff_id=3)
    assert (await person(network, 2)).user_id == 1003
    assert (await person(network, 3)).user_id is None
    assert await changes(network, "accounts", 2) == [
        ("linked", {"user_id": None, "staff_id": None}, {"user_id": 1002, "staff_id": 2}),
        ("linked", {"user_id": 1002, "staff_id": 3}, {"user_id": 1003, "staff_id": 2}),
    ]


async def test_an_account_is_taken_away(network):
    await link(network, 1002, 2)
    async with network.write() as tx:
        assert await staff.unlink_account(tx, 2, now=NOW, by=1) == 1002
        assert await staff.unlink_account(tx, 2, now=NOW, by=1) is None
    assert (await changes(network, "accounts", 2))[-1] == ("unlinked", {"user_id": 1002}, None)


async def test_who_blocked_the_bot_is_skipped_until_they_write(network):
    await link(network, 1002, 2)
    async with network.write() as tx:
        await staff.mark_blocked(tx, 1002, now=NOW)
        await staff.mark_blocked(tx, 1002, now="2026-10-16T00:00:00Z")
    async with network.write() as tx:
        assert await tx.value("SELECT blocked_at FROM accounts") == NOW
    assert (await person(network, 2)).blocked
    async with network.write() as tx:
        assert await staff.mark_unblocked(tx, 1002)
        assert not await staff.mark_unblocked(tx, 1002)
        await staff.mark_seen(tx, 1002, now=NOW)
        assert await tx.value("SELECT seen_at FROM accounts") == NOW
    assert not (await person(network, 2)).blocked


async def test_a_leaver_keeps_records_and_loses_links(network):
    async with network.write() as tx:
        invite = await invites.make(tx, 4, expires_at="2026-12-01T00:00:00Z", now=NOW, by=1)
        await staff.switch_off(tx, 4, date(2026, 10, 15), now=NOW, by=1)
        assert await invites.use(tx, invite.code, 1004, now=NOW) is None
    assert (await person(network, 4)).left_on == date(2026, 10, 15)
    async with network.write() as tx:
        await staff.switch_on(tx, 4, now=NOW, by=1, reason="вернулась")
    assert (await person(network, 4)).is_active
    assert [action for action, _, _ in await changes(network, "staff", 4)] == [
        "added",
        "switched off",
        "switched on",
    ]


async def test_columns_libraries_and_duties_change_with_history(network):
    async with network.write() as tx:
        await staff.change(tx, 4, {"post": "библиотекарь", "phone": None}, now=NOW, by=1)
        await staff.change(tx, 4, {"post": "библиотекарь"}, now=NOW, by=1)
        await staff.set_language(tx, 4, "be", now=NOW)
        await staff.set_libraries(tx, 4, [2, 1], now=NOW, by=1)
        await staff.set_duties(tx, 4, ["juror", "juror"], now=NOW, by=1)
    found = await person(network, 4)
    assert (found.post, found.language, found.library_ids, found.duties) == (
        "библиотекарь",
        "be",
        (2, 1),
        frozenset({"juror"}),
    )
    assert (await changes(network, "staff", 4))[1:] == [
        ("changed", {"post": ""}, {"post": "библиотекарь"}),
        ("changed", {"language": "ru"}, {"language": "be"}),
        ("changed", {"library_ids": [3, 2]}, {"library_ids": [2, 1]}),
        ("changed", {"duties": []}, {"duties": ["juror"]}),
    ]


async def test_an_unknown_column_is_refused(network):
    with pytest.raises(KeyError):
        async with network.write() as tx:
            await staff.change(tx, 4, {"salary": 1}, now=NOW, by=1)


async def test_an_import_updates_by_number_and_leaves_history_of_what_differs(network):
    async with network.write() as tx:
        ids = await staff.put(
            tx,
            [
                a_person("4", "Закладкина", libraries=("L2",), duties=("juror",)),
                a_person("5", "Курсивова", libraries=("L4",), uses_telegram=False),
                a_person("6", "Новичкова"),
            ],
            now=NOW,
            by=1,
        )
    assert ids == [4, 5, 6]
    assert (await changes(network, "staff", 4))[1:] == [
        (
            "changed",
            {"libraries": ["L3", "L2"], "duties": []},
            {"libraries": ["L2"], "duties": ["juror"]},
        )
    ]
    assert [action for action, _, _ in await changes(network, "staff", 5)] == ["added"]
    assert (await person(network, 4)).library_ids == (2,)


async def test_a_person_without_a_number_is_added_in_chat(network):
    async with network.write() as tx:
        new = await staff.add(tx, a_person(None, "Гость", libraries=("L1",)), now=NOW, by=1)
    found = await person(network, new)
    assert (found.code, found.library_ids) == (None, (1,))
    async with network.read() as reader:
        assert "Гость" not in {one.surname_ru for one in await staff.fields(reader)}
