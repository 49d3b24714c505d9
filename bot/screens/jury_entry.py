"""One entry in a juror's hands: its card, its points in a line or one by one, a remark (T36)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.rules import points_line
from bot.rules.jury import Sheet
from bot.rules.points_line import Line, TooHigh
from bot.screens.entries import ROLES
from bot.screens.screen import Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.contests import Contest, Entry

VALUE: Final = 700  # characters of one answer: a juror reads what the authors wrote
TYPED: Final = 100  # characters of a mistaken line that are said back
KEYS: Final = 4  # points in a row of the keypad
MOST_KEYS: Final = 20  # above it points are typed
CENT: Final = Decimal("0.01")

WANTED: Final = plural("{n} point is needed, {got} came.", "{n} points are needed, {got} came.")
AGE: Final = plural("{n} year old", "{n} years old")
ORDINALS: Final = (
    msgid("first"), msgid("second"), msgid("third"), msgid("fourth"), msgid("fifth"),
    msgid("sixth"), msgid("seventh"), msgid("eighth"), msgid("ninth"), msgid("tenth"),
)  # fmt: skip
REMARK: Final = msgid(
    "A remark for the authors and the department: write one or two sentences, or press the button."
)


def summed(t: Translator, sheet: Sheet) -> str:
    """Say the weighted points of an entry: whole ones, or with two decimals by weights."""
    exact = sheet.sum
    if all(float(one.weight).is_integer() for one in sheet.contest.criteria):
        return str(exact.numerator // exact.denominator)
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    return t.fixed(value.quantize(CENT, ROUND_HALF_UP))


def typed(sheet: Sheet) -> str:
    """Say the points of an entry as they are typed, a dash where there are none."""
    return " ".join("–" if one is None else str(one) for one in sheet.points)


def criteria(t: Translator, contest: Contest) -> Html:
    """Name the criteria with the most points, and the weight where it is not one."""
    return Html("; ".join(
        t(msgid("{n}) {criterion} {most} (weight {weight})"), n=n,
          criterion=one.name(t.language), most=one.most_points, weight=one.weight)
        if one.weight != 1
        else t(msgid("{n}) {criterion} {most}"), n=n,
               criterion=one.name(t.language), most=one.most_points)
        for n, one in enumerate(contest.criteria, 1)
    ))  # fmt: skip


# -------------------------------------------------------------------- the card


@dataclass(frozen=True, slots=True)
class About:
    """What a juror may read of an entry; nothing that names people where it is blind."""

    details: Sequence[tuple[str, str]]
    links: Sequence[str]
    library: str | None = None
    authors: str | None = None
    reader: str | None = None  # a motto, an age
    hidden_links: int = 0


def card(t: Translator, sheet: Sheet, shown: About) -> Screen:
    """Show an entry; its materials come behind it."""
    entry = sheet.entry
    text = lines(
        heading(t, sheet),
        t(msgid("Contest: «{contest}». In the protocol: No. {n}."), contest=sheet.contest.title,
          n=str(entry.entry_id)),
        t(msgid("Nomination: {nomination}."), nomination=nomination(t, sheet))
        if entry.nomination_id else None,
        t(msgid("Library: {library}."), library=shown.library) if shown.library else None,
        t(msgid("Reader: {reader}"), reader=shown.reader) if shown.reader else None,
        t(msgid("Authors: {people}"), people=shown.authors) if shown.authors else None,
        *(t("{label}: {value}", label=label, value=cut(said, VALUE))
          for label, said in shown.details),
        *(t(msgid("Link: {url}"), url=url) for url in shown.links),
        t(msgid("Links: {count}. They are hidden, because an address tells whose entry it is."),
          count=shown.hidden_links) if shown.hidden_links else None,
        materials(t, sheet),
    )  # fmt: skip
    return Screen(text)


def heading(t: Translator, sheet: Sheet) -> Html:
    """Return the heading of an entry: its place among the juror's and its title."""
    return bold(
        t.plain(
            msgid("Entry {n} of {total}: «{title}»"),
            n=sheet.place, total=sheet.total, title=sheet.entry.title,
        )
    )  # fmt: skip


