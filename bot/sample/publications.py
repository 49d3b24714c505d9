"""The publications of the sample: what the department has issued, opened and used."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from bot.rules.publications import KINDS
from bot.sample.reading import Row
from storage import files as sent_files
from storage import libraries, publication_uses, publications, staff
from storage.database import Tx
from storage.records.publications import NewUse, PublicationFields

KeepText = Callable[[str, str, Sequence[str]], tuple[str, int]]  # suffix, title, lines
MIMES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain",
}


@dataclass(frozen=True, slots=True)
class _Here:
    today: date
    contests: Mapping[str, int]
    people: Mapping[str, int]
    network: Mapping[str, int]
    keep: KeepText | None

    def day(self, offset: str) -> date:
        return self.today + timedelta(days=int(offset))


async def load(
    tx: Tx,
    written: Iterable[Row],
    today: date,
    contest_ids: Mapping[str, int],
    people: Mapping[str, int],
    *,
    keep: KeepText | None,
) -> None:
    """Save publications, their days offsets from `today`.

    `keep` writes their files, without it there are none.
    """
    network = {one.code: one.library_id for one in await libraries.known(tx)}
    here = _Here(today, contest_ids, people, network, keep)
    for row in written:
        by = people[row["people"].split(";")[0]]
        now = f"{here.day(row['added']).isoformat()}T09:00:00Z"
        fields = _fields(row, here)
        file_id = await _file(tx, here, row, str(fields["title"]), by=by, now=now)
        new = PublicationFields(**fields, file_ids=(file_id,))
        key = await publications.add(tx, new, now=now, by=by)
        await publications.announce(tx, key, now=now, by=by)
        for part in filter(None, row["opens"].split(";")):
            times, _, offset = part.partition("@")
            await publications.opened(tx, key, here.day(offset), int(times))
        for part in filter(None, row["uses"].split(";")):
            await _use(tx, here, key, part.split())


def _fields(row: Row, here: _Here) -> dict[str, Any]:
    year = here.today.year + int(row["year"])
    years = {"year": here.today.year, "next": here.today.year + 1}
    content = row["content"].format(**years)
    return {
        "series": row["series"],
        "kind": row["kind"],
        "genre": row["genre"] or None,
        "title": row["title"].format(**years),
        "subtitle": row["subtitle"].format(**years) or None,
        "theme": row["theme"] or None,
        "about": row["about"],
        "issued_year": year,
        "content_year": int(content) if content else None,
        "author_ids": tuple(sorted(here.people[code] for code in row["people"].split(";"))),
        "authors": row["others"] or None,
        "event": row["event"] or None,
        "contest_id": here.contests[row["contest"]] if row["contest"] else None,
        "pages": int(row["pages"]),
        "print_run": int(row["run"]) if row["run"] else None,
        "in_report": row["report"] == "1",
        "position": int(row["place"]),
        "days": tuple(_day(one) for one in filter(None, row["days"].split(";"))),
    }


def _day(written: str) -> tuple[int, int]:
    on, _, month = written.partition(".")
    return int(month), int(on)


async def _file(tx: Tx, here: _Here, row: Row, title: str, *, by: int, now: str) -> int:
    suffix = row["file"]
    file_id = await sent_files.want(
        tx,
        staff_id=by,
        now=now,
        telegram_file_id="",
        unique_id=f"sample-{title}",
        kind="document",
        name=f"{title}.{suffix}",
        mime=MIMES[suffix],
    )
    if here.keep is None:
        await sent_files.tried(tx, file_id, "sample", final=True)
    else:
        kind = row["genre"] or KINDS[row["kind"]].ru
        sha256, size = here.keep(suffix, title, [kind, *row["about"].split(", ")])
        await sent_files.stored(tx, file_id, sha256, size, MIMES[suffix])
    return file_id


async def _use(tx: Tx, here: _Here, key: int, told: Sequence[str]) -> None:
    """Save a use: the library, the day, the people where they were counted."""
    library, day, *people = told
    library_id, on = here.network[library], here.day(day)
    librarian = (await staff.of_library(tx, library_id))[0]
    new = NewUse(
        publication_id=key,
        library_id=library_id,
        used_on=on,
        people=int(people[0]) if people else None,
        staff_id=librarian.staff_id,
    )
    await publication_uses.add(tx, new, now=f"{on.isoformat()}T12:00:00Z")
