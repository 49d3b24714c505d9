"""A trip proposed for a day: its libraries in the order of the way, with distances; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.routes import Tour
from bot.screens.monitoring_board import AND_MORE, NAMED
from bot.screens.screen import Button, Screen, bold, grid, lines
from bot.screens.unvisited import Line, briefly

ANY_DAY: Final = "0"
WEEKDAYS: Final = (
    msgid("Mon"), msgid("Tue"), msgid("Wed"), msgid("Thu"), msgid("Fri"), msgid("Sat"),
    msgid("Sun"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion: its number, the day it is for, the way, and who could not be taken in."""

    number: int
    on: date | None
    tour: Tour
    due: Mapping[int, Line]  # all libraries that nobody has visited for long
    unplaced: tuple[int, ...] = ()  # no coordinates
    shut: tuple[int, ...] = ()  # not their working day
    has_others: bool = False

    @property
    def code(self) -> str:
        """Return the day as a button carries it."""
        return self.on.isoformat() if self.on else ANY_DAY


def proposed(t: Translator, found: Proposal) -> Screen:
    """Show a proposed trip with its distances, and what can be done with it."""
    text = lines(
        _title(t, found.on),
        *(_way(t, found) if found.tour.stops else (t(NOTHING),)),
        _names(t, msgid("No coordinates, look where they are: {names}."), found, found.unplaced),
        _names(t, msgid("Not open on that day: {names}."), found, found.shut),
    )
    buttons = []
    if found.tour.stops:
        buttons.append(Button(t.plain(msgid("Plan it")), _plan(found), style="primary"))
    if found.has_others:
        again = f"propose:{found.number + 1}:{found.code}"
        buttons.append(Button(t.plain(msgid("Another one")), again))
    buttons += [
        Button(t.plain(msgid("Choose a day")), "propose.day"),
        Button(t.plain(msgid("Back")), "unvisited:0"),
    ]
    return Screen(text, grid(buttons))


def _plan(found: Proposal) -> str:
    """Return the press that hands the libraries over, in the order of the way."""
    keys = (str(one.key) for one in found.tour.stops)
    return ":".join((f"propose.plan:{found.code}", *keys))


def ask_day(t: Translator, days: Sequence[date]) -> Screen:
    """Ask on which day the trip would be: some libraries do not work then."""
    text = t(msgid("For which day? Libraries that do not work then are left out."))
    buttons = [Button(_label(t, day), f"propose:0:{day.isoformat()}") for day in days]
    any_day = Button(t.plain(msgid("Any day")), f"propose:0:{ANY_DAY}")
    return Screen(text, grid([*buttons, any_day]))


def _title(t: Translator, on: date | None) -> Html:
    if on is None:
        return bold(t.plain(msgid("A trip for one day")))
    return bold(t.plain(msgid("A trip for: {day}"), day=_label(t, on)))


def _label(t: Translator, day: date) -> str:
    return f"{t.plain(WEEKDAYS[day.weekday()])} {day:%d.%m}"


def _way(t: Translator, found: Proposal) -> list[Html]:
    """Say each leg; the total is the sum of what is said, so that it can be checked."""
    stops, legs = found.tour.stops, [round(leg, 1) for leg in found.tour.legs]
    is_from_home = len(legs) > len(stops)
    ways = legs if is_from_home else [None, *legs]
    said = [t(msgid("Nobody has been there for long, and they are near each other:"))] * (
        len(stops) > 1
    )
    said += [
        _stop(t, number, found.due[one.key], km, first=is_from_home and number == 1)
        for number, (one, km) in enumerate(zip(stops, ways, strict=False), 1)
    ]
    total = round(sum(legs), 1)
    if is_from_home:
        back = msgid("Back: {km} km. In all {total} km as the crow flies, the road is longer.")
        return [*said, t(back, km=legs[-1], total=total)]
    alone = msgid("Between them {total} km as the crow flies; the central library has no place.")
    return [*said, t(alone, total=total)]


def _stop(t: Translator, number: int, one: Line, km: float | None, *, first: bool) -> Html:
    name = f"{number}. {one.library} ({briefly(t, one)})"
    if km is None:
        return t("{text}", text=name)
    leg = msgid("{name}: {km} km from the central library") if first else msgid("{name}: {km} km")
    return t(leg, name=name, km=km)


def _names(t: Translator, text: str, found: Proposal, keys: Sequence[int]) -> Html | None:
    if not keys:
        return None
    names = ", ".join(found.due[key].library for key in keys[:NAMED])
    more = len(keys) - NAMED
    return t(text, names=t.plain(AND_MORE, names=names, n=more) if more > 0 else names)


NOTHING: Final = msgid("There is no trip to propose: no library is due that can be reached.")