def nomination(t: Translator, sheet: Sheet) -> str:
    """Name the nomination of an entry."""
    known = {one.nomination_id: one for one in sheet.contest.nominations}
    found = known.get(sheet.entry.nomination_id or 0)
    return found.name(t.language) if found else "–"


def materials(t: Translator, sheet: Sheet) -> Html | None:
    """Count the files of an entry."""
    counts: dict[str, int] = {}
    for one in sheet.entry.files:
        counts[one.role] = counts.get(one.role, 0) + 1
    told = [
        t.plain("{what}: {count}", what=t.plain(ROLES[role]), count=count)
        for role, count in counts.items()
    ]
    return t(msgid("Materials: {list}."), list=", ".join(told)) if told else None


def reader(t: Translator, entry: Entry) -> str | None:
    """Say what a reader's entry says instead of a name; None where it is none."""
    age = t.plain(AGE, n=entry.reader_age) if entry.reader_age is not None else None
    return ", ".join(one for one in (entry.motto, age) if one) or None


def caption(t: Translator, place: int, role: str) -> str:
    """Return what stands under the files of a role."""
    return t.plain(msgid("Entry {n}: {what}"), n=place, what=t.plain(ROLES[role]))


# -------------------------------------------------------------------- points in one line


def ask(t: Translator, sheet: Sheet) -> Screen:
    """Ask for the points of an entry in one line."""
    return Screen(lines(_asked(t, sheet), _given(t, sheet)), _offers(t, sheet))


def _asked(t: Translator, sheet: Sheet) -> Html:
    shown = points_line.example([one.most_points for one in sheet.contest.criteria])
    text = (
        msgid(
            "Entry {n} of {total}, nomination: {nomination}. Criteria and the most points: "
            "{list}. Write the points with spaces between them, for example: {example}."
        )
        if sheet.entry.nomination_id
        else msgid(
            "Entry {n} of {total}. Criteria and the most points: {list}. "
            "Write the points with spaces between them, for example: {example}."
        )
    )
    return t(
        text, n=sheet.place, total=sheet.total, nomination=nomination(t, sheet),
        list=criteria(t, sheet.contest), example=" ".join(map(str, shown)),
    )  # fmt: skip


def _given(t: Translator, sheet: Sheet) -> Html | None:
    if sheet.is_whole:
        text = msgid("Your points now: {points}, the sum: {sum}.")
        said = t(text, points=typed(sheet), sum=summed(t, sheet))
    elif sheet.is_begun:
        said = t(
            msgid("Your points so far: {points}. They count when all are given."),
            points=typed(sheet),
        )
    else:
        return None
    remark = sheet.judgement.remark
    return lines(said, t(msgid("Your remark: «{remark}»"), remark=remark) if remark else None)


def _offers(t: Translator, sheet: Sheet) -> Rows:
    key = sheet.entry.entry_id
    buttons = [
        Button(t.plain(msgid("One by one")), f"jury.one:{key}"),
        Button(t.plain(msgid("Personal interest")), f"jury.concern:{key}"),
    ]
    if sheet.is_whole:
        buttons += [
            Button(t.plain(msgid("Remark")), f"jury.remark:{key}"),
            Button(t.plain(msgid("My scores")), f"jury.table:{sheet.contest.contest_id}"),
        ]
    else:
        buttons.append(Button(t.plain(msgid("Skip for now")), f"jury.skip:{key}"))
    buttons.append(Button(t.plain(msgid("Show the entry")), f"jury.open:{key}"))
    return grid(buttons)


