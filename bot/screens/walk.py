"""A round on its way: the six keys, what is behind «Ещё…», the card of totals, pause; pure."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.rounds import AMOUNTS, RESIDENTS
from bot.rules.walk_words import NUMBERED
from bot.screens.round_card import LISTED, Names, diary_line, more_line, tally_lines
from bot.screens.screen import Button, Key, Keyboard, Screen, bold, column, grid, keys, lines
from storage.records.rounds import Round, RoundChoice, Tap

# What each key says (msgids); texts.md T16. A key's message means the same at any moment.
LABELS: Final = {
    "readers": msgid("Readers already"),
    "new_readers": msgid("A new reader"),
    "not_reading": msgid("Do not read"),
    "nobody": msgid("Nobody home"),
    "undo": msgid("Undo the last"),
    "more": msgid("More…"),
    "another": msgid("Another resident"),
    "reregistered": msgid("Re-registration"),
    "issued": msgid("Items lent"),
    "homebound": msgid("Served at home"),
    "others": msgid("Other numbers"),
    "back": msgid("To the round"),
    "pause": msgid("Pause"),
    "finish": msgid("Finish the round"),
    "returned": msgid("Items returned"),
    "debtors": msgid("Debtors"),
    "invited": msgid("Invited"),
    "leaflets": msgid("Leaflets"),
    "ages": msgid("Age"),
    "wishes": msgid("Wishes"),
    "another_readers": msgid("One more reader"),
    "another_new_readers": msgid("One more new"),
    "another_not_reading": msgid("One more not"),
    "skip": msgid("Skip"),
}
MAIN: Final = (*RESIDENTS, "nobody", "undo", "more")
MORE: Final = (
    "another", "reregistered", "issued", "homebound", "others", "back", "pause", "finish",
)  # fmt: skip
OTHERS: Final = ("returned", "debtors", "invited", "leaflets", "ages", "wishes", "back")
ANOTHER: Final = ("another_readers", "another_new_readers", "another_not_reading", "back")
NUMBERS: Final = tuple(str(number) for number in range(1, 11))
IN_A_ROW: Final = 5
LISTS: Final = {"reason": ("skip", "undo"), "age": ("back",), "wish": ("back",)}
QUESTIONS: Final = {
    "reason": msgid("Why do they not read? One key or «Skip»."),
    "more": msgid("What else is to be counted?"),
    "others": msgid("What else is to be counted?"),
    "another": msgid("One more resident of the same household. Who is it?"),
    "issued": msgid("How many items were lent? Press or write a number."),
    "returned": msgid("How many items were returned? Press or write a number."),
    "homebound": msgid("How many people are to be served at home? Press or write a number."),
    "invited": msgid("How many residents were invited? Press or write a number."),
    "leaflets": msgid("How many leaflets were given? Press or write a number."),
    "age": msgid("What is the resident’s age?"),
    "wish": msgid("What do they wish to read? Press, or write a title. No surnames."),
}
LAST: Final = msgid("Counted: {what}.")
UNDONE: Final = msgid("Taken back: {what}.")


def begun(t: Translator, round_: Round, names: Names) -> Html:
    """Say how a walk goes (T16)."""
    return t(
        msgid(
            "Round: {settlement}. At each household press one button below. No network? Press as "
            "usual: the phone will send it later. No surnames or addresses, please."
        ),
        settlement=names.place_of(round_),
    )


def card(
    t: Translator,
    round_: Round,
    names: Names,
    offered: Sequence[RoundChoice],
    note: Html | None = None,
) -> Screen:
    """Show the totals, the latest count and the keyboard for what comes next (T17, T18)."""
    question = QUESTIONS.get(round_.asks or "")
    text = lines(*_totals(t, round_, names), note, t(question) if question else None)
    return Screen(text, keyboard=keyboard(t, round_.asks, offered))


def _totals(t: Translator, round_: Round, names: Names) -> tuple[Html | None, ...]:
    place = f"{names.place_of(round_)}, {t.day(round_.made_on)}"
    return bold(place), tally_lines(t, round_.tally), more_line(t, round_.tally)


def keyboard(t: Translator, asks: str | None, offered: Sequence[RoundChoice]) -> Keyboard:
    """Return the keys for what the walk asks; None is the six."""
    if asks in NUMBERED:
        rows = [NUMBERS[i : i + IN_A_ROW] for i in range(0, len(NUMBERS), IN_A_ROW)]
        digits = tuple(tuple(Key(number) for number in row) for row in rows)
        return Keyboard((*digits, *_labelled(t, ("back",))), _placeholder(t, asks))
    if asks in LISTS:
        said = [one.name(t.language) for one in offered if one.list == asks]
        rest = [t.plain(LABELS[name]) for name in LISTS[asks]]
        return Keyboard((*keys(said), *keys(rest)), _placeholder(t, asks))
    shown = {"more": MORE, "others": OTHERS, "another": ANOTHER}.get(asks or "", MAIN)
    return Keyboard(_labelled(t, shown), _placeholder(t, asks))


def _labelled(t: Translator, names: Iterable[str]) -> tuple[tuple[Key, ...], ...]:
    return keys([t.plain(LABELS[name]) for name in names])


def _placeholder(t: Translator, asks: str | None) -> str:
    if asks is None:
        return t.plain(msgid("One press a household"))
    return t.plain(msgid("Press a button or write"))


def said(t: Translator, taps: Iterable[Tap], names: Names) -> str:
    """Say taps in words: «Не читают: 3, Нет времени»."""
    return ", ".join(_one(t, tap, names) for tap in taps)


def _one(t: Translator, tap: Tap, names: Names) -> str:
    if tap.kind == "title":
        return f"«{tap.item}»"
    what = names.choice(tap.kind, tap.item) if tap.item else t.plain(LABELS[tap.kind])
    return f"{what}: {tap.amount}" if tap.amount > 1 or tap.kind in AMOUNTS else what


# -------------------------------------------------------------------- beside the six keys


def standing(t: Translator, round_: Round, names: Names, note: Html | None) -> Screen:
    """Show a walk that is not finished: go on, finish, delete."""
    buttons = [
        Button(t.plain(msgid("Go on with the round")), f"walk.on:{round_.round_id}",
               style="primary"),
        Button(t.plain(LABELS["finish"]), f"walk.end:{round_.round_id}"),
        Button(t.plain(msgid("Delete the round")), f"walk.drop:{round_.round_id}"),
    ]  # fmt: skip
    return Screen(lines(note, *_totals(t, round_, names)), column(buttons))


def choose(t: Translator, open_: Sequence[Round], names: Names) -> Screen:
    """Offer the walks that were left, and a new one."""
    left = [
        Button(f"{names.place_of(one)}, {t.day(one.made_on)}", f"walk.on:{one.round_id}")
        for one in open_
    ]
    new = Button(t.plain(msgid("A new round")), "walk.new")
    afterwards = Button(t.plain(msgid("Enter a round")), "rounds.enter")
    text = t(msgid("There is a round that is not finished. Go on with it or begin a new one?"))
    return Screen(text, column([*left, new, afterwards]))


def confirm_drop(t: Translator, round_: Round, names: Names) -> Screen:
    """Ask before a walk is deleted with all that it has counted."""
    text = lines(
        t(msgid("Delete the round? What it has counted will not be in any report.")),
        *_totals(t, round_, names),
    )
    buttons = [
        Button(t.plain(msgid("Yes, delete")), f"walk.gone:{round_.round_id}", style="danger"),
        Button(t.plain(msgid("No, keep it")), f"walk.open:{round_.round_id}"),
    ]
    return Screen(text, grid(buttons))


def dropped(t: Translator, round_: Round, names: Names) -> Screen:
    """Say that a walk is deleted; it can be brought back."""
    text = t(
        msgid("The round is deleted: {settlement}, {date}."),
        settlement=names.place_of(round_),
        date=round_.made_on,
    )
    back = Button(t.plain(msgid("Bring it back")), f"walk.back:{round_.round_id}")
    return Screen(text, column([back]))


def nothing_counted(t: Translator, round_: Round) -> Screen:
    """Refuse to save an empty walk."""
    text = t(msgid("Nothing is counted yet, so there is nothing to save."))
    buttons = [
        Button(t.plain(msgid("Go on with the round")), f"walk.on:{round_.round_id}"),
        Button(t.plain(msgid("Delete the round")), f"walk.drop:{round_.round_id}"),
    ]
    return Screen(text, column(buttons))


def saved(t: Translator, round_: Round, names: Names, *, may_have_street: bool) -> Screen:
    """Give the summary of a walk and its line for the paper diary (T20)."""
    line = diary_line(t, round_, names)
    text = lines(
        t(msgid("The round is saved.")),
        t(msgid("The line for the diary: «{line}»"), line=line),
        tally_lines(t, round_.tally),
        more_line(t, round_.tally),
        *(_listed(t, round_, name, names) for name in LISTED),
    )
    key = round_.round_id
    buttons = [
        Button(t.plain(msgid("Copy")), copy=line),
        Button(t.plain(msgid("Correct numbers")), f"round.edit:{key}"),
        *([Button(t.plain(msgid("Add the street")), f"walk.street:{key}")] * may_have_street),
        Button(t.plain(msgid("Open the record")), f"round.card:{key}"),
        Button(t.plain(msgid("Go on with the round")), f"walk.reopen:{key}"),
    ]
    return Screen(text, grid(buttons))


def _listed(t: Translator, round_: Round, name: str, names: Names) -> Html | None:
    of, text = LISTED[name]
    counts = names.counts(of, getattr(round_.tally, name))
    return t(text, counts=counts) if counts else None


def residents(t: Translator, found: Sequence[str], *, can_strip: bool) -> Screen:
    """Refuse what looks like a resident's number or address (T19)."""
    text = t(
        msgid(
            "Here is something like a telephone, a document or an address: {number}. The bot "
            "keeps none of residents. Take it out and save the rest?"
        )
        if can_strip
        else msgid(
            "Here is something like a telephone, a document or an address: {number}. The bot "
            "keeps none of residents: nothing is saved. Write it anew without it, please."
        ),
        number=", ".join(found),
    )
    if not can_strip:
        return Screen(text)
    buttons = [
        Button(t.plain(TAKE_OUT), "walk.strip"),
        Button(t.plain(ANEW), "walk.anew"),
    ]
    return Screen(text, column(buttons))


