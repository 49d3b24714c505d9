"""Results before and after they are published: the list, an entry's result, its award; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules import scoring
from bot.rules.scoring import Score
from bot.screens.entries import Names, reader
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.contests import Award, Contest, Entry
from storage.records.judging import Result

PAGE: Final = 8
TITLE: Final = 60  # characters of an entry's title in a list


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with its result."""

    entry: Entry
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The results of a contest as the department and the secretary see them."""

    contest: Contest
    lines: Sequence[Line]  # the first place first, within nominations where the contest says so
    names: Names
    disputed: Sequence[Score] = ()
    to_cast: Sequence[Sequence[int]] = ()  # equal entries that wait for the chairman
    left_shared: Sequence[Sequence[int]] = ()  # that the chairman must not decide
    jurors: int = 0  # who scored
    unfinished: Sequence[tuple[int, int, int]] = ()  # entry, jurors who scored it, of how many
    remarks: int = 0
    passed: int = 0
    published_on: date | None = None
    may_award: bool = False
    may_publish: bool = False
    may_forward: bool = False
    may_open: bool = True  # the contest's card
    may_read: bool = True  # this sheet; who may only publish sees the winners


# -------------------------------------------------------------------- words


def titled(t: Translator, entry: Entry) -> str:
    """Name an entry in a list; a reader's one by the motto or the age, never by a name."""
    about = reader(t, entry)
    title = t.plain("«{title}»", title=cut(entry.title, TITLE))
    return f"{title} ({about})" if about else title


def award_of(contest: Contest, result: Result) -> Award | None:
    """Return the award of a result."""
    return next((one for one in contest.awards if one.award_id == result.award_id), None)


def award_name(t: Translator, contest: Contest, result: Result) -> str:
    """Name the award, a special one with what it is for; empty where there is none."""
    award = award_of(contest, result)
    if award is None:
        return ""
    name = award.name(t.language)
    return f"{name} «{result.award_words}»" if result.award_words else name


def points(t: Translator, value: float) -> str:
    """Write points with two decimals: «44,33»."""
    return t.fixed(scoring.rounded(value))


def head(t: Translator, contest: Contest) -> Html:
    """Return the heading of everything about results."""
    return bold(t.plain(msgid("Results: «{title}»"), title=contest.title))


def how(t: Translator, contest: Contest, result: Result) -> str:
    """Say what set an entry apart from those with as many points; empty: the points."""
    if result.decided_by == "criterion":
        found = (one for one in contest.criteria if one.criterion_id == result.criterion_id)
        name = next(found).name(t.language)
        return t.plain(msgid("the criterion «{name}» decided"), name=name)
    if result.decided_by == "chairman":
        return t.plain(msgid("the chairman's vote decided"))
    return t.plain(msgid("a shared place")) if result.decided_by == "shared" else ""


# -------------------------------------------------------------------- the list


def listed(t: Translator, sheet: Sheet, page: int) -> Screen:
    """Show a page of the results; each entry opens its own result."""
    shown = sheet.lines[page * PAGE : (page + 1) * PAGE]
    parts = [
        lines(head(t, sheet.contest), _seal(t, sheet), _numbers(t, sheet)),
        lines(*_by_nomination(t, sheet, shown)),
        lines(*_notes(t, sheet)) if page == 0 else "",
    ]
    text = Html("\n\n".join(part for part in parts if part))
    return Screen(text, (*_openings(shown), *_below(t, sheet, page)))


def _seal(t: Translator, sheet: Sheet) -> Html:
    if sheet.published_on is not None:
        return t(msgid("Published on {date}."), date=sheet.published_on)
    return t(msgid("Sealed: only the department and the jury's secretary see this."))


def _numbers(t: Translator, sheet: Sheet) -> Html:
    average = (
        msgid("Entries: {entries}, jurors: {jurors}; the median of their points, of {most}.")
        if sheet.contest.average == "median"
        else msgid("Entries: {entries}, jurors: {jurors}; the mean of their points, of {most}.")
    )
    most = t.fixed(scoring.rounded(scoring.greatest(sheet.contest)))
    return t(average, entries=len(sheet.lines), jurors=sheet.jurors, most=most)


