"""The sheet of scores as a workbook of live formulas that give the same numbers as the bot.

A sheet for each juror, a summary that refers to them, and how far the jurors agree. Each
formula carries the value that the bot has counted.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import books
from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import contest_book, protocol_page, scores_agreement
from bot.reports.contest_book import ContestBook
from bot.reports.materials import plain_name
from bot.rules import scoring
from bot.rules.judging import counted, is_concerned
from bot.rules.scoring import Score
from bot.screens import contest_files as screens
from storage.database import Reader
from storage.records.contests import Criterion, Entry
from storage.records.judging import Judgement, Result
from storage.records.people import Staff

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

KIND: Final = "scores_book"  # of the job
WEIGHTS: Final = 3  # the row of weights in a juror's sheet, from 0
FIRST: Final = 5  # the row of the first entry in every sheet, from 0
ABOUT: Final = 4  # columns before the numbers: No., title, library, nomination
NAME: Final = 31  # characters of a sheet's name in Excel
EXACT: Final = 6  # decimals in which equal points are told from different ones
A4: Final = 9
HEAD_PT: Final = 54  # the height of the titles: names of criteria take several lines
AVERAGES: Final = {
    "mean": msgid("Mean of the jurors"),
    "median": msgid("Median of the jurors"),
}


@dataclass(frozen=True, slots=True)
class Scorer:
    """A juror who scores, with the sheet and what was given by entry."""

    person: Staff
    sheet: str
    given: Mapping[int, Judgement]  # complete or not
    is_counted: frozenset[int]  # entries
    conflicts: frozenset[int]


@dataclass(frozen=True)
class Sheets:
    """What all sheets are written from."""

    t: Translator
    book: ContestBook
    entries: list[Entry]
    scorers: list[Scorer]
    scores: Mapping[int, Score]
    results: Mapping[int, Result]
    votes: Mapping[int, int]  # the chairman's, where they decide
    looks: Mapping[str, Any]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Return the criteria in the contest's order."""
        return self.book.contest.criteria

    @cached_property
    def alike(self) -> Counter[tuple[object, ...]]:
        """Count the entries that share a step of the ladder."""
        return Counter(map(self.step, self.entries))

    @cached_property
    def totals(self) -> Mapping[tuple[int, int], float]:
        """Return the weighted points that count, by juror and entry."""
        kept = counted(self.book.contest, self.book.judgements)
        return {
            (one.staff_id, one.entry_id): float(scoring.weighted(self.book.contest, one))
            for one in kept
        }

    @cached_property
    def dealt(self) -> frozenset[tuple[int, int]]:
        """Return which entry is dealt to which juror."""
        return frozenset(self.book.dealt)

    def group(self, entry: Entry) -> int:
        """Return among which entries places are counted: 0 where among all."""
        is_apart = self.book.contest.ranks_in == "nomination"
        return (entry.nomination_id or 0) if is_apart else 0

    def step(self, entry: Entry) -> tuple[object, ...]:
        """Return all that a place is counted from; equal ones share it."""
        score = self.scores.get(entry.entry_id)
        ladder = score.ladder if score else ()
        return (self.group(entry), ladder, self.votes.get(entry.entry_id, 0))


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the workbook to `path`; `arguments`: contest_id, language, zone."""
    t = translator(arguments["language"])
    book = await contest_book.read(db, arguments)
    if book.contest.judged_at is None:
        raise UserError(screens.NOT_JUDGED)
    write(t, book, path)
    name = plain_name(f"{t.plain(msgid('Sheet of scores'))} {book.contest.title}") + ".xlsx"
    is_sealed = book.contest.published_at is None
    return {
        "names": [name],
        "caption": screens.scores_caption(t, book.contest.title, is_sealed=is_sealed),
    }


def write(t: Translator, book: ContestBook, path: Path) -> None:
    """Write the workbook of a judged contest."""
    from bot.reports.plain_sheet import PlainSheet  # noqa: PLC0415

    known = scoring.scores(book.contest, book.entries, book.judgements)
    with books.opened(path) as made:
        made.set_properties({"title": book.contest.title})
        sheets = Sheets(
            t,
            book,
            scoring.taking_part(book.entries),
            _scorers(t, book),
            {one.entry_id: one for one in known},
            {one.entry_id: one for one in book.results},
            _votes(book, known),
            _looks(made),
        )
        _summary(sheets, made.add_worksheet(t.plain(msgid("Results")), PlainSheet))
        for one in sheets.scorers:
            _juror(sheets, made.add_worksheet(one.sheet, PlainSheet), one)
        page = made.add_worksheet(t.plain(msgid("Agreement")))
        scores_agreement.write(t, book, known, page, sheets.looks)


def _votes(book: ContestBook, known: list[Score]) -> dict[int, int]:
    """Return the chairman's ranks in those ties that they have ended."""
    if book.contest.tie_rule != "chairman":
        return {}
    cast = [tie for tie in scoring.ties(known) if all(one in book.votes for one in tie)]
    return {one: book.votes[one] for tie in cast for one in tie}


