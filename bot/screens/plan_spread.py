"""Many lines at once: each library N times a year, as last year; shown before taken; pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules.visit_plan import SEASONS
from bot.screens.plan_year import Names, heading
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from storage.records.visit_plan import NewLine

TIMES: Final = (1, 2, 3, 4, 6, 12)
PICKED: Final = 10  # libraries to tick on a page
SHOWN: Final = 40  # libraries of a preview; the others are counted

SEASON_NAMES: Final = {
    "all": msgid("All months"),
    "summer": msgid("Without June - August"),
    "winter": msgid("Without December - February"),
    "both": msgid("Only spring and autumn"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shared out: how often, without which season, among all or chosen ones."""

    year: int
    times: int
    season: str
    are_chosen: bool = False

    @property
    def code(self) -> str:
        """Return it as buttons carry it."""
        return f"{self.year}:{self.times}:{self.season}:{int(self.are_chosen)}"

    def press(self, what: str, *more: object) -> str:
        """Return the press that goes on with it."""
        return ":".join(["plan." + what, self.code, *map(str, more)])


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lines that would be added, and how a button names exactly them."""

    lines: Sequence[NewLine]
    mark: str  # of the lines shown: other lines have another one
    left_out: int = 0  # libraries that have a plan already


def ask_times(t: Translator, year: int, months: int, libraries: int) -> Screen:
    """Ask how often each library is visited."""
    buttons = [
        Button(str(times), f"plan.times:{year}:{times}:all:0")
        for times in TIMES
        if times <= months
    ]
    text = lines(
        heading(t, year),
        t(plural("{n} library has no plan yet.", "{n} libraries have no plan yet."), n=libraries),
        t(msgid("How many times a year is each visited? Press or write a number.")),
    )
    rows = tuple(tuple(buttons[i : i + 3]) for i in range(0, len(buttons), 3))
    return Screen(text, (*rows, (_to_plan(t, year),)))


def ask_season(t: Translator, year: int, times: int, *, are_chosen: bool = False) -> Screen:
    """Ask which months are left out; the libraries chosen before stay chosen."""
    buttons = [
        Button(
            t.plain(SEASON_NAMES[season]), Wanted(year, times, season, are_chosen).press("season")
        )
        for season in SEASONS
    ]
    text = lines(heading(t, year), t(msgid("In which months do you travel?")))
    return Screen(text, column([*buttons, _to_plan(t, year)]))


def preview(t: Translator, wanted: Wanted, proposal: Proposal, names: Names) -> Screen:
    """Show what would be planned; nothing is until it is taken."""
    text = lines(
        heading(t, wanted.year),
        t(
            plural("Each library {n} time a year.", "Each library {n} times a year."),
            n=wanted.times,
        ),
        *proposed(t, proposal, names),
    )
    take = wanted.press("take", proposal.mark)
    buttons = [
        Button(t.plain(msgid("Take it")), take, style="primary"),
        Button(t.plain(msgid("Choose libraries")), wanted.press("pick", 0)),
        Button(t.plain(msgid("Other months")), wanted.press("times")),
        _to_plan(t, wanted.year),
    ]
    return Screen(text, column(buttons if proposal.lines else buttons[1:]))


def proposed(t: Translator, proposal: Proposal, names: Names) -> list[Html]:
    """List libraries with their months, and how many visits each month gets."""
    if not proposal.lines:
        return [t(msgid("There is nothing to plan: every library has its plan already."))]
    months = {
        key: sorted(one.month for one in some)
        for key, some in groupby(proposal.lines, lambda one: one.library_id)
    }
    load = Counter(one.month for one in proposal.lines)
    said = [
        t(
            "{library}: {months}",
            library=names.library(key),
            months=", ".join(t.month(month) for month in some),
        )
        for key, some in list(months.items())[:SHOWN]
    ]
    if len(months) > SHOWN:
        said.append(t(msgid("And libraries not shown: {n}."), n=len(months) - SHOWN))
    loads = ", ".join(f"{t.month(month)} {load[month]}" for month in sorted(load))
    said.append(t(msgid("Visits by month: {loads}."), loads=loads))
    said.append(t(msgid("In all: {n}. Nothing is planned until you take it."),
                  n=len(proposal.lines)))  # fmt: skip
    if proposal.left_out:
        text = msgid("Libraries that have a plan already stay as they are: {n}.")
        said.append(t(text, n=proposal.left_out))
    return said


def pick(
    t: Translator,
    wanted: Wanted,
    libraries: Mapping[int, bool],
    page: int,
    names: Names,
) -> Screen:
    """Offer the libraries without a plan as toggles; each carries the wanted state."""
    keys = list(libraries)
    pages = max(1, -(-len(keys) // PICKED))
    shown = keys[page * PICKED : (page + 1) * PICKED]
    buttons = [
        Button(
            cut(_ticked(t, names.library(key), is_on=libraries[key]), WIDE),
            f"plan.picked:{key}:{int(not libraries[key])}:{page}",
        )
        for key in shown
    ]
    chosen = sum(libraries.values())
    text = lines(
        heading(t, wanted.year),
        t(msgid("Which libraries? Press each; chosen: {n}."), n=chosen),
    )
    more = t.plain(msgid("More choices ({page} of {pages})"), page=page + 1, pages=pages)
    turn = [Button(more, wanted.press("pick", (page + 1) % pages))] if pages > 1 else []
    some, everything = (replace(wanted, are_chosen=one) for one in (True, False))
    ready = [Button(t.plain(msgid("Ready")), some.press("season"))] if chosen else []
    every = Button(t.plain(msgid("All without a plan")), everything.press("season"))
    return Screen(text, (*column(buttons), *column([*turn, *ready, every])))


def _ticked(t: Translator, name: str, *, is_on: bool) -> str:
    return t.plain(msgid("{name}: chosen"), name=name) if is_on else name


def copied(t: Translator, year: int, proposal: Proposal, names: Names) -> Screen:
    """Show last year's plan as it would be taken over."""
    text = lines(
        bold(t.plain(msgid("As last year"))), heading(t, year), *proposed(t, proposal, names)
    )
    take = Button(
        t.plain(msgid("Take it")), f"plan.copied:{year}:{proposal.mark}", style="primary"
    )
    return Screen(text, column([*([take] if proposal.lines else []), _to_plan(t, year)]))


def taken(t: Translator, year: int, lines_added: int, undo: str) -> Screen:
    """Say what was added, with the way back."""
    text = lines(
        t(plural("Planned: {n} visit.", "Planned: {n} visits."), n=lines_added),
        t(msgid("As long as nothing of it is done it can be taken back with one press.")),
    )
    buttons = [Button(t.plain(msgid("Take it back")), undo), _to_plan(t, year)]
    return Screen(text, grid(buttons))


def _to_plan(t: Translator, year: int) -> Button:
    return Button(t.plain(msgid("To the plan")), f"plan.year:{year}:0")
