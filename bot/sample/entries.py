"""The entries of the sample network's contests, and one that is still a draft."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from bot.forms import builtin, refill
from bot.forms.env import Env
from bot.network import Network
from bot.rules.contests import ALBUMS
from bot.sample.reading import Day, Row
from storage import drafts, entries, libraries
from storage import files as sent_files
from storage.database import Tx
from storage.drafts import NewDraft
from storage.records.contests import Contest, EntryFile, NewEntry

KeepPicture = Callable[[int], tuple[str, int]]  # a number to the hash and size of its picture
AT_NOON: Final = "T12:00:00Z"


@dataclass(frozen=True, slots=True)
class _Here:
    """What a row of the file speaks of, by its keys."""

    day: Day
    contests: Mapping[str, int]
    people: Mapping[str, int]
    network: Network
    count: Callable[[], int]
    keep: KeepPicture | None

    def contest(self, row: Row) -> Contest:
        return self.network.contests[self.contests[row["contest"]]]

    def at(self, row: Row) -> str:
        return f"{self.day(row['day']).isoformat()}{AT_NOON}"


async def load(
    tx: Tx,
    written: Iterable[Row],
    day: Day,
    contest_ids: Mapping[str, int],
    people: Mapping[str, int],
    *,
    keep: KeepPicture | None,
    first: int = 1,
) -> None:
    """Save entries as their people would have submitted them.

    Their pictures are numbered from `first`.
    """
    network = Network()
    await network.read(tx)
    here = _Here(day, contest_ids, people, network, partial(next, itertools.count(first)), keep)
    for row in written:
        if row["state"] == "draft":
            await _draft(tx, here, row)
        else:
            await _entry(tx, here, row)


async def _entry(tx: Tx, here: _Here, row: Row) -> None:
    contest, now, staff_id = here.contest(row), here.at(row), here.people[row["person"]]
    by = here.people.get(row["entered_by"], staff_id)
    answers = _answers(here, row)
    files = []
    for role, count in _counts(row):
        ids = [await _file(tx, here, by, now) for _ in range(count)]
        answers[role] = [{ALBUMS[role]: f"file-{key}"} for key in ids]
        files += [EntryFile(role=role, file_id=key) for key in ids]
    source = "chat" if by == staff_id else "paper"
    library = await libraries.by_code(tx, row["library"])
    published = answers.get("published_on")
    submission_id = await drafts.record(
        tx, contest.form, builtin.load(contest.form).version, answers,
        staff_id=staff_id, entered_by=by, source=source, now=now,
    )  # fmt: skip
    entry_id = await entries.submit(
        tx,
        NewEntry(
            contest_id=contest.contest_id,
            library_id=library.library_id if library else 0,
            nomination_id=int(answers["nomination"]) if "nomination" in answers else None,
            title=row["title"],
            medium=answers.get("medium"),
            motto=answers.get("motto"),
            reader_age=answers.get("reader_age"),
            published_on=date.fromisoformat(published) if published else None,
            files=tuple(files),
            consents=tuple(
                (name, answers[name]) for name in ("people", "parents") if name in answers
            ),
            staff_id=staff_id,
            entered_by=by,
            source=source,
            submission_id=submission_id,
        ),
        now=now,
    )
    if row["state"] == "returned":
        await entries.give_back(tx, entry_id, row["remark"], now=now, by=here.people["3"])
    if row["state"] == "withdrawn":
        await entries.withdraw(tx, entry_id, now=now, by=by)
    if row["state"] == "admitted":
        await entries.admit(tx, entry_id, now=now, by=here.people["2"])


def _answers(here: _Here, row: Row) -> dict[str, Any]:
    """Return the answers of a row as its form keeps them."""
    contest = here.contest(row)
    said: dict[str, Any] = {
        "contest": str(contest.contest_id),
        "library": row["library"],
        "title": row["title"],
    }
    if row["nomination"]:
        place = int(row["nomination"]) - 1
        said["nomination"] = str(contest.nominations[place].nomination_id)
    for pair in row["answers"].split(";"):
        name, _, value = pair.partition("=")
        said[name] = int(value) if name in {"events", "children", "reader_age"} else value
    if "published" in said:
        said["published_on"] = here.day(said.pop("published")).isoformat()  # fmt: skip
    return said


def _counts(row: Row) -> Iterator[tuple[str, int]]:
    for part in filter(None, row["files"].split(";")):
        role, count = part.split()
        yield role, int(count)


async def _file(tx: Tx, here: _Here, staff_id: int, now: str) -> int:
    """Note a photo: a drawn one, or none at all where there is no folder for it.

    Without Telegram's number of a file its bytes are sent.
    """
    number = here.count()
    file_id = await sent_files.want(
        tx,
        staff_id=staff_id,
        now=now,
        telegram_file_id="",
        unique_id=f"sample-{number}",
        kind="photo",
        mime="image/png",
    )
    if here.keep is None:
        await sent_files.tried(tx, file_id, "sample", final=True)
    else:
        sha256, size = here.keep(number)
        await sent_files.stored(tx, file_id, sha256, size, "image/png")
    return file_id


async def _draft(tx: Tx, here: _Here, row: Row) -> None:
    """Begin an entry and leave it where the photos are asked for."""
    contest, now, staff_id = here.contest(row), here.at(row), here.people[row["person"]]
    form = builtin.load(contest.form)
    env = Env(now=datetime.fromisoformat(now), lists=here.network.lists)
    answers = refill.start(form, env, _answers(here, row), settled=False)
    context = {"contest_id": contest.contest_id, "libraries": [row["library"]]}
    dumped = json.dumps(answers.dump(), ensure_ascii=False, separators=(",", ":"))
    new = NewDraft(
        staff_id, staff_id, "chat", contest.form, form.version, context, dumped, training=False
    )
    await drafts.begin(tx, new, now)
