"""Who gets in: one-time links, requests decided once, consents by version."""

from network_builders import NOW

from storage import access, history, invites
from storage.records.access import Consent

MONTH_LATER = "2026-11-14T06:28:00Z"
AFTER = "2026-11-14T06:28:01Z"


async def test_a_link_works_once_until_its_end(network):
    async with network.write() as tx:
        invite = await invites.make(tx, 4, expires_at=MONTH_LATER, now=NOW, by=1)
        assert await invites.use(tx, "wrong", 1004, now=NOW) is None
        assert await invites.use(tx, invite.code, 1004, now=AFTER) is None
        used = await invites.use(tx, invite.code, 1004, now=NOW)
        assert await invites.use(tx, invite.code, 1005, now=NOW) is None
    assert (used.staff_id, used.used_by, used.used_at) == (4, 1004, NOW)
    assert (invite.is_live(NOW), invite.is_live(AFTER), used.is_live(NOW)) == (True, False, False)
    assert len(invite.code) == 16
    async with network.read() as reader:
        assert await invites.by_code(reader, invite.code) == used
        assert await invites.by_code(reader, "wrong") is None


async def test_a_new_link_withdraws_the_earlier_one(network):
    async with network.write() as tx:
        first = await invites.make(tx, 4, expires_at=MONTH_LATER, now=NOW, by=1)
        second = await invites.make(tx, 4, expires_at=MONTH_LATER, now=NOW, by=1)
        others = await invites.make_many(tx, [2, 3], expires_at=MONTH_LATER, now=NOW, by=1)
    async with network.read() as reader:
        assert await invites.outstanding(reader, NOW) == [second, *others]
        assert await invites.outstanding(reader, AFTER) == []
        assert await invites.live_for(reader, [4, 5], NOW) == {4: second}
    async with network.write() as tx:
        assert not await invites.withdraw(tx, first.invite_id, now=NOW, by=1)
        assert await invites.withdraw(tx, second.invite_id, now=NOW, by=1)
        assert await invites.use(tx, second.code, 1004, now=NOW) is None
    async with network.read() as reader:
        [change] = await history.of(reader, "invites", second.invite_id)
    assert change.action == "withdrawn"


async def test_a_request_is_made_once_and_decided_once(network):
    async with network.write() as tx:
        request_id, is_new = await access.request(tx, 77, "Anna", "stranger", now=NOW)
        assert await access.request(tx, 77, "Anna", "stranger", now=NOW) == (request_id, False)
        other, _ = await access.request(tx, 77, "Anna", "not_me", staff_id=4, note="Н", now=NOW)
        assert is_new
    async with network.read() as reader:
        assert [one.request_id for one in await access.waiting(reader)] == [request_id, other]
        assert (await access.by_id(reader, other)).staff_id == 4
        assert await access.by_id(reader, 99) is None
    async with network.write() as tx:
        assert await access.decide(tx, request_id, "approved", now=NOW, by=1)
        assert not await access.decide(tx, request_id, "declined", now=NOW, by=2)
    async with network.read() as reader:
        assert (await access.by_id(reader, request_id)).decision == "approved"
        assert [one.request_id for one in await access.waiting(reader)] == [other]


async def test_the_notice_changes_its_version_only_with_its_text(network):
    short = {"ru": "Кратко", "be": "Коратка", "en": "Briefly"}
    full = {"ru": "Полно", "be": "Поўна", "en": "Fully"}
    async with network.write() as tx:
        assert await access.current_notice(tx) is None
        assert await access.publish(tx, short, full, now=NOW, by=1) == 1
        assert await access.publish(tx, short, full, now=NOW, by=1) == 1
        assert await access.publish(tx, short, full | {"ru": "Полнее"}, now=NOW, by=1) == 2
        notice = await access.current_notice(tx)
    assert [notice.text(language) for language in ("ru", "be", "en")] == list(short.values())
    assert [notice.full(language) for language in ("ru", "be", "en")] == [
        "Полнее",
        "Поўна",
        "Fully",
    ]
    async with network.write() as tx:
        await access.consent(tx, 4, 1, accepted=True, now=NOW)
        await access.consent(tx, 4, 2, accepted=False, now=NOW)
    async with network.read() as reader:
        assert await access.consents_of(reader, 4) == [
            Consent(version=2, accepted=False, decided_at=NOW),
            Consent(version=1, accepted=True, decided_at=NOW),
        ]
