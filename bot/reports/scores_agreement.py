"""The sheet of a workbook that says how far the jurors agree, and where they differ most."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.reports.contest_book import ContestBook
from bot.rules import agreement, scoring
from bot.rules.scoring import Score

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ALPHA: Final = msgid(
    "Krippendorff's alpha: 1 where the jurors agree on everything, 0 where no more than by chance."
)
A4: Final = 9
READING: Final = msgid("From 0.8 the points are reliable, from 0.667 with caution.")


def write(
    t: Translator,
    book: ContestBook,
    scores: Sequence[Score],
    page: "Worksheet",
    looks: Mapping[str, Any],
) -> None:
    """Write Krippendorff's alpha and the entries on which the jurors differ most."""
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 60)
    page.set_column(1, 3, 14)
    page.write_string(0, 0, t.plain(msgid("How far the jurors agree")), looks["title"])
    for row, text in enumerate((ALPHA, READING), 1):
        page.write_string(row, 0, t.plain(text), looks["plain"])
    row = 4
    page.write_string(row, 0, t.plain(msgid("What")), looks["head"])
    page.write_string(row, 1, t.plain(msgid("Alpha")), looks["head"])
    found = [(t.plain(msgid("All points")), agreement.of_contest(book.contest, book.judgements))]
    for one in book.contest.criteria:
        alpha = agreement.of_criterion(book.contest, one, book.judgements)
        found.append((one.name(t.language), alpha))
    for row, (name, alpha) in enumerate(found, row + 1):  # noqa: B020  # the table goes on
        page.write_string(row, 0, name, looks["text"])
        if alpha is None:
            page.write_string(row, 1, t.plain(msgid("none")), looks["text"])
        else:
            page.write_number(row, 1, alpha, looks["alpha"])
    _disputed(t, book, scores, page, looks, row + 2)


def _disputed(  # noqa: PLR0917  # as above, and from which row on
    t: Translator,
    book: ContestBook,
    scores: Sequence[Score],
    page: "Worksheet",
    looks: Mapping[str, Any],
    row: int,
) -> None:
    heads = (
        msgid("On these entries the jurors differ most"), msgid("Least"), msgid("Most"),
        msgid("Deviation"),
    )  # fmt: skip
    for place, text in enumerate(heads):
        page.write_string(row, place, t.plain(text), looks["head"])
    titles = {one.entry_id: one.title for one in book.entries}
    known = scoring.disputed(book.contest, scores)
    for below, one in enumerate(known, row + 1):
        page.write_string(below, 0, f"№ {one.entry_id} {titles[one.entry_id]}", looks["text"])
        values = (one.sums[0], one.sums[-1], float(one.variance) ** 0.5)
        for place, value in enumerate(values, 1):
            page.write_number(below, place, float(value), looks["points"])
    if not known:
        page.write_string(row + 1, 0, t.plain(msgid("There are none.")), looks["text"])