def wrong(t: Translator, sheet: Sheet, line: Line, text: str) -> Screen:
    """Name each mistake of a typed line; what was given before stays."""
    said = lines(
        t(
            msgid("This is no whole number: {words}. Points are whole numbers, for example 8."),
            words=", ".join(f"«{cut(one, 20)}»" for one in line.unread[:3]),
        )
        if line.unread
        else None,
        t(WANTED, n=line.wanted, got=len(line.points))
        if len(line.points) != line.wanted
        else None,
        *(_too_high(t, one, line.wanted) for one in line.too_high),
        t(msgid("You wrote: «{text}». Write all the points again in one line."),
          text=cut(" ".join(text.split()), TYPED)),
        _given(t, sheet),
    )  # fmt: skip
    return Screen(said, _offers(t, sheet))


def _too_high(t: Translator, one: TooHigh, wanted: int) -> Html:
    if len(one.places) == wanted:
        return t(msgid("For each criterion at most {most}."), most=one.most)
    *first, last = [_ordinal(t, place) for place in one.places]
    named = f"{', '.join(first)} {t.plain(msgid('and {last}'), last=last)}" if first else last
    return t(msgid("For the {ordinals} criterion at most {most}."), ordinals=named, most=one.most)


def _ordinal(t: Translator, place: int) -> str:
    return t.plain(ORDINALS[place - 1]) if place <= len(ORDINALS) else f"№ {place}"


# -------------------------------------------------------------------- one by one


def keypad(t: Translator, sheet: Sheet, at: int) -> Screen:
    """Ask for the points of one criterion; `at` is its place from 0."""
    key, one = sheet.entry.entry_id, sheet.contest.criteria[at]
    given = sheet.points[at]
    fits = one.most_points <= MOST_KEYS
    text = lines(
        heading(t, sheet),
        t(msgid("Criterion {n} of {total}: {criterion}, at most {most}."), n=at + 1,
          total=len(sheet.contest.criteria), criterion=one.name(t.language),
          most=one.most_points),
        t(msgid("Your points so far: {points}."), points=typed(sheet)) if sheet.is_begun else None,
        t(msgid("Press the points. Each press is kept at once.")) if fits
        else t(msgid("Write the points: a whole number from 0 to {most}."), most=one.most_points),
    )  # fmt: skip
    keys = [
        Button(f"✓ {n}" if n == given else str(n), f"jury.put:{key}:{one.criterion_id}:{n}")
        for n in (range(one.most_points + 1) if fits else ())
    ]
    rows = tuple(tuple(keys[place : place + KEYS]) for place in range(0, len(keys), KEYS))
    moves = []
    if at:
        moves.append(Button(t.plain(msgid("Back")), f"jury.one:{key}:{at - 1}"))
    moves.append(Button(t.plain(msgid("In one line")), f"jury.ask:{key}"))
    return Screen(text, (*rows, *grid(moves)))


def too_high(t: Translator, sheet: Sheet, at: int, text: str) -> Screen:
    """Say that a typed number is no points of a criterion."""
    screen = keypad(t, sheet, at)
    said = t(msgid("A whole number from 0 to {most} is needed. You wrote: «{text}»."),
             most=sheet.contest.criteria[at].most_points, text=cut(text, TYPED))  # fmt: skip
    return screen.after(said)


# -------------------------------------------------------------------- the remark and after it


def kept(t: Translator, sheet: Sheet) -> Html:
    """Say that points are kept."""
    return t(
        msgid("Entry {n}: the points are kept: {points}, the sum: {sum}."),
        n=sheet.place, points=typed(sheet), sum=summed(t, sheet),
    )  # fmt: skip


def ask_remark(t: Translator, sheet: Sheet) -> Screen:
    """Ask for a remark once the points are kept."""
    key, old = sheet.entry.entry_id, sheet.judgement.remark
    text = lines(
        kept(t, sheet),
        t(msgid("Your remark: «{remark}»"), remark=old) if old else None,
        t(REMARK),
    )
    buttons = [
        Button(t.plain(msgid("No remark")), f"jury.plain:{key}"),
        Button(t.plain(msgid("Correct points")), f"jury.ask:{key}"),
    ]
    return Screen(text, grid(buttons))


