"""The department's view of a contest: entries by nomination and library, who is missing; pure.

Every button carries the whole filter, so that a list needs no memory.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens import spans as said
from bot.screens.entries import STATES, Names
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.contests import Contest, Entry

PAGE: Final = 8
PICKED: Final = 12  # nominations or libraries on a page of choices
WRITTEN: Final = 6  # libraries that can be entered for, as buttons


@dataclass(frozen=True, slots=True)
class Filter:
    """Of which contest, nomination, library and source; 0 (None) is all."""

    contest_id: int
    nomination_id: int = 0
    library_id: int = 0
    source: str | None = None

    def press(self, what: str, page: int = 0) -> str:
        """Return the press that shows a page of this filter's list or of its choices."""
        page_of = said.with_source(str(page), self.source)
        return f"board.{what}:{self.contest_id}:{self.nomination_id}:{self.library_id}:{page_of}"

    def takes(self, entry: Entry) -> bool:
        """Tell whether an entry belongs to the list."""
        return (
            self.nomination_id in {0, entry.nomination_id}
            and self.library_id in {0, entry.library_id}
            and self.source in {None, entry.source}
        )


@dataclass(frozen=True, slots=True)
class Page:
    """The entries that a filter takes, and the page to be shown."""

    found: Sequence[Entry]
    number: int


def listed(t: Translator, contest: Contest, chosen: Filter, page: Page, names: Names) -> Screen:
    """Show a page of entries; each opens its card."""
    shown = page.found[page.number * PAGE : (page.number + 1) * PAGE]
    text = lines(
        bold(t.plain(msgid("Contest «{title}»"), title=contest.title)),
        t(msgid("Nomination: {nomination}."), nomination=names.nomination(chosen.nomination_id))
        if chosen.nomination_id
        else None,
        t(msgid("Library: {library}."), library=names.library(chosen.library_id))
        if chosen.library_id
        else None,
        said.only_from(t, chosen.source),
        t(msgid("Entries: {count}."), count=len(page.found)),
        *(_line(t, one, names) for one in shown),
        t(msgid("Press one to open it.")) if shown else t(msgid("There are no entries here yet.")),
    )
    opening = [
        Button(cut(f"№ {one.entry_id} {one.title}", WIDE), f"entry.show:{one.entry_id}")
        for one in shown
    ]
    return Screen(text, (*column(opening), *_turns(t, contest, chosen, page)))


def _line(t: Translator, entry: Entry, names: Names) -> Html:
    return t(
        msgid("No. {n} «{title}», {library}: {state}."),
        n=str(entry.entry_id),
        title=cut(entry.title, 60),
        library=names.library(entry.library_id),
        state=t.plain(STATES[entry.state]),
    )


def _turns(t: Translator, contest: Contest, chosen: Filter, page: Page) -> Rows:
    turns = []
    if page.number:
        turns.append(Button(t.plain(msgid("Earlier ones")), chosen.press("list", page.number - 1)))
    if (page.number + 1) * PAGE < len(page.found):
        turns.append(Button(t.plain(msgid("Further ones")), chosen.press("list", page.number + 1)))
    if contest.nominations:
        turns.append(Button(t.plain(msgid("By nomination")), chosen.press("nominations")))
    turns.append(Button(t.plain(msgid("By library")), chosen.press("libraries")))
    following = replace(chosen, source=said.next_source(chosen.source))
    turns.append(said.source_button(t, chosen.source, following.press("list")))
    turns.append(Button(t.plain(msgid("To the contest")), f"contest.card:{chosen.contest_id}"))
    return grid(turns)


def nominations(
    t: Translator, contest: Contest, chosen: Filter, counts: Sequence[tuple[int, str, int]]
) -> Screen:
    """Offer the nominations with how many entries each has: (id, name, entries)."""
    buttons = [
        Button(
            cut(f"{name}: {count}", WIDE), replace(chosen, nomination_id=key).press("list")
        )
        for key, name, count in counts
    ]  # fmt: skip
    everything = Button(t.plain(msgid("All")), replace(chosen, nomination_id=0).press("list"))
    text = lines(
        bold(t.plain(msgid("Contest «{title}»"), title=contest.title)),
        t(msgid("Which nomination?")),
    )
    return Screen(text, column([*buttons, everything]))


