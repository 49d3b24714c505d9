"""Counted nouns, agreement, «дважды», lists and quotation marks for the text of a report; pure.

A sentence is a template in its language. `{visits}` is the number of the measure, `{visits:выезд}`
its noun in the form that the number needs, `{trips:поездка|accusative}` in a case, and
`{visits:сделан}` a verb that agrees with that noun; `{before.visits}` is the same a year earlier.
Plural categories are those of the CLDR.
"""

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from bot.catalogs import translator
from bot.rules.report_pieces import Piece, joined

Amount = int | float
Category = Literal["one", "few", "many", "other"]
Gender = Literal["m", "f", "n"]
BEFORE: Final = "before."
NOMINATIVE: Final = "nominative"


def category(n: Amount, language: str) -> Category:
    """Return the plural category of a number; `other` is a fraction (in English: not one)."""
    if n != int(n):
        return "other"
    if language == "en":
        return "one" if n == 1 else "other"
    last, teens = abs(int(n)) % 10, abs(int(n)) % 100 in range(11, 15)
    if last == 1 and not teens:
        return "one"
    return "few" if last in {2, 3, 4} and not teens else "many"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun after a number: 1 выезд, 2 выезда, 5 выездов, 2,5 выезда (as after 2, unless said).

    Other cases have two forms, after one and after the others: в 1 пункте, в 2 пунктах.
    """

    gender: Gender
    one: str
    few: str
    many: str
    part: str = ""
    cases: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def form(self, n: Amount, language: str, case: str = NOMINATIVE) -> str:
        """Return the form for a number; raise KeyError for a case that the table lacks."""
        found = category(n, language)
        if case == "accusative" and case not in self.cases:  # of what is not alive: the same
            case = NOMINATIVE
        if case == "accusative":
            one, few = self.cases[case]
            return {"one": one, "few": few, "many": self.many, "other": self.part or few}[found]
        if case != NOMINATIVE:
            return self.cases[case][found != "one"]
        forms = {"one": self.one, "few": self.few, "many": self.many}
        return forms.get(found) or self.part or self.few


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective before a counted noun."""

    m: str
    f: str
    n: str
    plural: str
    genitive: str

    def form(self, number: Amount, noun: Noun, language: str) -> str:
        """Return the form: 2 районных конкурса, 2 новые книги; Belarusian 2 раённыя конкурсы."""
        found = category(number, language)
        if found == "one":
            return str(getattr(self, noun.gender))
        if found == "few" and (language == "be" or noun.gender == "f"):
            return self.plural
        return self.genitive


