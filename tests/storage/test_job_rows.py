"""Long work as rows: waiting until it has ended, with its result."""

from storage import jobs
from storage.database import Database
from storage.jobs import Job

NOW = "2026-10-15T06:28:00Z"


async def test_jobs_wait_in_order(network: Database) -> None:
    """With what they need."""
    async with network.write() as tx:
        first = await jobs.add(tx, "slips", {"who": "Ёсць"}, 2, 1001, NOW)
        second = await jobs.add(tx, "mydata", {}, 3, 1002, NOW)
    async with network.read() as reader:
        assert await jobs.waiting(reader) == [
            Job(first, "slips", {"who": "Ёсць"}, 2, 1001),
            Job(second, "mydata", {}, 3, 1002),
        ]
        assert await jobs.result(reader, first) is None


async def test_an_ended_job_has_a_result_or_none(network: Database) -> None:
    """A failed one is not done again."""
    async with network.write() as tx:
        done = await jobs.add(tx, "slips", {}, 2, 1001, NOW)
        failed = await jobs.add(tx, "slips", {}, 2, 1001, NOW)
        await jobs.ended(tx, done, {"path": "a.pdf"}, NOW)
        await jobs.ended(tx, failed, None, NOW)
    async with network.read() as reader:
        assert await jobs.waiting(reader) == []
        assert await jobs.result(reader, done) == {"path": "a.pdf"}
        assert await jobs.result(reader, failed) is None
        assert await jobs.result(reader, 99) is None
