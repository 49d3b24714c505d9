"""Files in: fetched outside transactions, kept by their hash, wanted until they are there."""

import hashlib
import sqlite3

import pytest
from delivery_rig import NOW, Rig, until

from bot.delivery import fetcher as module
from bot.delivery.transport import AiohttpRequest
from bot.sandbox.call import Upload
from storage import files

PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 100


async def sent(rig: Rig, name: str = "plan.png", content: bytes = PNG) -> str:
    """Let a person send a document and return Telegram's id of it."""
    (message,) = rig.phone().documents([Upload(name, content, "application/octet-stream")])
    await rig.settled()
    return str(message.body["document"]["file_id"])


async def want(rig: Rig, telegram_file_id: str, **described: object) -> int:
    async with rig.db.write() as tx:
        file_id = await files.want(
            tx,
            staff_id=None,  # type: ignore[arg-type]
            now=NOW,
            telegram_file_id=telegram_file_id,
            unique_id="u",
            kind="document",
            **described,
        )
    rig.fetcher.wake()
    return file_id


async def row(rig: Rig, file_id: int) -> tuple[object, ...]:
    return (await rig.sql("SELECT state, tries FROM files WHERE file_id = ?", file_id))[0]


async def test_a_file_is_kept_by_its_hash(rig: Rig) -> None:
    """Its bytes are on the disk, its type is told by its content."""
    file_id = await want(rig, await sent(rig), mime="text/plain", size=1)
    await rig.settled()
    name = hashlib.sha256(PNG).hexdigest()
    assert (rig.folder / "files" / name[:2] / name).read_bytes() == PNG
    query = "SELECT state, sha256, size, mime, error FROM files WHERE file_id = ?"
    assert await rig.sql(query, file_id) == [("stored", name, len(PNG), "image/png", None)]
    assert [one.name for one in (rig.folder / "files").iterdir()] == [name[:2]]


async def test_the_same_bytes_are_kept_once(rig: Rig) -> None:
    """Two people send the same; the type that Telegram told stays where content tells none."""
    plain = b"just words"
    first = await want(rig, await sent(rig, "a.txt", plain), mime="text/plain")
    second = await want(rig, await sent(rig, "b.txt", plain))
    await rig.settled()
    rows = await rig.sql("SELECT file_id, state, mime FROM files ORDER BY file_id")
    assert rows == [(first, "stored", "text/plain"), (second, "stored", None)]
    assert len([one for one in (rig.folder / "files").rglob("*") if one.is_file()]) == 1


@pytest.mark.parametrize(
    ("description", "after"),
    [
        ("Bad Request: invalid file_id", ("failed", 1)),
        ("Bad Request: file is too big", ("failed", 1)),
        (
            "Bad Request: wrong file_id or the file is temporarily unavailable",
            ("wanted", 1),
        ),
    ],
)
async def test_telegram_refuses(rig: Rig, description: str, after: tuple[str, int]) -> None:
    """What can never be had is given up; what is away for a while is wanted on."""
    rig.telegram.faults.add("error", method="getFile", count=1, code=400, description=description)
    file_id = await want(rig, await sent(rig))
    await rig.settled()
    assert await row(rig, file_id) == after


async def test_an_outage_costs_no_try(rig: Rig) -> None:
    """However long the network is away, the file is fetched when it is back."""
    fault = rig.telegram.faults.add("cut_before", method="getFile")
    file_id = await want(rig, await sent(rig))
    for _ in range(module.TRIES + 5):
        rig.fetcher.wake()
        await rig.settled()
    assert await row(rig, file_id) == ("wanted", 0)
    rig.telegram.faults.active.remove(fault)
    rig.fetcher.wake()
    await rig.settled()
    assert await row(rig, file_id) == ("stored", 0)


