"""Results made known: the preview for who publishes, what everybody hears, «Итоги»; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.entries import Names
from bot.screens.result_remarks import unquoted
from bot.screens.results import Line, Sheet, award_name, award_of, head, points, titled
from bot.screens.screen import Button, Screen, bold, cut, grid, lines
from storage.records.contests import Contest, Entry
from storage.records.judging import Judgement, Result

NAMED: Final = 12  # entries of one award in a message; the rest stands in «Итоги»
PAGE: Final = 20  # lines of «Итоги»
REMARK: Final = 400  # characters of a remark in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one person hears: own entries and those entered for others, thanks to a juror."""

    own: Sequence[Line] = ()
    entered: Sequence[Line] = ()
    is_juror: bool = False
    may_open: bool = True  # the contest's card


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What everybody hears of a contest: all lines, and the remarks passed by entry."""

    contest: Contest
    lines: Sequence[Line]
    remarks: Mapping[int, Sequence[Judgement]]


# -------------------------------------------------------------------- winners


def winners(contest: Contest, known: Sequence[Line]) -> list[Line]:
    """Return who has an award, the highest award first.

    Within an award the numbers order: a place must not be read from it.
    """
    order = {one.award_id: n for n, one in enumerate(contest.awards)}
    awarded = [one for one in known if one.result.award_id in order]
    return sorted(
        awarded,
        key=lambda one: (
            order[one.result.award_id or 0],
            one.result.award_words or "",
            one.entry.entry_id,
        ),
    )


def winner_lines(
    t: Translator, heard: Heard, names: Names, limit: int | None = NAMED
) -> list[Html]:
    """Name the winners award by award."""
    contest = heard.contest
    found = winners(contest, heard.lines)
    if not found:
        return [t(msgid("No awards were given."))]
    said: list[Html] = []
    for name, group in groupby(found, key=lambda one: award_name(t, contest, one.result)):
        sharing = list(group)
        said.append(bold(f"{name[:1].upper()}{name[1:]}"))
        said += [Html(_named(t, contest, one, names)) for one in sharing[:limit]]
        if limit is not None and len(sharing) > limit:
            more = plural("and {n} more entry", "and {n} more entries")
            said.append(t(more, n=len(sharing) - limit))
    return said


def _named(t: Translator, contest: Contest, one: Line, names: Names) -> Html:
    """Name an entry with its library and authors; a reader's one without any person."""
    entry = one.entry
    about = [names.library(entry.library_id)]
    if contest.audience != "readers":
        about.append(names.people((entry.staff_id, *entry.coauthors)))
    if contest.ranks_in == "nomination" and entry.nomination_id:
        about.append(names.nomination(entry.nomination_id))
    return t("{title}: {about}", title=titled(t, entry), about="; ".join(about))


# -------------------------------------------------------------------- what people hear


def message(t: Translator, heard: Heard, names: Names, told: Told) -> Screen:
    """Return the one message that a person gets (T37): the own entries first, then the winners."""
    contest = heard.contest
    own = [_own(t, heard, one) for one in told.own]
    entered = [_entered(t, heard, one, names) for one in told.entered]
    thanks = [_to_juror(t, contest)] if told.is_juror else []
    opening = [*own, *entered, *thanks] or [bold(_results_of(t, contest))]
    text = "\n\n".join([*opening, lines(*winner_lines(t, heard, names))])
    if not told.may_open:
        return Screen(text)
    button = Button(t.plain(msgid("To the results")), f"contest.winners:{contest.contest_id}:0")
    return Screen(text, grid([button]))


def _results_of(t: Translator, contest: Contest) -> str:
    return t.plain(msgid("Results of the contest «{contest}»"), contest=contest.title)


def _to_juror(t: Translator, contest: Contest) -> Html:
    text = msgid(
        "Results of the contest «{contest}» are published. Thank you for your work in the jury."
    )
    return t(text, contest=contest.title)


def _own(t: Translator, heard: Heard, one: Line) -> Html:
    contest = heard.contest
    is_readers = contest.audience == "readers"
    if award := award_name(t, contest, one.result):
        text = (
            msgid(
                "Results of the contest «{contest}». The entry of your reader, {title}: {award}. "
                "Congratulations!"
            )
            if is_readers
            else msgid(
                "Results of the contest «{contest}». Your entry {title}: {award}. Congratulations!"
            )
        )
    else:
        text = (
            msgid(
                "Results of the contest «{contest}». Thank you and your reader for the entry "
                "{title}."
            )
            if is_readers
            else msgid("Results of the contest «{contest}». Thank you for the entry {title}.")
        )
    said = t(text, contest=contest.title, title=titled(t, one.entry), award=award)
    return Html(" ".join([said, *_reached(t, contest, one.result), *_noted(t, heard, one.entry)]))


def _entered(t: Translator, heard: Heard, one: Line, names: Names) -> Html:
    contest = heard.contest
    award = award_name(t, contest, one.result)
    text = (
        msgid(
            "Results of the contest «{contest}». The entry {title}, which you entered for a "
            "colleague ({person}): {award}. Please pass it on."
        )
        if award
        else msgid(
            "Results of the contest «{contest}». Thank you for the entry {title}, which you "
            "entered for a colleague ({person}). Please pass it on."
        )
    )
    person = names.people((one.entry.staff_id, *one.entry.coauthors))
    said = t(text, contest=contest.title, title=titled(t, one.entry), award=award, person=person)
    return Html(" ".join([said, *_reached(t, contest, one.result), *_noted(t, heard, one.entry)]))


