"""What the protocol of a jury says: who was there, entries with places, ties, the decision."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid, plural
from bot.reports.contest_book import ContestBook
from bot.rules import diplomas, scoring
from bot.rules.judging import is_concerned
from bot.rules.scoring import Score
from storage.records.contests import Criterion, Entry, Juror
from storage.records.judging import Result

DUTIES: Final = {
    "chairman": msgid("Chairman of the jury"),
    "juror": msgid("Member of the jury"),
    "secretary": msgid("Secretary of the jury"),
}
LEVELS: Final = {
    "district": msgid("Jury of the district contest «{title}»"),
    "region": msgid("Jury of the regional contest «{title}»"),
    "country": msgid("Jury of the national contest «{title}»"),
}
AVERAGES: Final = {
    "mean": msgid("The points of an entry are the mean of the jurors' points."),
    "median": msgid("The points of an entry are the median of the jurors' points."),
}
TIES: Final = {
    "shared": msgid(
        "Where points are equal, the higher points for the first criterion decide, then for the "
        "next ones; where all are equal, the place is shared."
    ),
    "chairman": msgid(
        "Where points are equal, the higher points for the first criterion decide, then for the "
        "next ones; where all are equal, the chairman's vote."
    ),
}
READER: Final = msgid("a reader")
READER_AGED: Final = msgid("a reader, age: {age}")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the table."""

    number: int
    title: str
    library: str
    authors: str
    points: str
    place: str
    award: str


