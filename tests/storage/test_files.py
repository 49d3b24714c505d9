"""Files that people sent: wanted, fetched, given up, forgotten."""

from storage import files
from storage.database import Database
from storage.files import StoredFile

NOW = "2026-10-15T06:28:00Z"


async def want(db: Database, telegram_file_id: str = "T1", **described: object) -> int:
    async with db.write() as tx:
        return await files.want(
            tx,
            staff_id=2,
            now=NOW,
            telegram_file_id=telegram_file_id,
            unique_id="u",
            kind="photo",
            **described,
        )


async def load(db: Database, file_id: int) -> StoredFile | None:
    async with db.read() as reader:
        return await files.load(reader, file_id)


async def test_a_file_is_wanted_with_what_is_known(network: Database) -> None:
    """What Telegram did not tell is not there."""
    file_id = await want(network, size=5, mime="image/jpeg")
    wanted = StoredFile(
        file_id=file_id,
        telegram_file_id="T1",
        unique_id="u",
        kind="photo",
        name=None,
        mime="image/jpeg",
        size=5,
        duration_s=None,
        state="wanted",
        sha256=None,
        staff_id=2,
        tries=0,
    )
    assert await load(network, file_id) == wanted
    assert await load(network, 99) is None
    async with network.read() as reader:
        assert await files.wanted(reader) == [wanted]


async def test_what_has_ended_is_wanted_no_more(network: Database) -> None:
    """Stored or given up; a try that failed leaves it wanted."""
    stored, failed, tried = [await want(network, name) for name in ("a", "b", "c")]
    async with network.write() as tx:
        await files.tried(tx, stored, "once", final=False)
        await files.stored(tx, stored, "ab12", 7, None)
        await files.tried(tx, failed, "never", final=True)
        await files.tried(tx, tried, "later", final=False)
    async with network.read() as reader:
        assert [(one.file_id, one.tries) for one in await files.wanted(reader)] == [(tried, 1)]
        rows = await reader.all("SELECT state, sha256, size, error FROM files ORDER BY file_id")
    assert [tuple(row) for row in rows] == [
        ("stored", "ab12", 7, None),
        ("failed", None, None, "never"),
        ("wanted", None, None, "later"),
    ]


async def test_only_what_is_not_fetched_is_forgotten(network: Database) -> None:
    """Bytes on the disk keep their row."""
    wanted, stored = await want(network, "a"), await want(network, "b")
    async with network.write() as tx:
        await files.stored(tx, stored, "ab12", 7, "image/png")
        await files.forget(tx, wanted)
        await files.forget(tx, stored)
    assert await load(network, wanted) is None
    assert (await load(network, stored)) is not None


async def test_a_long_list_is_fetched_in_parts(network: Database) -> None:
    """The oldest first."""
    ids = [await want(network, str(number)) for number in range(4)]
    async with network.read() as reader:
        assert [one.file_id for one in await files.wanted(reader, limit=3)] == ids[:3]
