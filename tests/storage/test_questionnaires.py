"""Published questionnaires: versions are numbered and stay, each set of questions once."""

from network_builders import NOW

from storage import drafts, questionnaires
from storage.database import Database
from storage.questionnaires import NewVersion
from storage.records.monitoring import Questionnaire

LATER = "2026-10-16T06:28:00Z"


def a_version(code: str = "leto", digest: str = "a", title: str = "Лето") -> NewVersion:
    return NewVersion(code, title, f"<{digest}/>", digest, "лето.xlsx", None, digest.encode())


async def publish(db: Database, new: NewVersion, now: str = NOW) -> Questionnaire | None:
    async with db.write() as tx:
        return await questionnaires.publish(tx, new, now=now, by=3)


async def test_versions_are_numbered_and_stay(network: Database) -> None:
    first = await publish(network, a_version())
    assert first == Questionnaire(1, "leto", 1, "Лето", "a", "лето.xlsx", NOW, 3)
    other = await publish(network, a_version("zima", title="Зима"))
    second = await publish(network, a_version(digest="b"), LATER)
    assert second is not None
    assert (second.number, second.version) == (2, "q1.2")
    async with network.read() as db:
        assert await questionnaires.published(db) == [second, other]
        assert await questionnaires.versions(db, 1) == [second, first]
        assert await questionnaires.newest(db, "leto") == second
        assert await questionnaires.newest(db, "osen") is None
        assert await questionnaires.of_version(db, "q1.1") == first
        assert await questionnaires.of_version(db, "2026101501") is None
        assert await questionnaires.xlsform(db, 1, 1) == b"a"
        assert await questionnaires.xlsform(db, 1, 3) is None
        assert await drafts.version(db, "monitoring", "q1.1") == "<a/>"
        assert await drafts.version(db, "monitoring", "q1.2") == "<b/>"


async def test_the_same_questions_are_no_new_version(network: Database) -> None:
    await publish(network, a_version())
    await publish(network, a_version(digest="b"))
    assert await publish(network, a_version(), LATER) is None
    async with network.read() as db:
        assert [one.number for one in await questionnaires.versions(db, 1)] == [2, 1]
