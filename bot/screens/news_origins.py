"""What news says that is begun from a record: numbers, never people; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Translator
from bot.msgid import Plural, msgid
from bot.screens.round_sentence import PARTS
from storage.records.rounds import Tally

# Who is served at home may be one person of a village, so that number stays inside.
TOLD: Final = ("households", "asked", "new_readers", "issued")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a contest came to."""

    entries: int
    libraries: int
    awards: int


def of_visit(t: Translator, library: str, purposes: Sequence[str]) -> tuple[str, str]:
    """Return title and text of a visit."""
    title = t.plain(
        msgid("Colleagues of the department in the library: {library}"), library=library
    )
    text = msgid("The methodical department was at the library: {library}.")
    said = [t.plain(text, library=library)]
    if purposes:
        said.append(t.plain(msgid("Purpose: {purposes}."), purposes=", ".join(purposes).lower()))
    return title, " ".join(said)


def of_round(t: Translator, place: str, tally: Tally) -> tuple[str, str]:
    """Return title and text of a round."""
    title = t.plain(msgid("Door-to-door round: {place}"), place=place)
    counts = [(PARTS[name], getattr(tally, name)) for name in TOLD]
    text = msgid("The library went from door to door: {counts}.")
    said = _counts(t, counts)
    return title, t.plain(text, counts=said) if said else f"{title}."


def of_contest(t: Translator, contest: str, subject: str, counts: Counts) -> tuple[str, str]:
    """Return title and text of the results of a contest."""
    title = t.plain(msgid("Results of the contest «{contest}»"), contest=contest)
    named = f"«{contest}» {subject}".rstrip()
    text = msgid(
        "The results of the contest {contest} are known. Entries: {entries}, libraries: "
        "{libraries}, awards: {awards}."
    )
    said = {
        "entries": counts.entries, "libraries": counts.libraries, "awards": counts.awards,
    }  # fmt: skip
    return title, t.plain(text, contest=named, **said)


def of_session(
    t: Translator, group: str, topic: str, hours: float, people: int
) -> tuple[str, str]:
    """Return title and text of a session; `people`: who came, 0 where that is not known."""
    title = t.plain(msgid("Session «{topic}»"), topic=topic)
    text = msgid("A session of the class «{class_title}» was held: {topic}. Hours: {hours}.")
    said = [t.plain(text, class_title=group, topic=topic, hours=hours)]
    if people:
        said.append(t.plain(msgid("Participants: {people}."), people=people))
    return title, " ".join(said)


def _counts(t: Translator, counts: Sequence[tuple[Plural, int]]) -> str:
    return ", ".join(t.plain(text, n=number) for text, number in counts if number)
