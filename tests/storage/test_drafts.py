"""Drafts: saved at every answer, ended once, practice that goes by itself."""

from storage import chats, drafts
from storage.database import Database
from storage.drafts import Draft, NewDraft

NOW, LATER, OLD = "2026-10-15T06:28:00Z", "2026-10-16T06:28:00Z", "2026-10-01T06:28:00Z"
CHAT = 1001


async def begin(db: Database, now: str = NOW, **changes: object) -> Draft:
    """Open a draft of person 2 for themselves."""
    plain: dict[str, object] = {
        "staff_id": 2,
        "entered_by": 2,
        "source": "chat",
        "form": "visit",
        "version": "v1",
        "context": {"trip": 7},
        "answers": "{}",
        "training": False,
    }
    async with db.write() as tx:
        return await drafts.begin(tx, NewDraft(**{**plain, **changes}), now)  # type: ignore[arg-type]


async def load(db: Database, draft_id: int) -> Draft | None:
    async with db.read() as reader:
        return await drafts.load(reader, draft_id)


async def test_a_draft_is_read_as_it_was_begun(network: Database) -> None:
    """What `begin` returns is what is stored."""
    draft = await begin(network)
    assert await load(network, draft.draft_id) == draft
    assert (draft.on_behalf, draft.slot, draft.revision) == (False, f"draft:{draft.draft_id}", 0)
    assert (await begin(network, staff_id=5, source="phone")).on_behalf
    assert await load(network, 99) is None


async def test_each_answer_is_saved_and_counted(network: Database) -> None:
    """The revision grows; a button of an earlier one is told apart by it."""
    draft = await begin(network)
    async with network.write() as tx:
        drafts.save(tx, draft, '{"a": 1}', (1, 15), LATER)
    saved = await load(network, draft.draft_id)
    assert saved is not None
    assert (saved.answers, saved.asked, saved.total) == ('{"a": 1}', 1, 15)
    assert (saved.revision, saved.updated_at) == (1, LATER)


async def test_open_drafts_are_found(network: Database) -> None:
    """By who fills them in, newest first; those that have ended are not."""
    first, second = await begin(network), await begin(network, LATER, staff_id=5)
    other = await begin(network, staff_id=3, entered_by=3)
    async with network.read() as reader:
        assert await drafts.open_of(reader, 2) == [second, first]
        assert await drafts.open_of(reader, 5) == []
        assert await drafts.every_open(reader) == [first, second, other]
    async with network.write() as tx:
        await drafts.close(tx, first.draft_id, "saved", LATER)
        await drafts.close(tx, other.draft_id, "deleted", LATER)
    async with network.read() as reader:
        assert await drafts.every_open(reader) == [second]


async def test_the_draft_in_focus_is_the_chats(network: Database) -> None:
    """Where typed words go; and which drafts were just being filled in."""
    draft = await begin(network)
    async with network.write() as tx:
        await chats.focus(tx, CHAT, draft.draft_id)
    async with network.read() as reader:
        assert drafts.first(await reader.all(*drafts.in_focus(CHAT))) == draft
        assert drafts.first(await reader.all(*drafts.in_focus(CHAT + 1))) is None
        assert await drafts.being_filled(reader, NOW) == [draft]
        assert await drafts.being_filled(reader, LATER) == []


async def test_a_draft_is_handed_over(network: Database) -> None:
    """Another fills it in; whose record it will be stays; words go there no more."""
    draft = await begin(network)
    async with network.write() as tx:
        await chats.focus(tx, CHAT, draft.draft_id)
        await drafts.hand_over(tx, draft.draft_id, 3, LATER)
    async with network.read() as reader:
        (found,) = await drafts.open_of(reader, 3)
        assert (found.staff_id, found.entered_by) == (2, 3)
        assert await chats.load(reader, CHAT) == chats.Chat(CHAT)


async def test_old_practice_goes(network: Database) -> None:
    """With what refers to it; practice of this week and what is no practice stay."""
    old = await begin(network, OLD, training=True)
    fresh = await begin(network, training=True)
    real = await begin(network, OLD)
    async with network.write() as tx:
        await chats.focus(tx, CHAT, old.draft_id)
        drafts.answered_by(tx, CHAT, 5, old.draft_id, "/a")
    async with network.write() as tx:
        assert await drafts.drop_practice(tx, NOW) == 1
    async with network.read() as reader:
        assert await drafts.every_open(reader) == [fresh, real]
        assert await drafts.answer_of(reader, CHAT, 5) is None


async def test_forms_that_nobody_tries_any_more_go_with_practice(network: Database) -> None:
    """One that is still tried stays, and so do the versions of other forms."""
    await begin(network, training=True, form=drafts.TRIAL, context={"digest": "tried"})
    async with network.write() as tx:
        for form, version in (("trial", "old"), ("trial", "tried"), ("visit", "old")):
            await drafts.keep_version(tx, form, version, "<form/>", OLD)
        await drafts.keep_version(tx, "trial", "fresh", "<form/>", LATER)
        assert await drafts.drop_practice(tx, NOW) == 0
    async with network.read() as reader:
        rows = await reader.all("SELECT form, version FROM forms ORDER BY form, version")
        kept = [("trial", "fresh"), ("trial", "tried"), ("visit", "old")]
        assert [tuple(row) for row in rows] == kept


async def test_versions_are_kept_as_they_were(network: Database) -> None:
    """The first XML of a version is its XML for ever."""
    async with network.write() as tx:
        await drafts.keep_version(tx, "visit", "v1", "<one/>", NOW)
        await drafts.keep_version(tx, "visit", "v1", "<two/>", LATER)
    async with network.read() as reader:
        assert await drafts.version(reader, "visit", "v1") == "<one/>"
        assert await drafts.version(reader, "visit", "v2") is None


async def test_a_submission_is_the_drafts_answers(network: Database) -> None:
    """By question name, with whose and by whom."""
    draft = await begin(network, staff_id=5, source="paper")
    async with network.write() as tx:
        submission_id = await drafts.submit(tx, draft, {"done": "Расставлен фонд"}, NOW)
    async with network.read() as reader:
        row = await reader.one("SELECT * FROM submissions")
    assert row is not None
    assert tuple(row) == (
        submission_id,
        draft.draft_id,
        "visit",
        "v1",
        '{"done": "Расставлен фонд"}',
        5,
        2,
        "paper",
        NOW,
    )


async def test_a_message_gave_an_answer(network: Database) -> None:
    """The latest one counts, so that an edited message corrects it."""
    draft = await begin(network)
    async with network.write() as tx:
        drafts.answered_by(tx, CHAT, 5, draft.draft_id, "/a")
        drafts.answered_by(tx, CHAT, 5, draft.draft_id, "/b")
    async with network.read() as reader:
        assert await drafts.answer_of(reader, CHAT, 5) == (draft.draft_id, "/b")
        assert await drafts.answer_of(reader, CHAT, 6) is None
