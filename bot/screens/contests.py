"""Contests as a list and as cards: until when, what is needed, what is there already; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules import judging
from bot.rules.contests import days_left
from bot.screens.entries import ROLES
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from storage.records.contests import Contest

ALONE: Final = msgid("There are no contests now. When one is announced, it stands here.")


@dataclass(frozen=True, slots=True)
class Standing:
    """How many entries a contest has: the reader's own, or all for the department."""

    contest: Contest
    entries: int
    libraries: int = 0  # of how many `of_libraries`, for the department
    of_libraries: int = 0


def listed(
    t: Translator,
    standings: Sequence[Standing],
    today: date,
    *,
    is_department: bool,
    may_make: bool = False,
    has_past: bool = False,
) -> Screen:
    """Show the contests, those that take entries first."""
    new = [Button(t.plain(msgid("A new contest")), "contest.new")] if may_make else []
    if may_make:
        new.append(Button(t.plain(msgid("From a workbook")), "contest.book"))
    if has_past:
        new.append(Button(t.plain(msgid("Continue last year's")), "contest.past"))
    if not standings:
        return Screen(t(ALONE), column(new))
    text = lines(
        bold(t.plain(msgid("Contests"))),
        *(_line(t, one, today, is_department=is_department) for one in standings),
        t(msgid("Press a contest.")),
    )
    buttons = [
        Button(cut(one.contest.title, WIDE), f"contest.card:{one.contest.contest_id}")
        for one in standings
    ]
    if not is_department:
        buttons.append(Button(t.plain(msgid("My entries")), "entry.mine"))
    return Screen(text, column([*buttons, *new]))


def _line(t: Translator, one: Standing, today: date, *, is_department: bool) -> Html:
    when = _when(t, one.contest, today)
    if is_department:
        text = msgid("«{title}»: {when}. Entries: {count}, libraries: {n} of {total}.")
        return t(
            text, title=one.contest.title, when=when, count=one.entries,
            n=one.libraries, total=one.of_libraries,
        )  # fmt: skip
    text = msgid("«{title}»: {when}. Entries submitted: {count}.")
    return t(text, title=one.contest.title, when=when, count=one.entries)


def _when(t: Translator, contest: Contest, today: date) -> str:
    if contest.announced_at is None:
        return t.plain(msgid("not announced yet"))
    if today < contest.opens_on:
        return t.plain(msgid("entries from {date}"), date=contest.opens_on)
    if contest.published_at is not None:
        return t.plain(msgid("the results are published"))
    if today > contest.closes_on:
        return t.plain(msgid("closed since {date}"), date=contest.closes_on)
    return t.plain(
        msgid("until {date}, {left}"), date=contest.closes_on, left=left(t, contest, today)
    )


def _taken(t: Translator, contest: Contest, today: date) -> Html:
    if contest.announced_at is None:
        return t(
            msgid("Not announced: only the department sees it. Entries: {opens} - {closes}."),
            opens=contest.opens_on,
            closes=contest.closes_on,
        )
    if contest.published_at is not None:
        return t(msgid("The results of the contest are published."))
    if today < contest.opens_on:
        return t(msgid("Entries are taken from {opening}."), opening=contest.opens_on)
    if today > contest.closes_on:
        return t(msgid("Entries were taken until {deadline}."), deadline=contest.closes_on)
    return t(msgid("Entries are taken: {when}."), when=_when(t, contest, today))


def _step(t: Translator, contest: Contest) -> Html | None:
    """Say how far a contest is after its last day; None until the jury has its entries."""
    if contest.published_at is not None:
        return None  # said in the line above
    if contest.judged_at is not None:
        return t(msgid("The jury has finished, the results are not published yet."))
    if contest.handed_at is not None:
        return t(msgid("The jury scores until {until}."), until=judging.until(contest))
    return None


