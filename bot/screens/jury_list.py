"""What a juror sees beyond one entry: contests, what is left, the own table, the regulation."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import jury
from bot.rules.jury import Sheet
from bot.screens.jury_entry import criteria, summed
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.contests import Contest

PAGE: Final = 30  # entries on one screen
ROW: Final = 5  # numbers in a row of buttons
TITLE: Final = 40  # characters of a title in the list
TABLE: Final = 26  # characters of a row that 360 px show
NONE: Final = msgid("You are in no jury now. When the department asks you into one, it is here.")
SECRETARY: Final = msgid(
    "You are the secretary of the jury: you keep the protocol and give no points. The results "
    "come here when the judging is over."
)


def contests(t: Translator, known: Sequence[tuple[Contest, Sequence[Sheet]]]) -> Screen:
    """Show the contests that a juror scores, with how much is left."""
    if not known:
        return Screen(t(NONE))
    text = lines(
        bold(t.plain(msgid("Score entries"))),
        *(_contest_line(t, contest, sheets) for contest, sheets in known),
        t(msgid("Press a contest.")),
    )
    return Screen(
        text,
        column(Button(cut(one.title, WIDE), f"jury.contest:{one.contest_id}") for one, _ in known),
    )


def of_secretary(t: Translator, known: Sequence[Contest]) -> Screen:
    """Show the secretary the contests whose protocol they keep."""
    text = lines(t(SECRETARY), *(_contest_line(t, one, None) for one in known))
    buttons = [
        Button(
            cut(f"{t.plain(msgid('Results'))}: {one.title}", WIDE), f"result.list:{one.contest_id}"
        )
        for one in known
        if one.judged_at is not None
    ]
    return Screen(text, column(buttons))


def _contest_line(t: Translator, contest: Contest, sheets: Sequence[Sheet] | None) -> Html:
    if contest.handed_at is None:
        text = t(msgid("the entries are not handed to the jury yet."))
    elif contest.judged_at is not None:
        text = t(msgid("the judging is over."))
    elif sheets is None:
        text = t(msgid("the jury is judging."))
    else:
        text = _counts(t, sheets)
    return t("«{title}»: {said}", title=contest.title, said=text)


def _counts(t: Translator, sheets: Sequence[Sheet]) -> Html:
    scored, waiting = sum(one.is_whole for one in sheets), len(jury.left(sheets))
    total = scored + waiting
    return t(msgid("scored {n} of {total}, left: {left}."), n=scored, total=total, left=waiting)


def contest(
    t: Translator, held: Contest, sheets: Sequence[Sheet], today: date, page: int = 0
) -> Screen:
    """Show what is dealt to a juror in a contest: what is scored and what is left."""
    is_open = jury.may_score(held, today)
    shown = _page(sheets, page)
    waiting = jury.left(sheets)
    text = lines(
        bold(t.plain(msgid("Contest «{title}»"), title=held.title)),
        t(msgid("Your entries: {said}"), said=_counts(t, sheets)),
        until(t, held, today),
        *(_line(t, one) for one in shown),
        t(_closing(sheets, is_open=is_open)),
    )  # fmt: skip
    first = []
    if is_open and waiting:
        label = t.plain(msgid("Score entry {n}"), n=waiting[0].place)
        first = [Button(label, f"jury.open:{waiting[0].entry.entry_id}", style="primary")]
    key = held.contest_id
    last = [
        *_turns(t, f"jury.contest:{key}", len(sheets), page),
        Button(t.plain(msgid("My scores")), f"jury.table:{key}"),
        Button(t.plain(msgid("Regulation")), f"jury.rules:{key}"),
    ]
    return Screen(text, (*column(first), *_numbers(shown), *grid(last)))


def _closing(sheets: Sequence[Sheet], *, is_open: bool) -> str:
    if not sheets:
        return msgid("No entry is dealt to you yet.")
    if is_open:
        return msgid("Press the number of an entry. Points can be changed until closing.")
    return msgid("Press the number of an entry to see it.")


def until(t: Translator, held: Contest, today: date) -> Html | None:
    """Say until when points are given, or that it is over."""
    if not jury.may_score(held, today):
        return t(msgid("The judging is over: points can only be read."))
    if held.judging_until_on is None:
        return None
    return t(msgid("Points are given until {date}, to the end of the day."),
             date=held.judging_until_on)  # fmt: skip


def _line(t: Translator, sheet: Sheet) -> Html:
    """Say an entry's place in the juror's list, its number in the protocol, how it stands."""
    return t(
        "{n}. № {number} «{title}»: {state}",
        n=sheet.place,
        number=str(sheet.entry.entry_id),
        title=cut(sheet.entry.title, TITLE),
        state=_state(t, sheet),
    )


def _state(t: Translator, sheet: Sheet) -> str:
    if sheet.has_conflict:
        return t.plain(msgid("personal interest, not scored"))
    if sheet.is_whole:
        return t.plain(msgid("points: {sum}"), sum=summed(t, sheet))
    if sheet.is_begun:
        return t.plain(msgid("begun, not all criteria have points"))
    return t.plain(msgid("not scored"))


def _page(sheets: Sequence[Sheet], page: int) -> Sequence[Sheet]:
    return sheets[page * PAGE : (page + 1) * PAGE]


def _numbers(shown: Sequence[Sheet], verb: str = "jury.open") -> Rows:
    """Give a button with the number of each entry."""
    buttons = [Button(str(one.place), f"{verb}:{one.entry.entry_id}") for one in shown]
    return tuple(tuple(buttons[at : at + ROW]) for at in range(0, len(buttons), ROW))


def _turns(t: Translator, press: str, count: int, page: int) -> list[Button]:
    turns = []
    if page:
        turns.append(Button(t.plain(msgid("← Back")), f"{press}:{page - 1}"))
    if (page + 1) * PAGE < count:
        turns.append(Button(t.plain(msgid("Further →")), f"{press}:{page + 1}"))
    return turns


# -------------------------------------------------------------------- the own table


def table(
    t: Translator, held: Contest, sheets: Sequence[Sheet], today: date, page: int = 0
) -> Screen:
    """Show a juror's own points of all entries, the highest first, to level them."""
    key, is_open = held.contest_id, jury.may_score(held, today)
    rows = _page(jury.table(sheets), page)
    waiting = jury.left(sheets)
    text = lines(
        bold(t.plain(msgid("My scores: «{title}»"), title=held.title)),
        _rows(t, rows),
        t(msgid("Without all points, not counted: {numbers}."),
          numbers=", ".join(str(one.place) for one in waiting)) if waiting else None,
        until(t, held, today),
        t(msgid("Is one too high or too low? Press its number.")) if is_open and rows else None,
    )  # fmt: skip
    first = []
    if is_open and waiting:
        label = t.plain(msgid("Score entry {n}"), n=waiting[0].place)
        first = [Button(label, f"jury.open:{waiting[0].entry.entry_id}", style="primary")]
    last = [
        *_turns(t, f"jury.table:{key}", len(sheets), page),
        Button(t.plain(msgid("To the list")), f"jury.contest:{key}"),
        Button(t.plain(msgid("Regulation")), f"jury.rules:{key}"),
    ]
    numbers = _numbers(sorted(rows, key=lambda one: one.place), "jury.ask")
    return Screen(text, (*column(first), *numbers, *grid(last)))


