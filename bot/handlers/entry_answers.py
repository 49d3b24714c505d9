"""What the forms of entries say as a record; pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from bot.rules.contests import ALBUMS
from storage.records.contests import EntryFields, EntryFile

SINGLE: Final = ("scenario",)  # questions of one file
LINKS: Final = ("link", "more_link")
CONSENTS: Final = ("people", "parents")


def stated(answers: Mapping[str, Any], library_id: int) -> EntryFields:
    """Return what a submission of an entry's form says."""
    more = answers.get("more", {})
    said = {**answers, **more}
    nomination, published_on = answers.get("nomination"), answers.get("published_on")
    return EntryFields(
        contest_id=int(answers["contest"]),
        library_id=library_id,
        nomination_id=int(nomination) if nomination else None,
        title=answers["title"],
        medium=answers.get("medium"),
        published_on=date.fromisoformat(published_on) if published_on else None,
        files=tuple(_files(said)),
        links=tuple(dict.fromkeys(said[name] for name in LINKS if said.get(name))),
        consents=tuple((name, answers[name]) for name in CONSENTS if answers.get(name)),
        coauthors=tuple(int(one) for one in said.get("coauthors", ())),
        motto=" ".join((answers.get("motto") or "").split()).strip('«»"“”„ ') or None,
        reader_age=int(answers["reader_age"]) if answers.get("reader_age") else None,
    )


def _files(said: Mapping[str, Any]) -> Iterator[EntryFile]:
    for role, question in ALBUMS.items():
        for one in said.get(role, ()):
            if one.get(question):
                yield EntryFile(role=role, file_id=file_id(one[question]))
    for role in SINGLE:
        if said.get(role):
            yield EntryFile(role=role, file_id=file_id(said[role]))


def counted(answers: Mapping[str, Any]) -> dict[str, int]:
    """Count the files of each album in a submission."""
    return {
        role: sum(bool(one.get(question)) for one in answers.get(role, ()))
        for role, question in ALBUMS.items()
    }


def file_id(name: str) -> int:
    """Return the number of a stored file by the name under which the form knows it."""
    return int(name.removeprefix("file-"))