@dataclass(frozen=True, slots=True)
class Group:
    """The entries among which places are counted, in their order."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """All that a protocol says, in one language."""

    language: str
    institution: str
    title: str
    subject: str
    place: str
    day: str
    present: tuple[str, ...]
    about: tuple[str, ...]
    groups: tuple[Group, ...]
    ties: tuple[str, ...]
    aside: tuple[str, ...]  # who did not score what
    disputed: tuple[str, ...]
    decision: tuple[str, ...]
    signatures: tuple[tuple[str, str], ...]  # duty, name
    footer: str


def of(t: Translator, book: ContestBook) -> Protocol:
    """Return what the protocol of a judged contest says."""
    contest = book.contest
    known = scoring.scores(contest, book.entries, book.judgements)
    central = book.central()
    return Protocol(
        language=t.language,
        institution=book.institution["institution_name"],
        title=t.plain(LEVELS[contest.level], title=contest.title),
        subject=contest.subject,
        place=central.council(t.language) if central else "",
        day=t.full_day(book.day_of(str(contest.judged_at))),
        present=tuple(_present(t, book)),
        about=tuple(_about(t, book, known)),
        groups=tuple(_groups(t, book)),
        ties=tuple(_ties(t, book, known)),
        aside=tuple(_aside(t, book)),
        disputed=tuple(_disputed(t, book, known)),
        decision=tuple(_decision(t, book)),
        signatures=tuple(_signatures(t, book)),
        footer=_footer(t, book),
    )


# -------------------------------------------------------------------- who and how


def _jury(book: ContestBook) -> list[Juror]:
    """Return the jury as it signs: the chairman, the members by name, the secretary."""
    order = list(DUTIES)
    known = [one for one in book.contest.jurors if one.staff_id in book.people]
    return sorted(
        known, key=lambda one: (order.index(one.duty), book.people[one.staff_id].surname_ru)
    )


def _present(t: Translator, book: ContestBook) -> Iterator[str]:
    for one in _jury(book):
        person = book.people[one.staff_id]
        duty, post = t.plain(DUTIES[one.duty]), diplomas.post(person.post, t.language)
        named = person.full_name(t.language)
        yield f"{duty}: {named}, {post}" if post else f"{duty}: {named}"


def _about(t: Translator, book: ContestBook, known: list[Score]) -> Iterator[str]:
    contest = book.contest
    admitted = len(scoring.taking_part(book.entries))
    yield t.plain(
        plural(
            "{n} entry is admitted to the contest.", "{n} entries are admitted to the contest."
        ),
        n=admitted,
    )
    if len(known) < admitted:
        yield t.plain(msgid("Scored entries: {count}."), count=len(known))
    said = "; ".join(_criterion(t, one) for one in contest.criteria)
    yield t.plain(msgid("Criteria and the most points: {list}."), list=said)
    yield t.plain(AVERAGES[contest.average])
    yield t.plain(TIES[contest.tie_rule])


def _criterion(t: Translator, one: Criterion) -> str:
    name, most, weight = one.name(t.language), one.most_points, one.weight
    if weight == 1:
        return f"{name} {most}"
    return t.plain(msgid("{name} {most} (weight {weight})"), name=name, most=most, weight=weight)


# -------------------------------------------------------------------- the table


def _groups(t: Translator, book: ContestBook) -> Iterator[Group]:
    contest = book.contest
    by_id = {one.entry_id: one for one in book.entries}
    known = [one for one in book.results if one.entry_id in by_id]
    if contest.ranks_in != "nomination":
        yield Group("", tuple(_line(t, book, by_id[one.entry_id], one) for one in known))
        return
    for nomination in contest.nominations:
        key = nomination.nomination_id
        lines = [
            _line(t, book, by_id[one.entry_id], one)
            for one in known
            if by_id[one.entry_id].nomination_id == key
        ]
        if lines:
            yield Group(nomination.name(t.language), tuple(lines))


def _line(t: Translator, book: ContestBook, entry: Entry, result: Result) -> Line:
    awards = {one.award_id: one.name(t.language) for one in book.contest.awards}
    award = awards.get(result.award_id or 0, "")
    if award and result.award_words:
        award = f"{award}: {result.award_words}"
    return Line(
        number=entry.entry_id,
        title=entry.title,
        library=book.libraries[entry.library_id].short(t.language),
        authors=authors(t, book, entry),
        points=t.fixed(scoring.rounded(result.points)) if result.jurors else "",
        place=str(result.place or ""),
        award=award,
    )


def authors(t: Translator, book: ContestBook, entry: Entry) -> str:
    """Return who made an entry: the staff by name, a reader by the motto or the age."""
    if book.contest.audience == "readers":
        age = t.plain(READER_AGED, age=entry.reader_age) if entry.reader_age else t.plain(READER)
        return f"«{entry.motto}», {age}" if entry.motto else age
    people = (entry.staff_id, *entry.coauthors)
    return ", ".join(book.people[one].initials(t.language) for one in people)


# -------------------------------------------------------------------- what was special


def _ties(t: Translator, book: ContestBook, known: list[Score]) -> Iterator[str]:
    """Say of each group of entries with equal points what decided between them."""
    found = {one.entry_id: one for one in book.results}
    in_order = sorted(known, key=lambda one: (one.group or 0, -one.points, one.entry_id))
    for (_, points), tie in groupby(in_order, key=lambda one: (one.group, one.points)):
        equal = sorted(
            (found[one.entry_id] for one in tie if one.entry_id in found),
            key=lambda one: (one.place or 0, one.entry_id),
        )
        if len(equal) > 1:
            said = ", ".join(
                t.plain(
                    msgid("No. {n} (place {place})"), n=str(one.entry_id), place=one.place or 0
                )
                for one in equal
            )
            how = " ".join(dict.fromkeys(_decided(t, book, one) for one in equal))
            text = msgid("Equal points, {points}: {list}. {how}")
            yield t.plain(text, points=t.fixed(scoring.rounded(points)), list=said, how=how)


def _decided(t: Translator, book: ContestBook, result: Result) -> str:
    names = {one.criterion_id: one.name(t.language) for one in book.contest.criteria}
    if result.decided_by == "criterion":
        criterion = names.get(result.criterion_id or 0, "")
        return t.plain(msgid("The criterion «{name}» decided."), name=criterion)
    if result.decided_by == "chairman":
        return t.plain(msgid("The chairman's vote decided."))
    return t.plain(msgid("The place is shared."))


def _aside(t: Translator, book: ContestBook) -> Iterator[str]:
    """Say which jurors did not score which entries, and why."""
    taking = scoring.taking_part(book.entries)
    conflicts = {(one.staff_id, one.entry_id) for one in book.judgements if one.has_conflict}
    for juror in _jury(book):
        person = book.people[juror.staff_id]
        if not juror.scores:
            continue
        own = [one.entry_id for one in taking if is_concerned(person, one)]
        declared = [
            one.entry_id
            for one in taking
            if (juror.staff_id, one.entry_id) in conflicts and one.entry_id not in own
        ]
        for text, found in (
            (msgid("{person}: own entries or those of the own library, {list}."), own),
            (msgid("{person}: declared a conflict of interest, {list}."), declared),
        ):
            if found:
                yield t.plain(text, person=person.initials(t.language), list=_numbers(t, found))


def _numbers(t: Translator, found: Iterable[int]) -> str:
    return ", ".join(t.plain(msgid("No. {n}"), n=str(one)) for one in found)


def _disputed(t: Translator, book: ContestBook, known: list[Score]) -> Iterator[str]:
    titles = {one.entry_id: one.title for one in book.entries}
    for one in scoring.disputed(book.contest, known):
        yield t.plain(
            msgid("No. {n} «{title}»: jurors gave from {least} to {most}."),
            n=str(one.entry_id),
            title=titles[one.entry_id],
            least=t.fixed(scoring.rounded(one.sums[0])),
            most=t.fixed(scoring.rounded(one.sums[-1])),
        )


# -------------------------------------------------------------------- the decision


def _decision(t: Translator, book: ContestBook) -> Iterator[str]:
    """Say who gets what: one line an award, in the order of the awards."""
    given = list(diplomas.winning(book.contest, book.entries, book.results))
    if not given:
        yield t.plain(msgid("No entry gets an award."))
    for award in book.contest.awards:
        those = [one for one in given if one.award.award_id == award.award_id]
        if those:
            name = diplomas.opened(award.name(t.language))
            yield f"{name}: {'; '.join(_winner(t, book, one) for one in those)}."
    chosen = [one for one in book.entries if one.entry_id in book.forwarded]
    if chosen:
        said = "; ".join(f"№ {one.entry_id} «{one.title}»" for one in chosen)
        yield t.plain(msgid("Put forward to the contest of the region: {list}."), list=said)


def _winner(t: Translator, book: ContestBook, one: diplomas.Winning) -> str:
    library = book.libraries[one.entry.library_id].short(t.language)
    said = f"{authors(t, book, one.entry)} ({library}), «{one.entry.title}»"
    return f"{said}, {one.result.award_words}" if one.result.award_words else said


def _signatures(t: Translator, book: ContestBook) -> Iterator[tuple[str, str]]:
    for one in _jury(book):
        initials = book.people[one.staff_id].initials(t.language)
        yield t.plain(DUTIES[one.duty]), diplomas.signed(initials)


def _footer(t: Translator, book: ContestBook) -> str:
    if book.contest.published_at is None:
        return t.plain(msgid("The results are not published yet: not to be passed on."))
    day = book.day_of(book.contest.published_at)
    return t.plain(msgid("The results were published: {date}."), date=t.full_day(day))