def _rows(t: Translator, shown: Sequence[Sheet]) -> Html | None:
    """Draw the table as wide as a small phone shows: place, sum, title."""
    if not shown:
        return None
    sums = [_sum(t, one) for one in shown]
    place = max(len(str(one.place)) for one in shown)
    width = max(map(len, sums))
    heads = [
        f"{one.place:>{place}} {said:>{width}} " for one, said in zip(shown, sums, strict=True)
    ]
    drawn = [
        head + cut(one.entry.title, TABLE - len(head))
        for one, head in zip(shown, heads, strict=True)
    ]
    return Html(f"<pre>{escape(chr(10).join(drawn))}</pre>")


def _sum(t: Translator, sheet: Sheet) -> str:
    if sheet.has_conflict:
        return "–"
    return summed(t, sheet) if sheet.is_whole else "…"


def choose(t: Translator, known: Sequence[Contest], title: str, press: str) -> Screen:
    """Ask which contest."""
    text = lines(bold(t.plain(title)), t(msgid("Press a contest.")))
    return Screen(
        text, column(Button(cut(one.title, WIDE), f"{press}:{one.contest_id}") for one in known)
    )


# -------------------------------------------------------------------- the regulation


def regulation(t: Translator, held: Contest, duty: str, *, has_file: bool) -> Screen:
    """Say what a contest is judged by; the file comes behind it."""
    text = lines(
        bold(t.plain(msgid("Regulation: «{title}»"), title=held.title)),
        t(DUTIES[duty]),
        t(msgid("Criteria and the most points: {list}."), list=criteria(t, held)),
        t(msgid("Points are given until {date}, to the end of the day."),
          date=held.judging_until_on) if held.judging_until_on else None,
        t(msgid("The results are published on {date}."), date=held.results_on)
        if held.results_on else None,
        t(msgid("The file of the regulation is below.")) if has_file
        else t(msgid("The regulation is not kept as a file here. Ask the department for it.")),
    )  # fmt: skip
    return Screen(text)


DUTIES: Final = {
    "juror": msgid("Your duty: member of the jury."),
    "chairman": msgid("Your duty: chairman of the jury; in a tie yours is the casting vote."),
    "secretary": msgid("Your duty: secretary of the jury; you keep the protocol."),
}