def _by_nomination(t: Translator, sheet: Sheet, shown: Sequence[Line]) -> list[Html]:
    if sheet.contest.ranks_in != "nomination":
        return [_line(t, sheet, one) for one in shown]
    said: list[Html] = []
    for key, group in groupby(shown, key=lambda one: one.entry.nomination_id):
        name = sheet.names.nomination(key) if key else t.plain(msgid("Without a nomination"))
        said += [bold(name), *(_line(t, sheet, one) for one in group)]
    return said


def _line(t: Translator, sheet: Sheet, one: Line) -> Html:
    values = {
        "n": str(one.entry.entry_id),
        "title": titled(t, one.entry),
        "library": sheet.names.library(one.entry.library_id),
    }
    if one.result.place is None:
        return t(msgid("No place: No. {n} {title}, {library}. Nobody scored it."), **values)
    about = [award_name(t, sheet.contest, one.result), how(t, sheet.contest, one.result)]
    said = "; ".join(part for part in about if part)
    text = (
        msgid("<b>{place}.</b> No. {n} {title}, {library}: {points}. {about}.")
        if said
        else msgid("<b>{place}.</b> No. {n} {title}, {library}: {points}.")
    )
    shown = points(t, one.result.points)
    return t(text, place=str(one.result.place), points=shown, about=said, **values)


def _notes(t: Translator, sheet: Sheet) -> list[Html]:
    """Say on what the jury differs, and what still misses."""
    by_number = {one.entry.entry_id: one.entry for one in sheet.lines}
    said = []
    if sheet.disputed:
        told = "; ".join(
            t.plain(
                msgid("No. {n} «{title}», from {least} to {most}"),
                n=str(one.entry_id),
                title=cut(by_number[one.entry_id].title, TITLE),
                least=points(t, float(one.sums[0])),
                most=points(t, float(one.sums[-1])),
            )
            for one in sheet.disputed
        )
        said.append(t(msgid("The jury differs most on: {entries}."), entries=told))
    said += [
        t(msgid("The chairman has not decided yet between: {entries}."), entries=_numbered(one))
        for one in sheet.to_cast
    ]
    said += [
        t(
            msgid("The chairman takes no part in deciding here, the place is shared: {entries}."),
            entries=_numbered(one),
        )
        for one in sheet.left_shared
    ]
    if sheet.unfinished:
        told = ", ".join(
            t.plain(msgid("No. {n} ({count} of {total})"), n=str(n), count=count, total=total)
            for n, count, total in sheet.unfinished
        )
        said.append(t(msgid("Not scored by all its jurors: {entries}."), entries=told))
    if sheet.remarks:
        text = msgid("Remarks of the jury: {count}, participants will get: {passed}.")
        said.append(t(text, count=sheet.remarks, passed=sheet.passed))
    return said


def _numbered(tie: Sequence[int]) -> str:
    return ", ".join(f"№ {one}" for one in tie)


def _openings(shown: Sequence[Line]) -> Rows:
    return column(
        Button(
            cut(f"№ {one.entry.entry_id} {one.entry.title}", WIDE),
            f"result.card:{one.entry.entry_id}",
        )
        for one in shown
    )


def _below(t: Translator, sheet: Sheet, page: int) -> Rows:
    key = sheet.contest.contest_id
    buttons = []
    if page:
        buttons.append(Button(t.plain(msgid("Earlier ones")), f"result.list:{key}:{page - 1}"))
    if (page + 1) * PAGE < len(sheet.lines):
        buttons.append(Button(t.plain(msgid("Further ones")), f"result.list:{key}:{page + 1}"))
    if sheet.may_award and sheet.remarks and sheet.published_on is None:
        buttons.append(Button(t.plain(msgid("Remarks")), f"result.remarks:{key}:0"))
    if sheet.may_forward:
        buttons.append(Button(t.plain(msgid("To the region")), f"result.forward:{key}"))
    if sheet.may_open:
        buttons.append(Button(t.plain(msgid("To the contest")), f"contest.card:{key}"))
    else:  # a secretary from outside has no card of the contest
        buttons.append(Button(t.plain(msgid("Documents")), f"papers:{key}"))
    if sheet.may_publish:
        publish = Button(t.plain(msgid("Publish…")), f"result.preview:{key}", style="primary")
        buttons.insert(0, publish)
    return grid(buttons)


