"""Handing a contest to its jury: what stands in the way, who gets how much, the word; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import judging as rules
from bot.rules.judging import Obstacle
from bot.screens.screen import Button, Screen, bold, column, grid, lines
from storage.records.contests import Contest, Entry

DUTIES: Final[Mapping[str, str]] = {
    "juror": msgid("juror"),
    "chairman": msgid("chairman"),
    "secretary": msgid("secretary"),
}
OBSTACLES: Final[Mapping[Obstacle, str]] = {
    "open": msgid(
        "Entries are taken until {closes}, to the end of the day. They can be handed to the jury "
        "from {next} on: then everybody has had the same time."
    ),
    "over": msgid("The last day of the judging was {until}. Set a later one in the contest."),
    "jury": msgid("There is nobody in the jury who gives points."),
    "criteria": msgid("The contest has no criteria."),
    "entries": msgid("No entry is admitted yet."),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be handed over: the jury as (name, duty), entries by state, what hinders.

    `lacking`: how many jurors an entry lacks, by its number.
    """

    contest: Contest
    people: tuple[tuple[str, str], ...]
    admitted: int
    submitted: int
    returned: int
    obstacles: tuple[Obstacle, ...]
    lacking: Mapping[int, int]


def plan(t: Translator, about: Plan) -> Screen:
    """Show what would be handed to whom; it can be where nothing stands in the way."""
    contest, key = about.contest, about.contest.contest_id
    can = not about.obstacles and contest.handed_at is None
    text = lines(
        bold(t.plain(msgid("To the jury: «{title}»"), title=contest.title)),
        t(msgid("It is with the jury already.")) if contest.handed_at else None,
        t(msgid("Entries admitted: {count}."), count=about.admitted),
        _not_admitted(t, about),
        _jury(t, about),
        _each(t, contest) if can else None,
        _lacking(t, about.lacking) if can else None,
        *(_obstacle(t, one, contest) for one in about.obstacles if not contest.handed_at),
        t(
            msgid("Scores are taken until {until}, to the end of the day."),
            until=rules.until(contest),
        )
        if can
        else None,
    )
    buttons = []
    if can:
        label = t.plain(msgid("Hand over"))
        buttons.append(Button(label, f"judging.handed:{key}", style="primary"))
    if about.submitted:
        label = t.plain(msgid("Admission: {count}"), count=about.submitted)
        buttons.append(Button(label, f"admit.list:{key}"))
    buttons.append(Button(t.plain(msgid("To the contest")), f"contest.card:{key}"))
    return Screen(text, grid(buttons))


def _not_admitted(t: Translator, about: Plan) -> Html | None:
    if not (about.submitted or about.returned):
        return None
    return t(
        msgid(
            "Not admitted yet: {submitted}, to be clarified: {returned}. They go to the jury when "
            "they are admitted."
        ),
        submitted=about.submitted,
        returned=about.returned,
    )


def _jury(t: Translator, about: Plan) -> Html | None:
    if not about.people:
        return None
    named = [
        name if duty == "juror" else f"{name} ({t.plain(DUTIES[duty])})"
        for name, duty in about.people
    ]
    return t(msgid("Jury: {people}"), people=", ".join(named))


def _each(t: Translator, contest: Contest) -> Html:
    if contest.jurors_an_entry is None:
        return t(msgid("Everyone who gives points scores every entry that is not their own."))
    return t(msgid("Jurors for each entry: {count}."), count=contest.jurors_an_entry)


def _lacking(t: Translator, lacking: Mapping[int, int]) -> Html | None:
    if not lacking:
        return None
    named = ", ".join(f"№ {entry} ({count})" for entry, count in sorted(lacking.items()))
    return t(
        msgid("Not enough jurors for the entries (how many are missing): {list}."), list=named
    )


def _obstacle(t: Translator, name: Obstacle, contest: Contest) -> Html:
    day = contest.closes_on
    values = {"open": {"closes": day, "next": day + timedelta(days=1)}}
    until = {"until": rules.until(contest)}
    return t(OBSTACLES[name], **values.get(name, until if name == "over" else {}))


# -------------------------------------------------------------------- handed


@dataclass(frozen=True, slots=True)
class Told:
    """One of the jury: how many entries they score (None: the secretary), whether they hear."""

    person: str
    count: int | None
    is_reached: bool


def handed(t: Translator, contest: Contest, told: Sequence[Told]) -> Screen:
    """Say who has how many entries, and whom to call."""
    silent = ", ".join(one.person for one in told if not one.is_reached)
    text = lines(
        bold(t.plain(msgid("With the jury: «{title}»"), title=contest.title)),
        *(
            t("{person}: {count}", person=one.person, count=one.count)
            for one in told
            if one.count is not None
        ),
        t(
            msgid("Scores are taken until {until}, to the end of the day."),
            until=rules.until(contest),
        ),
        t(msgid("No message reaches them, please call: {people}"), people=silent)
        if silent
        else t(msgid("Everyone of the jury has got a message.")),
    )
    back = Button(t.plain(msgid("To the contest")), f"contest.card:{contest.contest_id}")
    return Screen(text, column([back]))


def to_juror(t: Translator, contest: Contest, count: int | None) -> Screen:
    """Tell a juror how much there is to score until when; `count` None: the secretary."""
    until = rules.until(contest)
    if count is None:
        text = msgid(
            "The entries of the contest «{title}» are with the jury. Scores are taken until "
            "{until}, to the end of the day."
        )
    elif count:
        text = msgid(
            "Entries of the contest «{title}» are waiting for your scores: {count}. Please give "
            "them until {until}, to the end of the day."
        )
    else:
        text = msgid(
            "The contest «{title}» is with the jury. Now you have no entries: you are concerned "
            "in all of them, or there are enough jurors. When one comes, you get a message."
        )
    score = Button(t.plain(msgid("Score entries")), f"jury.contest:{contest.contest_id}")
    said = t(text, title=contest.title, until=until, count=count or 0)
    return Screen(said, column([score] if count else []))


def gone(t: Translator, contest: Contest) -> Screen:
    """Tell somebody that they are not in the jury any more."""
    text = msgid(
        "You are not in the jury of the contest «{title}» any more. Thank you for helping."
    )
    return Screen(t(text, title=contest.title))


def changed(t: Translator, contest: Contest, entry: Entry) -> Screen:
    """Tell a juror that an entry they have scored has been changed since."""
    text = msgid(
        "Contest «{title}»: the entry «{entry}» was changed after you have scored it. Please look "
        "whether your points still fit."
    )
    button = Button(t.plain(msgid("Open the entry")), f"jury.open:{entry.entry_id}")
    return Screen(t(text, title=contest.title, entry=entry.title), column([button]))