async def test_a_file_that_is_never_given_out_is_given_up(rig: Rig) -> None:
    """The address does not exist each time: tried on, and in the end not any more."""
    telegram_id = await sent(rig)
    file_id = await want(rig, telegram_id)
    await rig.settled()
    async with rig.db.write() as tx:
        await tx.run("UPDATE files SET state = 'wanted', tries = ?", (module.TRIES - 2,))
    rig.fetcher._url = lambda _: f"{rig.url}/file/nowhere"  # type: ignore[method-assign]
    for tries in (module.TRIES - 1, module.TRIES):
        rig.fetcher.wake()
        await rig.settled()
        assert await row(rig, file_id) == (
            "wanted" if tries < module.TRIES else "failed",
            tries,
        )


async def test_an_answer_without_an_address_stops_nothing(rig: Rig) -> None:
    """Telegram may leave file_path out; the next file is fetched."""
    call, first = rig.bot.call, await sent(rig, "a.txt", b"a")

    async def without_address(method: str, arguments: dict[str, object]) -> object:
        about = await call(method, arguments)
        return {} if arguments.get("file_id") == first else about

    with rig.bot._unfrozen():
        rig.bot.call = without_address  # type: ignore[method-assign]
    lost, found = await want(rig, first), await want(rig, await sent(rig, "b.txt", b"b"))
    await rig.settled()
    assert await row(rig, lost) == ("wanted", 2)  # one for each look
    assert await row(rig, found) == ("stored", 0)


async def test_more_than_the_limit_is_not_loaded(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever getFile announced, over the limit the download stops for good."""
    monkeypatch.setattr(module, "LIMIT_BYTES", 100)
    file_id = await want(rig, await sent(rig))
    await rig.settled()
    assert await row(rig, file_id) == ("failed", 1)


async def test_what_a_kill_left_is_fetched_anew(rig: Rig) -> None:
    """Half a file on the disk and a wanted row: the next process fetches it whole."""
    telegram_id = await sent(rig)
    async with rig.db.write() as tx:
        file_id = await files.want(
            tx,
            staff_id=None,  # type: ignore[arg-type]
            now=NOW,
            telegram_file_id=telegram_id,
            unique_id="u",
            kind="document",
        )
    (rig.folder / "files" / f"coming-{file_id}").write_bytes(PNG[:50])
    await rig.again()
    await rig.settled()
    assert await row(rig, file_id) == ("stored", 0)
    name = hashlib.sha256(PNG).hexdigest()
    assert (rig.folder / "files" / name[:2] / name).read_bytes() == PNG


async def test_a_stop_in_between_leaves_it_wanted(rig: Rig) -> None:
    """The download is cancelled, the row stays."""
    rig.telegram.faults.add("slow", method="getFile", count=1, delay_s=5.0)
    file_id = await want(rig, await sent(rig))
    await until(lambda: rig.fetcher._busy)
    await rig.again()
    await rig.settled()
    assert await row(rig, file_id) == ("stored", 0)


async def test_a_fault_of_ours_does_not_end_the_worker(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database may refuse the list; the next look finds it."""
    wanted = module.files.wanted
    calls = 0

    async def failing(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise sqlite3.OperationalError("disk I/O error")
        return await wanted(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module.files, "wanted", failing)
    file_id = await want(rig, await sent(rig))
    await rig.settled()
    assert await row(rig, file_id) == ("wanted", 0)
    rig.fetcher.wake()
    await rig.settled()
    assert await row(rig, file_id) == ("stored", 0)


async def test_it_looks_by_itself_now_and_then(rig: Rig) -> None:
    """A wake may be lost, a row never is."""
    rig.look_s = 0.02
    await rig.again()
    telegram_id = await sent(rig)
    async with rig.db.write() as tx:
        await files.want(
            tx,
            staff_id=None,  # type: ignore[arg-type]
            now=NOW,
            telegram_file_id=telegram_id,
            unique_id="u",
            kind="document",
        )
    await until(lambda: any((rig.folder / "files").glob("*/*")))


def test_a_whole_address_is_used_as_it_is() -> None:
    """A self-hosted server may name one."""
    fetcher = module.Fetcher.__new__(module.Fetcher)
    assert fetcher._url("https://example.org/x") == "https://example.org/x"


def test_a_closed_transport_is_no_crash() -> None:
    """A download after the end is the network's fault, not ours."""
    with pytest.raises(module.TelegramError):
        AiohttpRequest()._opened()