def _scorers(t: Translator, book: ContestBook) -> list[Scorer]:
    kept = {(one.staff_id, one.entry_id) for one in counted(book.contest, book.judgements)}
    found: list[Scorer] = []
    for juror in book.contest.jurors:
        if not juror.scores or juror.staff_id not in book.people:
            continue
        person = book.people[juror.staff_id]
        own = [one for one in book.judgements if one.staff_id == juror.staff_id]
        found.append(
            Scorer(
                person,
                _sheet_name(person.initials(t.language), [one.sheet for one in found]),
                {one.entry_id: one for one in own if not one.has_conflict},
                frozenset(entry for staff, entry in kept if staff == juror.staff_id),
                frozenset(one.entry_id for one in own if one.has_conflict),
            )
        )
    return found


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    """Return a name that Excel takes for a sheet and no other one has."""
    plain = "".join(" " if one in "[]:*?/\\'" else one for one in name)[: NAME - 3].strip()
    numbered = (f"{plain} {n}" for n in range(2, 100))
    return plain if plain not in taken else next(one for one in numbered if one not in taken)


def _looks(made: "Workbook") -> dict[str, Any]:
    common = {"font_name": "Times New Roman", "font_size": 10, "valign": "top"}
    cell = {**common, "border": 1, "text_wrap": True}
    looks = {
        "plain": common,
        "title": {**common, "bold": True, "font_size": 14},
        "head": {**cell, "bold": True, "bg_color": "#EEF2F6", "valign": "vcenter"},
        "text": cell,
        "whole": {**cell, "num_format": "0", "align": "center"},
        "weight": {**cell, "num_format": "0.##", "align": "center", "italic": True},
        "points": {**cell, "num_format": "0.00", "align": "center"},
        "bold": {**cell, "num_format": "0.00", "align": "center", "bold": True},
        "alpha": {**cell, "num_format": "0.000", "align": "center"},
        "aside": {**cell, "font_color": "#888888"},
        "order": {**cell, "num_format": "0.000000"},
    }
    return {name: made.add_format(look) for name, look in looks.items()}


def _paper(page: "Worksheet") -> None:
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(FIRST - 1)
    page.freeze_panes(FIRST, 2)
    for place, width in enumerate((6, 34, 18, 18)):
        page.set_column(place, place, width)


def _about(sheets: Sheets, page: "Worksheet", row: int, entry: Entry) -> None:
    t, book = sheets.t, sheets.book
    names = {one.nomination_id: one.name(t.language) for one in book.contest.nominations}
    page.write_number(row, 0, entry.entry_id, sheets.looks["whole"])
    for place, text in enumerate(
        (
            entry.title,
            book.libraries[entry.library_id].short(t.language),
            names.get(entry.nomination_id or 0, ""),
        ),
        1,
    ):
        page.write_string(row, place, text, sheets.looks["text"])


def _head(sheets: Sheets, page: "Worksheet", title: str, columns: Sequence[str]) -> None:
    t, contest = sheets.t, sheets.book.contest
    page.write_string(0, 0, contest.title, sheets.looks["title"])
    page.write_string(1, 0, title, sheets.looks["plain"])
    about = [t.plain(one) for one in (msgid("No."), msgid("Title"), msgid("Library"))]
    for place, text in enumerate((*about, t.plain(msgid("Nomination")), *columns)):
        page.write_string(FIRST - 1, place, text, sheets.looks["head"])


# -------------------------------------------------------------------- a juror's sheet


def _juror(sheets: Sheets, page: "Worksheet", scorer: Scorer) -> None:
    """Write the points that a juror gave, the weights above them, and the totals."""
    t, criteria, looks = sheets.t, sheets.criteria, sheets.looks
    _paper(page)
    duty = sheets.book.contest.juror(scorer.person.staff_id)
    said = t.plain(protocol_page.DUTIES[duty.duty if duty else "juror"])
    full = f"{said}: {scorer.person.full_name(t.language)}"
    names = [
        t.plain(msgid("{name}, up to {most}"), name=one.name(t.language), most=one.most_points)
        for one in criteria
    ]
    columns = (*names, t.plain(msgid("Points")), t.plain(msgid("Remark")))
    _head(sheets, page, full, columns)
    page.set_row(FIRST - 1, HEAD_PT)
    page.set_column(ABOUT, ABOUT + len(criteria), 13)
    page.set_column(ABOUT + len(criteria) + 1, ABOUT + len(criteria) + 1, 50)
    page.write_string(WEIGHTS, ABOUT - 1, t.plain(msgid("Weight")), looks["head"])
    for place, one in enumerate(criteria, ABOUT):
        page.write_number(WEIGHTS, place, float(one.weight), looks["weight"])
    for row, entry in enumerate(sheets.entries, FIRST):
        _about(sheets, page, row, entry)
        _given(sheets, page, row, entry, scorer)