def left(t: Translator, contest: Contest, today: date) -> str:
    """Say how many days are left to submit."""
    days = days_left(contest, today)
    if days == 0:
        return t.plain(msgid("today is the last day"))
    return t.plain(plural("{n} day is left", "{n} days are left"), n=days)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the reader may do at a contest: submit, go on with a draft, see the board."""

    submit: bool = False
    draft_id: int | None = None
    regulation: bool = False
    board: bool = False
    documents: bool = False
    more: tuple[Button, ...] = ()  # of other modules
    setup: bool = False


def card(t: Translator, standing: Standing, today: date, offer: Offer) -> Screen:
    """Show a contest: its deadline, what is needed, what is submitted."""
    contest = standing.contest
    text = lines(
        bold(t.plain(msgid("Contest «{title}»"), title=contest.title)),
        t("{text}", text=contest.subject) if contest.subject else None,
        _taken(t, contest, today),
        _step(t, contest),
        nominations(t, contest),
        *(() if today > contest.closes_on else (needed(t, contest), *limits(t, contest))),
        _submitted(t, standing, is_department=offer.board) if contest.announced_at else None,
        _how(t, contest, today, offer),
    )
    key = contest.contest_id
    buttons = []
    if offer.draft_id is not None:
        buttons.append(Button(t.plain(msgid("Go on with the draft")), f"f.open:{offer.draft_id}"))
    submit = Button(t.plain(msgid("Submit an entry")), f"entry.new:{key}")
    is_late = today > contest.closes_on
    may_submit = offer.submit and offer.draft_id is None
    if may_submit and not is_late:
        buttons.append(replace(submit, style="primary"))
    if offer.regulation:
        buttons.append(Button(t.plain(msgid("Regulation")), f"contest.rules:{key}"))
    buttons += [*_board(t, standing, offer), *offer.more]
    if may_submit and is_late:
        buttons.append(submit)
    if offer.setup:
        buttons.append(Button(t.plain(msgid("Set up")), f"contest.setup:{key}"))
    if not offer.board:
        buttons.append(Button(t.plain(msgid("My entries")), "entry.mine"))
    buttons.append(Button(t.plain(msgid("To the list")), "contest.list"))
    return Screen(text, grid(buttons))


def _board(t: Translator, standing: Standing, offer: Offer) -> list[Button]:
    key = standing.contest.contest_id
    buttons = []
    if offer.board and standing.contest.announced_at is not None:
        label = t.plain(msgid("Entries: {count}"), count=standing.entries)
        buttons.append(Button(label, f"board.list:{key}"))
    if offer.board and standing.contest.handed_at is None and buttons:
        buttons.append(Button(t.plain(msgid("Who has none")), f"board.absent:{key}"))
    if offer.documents:
        buttons.append(Button(t.plain(msgid("Documents")), f"papers:{key}"))
    return buttons


def _how(t: Translator, contest: Contest, today: date, offer: Offer) -> Html | None:
    """Say what to know before submitting, or who can still help after the last day (T35)."""
    if offer.submit and today <= contest.closes_on:
        return t(msgid("A video over 20 MB does not get through Telegram: send its link."))
    if contest.handed_at is None and today > contest.closes_on and not offer.board:
        return t(
            msgid(
                "If there is a good reason, write to the department: a methodist can take the "
                "entry later."
            )
        )
    return None


def nominations(t: Translator, contest: Contest) -> Html | None:
    """Name the nominations; None where there are none."""
    if not contest.nominations:
        return None
    names = "; ".join(one.name(t.language) for one in contest.nominations)
    return t(msgid("Nominations: {list}."), list=names)


def needed(t: Translator, contest: Contest) -> Html | None:
    """Say how many files an entry needs; None where it needs none."""
    if not contest.materials:
        return None
    told = [
        t.plain(
            msgid("{what}, from {least} to {most}"),
            what=t.plain(ROLES[one.role]),
            least=one.least,
            most=one.most,
        )
        for one in sorted(contest.materials, key=lambda one: list(ROLES).index(one.role))
    ]
    return t(msgid("Needed: {list}."), list="; ".join(told))


def limits(t: Translator, contest: Contest) -> list[Html]:
    """Say how many entries a library submits at least and at most."""
    said = []
    if contest.least_entries:
        text = msgid("From one library at least: {count}.")
        said.append(t(text, count=contest.least_entries))
    if contest.most_entries is not None:
        said.append(t(msgid("From one library at most: {count}."), count=contest.most_entries))
    return said


def _submitted(t: Translator, standing: Standing, *, is_department: bool) -> Html:
    if is_department:
        return t(
            msgid("Entries: {count}, libraries: {n} of {total}."),
            count=standing.entries, n=standing.libraries, total=standing.of_libraries,
        )  # fmt: skip
    return t(msgid("Entries submitted: {count}."), count=standing.entries)