def street_with_house(t: Translator, found: Sequence[str], street: str) -> Screen:
    """Refuse a house behind the street's name (T19)."""
    text = t(
        msgid(
            "Here is a house: {address}. The bot keeps no houses of residents. Take it out and "
            "save «{street}»?"
        ),
        address=", ".join(found),
        street=street,
    )
    return Screen(text, column([Button(t.plain(TAKE_OUT), "walk.named")]))


TAKE_OUT: Final = msgid("Take out and save")
ANEW: Final = msgid("Write anew")
NOT_UNDERSTOOD: Final = msgid(
    "Not understood, nothing is counted. Press a button below or write, for example: "
    "«3 do not read», «nobody», «lent 5». For anything else first press «More…», «Pause»."
)
NOT_A_REASON: Final = msgid(
    "Such a reason is not on the list. Press one of them, «Other» or «Skip»."
)
NOTHING_TO_UNDO: Final = msgid("There is nothing to take back.")
PAUSED: Final = msgid("The round is paused, everything is kept. Go on at any day: «Round».")
NO_EDITS: Final = msgid(
    "A changed message is not counted anew. Press «Undo the last», or open the round after "
    "it is finished and correct its numbers."
)
IS_PAUSED: Final = msgid(
    "The round is paused: this was not counted. Go on with it and press again."
)
RETURN: Final = msgid("The round is not finished. Back to it: /round")
ASK_STREET: Final = msgid("On which street was it? Only its name, without houses.")