def libraries(
    t: Translator,
    contest: Contest,
    chosen: Filter,
    counts: Sequence[tuple[int, str, int]],
    page: int,
) -> Screen:
    """Offer the libraries with entries: (id, name, entries)."""
    shown = counts[page * PICKED : (page + 1) * PICKED]
    buttons = [
        Button(cut(f"{name}: {count}", WIDE), replace(chosen, library_id=key).press("list"))
        for key, name, count in shown
    ]
    turns = [Button(t.plain(msgid("All")), replace(chosen, library_id=0).press("list"))]
    if page:
        turns.append(Button(t.plain(msgid("Earlier ones")), chosen.press("libraries", page - 1)))
    if (page + 1) * PICKED < len(counts):
        turns.append(Button(t.plain(msgid("Further ones")), chosen.press("libraries", page + 1)))
    text = lines(
        bold(t.plain(msgid("Contest «{title}»"), title=contest.title)), t(msgid("Which library?"))
    )
    return Screen(text, grid([*buttons, *turns]))


@dataclass(frozen=True, slots=True)
class Absent:
    """A library without an entry: its people, whether a message reaches one, a draft begun."""

    library: str
    people: tuple[tuple[int, str], ...]
    is_reached: bool
    has_draft: bool


def absent(
    t: Translator, contest: Contest, found: Sequence[Absent], total: int, *, is_open: bool
) -> Screen:
    """Show who has not submitted; for those whom no message reaches it can be entered."""
    reminded = msgid("They are reminded 7, 3 and 1 days before the deadline by themselves.")
    text = lines(
        bold(t.plain(msgid("Contest «{title}»"), title=contest.title)),
        t(msgid("Libraries without an entry: {n} of {total}."), n=len(found), total=total),
        *(_absent(t, one) for one in found),
        t(reminded) if is_open else None,
    )
    silent = [one for one in found if one.people and not one.is_reached]
    buttons = [
        Button(
            cut(t.plain(msgid("Enter for: {library}"), library=one.library), WIDE),
            f"behalf.who:{one.people[0][0]}",
        )
        for one in silent[:WRITTEN]
    ]
    back = Button(t.plain(msgid("To the contest")), f"contest.card:{contest.contest_id}")
    return Screen(text, column([*buttons, back]))


def _absent(t: Translator, one: Absent) -> Html:
    if not one.people:
        return t(msgid("{library}: nobody works there"), library=one.library)
    people = ", ".join(name for _, name in one.people)
    text = msgid("{library}: {people}")
    if one.has_draft:
        text = msgid("{library}: {people} (a draft is begun)")
    elif not one.is_reached:
        text = msgid("{library}: {people} (no Telegram)")
    return t(text, library=one.library, people=people)


# -------------------------------------------------------------------- all materials


def coming(t: Translator) -> Screen:
    """Say that the archive is being made."""
    return Screen(t(msgid("The archive is being made. It comes here by itself.")))


def failed(t: Translator) -> Screen:
    """Say that the archive could not be made."""
    text = msgid("The archive could not be made. Try again in some minutes, please.")
    return Screen(t(text))


def caption(t: Translator, contest: str, counts: tuple[int, int, int], part: str) -> Html:
    """Return what stands under an archive: entries, files, files that are not here yet."""
    entries, files, waiting = counts
    return lines(
        t(
            msgid("Materials of the contest «{contest}». Entries: {entries}, files: {files}."),
            contest=contest,
            entries=entries,
            files=files,
        ),
        t(msgid("Part {part}: Telegram takes up to 50 MB at once."), part=part) if part else None,
        t(msgid("Not fetched yet: {waiting}. Ask again later."), waiting=waiting)
        if waiting
        else None,
    )
