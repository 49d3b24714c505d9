"""What a search of materials found, said in one message with buttons; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid, plural
from bot.screens.screen import Button, Screen, column, cut, grid, lines
from storage.records.publications import Publication

PAGE: Final = 6  # publications of a page
LABEL: Final = 40  # characters of a button alone
WORDS: Final = 80  # characters of what was looked for, said again
FOUND: Final = plural("Found by «{words}»: {n}.", "Found by «{words}»: {n}.")
ASK: Final = msgid("Request to the department")


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what words have found."""

    words: str
    found: Sequence[Publication]
    count: int
    whole: int  # of them have all the words; the others follow
    page: int
    may_ask: bool

    @property
    def pages(self) -> int:
        """Return how many pages there are, one at least."""
        return max(1, -(-self.count // PAGE))


def ask(t: Translator) -> Screen:
    """Ask what is looked for."""
    text = lines(
        t(msgid("What are you looking for? Write a word or two: a theme, a holiday, a date, an "
                "author.")),
        t(msgid("For example: «ко Дню матери», «да 9 мая», «экология».")),
    )  # fmt: skip
    return Screen(text, grid([_catalogue(t)]))


def found(t: Translator, results: Results) -> Screen:
    """Show a page of results; each opens its card below, so that the list stays."""
    words = cut(results.words, WORDS)
    if not results.count:
        return _nothing(t, words, may_ask=results.may_ask)
    text = lines(
        t(FOUND, n=results.whole, words=words)
        if results.whole
        else t(msgid("Nothing has all the words «{words}»."), words=words),
        t(msgid("After them: what has some of the words."))
        if 0 < results.whole < results.count
        else None,
        t(msgid("The closest are first. Other words? Just write them.")),
    )
    opened = [Button(_label(one), f"pub.card:{one.publication_id}") for one in results.found]
    more = []
    if results.pages > 1:
        label = msgid("More ({page} of {pages})")
        said = t.plain(label, page=results.page + 1, pages=results.pages)
        more.append(Button(said, f"mat.page:{(results.page + 1) % results.pages}"))
    if results.may_ask:
        more.append(Button(t.plain(msgid("Not there? Ask")), "mat.wish"))
    return Screen(text, (*column(opened), *grid([*more, _catalogue(t)])))


def _label(one: Publication) -> str:
    return cut(f"{one.title} ({one.year_of_content})", LABEL)


def _nothing(t: Translator, words: str, *, may_ask: bool) -> Screen:
    text = lines(
        t(msgid("Nothing is found by «{words}»."), words=words),
        t(msgid("Try other words. Or ask the department: your words go along."))
        if may_ask
        else t(msgid("Try other words.")),
    )
    asks = [Button(t.plain(ASK), "mat.wish", style="primary")] if may_ask else []
    return Screen(text, column([*asks, _catalogue(t)]))


def _catalogue(t: Translator) -> Button:
    return Button(t.plain(msgid("All materials")), "do:materials")
