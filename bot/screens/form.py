"""One question of a form as a message, its card, and the words around them; pure.

Presses are `f.<what>:<draft>:<revision or question key>[:...]`; only advancing buttons carry
the revision, ticks carry the wanted state (design.md section 3).
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.catalogs import Html, Translator
from bot.forms.turns import Ask, AskMore, Card, Choice, Kind, Part, Row
from bot.msgid import msgid, plural
from bot.screens import amounts
from bot.screens.screen import PRESS_LIMIT, Button, Rows, Screen, bold, column, cut, grid, lines

PAGE: Final = 8  # choices on one screen
SEARCH_OVER: Final = 12  # a longer list is searched by typing
CARD_VALUE: Final = 120  # characters of one answer on a card
FILES: Final = {Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE}
DAYS: Final = {Kind.DATE, Kind.DATETIME}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a form ends: its last button, what the card asks, and what it says to other words."""

    button: str  # msgids
    question: str
    hint: str


SAVING: Final = Ending(
    msgid("Save"),
    msgid("All right? Press «Save». To change an answer, type its number."),
    msgid("To change an answer, type its number. To finish, press «Save»."),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands in a chat: its draft, revision and what its first line says."""

    draft_id: int
    revision: int
    title: str
    training: bool = False
    page: int = 0
    extra: tuple[Button, ...] = ()  # a form's own buttons, before the choices
    first: tuple[str, ...] = ()  # names of choices to be offered first
    lead: str | None = None  # a form's own line before the question, as HTML
    note: str | None = None  # and one after it
    month: date | None = None  # the calendar's page
    today: date | None = None
    ending: Ending = SAVING

    def press(self, what: str, *arguments: str | int) -> str:
        """Return the press of an advancing button."""
        parts = ("f." + what, self.draft_id, self.revision, *arguments)
        return ":".join(map(str, parts))


def key_of(path: str) -> str:
    """Return a short key of a question, for buttons that must not depend on the revision."""
    return f"{zlib.crc32(path.encode()) & 0xFFFF:04x}"


def heading(t: Translator, place: Place, ask: Ask | AskMore | None = None) -> Html:
    """Say what this is: the form, practice, and how far."""
    title = bold(place.title)
    if place.training:
        title = Html(f"{t(msgid('Practice: goes nowhere.'))} {title}")
    if ask is None or ask.total == 0:
        return title
    return Html(f"{title}, {t(msgid('{number} of {total}'), number=ask.number, total=ask.total)}")


def question(t: Translator, ask: Ask, place: Place, problem: str | None = None) -> Screen:
    """Show one question with its buttons."""
    text = lines(
        problem,
        heading(t, place, ask),
        *(t("{text}", text=name) for name in ask.headings),
        *_panel(t, ask),
        place.lead,
        _asked(t, ask),
        place.note,
        t("{text}", text=ask.problem) if ask.problem else None,
        _earlier(t, ask),
        _how(t, ask),
    )
    rows = (*_answers(t, ask, place), *moves(t, ask, place))
    return Screen(text, rows)


def _panel(t: Translator, ask: Ask) -> list[Html]:
    """List what a card of several questions says so far, besides the one that is asked."""
    return [
        t(
            "{label}: {value}",
            label=row.label,
            value=_said(t, row),
        )
        for row in ask.panel
        if row.value and row.path != ask.path and row.kind is not Kind.NOTE
    ]


def ask_more(t: Translator, more: AskMore, place: Place, note: str | None = None) -> Screen:
    """Ask whether another one of a repeat is to be added."""
    text = lines(
        note,
        heading(t, place, more),
        t(msgid("{what}: {count}. Add another?"), what=more.label, count=more.count),
    )
    buttons = [Button(t.plain(msgid("Next")), place.press("done"))]
    if more.count < more.limit:
        buttons.insert(0, Button(t.plain(msgid("Add another")), place.press("more")))
    return Screen(text, (*grid(buttons), *_wait(t, place, can_go_back=more.can_go_back)))


def card(t: Translator, card: Card, place: Place, note: str | None = None) -> Screen:
    """Show all answers; any can be changed before saving."""
    text = lines(
        note,
        heading(t, place),
        t(msgid("Please check.")),
        *(_row(t, row) for row in card.rows),
        t(place.ending.question),
    )
    buttons = [
        Button(t.plain(place.ending.button), place.press("save"), style="success"),
        Button(t.plain(msgid("Correct")), place.press("rows")),
    ]
    if card.later or card.repeats:
        buttons.append(Button(t.plain(msgid("More details")), place.press("parts")))
    buttons.append(Button(t.plain(msgid("Postpone")), f"f.wait:{place.draft_id}"))
    return Screen(text, grid(buttons))


def rows_to_change(t: Translator, card: Card, place: Place) -> Screen:
    """Offer every answer that can be changed."""
    buttons = [
        Button(cut(f"{row.number}. {row.label}", 40), place.press("row", row.number))
        for row in card.rows
        if row.can_change
    ]
    text = lines(heading(t, place), t(msgid("Which answer is to be changed?")))
    return Screen(text, (*column(buttons), *_to_card(t, place)))


def parts_to_add(t: Translator, card: Card, place: Place) -> Screen:
    """Offer the optional parts behind «More details»."""
    parts: list[Part] = [part for later in card.later for part in later.parts]
    buttons = [
        Button(cut(part.label, 40), place.press("part", key_of(part.path)))
        for part in [*parts, *card.repeats]
    ]
    text = lines(heading(t, place), t(msgid("What would you like to add?")))
    return Screen(text, (*grid(buttons), *_to_card(t, place)))


def found_choices(
    t: Translator, ask: Ask, found: Sequence[Choice], place: Place, typed: str
) -> Screen:
    """Offer the choices that typed words fit."""
    text = lines(
        heading(t, place, ask),
        t(msgid("Which one do you mean by «{typed}»?"), typed=typed),
    )
    return Screen(text, (*_choices(t, ask, found[:PAGE], place), *moves(t, ask, place)))


def calendar(t: Translator, ask: Ask, place: Place) -> Screen:
    """Show a month of days as buttons, weeks from Monday."""
    first = (place.month or place.today or date.min).replace(day=1)
    start = first - timedelta(days=first.weekday())
    weeks = [[start + timedelta(days=7 * w + d) for d in range(7)] for w in range(6)]
    rows: Rows = tuple(
        tuple(_day_button(day, first, place) for day in week)
        for week in weeks
        if any(day.month == first.month for day in week)
    )
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    month = f"f.cal:{place.draft_id}:{key_of(ask.path)}"
    turn = (
        Button(f"← {t.month(before)}", f"{month}:{before:%Y-%m}"),
        Button(f"{t.month(after)} →", f"{month}:{after:%Y-%m}"),
    )
    text = lines(heading(t, place, ask), _asked(t, ask), bold(f"{t.month(first)} {first.year}"))
    return Screen(text, (*rows, turn, *moves(t, ask, place)))


def _day_button(day: date, first: date, place: Place) -> Button:
    if day.month != first.month:
        return Button("·", f"f.none:{place.draft_id}")
    label = f"[{day.day}]" if day == place.today else str(day.day)
    return Button(label, place.press("pick", day.isoformat()))


def shown_value(t: Translator, kind: Kind, shown: str, label: str) -> str:
    """Write an answer as people do: dates, numbers and money (by the `label`) are local."""
    if not shown:
        return "—"
    if kind is Kind.DATE:
        return t.full_day(date.fromisoformat(shown[:10]))
    if kind is Kind.DATETIME:
        return t.moment(datetime.fromisoformat(shown))
    if kind in {Kind.INTEGER, Kind.DECIMAL}:
        return amounts.number(t, float(shown), kind, label)
    if kind in FILES:
        return t.plain(msgid("attached"))
    return _plain(t, kind, shown)


def _plain(t: Translator, kind: Kind, shown: str) -> str:
    """Write what is stored for machines as people do: 9:30, two coordinates, a tick."""
    if kind is Kind.TIME:
        hours, _, rest = shown.partition(":")
        return f"{int(hours)}:{rest[:2]}"
    if kind is Kind.GEOPOINT:
        return ", ".join(shown.split()[:2])
    return t.plain(msgid("Yes")) if kind is Kind.ACKNOWLEDGE else shown


def _said(t: Translator, one: Row | Ask) -> str:
    return shown_value(t, one.kind, one.shown, one.label)


def _row(t: Translator, row: Row) -> Html:
    value = cut(_said(t, row), CARD_VALUE)
    return t("{number}. {label}: {value}", number=row.number, label=row.label, value=value)


def _asked(t: Translator, ask: Ask) -> Html:
    """Put the question: the hint where it asks, else the label and how to answer.

    The heading of a repeat («Скан 1») says the label already where the two are the same.
    """
    is_said = any(name.rpartition(" ")[0] == ask.label for name in ask.headings)
    if not ask.hint or not ask.label or is_said or "?" in ask.hint or ask.label in ask.hint:
        return t("{text}", text=ask.hint or ask.label)
    mark = "" if ask.label[-1] in ".?!:…" else "." if ask.kind in FILES else "?"
    return Html(f"{bold(ask.label + mark)} {t('{text}', text=ask.hint)}")


def _earlier(t: Translator, ask: Ask) -> Html | None:
    if not ask.shown or ask.kind is Kind.SELECT_MULTIPLE:
        return None
    if ask.kind is Kind.NOTE:  # a computed or read-only answer
        return bold(ask.shown)
    # A date («2026 г.») and many a typed line bring a full stop of their own.
    return t(
        msgid("Now: {value}."),
        value=_said(t, ask).removesuffix("."),
    )


def _how(t: Translator, ask: Ask) -> Html | None:
    """Close with what to press or type (texts.md 5.1, rule 4)."""
    if ask.is_counter:
        return t(msgid("Press «+1», then «Done», or write a number."))
    if len(ask.choices) > SEARCH_OVER:
        return t(msgid("The list is long: type the beginning of the name."))
    said = _HOW.get(ask.kind)
    if said is None or ask.hint:
        return None
    return t(said)


_HOW: Final = {
    Kind.INTEGER: msgid("Write a number."),
    Kind.DECIMAL: msgid("Write a number."),
    Kind.DATE: msgid("Press a day or write a date, for example 5.03."),
    Kind.TIME: msgid("Write a time, for example 9:30."),
    Kind.DATETIME: msgid("Write date and time, for example 5.03 9:30."),
    Kind.IMAGE: msgid("Send a photo."),
    Kind.AUDIO: msgid("Send a voice message."),
    Kind.VIDEO: msgid("Send a video of up to 20 MB."),
    Kind.FILE: msgid("Send a file of up to 20 MB."),
    Kind.GEOPOINT: msgid("Send a location: the paper clip, then «Location»."),
    Kind.RANK: msgid("Press in the order of importance, then «Done»."),
    Kind.BARCODE: msgid("Type the number of the code."),
}


def _answers(t: Translator, ask: Ask, place: Place) -> Rows:
    if ask.kind in {Kind.NOTE, Kind.ACKNOWLEDGE}:
        return ((Button(t.plain(msgid("Next")), place.press("keep")),),)
    if ask.kind in DAYS:
        return _days(t, ask, place)
    if ask.kind is Kind.RANGE and ask.range is not None:
        values = ask.range.values()
        buttons = tuple(Button(value, place.press("pick", value)) for value in values)
        return tuple(buttons[i : i + 6] for i in range(0, len(buttons), 6))
    ordered = _ordered(ask.choices, place.first)
    pages = max(1, -(-len(ordered) // PAGE))
    page = place.page % pages
    shown = ordered[page * PAGE : (page + 1) * PAGE]
    return (
        *column(place.extra),
        *_choices(t, ask, shown, place),
        *_paging(t, ask, place, page, pages),
    )


def _ordered(choices: Sequence[Choice], first: Sequence[str]) -> list[Choice]:
    rank = {name: number for number, name in enumerate(first)}
    return sorted(choices, key=lambda choice: rank.get(choice.name, len(rank)))


def _choices(t: Translator, ask: Ask, choices: Sequence[Choice], place: Place) -> Rows:
    several = ask.kind in {Kind.SELECT_MULTIPLE, Kind.RANK}
    buttons = [
        _tick(ask, choice, place) if several else _pick(ask, choice, place) for choice in choices
    ]
    rows = grid(buttons)
    if several:
        rows = (*rows, (Button(t.plain(msgid("Done")), place.press("done"), style="primary"),))
    return rows


def _pick(ask: Ask, choice: Choice, place: Place) -> Button:
    label = f"• {choice.label}" if choice.name == ask.value else choice.label
    return Button(cut(label, 60), _named(place.press("pick"), ask, choice))


def _tick(ask: Ask, choice: Choice, place: Place) -> Button:
    on = choice.name in ask.chosen
    mark = f"{ask.chosen.index(choice.name) + 1}." if on and ask.kind is Kind.RANK else "✓"
    label = f"{mark} {choice.label}" if on else choice.label
    press = f"f.tick:{place.draft_id}:{key_of(ask.path)}:{int(not on)}"
    return Button(cut(label, 60), _named(press, ask, choice))


def _named(press: str, ask: Ask, choice: Choice) -> str:
    """Carry the choice's name, or its place in the list where the name is too long."""
    named = f"{press}:{choice.name}"
    if len(named.encode()) <= PRESS_LIMIT:
        return named
    return f"{press}:#{[c.name for c in ask.choices].index(choice.name)}"


def _paging(t: Translator, ask: Ask, place: Place, page: int, pages: int) -> Rows:
    if pages == 1:
        return ()
    label = t.plain(msgid("More choices ({page} of {pages})"), page=page + 1, pages=pages)
    press = f"f.page:{place.draft_id}:{key_of(ask.path)}:{(page + 1) % pages}"
    return ((Button(label, press),),)


SOON: Final = (
    (msgid("Today"), timedelta()),
    (msgid("Tomorrow"), timedelta(days=1)),
)  # questions of appearance `soon`: trips
GONE: Final = ((msgid("Today"), timedelta()), (msgid("Yesterday"), timedelta(days=-1)))
COMING: Final = (
    (msgid("In a week"), timedelta(days=7)),
    (msgid("In a month"), timedelta(days=30)),
)  # questions of appearance `future`: deadlines
AHEAD: Final = {"soon": SOON, "future": COMING}


def _days(t: Translator, ask: Ask, place: Place) -> Rows:
    if place.today is None or ask.kind is Kind.DATETIME:
        return ()
    day = place.today
    usual = next((days for name, days in AHEAD.items() if name in ask.appearance), GONE)
    offered = [] if place.extra else usual  # the form knows better ones
    return grid(
        [
            *place.extra,
            *(
                Button(t.plain(label), place.press("pick", (day + by).isoformat()))
                for label, by in offered
            ),
            Button(
                t.plain(msgid("Another date")),
                f"f.cal:{place.draft_id}:{key_of(ask.path)}:{day:%Y-%m}",
            ),
        ]
    )


def moves(t: Translator, ask: Ask, place: Place) -> Rows:
    """Return the buttons that every question has: keep, skip, back, put aside."""
    buttons = []
    if ask.can_keep and ask.kind not in {Kind.NOTE, Kind.ACKNOWLEDGE}:
        value = cut(_said(t, ask), 30)
        buttons.append(Button(t.plain(msgid("Keep: {value}"), value=value), place.press("keep")))
    if ask.can_skip:
        buttons.append(Button(t.plain(msgid("Skip")), place.press("skip")))
    if ask.is_change and "[" in ask.path:
        buttons.append(Button(t.plain(msgid("Take it out")), place.press("cut")))
    return (*column(buttons), *_wait(t, place, can_go_back=ask.can_go_back))


def _wait(t: Translator, place: Place, *, can_go_back: bool) -> Rows:
    buttons = [Button(t.plain(msgid("Postpone")), f"f.wait:{place.draft_id}")]
    if can_go_back:
        buttons.insert(0, Button(t.plain(msgid("Back")), place.press("back")))
    return grid(buttons)


def _to_card(t: Translator, place: Place) -> Rows:
    return ((Button(t.plain(msgid("Back")), f"f.open:{place.draft_id}"),),)


def postponed(t: Translator, title: str, answered: int) -> Html:
    """Say that a draft is kept and where it waits."""
    return lines(
        t(msgid("Postponed: «{title}»."), title=title),
        t(plural("Kept: {n} answer.", "Kept: {n} answers."), n=answered),
        t(msgid("Go on at any time through «My tasks».")),
    )