def _given(sheets: Sheets, page: "Worksheet", row: int, entry: Entry, scorer: Scorer) -> None:
    criteria, looks = sheets.criteria, sheets.looks
    judgement = scorer.given.get(entry.entry_id)
    points = judgement.points if judgement else {}
    for place, one in enumerate(criteria, ABOUT):
        if one.criterion_id in points:
            page.write_number(row, place, points[one.criterion_id], looks["whole"])
        else:
            page.write_blank(row, place, None, looks["whole"])
    last = ABOUT + len(criteria)
    own = cells(row, ABOUT, row, last - 1)
    weights = cells(WEIGHTS, ABOUT, WEIGHTS, last - 1)
    total = sheets.totals.get((scorer.person.staff_id, entry.entry_id), "")
    formula = f'=IF(COUNT({own})={len(criteria)},SUMPRODUCT({own},{weights}),"")'
    page.write_formula(row, last, formula, looks["bold"], total)
    page.write_string(row, last + 1, _note(sheets, entry, scorer), looks["aside"])


def _note(sheets: Sheets, entry: Entry, scorer: Scorer) -> str:
    """Return the juror's remark, or why there are no points."""
    t, judgement = sheets.t, scorer.given.get(entry.entry_id)
    if is_concerned(scorer.person, entry):
        return t.plain(msgid("own library: does not score"))
    if entry.entry_id in scorer.conflicts:
        return t.plain(msgid("conflict of interest: does not score"))
    if (entry.entry_id, scorer.person.staff_id) not in sheets.dealt and not judgement:
        return t.plain(msgid("not dealt to this juror"))
    return (judgement.remark or "") if judgement else ""


# -------------------------------------------------------------------- the summary


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the summary has what, from 0."""

    scorers: int
    criteria: int

    @property
    def points(self) -> int:
        """Return the average of the jurors' points; place, award and deviation follow."""
        return ABOUT + self.scorers

    @property
    def by_criterion(self) -> int:
        """Return the first of the averages by criterion."""
        return self.points + 4

    @property
    def vote(self) -> int:
        """Return the chairman's order of entries that all criteria leave equal."""
        return self.by_criterion + self.criteria

    @property
    def order(self) -> int:
        """Return the first of the columns that places are counted from.

        The group, the points, each criterion, the vote, how many entries are equal in all.
        """
        return self.vote + 1

    @property
    def equal(self) -> int:
        """Return how many entries are equal in everything that places are counted from."""
        return self.order + self.criteria + 3


def _summary(sheets: Sheets, page: "Worksheet") -> None:
    t = sheets.t
    at = Columns(len(sheets.scorers), len(sheets.criteria))
    _paper(page)
    names = [one.name(t.language) for one in sheets.criteria]
    columns = [
        *(one.sheet for one in sheets.scorers),
        t.plain(AVERAGES[sheets.book.contest.average]),
        t.plain(msgid("Place")),
        t.plain(msgid("Award")),
        t.plain(msgid("Deviation")),
        *names,
        t.plain(msgid("Chairman's vote")),
        *(t.plain(msgid("For places: {name}"), name=one) for one in ("№", "=", *names, "+", "n")),
    ]
    title = t.plain(msgid("Sheet of scores. The formulas refer to the sheets of the jurors."))
    _head(sheets, page, title, columns)
    page.set_row(FIRST - 1, HEAD_PT)
    page.set_column(ABOUT, at.vote, 11)
    page.set_column(at.points + 2, at.points + 2, 24)
    page.set_column(at.order, at.equal, 12, None, {"hidden": True})
    for row, entry in enumerate(sheets.entries, FIRST):
        _about(sheets, page, row, entry)
        _averages(sheets, page, row, entry, at)
        _order(sheets, page, row, entry, at)
        _result(sheets, page, row, entry, at)


