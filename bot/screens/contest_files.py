"""The files of a contest on one screen: what can be made now, and what is still missing; pure."""

from dataclasses import dataclass
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import Button, Screen, bold, column, grid, lines
from storage.records.contests import Contest

SEALED: Final = msgid("The results are not published yet: please pass nothing on.")
UNPUBLISHED: Final = msgid("Diplomas are made when the results are published.")
NOT_OTHERS: Final = msgid(
    "The sheet says what each juror gave, and jurors do not see each other's points. The "
    "secretary of the jury or a colleague outside of it can take the sheet."
)
NOT_JUDGED: Final = msgid("Protocol and scores are made when the judging is closed.")
NOTHING_FORWARDED: Final = msgid("No entry is put forward to the contest of the region yet.")
NO_AWARDS: Final = msgid("No entry of this contest has an award, so there are no diplomas.")
NO_AWARD: Final = msgid("This entry has no award, so there is no diploma.")


@dataclass(frozen=True, slots=True)
class Papers:
    """What can be made of a contest now by who looks."""

    entries: int = 0  # to be collected
    awarded: int | None = None  # entries with an award; None: the results are sealed
    diplomas: bool = False
    collect: bool = False
    publications: bool = False
    forwarded: int = 0  # entries put forward to the contest of the region
    results: bool = False  # protocol and scores can be made
    may_read: bool = False  # protocol and scores, when the judging is closed
    scores: bool = True  # False: a juror, to whom the others' points are closed
    contest: bool = True  # the card of the contest is open to the reader


def shown(t: Translator, contest: Contest, papers: Papers) -> Screen:
    """Show which files of a contest can be made now."""
    text = lines(
        bold(t.plain(msgid("Documents of the contest «{title}»"), title=contest.title)),
        *_standing(t, contest, papers),
        t(msgid("A file comes here some seconds after you press its button.")),
    )
    key, buttons = contest.contest_id, _files(t, contest, papers)
    if papers.diplomas:
        buttons.append(Button(t.plain(msgid("Diploma template")), "template:diploma"))
    if papers.contest:
        buttons.append(Button(t.plain(msgid("To the contest")), f"contest.card:{key}"))
    elif papers.results:
        buttons.append(Button(t.plain(msgid("To the results")), f"result.list:{key}"))
    return Screen(text, grid(buttons))


def _files(t: Translator, contest: Contest, papers: Papers) -> list[Button]:
    year = t.plain(msgid("Participation {year}"), year=str(contest.closes_on.year))
    offered = (
        (papers.collect and papers.entries, t.plain(msgid("All in one .zip")), "board.zip"),
        (papers.results, t.plain(msgid("Protocol")), "papers.protocol"),
        (papers.results and papers.scores, t.plain(msgid("Sheet of scores")), "papers.scores"),
        (papers.awarded, t.plain(msgid("Diplomas")), "papers.diplomas"),
        (papers.collect and papers.forwarded, t.plain(msgid("For the region")), "papers.region"),
        (papers.collect and papers.publications, t.plain(msgid("Publications")), "papers.press"),
        (papers.collect, year, "papers.year"),
    )
    key = contest.contest_id
    return [Button(label, f"{press}:{key}") for can_be, label, press in offered if can_be]


def _standing(t: Translator, contest: Contest, papers: Papers) -> list[Html]:
    said = []
    if papers.collect:
        said.append(
            t(
                plural("Materials: {n} entry.", "Materials: {n} entries."),
                n=papers.entries,
            )
        )
    if papers.may_read and not papers.results:
        said.append(t(msgid("Protocol and scores: when the judging is closed.")))
    if papers.results and contest.published_at is None:
        said.append(t(SEALED))
    if not papers.diplomas:
        return said
    if papers.awarded is None:
        said.append(t(msgid("Diplomas: when the results are published.")))
    else:
        said.append(
            t(
                plural("Diplomas: {n} entry has an award.", "Diplomas: {n} entries have awards."),
                n=papers.awarded,
            )
        )
    return said


# -------------------------------------------------------------------- a file is made


def coming(t: Translator) -> Screen:
    """Say that a file is being made."""
    return Screen(t(msgid("The file is being made. It comes here by itself.")))


def failed(t: Translator, contest_id: int) -> Screen:
    """Say that a file could not be made, with the way to try again."""
    text = msgid("The file could not be made. Try again in some minutes, please.")
    back = Button(t.plain(msgid("Documents")), f"papers:{contest_id}")
    return Screen(t(text), column([back]))


def part(t: Translator, caption: str, number: int, total: int) -> Html:
    """Return what stands under one of several parts of an archive."""
    if total == 1:
        return Html(caption)
    said = msgid("Part {number} of {total}: Telegram takes up to 50 MB at once.")
    return lines(caption, t(said, number=number, total=total))


def diplomas_caption(t: Translator, contest: str, count: int) -> Html:
    """Return what stands under diplomas."""
    return lines(
        t(msgid("Diplomas of the contest «{contest}»: {count}."), contest=contest, count=count),
        t(msgid("Each is a Word file: look at it and correct what is needed before printing.")),
    )


def protocol_caption(t: Translator, contest: str, *, is_sealed: bool) -> Html:
    """Return what stands under a protocol."""
    return lines(
        t(msgid("Protocol of the jury: «{contest}»."), contest=contest),
        t(SEALED) if is_sealed else None,
    )


def scores_caption(t: Translator, contest: str, *, is_sealed: bool) -> Html:
    """Return what stands under a sheet of scores."""
    return lines(
        t(msgid("Sheet of scores: «{contest}». The formulas count anew."), contest=contest),
        t(SEALED) if is_sealed else None,
    )


def press_caption(t: Translator, contest: str, count: int) -> Html:
    """Return what stands under a list of publications."""
    said = msgid("Publications of the contest «{contest}» by ГОСТ 7.1: {count}.")
    return t(said, contest=contest, count=count)


def participation_caption(t: Translator, year: int) -> Html:
    """Return what stands under the matrix of participation."""
    return t(msgid("Which library took part in which contest, {year}."), year=str(year))


def region_caption(
    t: Translator, contest: str, count: int, missing: int, *, is_sealed: bool
) -> Html:
    """Return what stands under the archive for the region."""
    return lines(
        t(
            plural(
                "For the contest of the region, «{contest}»: {n} entry with its answers.",
                "For the contest of the region, «{contest}»: {n} entries with their answers.",
            ),
            contest=contest,
            n=count,
        ),
        t(msgid("Not fetched yet: {waiting}. Ask again later."), waiting=missing)
        if missing
        else None,
        t(SEALED) if is_sealed else None,
    )
