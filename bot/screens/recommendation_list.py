"""Lists of recommendations with their filters, and how long they take; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules.spans import Standing
from bot.screens import spans as said
from bot.screens.recommendations import STATES
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.visits import EVERY, Recommendation, Taken

PAGE: Final = 8
IN_A_ROW: Final = 4
TEXT: Final = 120  # characters of a recommendation in a line
AGES: Final = (30, 90, 180)  # days since the visit
KINDS: Final[Mapping[str, str]] = {
    "open": msgid("Open ones"),
    "overdue": msgid("Overdue"),
    "done": msgid("To be accepted"),
    "settled": msgid("Settled"),
    "all": msgid("All of them"),
}
TITLES: Final[Mapping[str, str]] = {
    "open": msgid("Open recommendations"),
    "overdue": msgid("Overdue recommendations"),
    "done": msgid("Recommendations to be accepted"),
    "settled": msgid("Settled recommendations"),
    "all": msgid("All recommendations"),
}
STANDINGS: Final[Mapping[str, str]] = {  # «Закрытые рекомендации» are not a closed period
    "closed": msgid("The period of the visits is closed."),
    "partly": msgid("The period of the visits is closed in part."),
    "open": msgid("The period of the visits is open."),
}
NONE: Final = "-"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list holds, as it travels in a button."""

    kind: str = "open"
    library_id: int | None = None
    staff_id: int | None = None
    area: str | None = None
    age: int = 0
    source: str | None = None  # of the visit

    @property
    def code(self) -> str:
        """Return the filter as a button's data carry it."""
        age = said.with_source(str(self.age), self.source)
        parts = (self.kind, self.library_id, self.staff_id, self.area, age)
        return ":".join(NONE if part is None else str(part) for part in parts)

    @classmethod
    def parse(cls, parts: Sequence[str]) -> Self:
        """Read a button's filter; raise ValueError where it is none."""
        kind, library, person, area, age = parts
        age, source = said.split_source(age)
        if kind not in KINDS or int(age) not in {0, *AGES}:
            raise ValueError(parts)
        return cls(
            kind,
            None if library == NONE else int(library),
            None if person == NONE else int(person),
            None if area == NONE else area,
            int(age),
            source,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a list with the names that it needs, in the reader's language."""

    chosen: Filter
    items: Sequence[Recommendation]
    number: int
    total: int
    today: date
    libraries: Mapping[int, str]
    people: Mapping[int, str]
    areas: Mapping[str, str]
    has_all: bool  # may look at every library
    standing: Standing | None  # of the days of their visits; None: the list is empty

    @property
    def first(self) -> int:
        """Return the number of the first line."""
        return self.number * PAGE + 1

    @property
    def has_more(self) -> bool:
        """Tell whether another page follows."""
        return self.total > (self.number + 1) * PAGE


def listed(t: Translator, page: Page) -> Screen:
    """Show a page; a number opens its recommendation."""
    shown = list(enumerate(page.items, page.first))
    text = lines(
        bold(t.plain(TITLES[page.chosen.kind])),
        _chosen(t, page),
        said.only_from(t, page.chosen.source),
        t(STANDINGS[page.standing]) if page.standing else None,
        t(plural("{n} recommendation.", "{n} recommendations."), n=page.total)
        if page.total
        else t(msgid("There are no such ones.")),
        *(_line(t, page, number, one) for number, one in shown),
        t(msgid("Press a number.")) if shown else None,
    )
    numbers = [Button(str(n), f"rec.card:{one.recommendation_id}") for n, one in shown]
    rows = [tuple(numbers[at : at + IN_A_ROW]) for at in range(0, len(numbers), IN_A_ROW)]
    return Screen(text, (*rows, *_turns(t, page), *_filters(t, page)))


def _chosen(t: Translator, page: Page) -> Html | None:
    chosen = page.chosen
    parts = []
    if chosen.library_id is not None:
        parts.append(t(msgid("library: {name}"), name=page.libraries[chosen.library_id]))
    if chosen.staff_id is not None:
        parts.append(t(msgid("responsible: {name}"), name=page.people[chosen.staff_id]))
    if chosen.area is not None:
        parts.append(t(msgid("area: {name}"), name=page.areas.get(chosen.area, chosen.area)))
    if chosen.age:
        parts.append(t(msgid("given more than {n} days ago"), n=chosen.age))
    text = "; ".join(parts)
    return Html(text[:1].upper() + text[1:]) if parts else None


def _line(t: Translator, page: Page, number: int, item: Recommendation) -> Html:
    parts = [t("{number}. «{text}»", number=number, text=cut(item.recommendation, TEXT))]
    if page.chosen.library_id is None:
        parts[0] = t(
            "{number}. {library}: «{text}»",
            number=number,
            library=page.libraries[item.library_id],
            text=cut(item.recommendation, TEXT),
        )
    if item.responsible_id in page.people and page.chosen.staff_id is None:
        parts.append(t("{person}", person=page.people[item.responsible_id or 0]))
    if item.deadline_on is not None:
        parts.append(t(msgid("by {date}"), date=item.deadline_on))
    state = item.state_on(page.today)
    if state not in (page.chosen.kind, "given"):
        parts.append(t(STATES[state]))
    return Html("; ".join(parts))


def _turns(t: Translator, page: Page) -> Rows:
    code, turns = page.chosen.code, []
    if page.number > 0:
        label = t.plain(msgid("Earlier ones"))
        turns.append(Button(label, f"rec.list:{code}:{page.number - 1}"))
    if page.has_more:
        label = t.plain(msgid("Further ones"))
        turns.append(Button(label, f"rec.list:{code}:{page.number + 1}"))
    return grid(turns)


def _filters(t: Translator, page: Page) -> Rows:
    chosen = page.chosen
    kinds = [
        Button(t.plain(label), f"rec.list:{replace(chosen, kind=kind).code}:0")
        for kind, label in KINDS.items()
        if kind != chosen.kind
    ]
    by = [
        Button(t.plain(msgid("By library")), f"rec.by:library:{chosen.code}:0"),
        Button(t.plain(msgid("By person")), f"rec.by:person:{chosen.code}:0"),
    ]
    by = by if page.has_all else []
    by += [
        Button(t.plain(msgid("By area")), f"rec.by:area:{chosen.code}:0"),
        Button(t.plain(msgid("By age")), f"rec.age:{chosen.code}"),
    ]
    if page.has_all:
        by.append(Button(t.plain(msgid("How long")), _days(page.today.year, chosen.source)))
    following = replace(chosen, source=said.next_source(chosen.source))
    by.append(said.source_button(t, chosen.source, f"rec.list:{following.code}:0"))
    if _is_filtered(chosen) and page.has_all:
        plain = Filter(chosen.kind)
        by.append(Button(t.plain(msgid("Without a filter")), f"rec.list:{plain.code}:0"))
    return (*grid(kinds), *grid(by))


def _is_filtered(chosen: Filter) -> bool:
    return chosen != Filter(chosen.kind)


# -------------------------------------------------------------------- choosing


@dataclass(frozen=True, slots=True)
class Choices:
    """The libraries, people or areas of a list: key, name, how many."""

    by: str
    options: Sequence[tuple[str, str, int]]
    number: int = 0


ASKED: Final[Mapping[str, str]] = {
    "library": msgid("Of which library? Press or write its name."),
    "person": msgid("Whose? Press or write a surname."),
    "area": msgid("Of which area?"),
}
CHOICES: Final = 10


def choose(t: Translator, chosen: Filter, choices: Choices) -> Screen:
    """Offer what the recommendations of a list belong to, the most first."""
    first = choices.number * CHOICES
    shown = choices.options[first : first + CHOICES]
    buttons = [
        Button(
            cut(f"{name}: {count}", WIDE), f"rec.list:{with_one(chosen, choices.by, key).code}:0"
        )
        for key, name, count in shown
    ]
    turns = []
    place = f"rec.by:{choices.by}:{chosen.code}"
    if choices.number:
        turns.append(Button(t.plain(msgid("Earlier ones")), f"{place}:{choices.number - 1}"))
    if len(choices.options) > first + CHOICES:
        turns.append(Button(t.plain(msgid("Further ones")), f"{place}:{choices.number + 1}"))
    back = Button(t.plain(msgid("Back")), f"rec.list:{chosen.code}:0")
    text = lines(
        bold(t.plain(TITLES[chosen.kind])),
        t(ASKED[choices.by]) if shown else t(msgid("There are none.")),
    )
    return Screen(text, (*grid(buttons), *grid(turns), (back,)))


def with_one(chosen: Filter, by: str, key: str) -> Filter:
    """Return a filter with one library, person or area."""
    if by == "library":
        return replace(chosen, library_id=int(key))
    if by == "person":
        return replace(chosen, staff_id=int(key))
    return replace(chosen, area=key)


def ages(t: Translator, chosen: Filter) -> Screen:
    """Offer how long ago they were given."""
    buttons = [
        Button(
            t.plain(msgid("More than {n} days ago"), n=age),
            f"rec.list:{replace(chosen, age=age).code}:0",
        )
        for age in AGES
    ]
    any_age = replace(chosen, age=0).code
    buttons.append(Button(t.plain(msgid("Of any age")), f"rec.list:{any_age}:0"))
    text = lines(bold(t.plain(TITLES[chosen.kind])), t(msgid("How long ago were they given?")))
    return Screen(text, column(buttons))


# -------------------------------------------------------------------- how long they take


@dataclass(frozen=True, slots=True, kw_only=True)
class Medians:
    """How long recommendations took in a year, by area."""

    taken: Mapping[str | None, Taken]
    areas: Mapping[str, str]
    year: int
    present: int  # the year after which there is nothing to turn to
    source: str | None
    standing: Standing


def days_taken(t: Translator, of: Medians) -> Screen:
    """Say how many days accepted recommendations took on the median, by area."""
    every = of.taken.get(EVERY)
    rows = [
        t(
            msgid("{area}: {days} (of {count})"),
            area=of.areas.get(area, area) if area else t.plain(msgid("No area")),
            days=t.plain(plural("{n} day", "{n} days"), n=round(one.days)),
            count=one.count,
        )
        for area, one in of.taken.items()
        if area != EVERY
    ]
    text = lines(
        bold(t.plain(msgid("How long recommendations take, {year}"), year=str(of.year))),
        said.only_from(t, of.source),
        said.standing(t, of.standing),
        _every(t, every) if every else t(msgid("None was accepted in this year.")),
        *rows,
        t(msgid("The median: half of them took no longer. From the visit to the day noted."))
        if every
        else None,
    )
    others = [one for one in (of.year - 1, of.year + 1) if one <= of.present]
    turns = [Button(str(one), _days(one, of.source)) for one in others]
    following = _days(of.year, said.next_source(of.source))
    source = said.source_button(t, of.source, following)
    back = Button(t.plain(msgid("To the list")), f"rec.list:{Filter(source=of.source).code}:0")
    return Screen(text, grid([*turns, source, back]))


def _days(year: int, source: str | None) -> str:
    return f"rec.days:{said.with_source(str(year), source)}"


def _every(t: Translator, every: Taken) -> Html:
    return t(
        msgid("All: {days} (of {count})"),
        days=t.plain(plural("{n} day", "{n} days"), n=round(every.days)),
        count=every.count,
    )