def _averages(sheets: Sheets, page: "Worksheet", row: int, entry: Entry, at: Columns) -> None:
    """Write the jurors' totals, their average, and the averages by criterion."""
    looks, score, total = sheets.looks, sheets.scores.get(entry.entry_id), ABOUT + at.criteria
    for place, one in enumerate(sheets.scorers, ABOUT):
        value = sheets.totals.get((one.person.staff_id, entry.entry_id), "")
        formula = f"='{one.sheet}'!{cell(row, total)}"
        page.write_formula(row, place, formula, looks["points"], value)
    function = "MEDIAN" if sheets.book.contest.average == "median" else "AVERAGE"
    totals = cells(row, ABOUT, row, at.points - 1)
    formula = f'=IF(COUNT({totals})>0,{function}({totals}),"")'
    value = float(score.points) if score else ""
    page.write_formula(row, at.points, formula, looks["bold"], value)
    for number in range(at.criteria):
        # Only complete judgements count: a juror without a total is left out.
        given = ",".join(
            f"'{one.sheet}'!{cell(row, ABOUT + number)}"
            for one in sheets.scorers
            if entry.entry_id in one.is_counted
        )
        formula = f"={function}({given})" if given else '=""'
        value = float(score.criteria[number]) if score else ""
        page.write_formula(row, at.by_criterion + number, formula, looks["points"], value)


def _order(sheets: Sheets, page: "Worksheet", row: int, entry: Entry, at: Columns) -> None:
    """Write what places are counted from: numbers only, -1 where there are no points."""
    look = sheets.looks["order"]
    score, vote = sheets.scores.get(entry.entry_id), sheets.votes.get(entry.entry_id)
    if vote is None:
        page.write_blank(row, at.vote, None, sheets.looks["whole"])
    else:
        page.write_number(row, at.vote, vote, sheets.looks["whole"])
    page.write_number(row, at.order, sheets.group(entry), look)
    sources = (at.points, *range(at.by_criterion, at.vote))
    values = score.ladder if score else (Fraction(-1),) * len(sources)
    for place, (source, value) in enumerate(zip(sources, values, strict=True), at.order + 1):
        own = cell(row, source)
        formula = f"=IF(ISNUMBER({own}),ROUND({own},{EXACT}),-1)"
        page.write_formula(row, place, formula, look, round(float(value), EXACT))
    page.write_formula(row, at.equal - 1, f"=N({cell(row, at.vote)})", look, vote or 0)
    last = FIRST + len(sheets.entries) - 1
    alike = "*".join(
        f"({cells(FIRST, one, last, one)}={cell(row, one)})" for one in range(at.order, at.equal)
    )
    count = sheets.alike[sheets.step(entry)]
    page.write_formula(row, at.equal, f"=SUMPRODUCT({alike})", look, count)


def _result(sheets: Sheets, page: "Worksheet", row: int, entry: Entry, at: Columns) -> None:
    looks, result = sheets.looks, sheets.results.get(entry.entry_id)
    score, place = sheets.scores.get(entry.entry_id), at.points + 1
    value = result.place if result and result.place else ""
    page.write_formula(row, place, _place(sheets, row, at), looks["whole"], value)
    awards = {one.award_id: one.name(sheets.t.language) for one in sheets.book.contest.awards}
    award = awards.get(result.award_id or 0, "") if result else ""
    page.write_string(row, place + 1, award, looks["text"])
    totals = cells(row, ABOUT, row, at.points - 1)
    formula = f'=IF(COUNT({totals})>1,STDEV({totals}),"")'
    deviation = float(score.variance) ** 0.5 if score and len(score.sums) > 1 else ""
    page.write_formula(row, place + 2, formula, looks["points"], deviation)


def _place(sheets: Sheets, row: int, at: Columns) -> str:
    """Return the formula of a place: 1 and one for each better step, each counted once.

    Entries that are equal in everything stand on one step: each counts as its part of it.
    """
    last = FIRST + len(sheets.entries) - 1
    better = ""
    for place in range(at.equal - 1, at.order, -1):
        column, own = cells(FIRST, place, last, place), cell(row, place)
        sign = "<" if place == at.equal - 1 else ">"  # the chairman's first is the best
        deeper = f"+({column}={own})*({better})" if better else ""
        better = f"({column}{sign}{own}){deeper}"
    group = f"({cells(FIRST, at.order, last, at.order)}={cell(row, at.order)})"
    equal = cells(FIRST, at.equal, last, at.equal)
    points = cell(row, at.points)
    return f'=IF(ISNUMBER({points}),1+ROUND(SUMPRODUCT({group}*({better})/{equal}),0),"")'


# -------------------------------------------------------------------- cells


@cache
def cell(row: int, column: int) -> str:
    """Return the address of a cell, fixed: $A$1."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415  # only in the child

    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def cells(top: int, left: int, bottom: int, right: int) -> str:
    """Return the address of a range of cells, fixed: $A$1:$B$2."""
    return f"{cell(top, left)}:{cell(bottom, right)}"
