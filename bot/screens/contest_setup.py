"""«Настроить»: what a contest has so far, and its parts asked for one by one; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules import contest_making as rules
from bot.rules.own_questions import Unfit
from bot.screens.people import DUTIES
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.contests import Contest, Juror

LEVELS: Final[Mapping[str, str]] = {
    "district": msgid("District contest"),
    "region": msgid("Contest of the region"),
    "country": msgid("Contest of the country"),
}
DAYS: Final[Mapping[str, str]] = {
    "closes_on": msgid("Entries until"),
    "judging_until_on": msgid("Judging until"),
    "results_on": msgid("Results"),
}
PEOPLE: Final = 8  # a page


UNFIT: Final = 5  # questionnaires by name that no contest can ask


def unfit(t: Translator, found: Sequence[Unfit] | None) -> Html | None:
    """Say which published questionnaires a contest cannot ask, and what they lack."""
    text = msgid(
        "«{title}» is not offered here. These questions are missing in it, not required or of "
        "another type: {names}."
    )
    shown = (found or ())[:UNFIT]
    return lines(*(t(text, title=one.title, names=", ".join(one.names)) for one in shown)) or None


@dataclass(frozen=True, slots=True)
class May:
    """What of a contest may still be changed."""

    all: bool = False  # it is not announced
    criteria: bool = False
    awards: bool = False
    jury: bool = False
    days: tuple[str, ...] = ()  # those that may be put off


def hub(t: Translator, contest: Contest, may: May) -> Screen:
    """Show what a contest has, and a button for each part that may be changed."""
    text = lines(
        bold(t.plain(msgid("Set up: «{title}»"), title=contest.title)),
        *_summary(t, contest),
    )
    key = contest.contest_id
    parts = [
        (may.all, msgid("Questions, days, rules"), f"contest.edit:{key}"),
        (bool(may.days), msgid("Put off"), f"contest.later:{key}"),
        (may.all, msgid("Nominations"), f"contest.lines:{key}:nominations"),
        (may.criteria, msgid("Criteria"), f"contest.lines:{key}:criteria"),
        (may.jury, msgid("Jury"), f"contest.jury:{key}"),
        (may.awards, msgid("Awards"), f"contest.lines:{key}:awards"),
        (True, msgid("Regulation"), f"contest.file:{key}"),
    ]
    buttons = [Button(t.plain(label), press) for is_open, label, press in parts if is_open]
    return Screen(text, grid([*buttons, Button(t.plain(msgid("To the contest")), _card(contest))]))


def _card(contest: Contest) -> str:
    return f"contest.card:{contest.contest_id}"


def _hub(contest: Contest) -> str:
    return f"contest.setup:{contest.contest_id}"


def _summary(t: Translator, contest: Contest) -> list[Html]:
    readers = contest.audience == "readers"
    return [
        t(
            msgid("{level}, {whose}."),
            level=t.plain(LEVELS[contest.level]),
            whose=t.plain(msgid("entries of readers") if readers else msgid("entries of staff")),
        ),
        days_line(t, contest),
        t(msgid("Nominations: {list}."), list=_nominations(t, contest)),
        t(
            msgid("Criteria: {n}, up to {points} points."),
            n=len(contest.criteria),
            points=sum(one.most_points * one.weight for one in contest.criteria),
        ),
        t(
            CHOSEN if contest.jurors else msgid("Jury: nobody is chosen yet."),
            n=len(contest.jurors),
        ),
        t(msgid("Awards: {n}."), n=len(contest.awards)),
        t(
            msgid("Regulation: attached.")
            if contest.regulation_file_id
            else msgid("Regulation: no file yet.")
        ),
    ]


def days_line(t: Translator, contest: Contest) -> Html:
    """Say all days of a contest."""
    said = [
        t(
            msgid("Entries: {opens} - {closes}"),
            opens=contest.opens_on,
            closes=contest.closes_on,
        )
    ]
    if contest.judging_until_on:
        said.append(t(msgid("jury until {date}"), date=contest.judging_until_on))
    if contest.results_on:
        said.append(t(msgid("results {date}"), date=contest.results_on))
    return Html(", ".join(said) + ".")


def _nominations(t: Translator, contest: Contest) -> str:
    names = "; ".join(one.name(t.language) for one in contest.nominations)
    return names or t.plain(msgid("none"))


# -------------------------------------------------------------------- typed lines


def ask_lines(t: Translator, contest: Contest, what: str) -> Screen:
    """Ask for nominations, criteria or awards, one a line; what is there can be copied."""
    asked, now = _asked(t, contest, what)
    text = lines(
        t(asked, example=EXAMPLE, word=DEGREE),
        t(msgid("Now:")) if now else None,
        *(Html(f"<code>{t('{line}', line=one)}</code>") for one in now),
    )
    buttons = []
    if now:
        label = t.plain(msgid("Copy what is there"))
        buttons.append(Button(label, copy="\n".join(now)))
    buttons.append(Button(t.plain(msgid("Back")), _hub(contest)))
    return Screen(text, column(buttons))


def _asked(t: Translator, contest: Contest, what: str) -> tuple[str, list[str]]:
    if what == "nominations":
        return NOMINATIONS, [rules.pair_line(n.name_ru, n.name_be) for n in contest.nominations]
    if what == "criteria":
        return CRITERIA, [rules.criterion_line(one, t.number) for one in contest.criteria]
    return AWARDS, [rules.pair_line(one.name_ru, one.name_be) for one in contest.awards]


# -------------------------------------------------------------------- the jury


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody of the staff as the jury's screens name them."""

    staff_id: int
    name: str
    juror: Juror | None = None