def done(t: Translator, sheet: Sheet, following: Sheet | None, left: int) -> Screen:
    """Say what is kept of an entry and offer the next one; behind the last the table comes."""
    key, remark = sheet.entry.entry_id, sheet.judgement.remark
    text = lines(
        kept(t, sheet),
        t(msgid("Your remark: «{remark}»"), remark=remark) if remark else t(msgid("No remark.")),
        t(msgid("Entries left: {count}."), count=left)
        if following
        else t(msgid("All your entries are scored. Compare them and level the points.")),
    )
    if following is None:
        return Screen(text)
    label = t.plain(msgid("Next: entry {n}"), n=following.place)
    further = Button(label, f"jury.open:{following.entry.entry_id}", style="primary")
    buttons = [
        Button(t.plain(msgid("Correct points")), f"jury.ask:{key}"),
        Button(t.plain(msgid("Remark")), f"jury.remark:{key}"),
        Button(t.plain(msgid("My scores")), f"jury.table:{sheet.contest.contest_id}"),
    ]
    return Screen(text, ((further,), *grid(buttons)))


# -------------------------------------------------------------------- a conflict


def confirm_concern(t: Translator, sheet: Sheet) -> Screen:
    """Ask once more before an entry is taken from the juror."""
    key = sheet.entry.entry_id
    text = lines(
        heading(t, sheet),
        t(
            msgid(
                "Are you personally interested: a relative, a pupil, your own help with the "
                "entry? Then you do not score it, and another juror may get it."
            )
        ),
        t(msgid("Your points for it are deleted: {points}."), points=typed(sheet))
        if sheet.is_begun
        else None,
    )
    buttons = [
        Button(t.plain(msgid("Yes, I do not score it")), f"jury.concerned:{key}"),
        Button(t.plain(msgid("No, back to the points")), f"jury.ask:{key}"),
    ]
    return Screen(text, column(buttons))


def concerned(t: Translator, sheet: Sheet, following: Sheet | None) -> Screen:
    """Say that an entry is not scored by the juror, and how to undo that."""
    key = sheet.entry.entry_id
    text = lines(
        heading(t, sheet),
        t(msgid("You do not score it: personal interest. A mistake? It can be undone.")),
    )
    buttons = [Button(t.plain(msgid("No interest, I score it")), f"jury.free:{key}")]
    if following is not None:
        label = t.plain(msgid("Next: entry {n}"), n=following.place)
        buttons.append(Button(label, f"jury.open:{following.entry.entry_id}"))
    buttons.append(
        Button(t.plain(msgid("To the list")), f"jury.contest:{sheet.contest.contest_id}")
    )
    return Screen(text, column(buttons))


def given(t: Translator, contest: Contest, count: int) -> Screen:
    """Tell a juror that more entries have come to them."""
    text = t(
        msgid("Contest «{title}»: more entries are dealt to you: {count}."),
        title=contest.title,
        count=count,
    )
    button = Button(t.plain(msgid("Score entries")), f"jury.contest:{contest.contest_id}")
    return Screen(text, column([button]))


# -------------------------------------------------------------------- after closing


def read_only(t: Translator, sheet: Sheet, closed: str) -> Screen:
    """Show what a juror gave once it cannot be changed any more."""
    rows = [
        t("{n}) {criterion}: {points}", n=n, criterion=one.name(t.language),
          points="–" if given is None else given)
        for n, (one, given) in enumerate(
            zip(sheet.contest.criteria, sheet.points, strict=True), 1
        )
    ]  # fmt: skip
    remark = sheet.judgement.remark
    text = lines(
        heading(t, sheet),
        *(rows if sheet.is_begun else [t(msgid("You have given no points for it."))]),
        t(msgid("The sum: {sum}."), sum=summed(t, sheet)) if sheet.is_whole else None,
        t(msgid("Your remark: «{remark}»"), remark=remark) if remark else None,
        t(closed),
    )
    buttons = [
        Button(t.plain(msgid("Show the entry")), f"jury.open:{sheet.entry.entry_id}"),
        Button(t.plain(msgid("My scores")), f"jury.table:{sheet.contest.contest_id}"),
    ]
    return Screen(text, grid(buttons))