# -------------------------------------------------------------------- an entry's result


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a card says beside the result: averages, how the award came, remarks."""

    score: Score | None
    changed: str = ""  # who changed the award by hand, and when
    remarks: int = 0
    may_award: bool = False
    may_open: bool = True  # the entry's card
    note: Html | None = None


def card(t: Translator, contest: Contest, line: Line, names: Names, about: About) -> Screen:
    """Show what an entry has reached, and how."""
    entry, result = line.entry, line.result
    text = lines(
        about.note,
        bold(t.plain(msgid("No. {n} {title}"), n=str(entry.entry_id), title=titled(t, entry))),
        t(msgid("Contest: «{contest}»."), contest=contest.title),
        t(msgid("Nomination: {nomination}."), nomination=names.nomination(entry.nomination_id))
        if entry.nomination_id
        else None,
        t(msgid("Library: {library}."), library=names.library(entry.library_id)),
        *_reached(t, contest, result, about.score),
        t(msgid("Award: {award}."), award=award_name(t, contest, result) or _none(t)),
        Html(t(msgid("Changed by hand: {who}."), who=about.changed)) if about.changed else None,
    )
    key = entry.entry_id
    buttons = []
    if about.may_award:
        buttons.append(Button(t.plain(msgid("Another award")), f"result.awards:{key}"))
    if about.remarks:
        label = t.plain(msgid("Remarks: {count}"), count=about.remarks)
        buttons.append(Button(label, f"result.remarks:{contest.contest_id}:{key}"))
    if about.may_open:
        buttons.append(Button(t.plain(msgid("Open the entry")), f"entry.card:{key}"))
    buttons.append(Button(t.plain(msgid("To the results")), f"result.list:{contest.contest_id}"))
    return Screen(text, grid(buttons))


def _none(t: Translator) -> str:
    return t.plain(msgid("none"))


def _reached(t: Translator, contest: Contest, result: Result, score: Score | None) -> list[Html]:
    if result.place is None:
        return [t(msgid("Nobody scored it: it has no place."))]
    most = t.fixed(scoring.rounded(scoring.greatest(contest)))
    said = [
        t(msgid("Place: {place}."), place=str(result.place)),
        t(
            plural(
                "Points: {points} of {most} (scored by {n} juror).",
                "Points: {points} of {most} (scored by {n} jurors).",
            ),
            points=points(t, result.points),
            most=most,
            n=result.jurors,
        ),
    ]
    if score is not None:
        told = "; ".join(
            f"{one.name(t.language)} {t.fixed(scoring.rounded(value))}"
            for one, value in zip(contest.criteria, score.criteria, strict=True)
        )
        said.append(t(msgid("By criterion: {list}."), list=told))
    if decided := how(t, contest, result):
        said.append(t(msgid("The place: {how}."), how=decided))
    return said


# -------------------------------------------------------------------- its award


def awards(t: Translator, contest: Contest, line: Line) -> Screen:
    """Offer the contest's awards, and none."""
    entry = line.entry
    text = lines(
        bold(t.plain(msgid("No. {n} {title}"), n=str(entry.entry_id), title=titled(t, entry))),
        t(
            msgid("Award now: {award}."),
            award=award_name(t, contest, line.result) or _none(t),
        ),
        t(msgid("Which award does it get? Several entries may get the same one.")),
    )
    buttons = [
        Button(
            cut(one.name(t.language), WIDE), f"result.award:{entry.entry_id}:{one.award_id}"
        )
        for one in contest.awards
    ]  # fmt: skip
    buttons.append(Button(t.plain(msgid("No award")), f"result.award:{entry.entry_id}:0"))
    buttons.append(_to_card(t, entry))
    return Screen(text, column(buttons))


def ask_words(t: Translator, entry: Entry, award: Award) -> Screen:
    """Ask what a special award is for."""
    text = lines(
        bold(t.plain(msgid("No. {n} {title}"), n=str(entry.entry_id), title=titled(t, entry))),
        t(
            msgid(
                "{award}: what is it for? Write one line, as it is to stand in the diploma, for "
                "example: For the best children's corner."
            ),
            award=award.name(t.language),
        ),
    )
    return Screen(text, column([_to_card(t, entry)]))


def _to_card(t: Translator, entry: Entry) -> Button:
    return Button(t.plain(msgid("Back")), f"result.card:{entry.entry_id}")