@dataclass(frozen=True, slots=True)
class Verb:
    """What is said of a counted noun: сделан 1 выезд, сделана 1 запись, сделано 5 выездов."""

    m: str
    f: str
    n: str
    others: str
    few: str = ""  # where it is another one: Belarusian праведзены 2 абходы, праведзена 5 абходаў

    def form(self, number: Amount, noun: Noun, language: str) -> str:
        """Return the form that agrees with a counted noun."""
        found = category(number, language)
        if found == "one":
            return str(getattr(self, noun.gender))
        return (found == "few" and self.few) or self.others


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The words of a language that stand beside numbers, by their dictionary form."""

    language: str
    nouns: Mapping[str, Noun]
    adjectives: Mapping[str, Adjective]
    verbs: Mapping[str, Verb]
    times: tuple[str, str, str]  # once, twice, thrice
    time: str  # the noun «раз»
    and_: str
    others: str  # «и др.»

    def counted(self, n: Amount, phrase: str, case: str = NOMINATIVE) -> str:
        """Return a noun with its adjectives in the form for a number; raise KeyError."""
        adjectives, noun = self._parts(phrase)
        before = (one.form(n, noun, self.language) for one in adjectives)
        return " ".join([*before, noun.form(n, self.language, case)])

    def agreed(self, n: Amount, verb: str, phrase: str) -> str:
        """Return a verb that agrees with a counted phrase, with its capital; raise KeyError."""
        form = self.verbs[verb.lower()].form(n, self._parts(phrase)[1], self.language)
        return capital(form) if verb[0].isupper() else form

    def how_often(self, n: int) -> str:
        """Return «один раз», «дважды», «трижды», «4 раза», «5 раз»."""
        if 1 <= n <= len(self.times):
            return self.times[n - 1]
        return f"{self.number(n)} {self.counted(n, self.time)}"

    def number(self, n: Amount) -> str:
        """Write a number as the language has it."""
        return translator(self.language).number(n)

    def listed(self, items: Sequence[str]) -> str:
        """Join the items of a sentence: «апреле, мае и октябре»."""
        if len(items) < 2:  # noqa: PLR2004  # nothing to join
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.and_} {items[-1]}"

    def _parts(self, phrase: str) -> tuple[list[Adjective], Noun]:
        before: list[Adjective] = []
        rest = phrase
        while rest not in self.nouns:
            first, _, rest = rest.partition(" ")
            before.append(self.adjectives[first])
        return before, self.nouns[rest]


def quoted(title: str) -> str:
    """Put a title between « and »; quotation marks of its own become „ and “."""
    return f"«{title.replace('«', '„').replace('»', '“')}»"


def enumerated(items: Iterable[str]) -> str:
    """Join the titles of a list: with semicolons where one has a comma or a dash outside «»."""
    said = list(items)
    bare = (_without_quoted(one) for one in said)
    return ("; " if any("," in one or " – " in one for one in bare) else ", ").join(said)


def _without_quoted(text: str) -> str:
    kept, depth = "", 0
    for sign in text:
        depth += {"«": 1, "»": -1}.get(sign, 0)
        kept += "" if depth else sign
    return kept


def capital(text: str) -> str:
    """Return a text with a capital first letter; the others stay as they are."""
    return text[:1].upper() + text[1:]


# -------------------------------------------------------------------- sentences


@dataclass(frozen=True, slots=True)
class _Place:
    """A placeholder: of a measure, or of given words; `word` of the grammar, `case` of a noun."""

    measure: str
    word: str
    case: str
    is_before: bool


def said(
    grammar: Grammar,
    template: str,
    now: Mapping[str, Amount],
    before: Mapping[str, Amount],
    words: Mapping[str, str | Piece],
) -> tuple[Piece, ...]:
    """Return a template's pieces: numbers of measures, and words that agree with them."""
    parts = [
        (literal, _place(name, spec or ""))
        for literal, name, spec, _ in string.Formatter().parse(template)
    ]
    nouns = _nouns(grammar, [place for _, place in parts if place is not None])
    made: list[Piece] = []
    for literal, place in parts:
        made.append(Piece(literal))
        if place is None:
            continue
        if place.measure in words:
            given = words[place.measure]
            made.append(given if isinstance(given, Piece) else Piece(given))
            continue
        n = (before if place.is_before else now)[place.measure]
        if not place.word:
            made.append(Piece(grammar.number(n), place.measure, place.is_before))
        elif place.word.lower() in grammar.verbs:
            noun = nouns[place.measure, place.is_before]
            made.append(Piece(grammar.agreed(n, place.word, noun)))
        else:
            made.append(Piece(grammar.counted(n, place.word, place.case or NOMINATIVE)))
    return joined(made)


def _place(name: str | None, spec: str) -> _Place | None:
    if name is None:
        return None
    word, _, case = spec.partition("|")
    return _Place(name.removeprefix(BEFORE), word, case, name.startswith(BEFORE))


def _nouns(grammar: Grammar, places: Iterable[_Place]) -> dict[tuple[str, bool], str]:
    """Return the first noun of each measure of a sentence, with which its verbs agree."""
    found: dict[tuple[str, bool], str] = {}
    for one in places:
        if one.word and one.word.lower() not in grammar.verbs:
            found.setdefault((one.measure, one.is_before), one.word)
    return found
