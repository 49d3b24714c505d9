"""How a judging goes, never with points: who is how far, its end, opening it again; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules import judging as rules
from bot.rules import judging_end as ending
from bot.screens.judging_handing import DUTIES
from bot.screens.screen import Button, Screen, bold, column, grid, lines
from storage.records.contests import Contest
from storage.records.judging import Progress

Late = Sequence[tuple[str, Progress]]  # jurors with entries left, by name


@dataclass(frozen=True, slots=True)
class Member:
    """One of the jury: their duty, how far they are, in which entries they are interested."""

    person: str
    duty: str
    progress: Progress | None = None
    conflicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """How a judging goes; `lacking`: how many jurors an entry lacks, by its number."""

    contest: Contest
    today: date
    members: tuple[Member, ...]
    lacking: Mapping[int, int] = field(default_factory=dict)
    nudges: int = 0  # how many jurors can be reminded now
    may_manage: bool = False
    held: int = 0  # files that a blind jury does not get before somebody has looked
    may_end: bool = False  # end the judging, open it again

    @property
    def progress(self) -> list[Progress]:
        """Return how far those are who have entries."""
        return [one.progress for one in self.members if one.progress]


def board(t: Translator, about: Board, note: str | None = None) -> Screen:
    """Show who has scored how much of how much."""
    contest, found = about.contest, about.progress
    text = lines(
        note,
        bold(t.plain(msgid("How the judging goes: «{title}»"), title=contest.title)),
        _when(t, about),
        *(_member(t, one) for one in about.members),
        t(
            msgid("Scored in all: {done} of {total}."),
            done=sum(one.scored for one in found),
            total=sum(one.dealt for one in found),
        ),
        _lacking(t, about.lacking),
    )
    return Screen(text, grid(_buttons(t, about)))


def _when(t: Translator, about: Board) -> Html:
    contest = about.contest
    if contest.judged_at is not None:
        return t(msgid("The judging is over: points cannot be changed."))
    if contest.handed_at is None:
        return t(msgid("The entries are not handed to the jury yet."))
    until = rules.until(contest)
    left = (until - about.today).days
    if left <= 0:
        return t(msgid("Scores are taken until {until}: today is the last day."), until=until)
    days = t.plain(plural("{n} day is left", "{n} days are left"), n=left)
    return t(msgid("Scores are taken until {until}, {left}."), until=until, left=days)


def _member(t: Translator, one: Member) -> Html:
    name = one.person if one.duty == "juror" else f"{one.person} ({t.plain(DUTIES[one.duty])})"
    if one.duty == "secretary":
        return t("{person}", person=name)
    done, total = (one.progress.scored, one.progress.dealt) if one.progress else (0, 0)
    if not one.conflicts:
        return t(msgid("{person}: {done} of {total}"), person=name, done=done, total=total)
    numbers = ", ".join(f"№ {key}" for key in one.conflicts)
    text = msgid("{person}: {done} of {total}, personal interest: {numbers}")
    return t(text, person=name, done=done, total=total, numbers=numbers)


def _lacking(t: Translator, lacking: Mapping[int, int]) -> Html | None:
    if not lacking:
        return None
    named = ", ".join(f"№ {entry} ({count})" for entry, count in sorted(lacking.items()))
    return t(
        msgid("Not enough jurors for the entries (how many are missing): {list}."), list=named
    )


def _buttons(t: Translator, about: Board) -> list[Button]:
    key, buttons = about.contest.contest_id, []
    if about.may_manage and rules.is_judging(about.contest):
        if about.nudges:
            label = t.plain(msgid("Remind {n}"), n=about.nudges)
            buttons.append(Button(label, f"judging.nudge:{key}"))
        if about.may_end:
            buttons.append(Button(t.plain(msgid("End the judging")), f"judging.close:{key}"))
        buttons.append(Button(t.plain(msgid("Who is in the jury")), f"contest.jury:{key}"))
        if about.held:
            label = t.plain(msgid("Held back: {count}"), count=about.held)
            buttons.append(Button(label, f"held.list:{key}"))
    if about.contest.judged_at:
        buttons.append(_results(t, about.contest))
    if about.may_end and about.contest.judged_at and not about.contest.published_at:
        buttons.append(Button(t.plain(msgid("Open the judging again")), f"judging.reopen:{key}"))
    if about.may_manage:
        buttons.append(Button(t.plain(msgid("To the contest")), f"contest.card:{key}"))
    return buttons


# -------------------------------------------------------------------- reminding


def nudge(t: Translator, contest: Contest, progress: Progress, person: str) -> Screen:
    """Remind a juror at once of what is left."""
    text = lines(
        t(msgid("Your scores are asked for by: {person}"), person=person),
        t(
            msgid("Contest «{title}»: scored {done} of {total}, until {until} (to its end)."),
            title=contest.title,
            done=progress.scored,
            total=progress.dealt,
            until=rules.until(contest),
        ),
    )
    label = t.plain(msgid("Score entries"))
    return Screen(text, column([Button(label, f"jury.contest:{contest.contest_id}")]))


def nudged(t: Translator, told: Sequence[str], silent: Sequence[str]) -> Html:
    """Say who was reminded and whom to call."""
    return lines(
        t(msgid("Reminded: {people}"), people=", ".join(told)) if told else None,
        t(msgid("No message reaches them, please call: {people}"), people=", ".join(silent))
        if silent
        else None,
        t(msgid("There is nobody to remind now.")) if not (told or silent) else None,
    )


# -------------------------------------------------------------------- the end


@dataclass(frozen=True, slots=True)
class Left:
    """What is missing when a judging is to be ended: jurors, entries without any points."""

    late: Late
    unscored: tuple[int, ...]


def confirm_close(t: Translator, contest: Contest, left: Left) -> Screen:
    """Ask before the judging ends; say what is missing."""
    key = contest.contest_id
    is_whole = not (left.late or left.unscored)
    text = lines(
        bold(t.plain(msgid("End the judging: «{title}»"), title=contest.title)),
        t(msgid("All entries are scored.")) if is_whole else None,
        t(msgid("Not scored yet: {list}."), list=_named(t, left.late)) if left.late else None,
        _unscored(t, left.unscored),
        t(msgid("After that no points are changed, and the results are counted. End it?")),
    )
    label = msgid("End") if is_whole else msgid("End all the same")
    buttons = [
        Button(t.plain(label), f"judging.closed:{key}", style="primary"),
        Button(t.plain(msgid("Back")), f"judging.board:{key}"),
    ]
    return Screen(text, grid(buttons))


def _named(t: Translator, late: Late) -> str:
    return ", ".join(
        t.plain(
            msgid("{person} ({done} of {total})"), person=name, done=one.scored, total=one.dealt
        )
        for name, one in late
    )


def _unscored(t: Translator, unscored: Sequence[int]) -> Html | None:
    if not unscored:
        return None
    numbers = ", ".join(f"№ {key}" for key in unscored)
    return t(msgid("Entries without any points get no place: {numbers}."), numbers=numbers)


def ended(t: Translator, contest: Contest, progress: Sequence[Progress], late: Late) -> Screen:
    """Tell the department and the secretary that the judging has ended by itself."""
    text = lines(
        bold(t.plain(msgid("The judging is over: «{title}»"), title=contest.title)),
        t(
            msgid("Its last day was {until}. Scored: {done} of {total}."),
            until=rules.until(contest),
            done=sum(one.scored for one in progress),
            total=sum(one.dealt for one in progress),
        ),
        t(msgid("Not scored yet: {list}."), list=_named(t, late)) if late else None,
    )
    label = t.plain(msgid("How the jury scored"))
    key = contest.contest_id
    buttons = [_results(t, contest), Button(label, f"judging.board:{key}")]
    return Screen(text, grid(buttons))


def _results(t: Translator, contest: Contest) -> Button:
    return Button(t.plain(msgid("Results")), f"result.list:{contest.contest_id}:0")


# -------------------------------------------------------------------- opening again


def choose_until(t: Translator, contest: Contest, today: date) -> Screen:
    """Ask until when points can be changed again."""
    key = contest.contest_id
    days = [today + timedelta(days=one) for one in ending.LATER]
    if (planned := rules.until(contest)) >= today and planned not in days:
        days = sorted([planned, *days])
    text = lines(
        bold(t.plain(msgid("Open the judging again: «{title}»"), title=contest.title)),
        t(
            msgid(
                "Jurors will be able to change points, the results and the chairman's votes "
                "are dropped and counted anew at the end."
            )
        ),
        t(msgid("Until which day? It is included.")),
    )
    buttons = [
        Button(t.plain(msgid("Until {date}"), date=one), f"judging.until:{key}:{one.isoformat()}")
        for one in days
    ]
    back = Button(t.plain(msgid("Back")), f"judging.board:{key}")
    return Screen(text, grid([*buttons, back]))


def ask_reason(t: Translator, contest: Contest, until: date) -> Screen:
    """Ask why the judging is opened again."""
    text = lines(
        bold(t.plain(msgid("Open the judging again: «{title}»"), title=contest.title)),
        t(msgid("Until {date}, to the end of the day."), date=until),
        t(msgid("Why? Write it in one line: the jury reads it, and it is kept.")),
    )
    back = Button(t.plain(msgid("Back")), f"judging.board:{contest.contest_id}")
    return Screen(text, column([back]))


def reopened(t: Translator, contest: Contest, reason: str, *, has_entries: bool) -> Screen:
    """Tell a juror that points can be changed again."""
    text = lines(
        t(
            msgid("The judging of the contest «{title}» is open again until {until}."),
            title=contest.title,
            until=rules.until(contest),
        ),
        t(msgid("Why: «{reason}»"), reason=reason),
    )
    label = t.plain(msgid("Score entries"))
    button = Button(label, f"jury.contest:{contest.contest_id}")
    return Screen(text, column([button] if has_entries else []))