def jury(t: Translator, contest: Contest, members: Sequence[Listed]) -> Screen:
    """Show the jury; each member opens what can be done."""
    text = lines(
        bold(t.plain(msgid("Members of the jury: «{title}»"), title=contest.title)),
        *(_member(t, one) for one in members),
        None if members else t(msgid("Nobody is chosen yet.")),
        t(msgid("The chairman has the casting vote; the secretary keeps the protocol and scores "
                "nothing.")),
    )  # fmt: skip
    key = contest.contest_id
    buttons = [
        Button(cut(one.name, WIDE), f"contest.juror:{key}:{one.staff_id}") for one in members
    ]
    buttons += [
        Button(t.plain(msgid("Add")), f"contest.people:{key}:0"),
        Button(t.plain(msgid("Back")), _hub(contest)),
    ]
    return Screen(text, grid(buttons))


def _member(t: Translator, one: Listed) -> Html:
    duty = one.juror.duty if one.juror else "juror"
    return t(msgid("{person}: {duty}"), person=one.name, duty=t.plain(DUTIES[duty]))


def juror(t: Translator, contest: Contest, one: Listed) -> Screen:
    """Offer what a member of the jury may become."""
    key, now = contest.contest_id, one.juror.duty if one.juror else ""
    labels = {
        "chairman": msgid("Chairman"),
        "secretary": msgid("Secretary"),
        "juror": msgid("Member"),
    }
    buttons = [
        Button(t.plain(label), f"contest.duty:{key}:{one.staff_id}:{duty}")
        for duty, label in labels.items()
        if duty != now
    ]
    buttons += [
        Button(t.plain(msgid("Take out")), f"contest.duty:{key}:{one.staff_id}:out"),
        Button(t.plain(msgid("Back")), f"contest.jury:{key}"),
    ]
    return Screen(_member(t, one), grid(buttons))


def people(t: Translator, contest: Contest, offered: Sequence[Listed], page: int) -> Screen:
    """Offer who can join the jury, a page of them."""
    key, pages = contest.contest_id, max(1, -(-len(offered) // PEOPLE))
    number = page % pages
    shown = offered[number * PEOPLE : (number + 1) * PEOPLE]
    rows: Rows = column(
        Button(cut(one.name, WIDE), f"contest.duty:{key}:{one.staff_id}:juror") for one in shown
    )
    under = []
    if pages > 1:
        more = t.plain(msgid("More ({page} of {pages})"), page=number + 1, pages=pages)
        under.append(Button(more, f"contest.people:{key}:{(number + 1) % pages}"))
    under.append(Button(t.plain(msgid("Back")), f"contest.jury:{key}"))
    return Screen(t(msgid("Who joins the jury? Press a name.")), (*rows, *grid(under)))


# -------------------------------------------------------------------- regulation, days


def ask_file(t: Translator, contest: Contest) -> Screen:
    """Ask for the regulation."""
    text = lines(
        t(msgid("Send the regulation as a file (.docx or .pdf): it goes with the announcement.")),
        t(msgid("A regulation is attached; a new file takes its place."))
        if contest.regulation_file_id
        else None,
    )
    return Screen(text, column([Button(t.plain(msgid("Back")), _hub(contest))]))


def ask_which(t: Translator, contest: Contest, names: Sequence[str]) -> Screen:
    """Ask which day is put off."""
    text = lines(days_line(t, contest), t(msgid("Which day is put off?")))
    buttons = [
        Button(t.plain(DAYS[name]), f"contest.later:{contest.contest_id}:{name}") for name in names
    ]
    return Screen(text, grid([*buttons, Button(t.plain(msgid("Back")), _hub(contest))]))


def ask_day(t: Translator, contest: Contest, name: str) -> Screen:
    """Ask for the later day."""
    text = lines(
        t(
            msgid("{what}: now {date}."),
            what=t.plain(DAYS[name]),
            date=getattr(contest, name),
        ),
        t(msgid("Until which day is it put off? Write a date, for example: 25 November.")),
    )
    return Screen(text, column([Button(t.plain(msgid("Back")), _hub(contest))]))


def ask_reason(t: Translator, contest: Contest, moved: Mapping[str, date]) -> Screen:
    """Say what becomes later and ask for the reason."""
    said = [
        t(msgid("{what}: {date}."), what=t.plain(DAYS[name]), date=day)
        for name, day in moved.items()
    ]
    text = lines(
        *said, t(msgid("Why is it put off? Write the reason in one line: it is kept and told."))
    )
    return Screen(text, column([Button(t.plain(msgid("Back")), _hub(contest))]))


def told_later(t: Translator, contest: Contest, day: date, reason: str) -> Screen:
    """Tell a librarian that entries are taken longer."""
    text = lines(
        bold(t.plain(msgid("Contest «{title}»"), title=contest.title)),
        t(msgid("Entries are taken longer: until {date}."), date=day),
        t(msgid("Reason: {reason}"), reason=reason),
    )
    label = t.plain(msgid("Submit an entry"))
    return Screen(text, column([Button(label, f"entry.new:{contest.contest_id}")]))


EXAMPLE: Final = "эстетика / эстэтыка 10\nколорит / каларыт 5 ×1,5"  # the first is Russian
DEGREE: Final = "степени"
CHOSEN: Final = plural("Jury: {n} person.", "Jury: {n} people.")
NOMINATIONS: Final = msgid(
    "Write the nominations, each in a line of its own, in Belarusian after « / » if you like. "
    "To have none, write «none»."
)
CRITERIA: Final = msgid(
    "Write the criteria, each in a line of its own: name, in Belarusian after « / », most points, "
    "and a weight if you need one. For example:\n"
    "{example}\n"
    "The first criterion decides first where points are equal."
)
AWARDS: Final = msgid(
    "Write the awards, the highest first, each in a line of its own, in Belarusian after « / » if "
    "you like. What says «{word}» goes to that place by itself."
)