def _reached(t: Translator, contest: Contest, result: Result) -> list[Html]:
    """Say place and points, where the contest's regulation opens them to everyone."""
    if not contest.tells_all or result.place is None:
        return []
    text = msgid("Place: {place}, points: {points}.")
    return [t(text, place=str(result.place), points=points(t, result.points))]


def _noted(t: Translator, heard: Heard, entry: Entry) -> list[Html]:
    remarks = heard.remarks.get(entry.entry_id, ())
    return noted(t, remarks)


def noted(t: Translator, remarks: Sequence[Judgement]) -> list[Html]:
    """Say what the jury noted, as it was passed."""
    if not remarks:
        return []
    said = "»; «".join(cut(unquoted(one), REMARK) for one in remarks)
    return [t(msgid("The jury noted: «{remark}»."), remark=said)]


# -------------------------------------------------------------------- before the press


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """How many hear what, and whom no message reaches."""

    winners: int  # people with an award of their own
    thanked: int  # participants without one
    others: int  # who hear the winners only
    called: Sequence[str] = ()  # authors and co-authors whom no message reaches


def preview(t: Translator, sheet: Sheet, heard: Heard, audience: Audience, mark: str) -> Screen:
    """Show what is about to be published, and who hears what; `mark`: of what is shown here."""
    contest = sheet.contest
    text = lines(
        bold(t.plain(msgid("Publish the results of «{contest}»?"), contest=contest.title)),
        *winner_lines(t, heard, sheet.names),
        t(
            msgid(
                "Who hears: people with an award: {winners}, with thanks: {thanked}, the "
                "others the winners only: {others}. Remarks of the jury that go along: {passed}."
            ),
            winners=audience.winners,
            thanked=audience.thanked,
            others=audience.others,
            passed=sheet.passed,
        ),
        t(msgid("Everyone will hear place and points: the regulation says so."))
        if contest.tells_all
        else None,
        t(msgid("No message reaches, please call: {people}."), people=", ".join(audience.called))
        if audience.called
        else None,
        *(
            t(
                msgid(
                    "The chairman has not decided yet between {entries}: published now, they "
                    "share the place."
                ),
                entries=", ".join(f"№ {one}" for one in tie),
            )
            for tie in sheet.to_cast
        ),
        t(msgid("Afterwards nothing of it can be changed.")),
    )
    key = contest.contest_id
    return Screen(
        text,
        grid(
            [
                Button(t.plain(msgid("Publish")), f"result.publish:{key}:{mark}", style="primary"),
                Button(t.plain(msgid("To the results")), f"result.list:{key}")
                if sheet.may_read
                else Button(t.plain(msgid("To the contest")), f"contest.card:{key}"),
            ]
        ),
    )


def published(t: Translator, reached: int, called: Sequence[str]) -> Html:
    """Say that the results are out, to how many, and whom to call."""
    text = plural(
        "The results are published: {n} person hears of them.",
        "The results are published: {n} people hear of them.",
    )
    return lines(
        t(text, n=reached),
        t(msgid("No message reaches, please call: {people}."), people=", ".join(called))
        if called
        else None,
    )


# -------------------------------------------------------------------- «Итоги»


def public(t: Translator, heard: Heard, names: Names, page: int) -> Screen:
    """Show the winners to everyone; all places and points where the regulation opens them."""
    contest = heard.contest
    said = (
        [_place(t, contest, one, names) for one in heard.lines]
        if contest.tells_all
        else winner_lines(t, heard, names, limit=None)
    )
    shown = said[page * PAGE : (page + 1) * PAGE]
    text = lines(head(t, contest), *shown)
    key = contest.contest_id
    buttons = []
    if page:
        buttons.append(Button(t.plain(msgid("Earlier ones")), f"contest.winners:{key}:{page - 1}"))
    if (page + 1) * PAGE < len(said):
        buttons.append(Button(t.plain(msgid("Further ones")), f"contest.winners:{key}:{page + 1}"))
    buttons.append(Button(t.plain(msgid("To the contest")), f"contest.card:{key}"))
    return Screen(text, grid(buttons))


def _place(t: Translator, contest: Contest, one: Line, names: Names) -> Html:
    named = _named(t, contest, one, names)
    if one.result.place is None:
        return Html(named)
    award = award_name(t, contest, one.result)
    text = (
        msgid("Place {place}, points: {points}; {award}. {entry}")
        if award
        else msgid("Place {place}, points: {points}. {entry}")
    )
    return t(
        text,
        place=str(one.result.place),
        points=points(t, one.result.points),
        award=award,
        entry=named,
    )


def on_card(
    t: Translator, contest: Contest, result: Result, remarks: Sequence[Judgement]
) -> list[Html]:
    """Say on an entry's card what it has reached, once that is published."""
    award = award_name(t, contest, result)
    said = [t(msgid("Award: {award}."), award=award)] if award_of(contest, result) else []
    return [*said, *_reached(t, contest, result), *noted(t, remarks)]
