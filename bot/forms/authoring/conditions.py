"""Short conditions such as `wifi = да и скорость > 50` turned into XPath. Pure.

XPath that reads well as it stands is never touched.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.forms import xpath
from bot.forms.authoring import lexicon
from bot.forms.authoring.cursor import INSTEAD, Cursor
from bot.forms.authoring.lexicon import ConditionError
from bot.forms.authoring.vocabulary import MANY, ONE, OTHER, TEXT
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.forms.authoring.vocabulary import Vocabulary

_CYRILLIC = re.compile(r"[а-яёіў]", re.IGNORECASE)
_MAX_DEPTH = 20
_MAX_LENGTH = 2000  # characters; a cell of Excel holds 32,767
_TOO_LONG = msgid("The condition is too long to be read.")


def translate(
    source: str, vocabulary: Vocabulary, own: str = "", *, has_answer: bool = False
) -> str:
    """Return the XPath of a cell; `own` is its question.

    `has_answer`: the cell checks an answer, so it may begin with a sign: «> 0», «от 1 до 5».
    Raises `ConditionError` if it is meant as a short condition and cannot be read.
    """
    if _is_xpath(source, vocabulary):
        return source
    if len(source) > _MAX_LENGTH:
        raise ConditionError(0, _TOO_LONG)
    try:
        return _Reader(source, vocabulary, own, has_answer=has_answer).whole()
    except RecursionError:  # a thousand «не» or minus signs in a row
        raise ConditionError(0, _TOO_LONG) from None
    except ConditionError:
        if _is_meant_as_xpath(source, vocabulary):
            return source  # the checks of XPath say it better
        raise


def _is_xpath(source: str, vocabulary: Vocabulary) -> bool:
    expression = _compiled(source)
    if expression is None or not expression.functions() <= xpath.FUNCTIONS:
        return False
    return not any(
        reference.start == "context"
        and (len(reference.steps) == 1 or reference.steps[0] in vocabulary.kinds)
        for reference in expression.references()
        if reference.steps and reference.steps[0].strip("_")
    )


def _is_meant_as_xpath(source: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a text that cannot be read has the looks of XPath and none of ours."""
    bare = lexicon.QUOTED.sub("", lexicon.REFERENCE.sub("", source))
    if _CYRILLIC.search(bare) or not re.search(r"\$\{|/", source):
        return False
    known = (word in vocabulary.kinds for word in lexicon.WORD.findall(bare))
    return _compiled(source) is not None or not any(known)


def _compiled(source: str) -> xpath.Expression | None:
    try:
        return xpath.compile(lexicon.REFERENCE.sub(lambda m: "_" * len(m[0]), source))
    except xpath.XPathSyntaxError:
        return None


def _is_number(code: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?", code))


@dataclass(frozen=True, slots=True)
class _Operand:
    """A piece of XPath, the question it is (or ""), and where it stands in the source."""

    code: str
    start: int
    end: int
    question: str = ""


class _Reader(Cursor):
    """Reads a condition from left to right; each method returns XPath."""

    def __init__(self, source: str, vocabulary: Vocabulary, own: str, *, has_answer: bool) -> None:
        super().__init__(source)
        self.vocabulary = vocabulary
        self.own = own
        self.has_answer = has_answer
        self.depth = 0
        self.calls = 0
        self.subject: _Operand | None = None

    def whole(self) -> str:
        if_word = lexicon.IF.match(self.source)
        if if_word and not self.source.startswith("(", if_word.end()):
            self.place = if_word.end()
        code = self._either()
        self.skip()
        if self.place < len(self.source):
            self._refuse_missing_sign()
            raise self.unreadable()
        return code

    def _refuse_missing_sign(self) -> None:
        """Tell of an answer that stands beside its question without a sign: «wifi нет»."""
        if self.subject is None or self.subject.end > self.place:
            return
        between = self.source[self.subject.end : self.place]
        found = self.vocabulary.answer(self.subject.question, self.source, self.place)
        if found and not between.strip():
            said = self.source[self.place : found[1]]
            wrong = self.source[self.subject.start : found[1]]
            self.wrong(self.subject.start, wrong, f"{self._said(self.subject)} = {said}")

    def _either(self) -> str:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self.unreadable()
        code = self._chain(self._both, lexicon.OR, " or ")
        self.depth -= 1
        return code

    def _both(self) -> str:
        return self._chain(self._negated, lexicon.AND, " and ")

    def _chain(self, part: Callable[[], str], between: re.Pattern[str], sign: str) -> str:
        parts = [part()]
        while self.takes(between):
            parts.append(part())
        return sign.join(parts)

    def _negated(self) -> str:
        start = self.place
        if self.takes(lexicon.NOT):
            if not self._sees_operator(start):
                return f"not({self._negated()})"
            self.place = start
        return self._comparison()

    def _sees_operator(self, start: int) -> bool:
        """Tell whether «не» begins an operator without a subject: «не больше 5»."""
        place, self.place = self.place, start
        self.skip()
        found = any(p.match(self.source, self.place) for p, _ in lexicon.COMPARISONS)
        found = found or bool(lexicon.LACKS.match(self.source, self.place))
        self.place = place
        return found and self.has_answer

    def _comparison(self) -> str:
        left = self._subject()
        self.subject = left if left.question else self.subject
        sign = self._sign()
        if sign:
            return f"{left.code} {sign} {self._value(left, sign).code}"
        return self._worded(left)

    def _subject(self) -> _Operand:
        self.skip()
        if self.has_answer and self._at_operator():
            return _Operand(".", self.place, self.place, self.own)
        return self._sum()

    def _at_operator(self) -> bool:
        words = [each for each, _ in lexicon.COMPARISONS]
        words += [lexicon.FROM, lexicon.TO, lexicon.BETWEEN, lexicon.CONTAINS, lexicon.LACKS]
        words += [lexicon.EMPTY, lexicon.FILLED]
        return self.source.startswith(lexicon.SIGNS, self.place) or any(
            each.match(self.source, self.place) for each in words
        )

    def _sign(self) -> str:
        """Take a sign or word of comparison, return it as XPath's, "" if there is none."""
        self.skip()
        lexicon.refuse_wrong_sign(self.source, self.place)
        for sign in lexicon.SIGNS:
            if self.source.startswith(sign, self.place):
                self.place += len(sign)
                return sign
        return next((sign for words, sign in lexicon.COMPARISONS if self.takes(words)), "")

    def _worded(self, left: _Operand) -> str:
        """Read what follows a subject without a sign: «от 1 до 5», «пусто», «содержит …»."""
        ways: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = (
            (lexicon.BETWEEN, lambda: self._within(left, lexicon.AND)),
            (lexicon.EMPTY, lambda: f"{left.code} = ''"),
            (lexicon.FILLED, lambda: f"{left.code} != ''"),
            (lexicon.FROM, lambda: self._within(left, lexicon.TO)),
            (lexicon.TO, lambda: f"{left.code} <= {self._sum().code}"),
        )
        if left.question:
            ways += (
                (lexicon.LACKS, lambda: f"not({self._contained(left)})"),
                (lexicon.CONTAINS, lambda: self._contained(left)),
            )
        return next((read() for word, read in ways if self.takes(word)), left.code)

    def _within(self, left: _Operand, between: re.Pattern[str]) -> str:
        low = self._sum()
        if not self.takes(between):
            return f"{left.code} >= {low.code}"
        high = self._sum()
        if _is_number(low.code) and _is_number(high.code) and float(low.code) > float(high.code):
            text = msgid("Nothing is both from {low} and to {high}: change the two over.")
            raise ConditionError(low.start, text, low=low.code, high=high.code)
        return f"{left.code} >= {low.code} and {left.code} <= {high.code}"

    def _contained(self, left: _Operand) -> str:
        kind = self.vocabulary.kinds.get(left.question, OTHER)
        said = self._said(left)
        if kind == ONE:
            answer = self._value(left, "=")
            wrong = self.source[left.start : answer.end].strip()
            self.wrong(left.start, wrong, f"{said} = {self.source[answer.start : answer.end]}")
        if kind == MANY:
            return f"selected({left.code}, {self._value(left, '=').code})"
        if kind != TEXT:
            text = msgid("Only a text or several answers can contain something, not “{name}”.")
            raise ConditionError(left.start, text, name=said)
        return f"contains({left.code}, {self._sum().code})"

    def _value(self, left: _Operand, sign: str) -> _Operand:
        """Take what `left` is compared with; for a choice its label or name."""
        self.skip()
        if not self.vocabulary.answers.get(left.question):
            return self._sum()
        start = self.place
        answer = self._answer(left)
        if answer is None:
            return self._other_value(left)
        is_many = self.vocabulary.kinds[left.question] == MANY
        if (is_many and sign != "=") or sign in {"<", ">", "<=", ">="}:
            return self._misused(left, sign, self.source[start : answer.end])
        return self._ticked(left, answer) if is_many else answer

    def _ticked(self, left: _Operand, answer: _Operand) -> _Operand:
        before = self.source[left.end : answer.start]
        if "=" in before or any(w.search(before) for w, _ in lexicon.COMPARISONS):
            said = self.source[answer.start : answer.end]
            wrong = self.source[left.start : answer.end].strip()
            self.wrong(left.start, wrong, f"{self._said(left)} содержит {said}")
        return answer

    def _misused(self, left: _Operand, sign: str, said: str) -> _Operand:
        word = "не содержит" if sign == "!=" else "содержит"
        is_many = self.vocabulary.kinds[left.question] == MANY
        right = word if is_many else "="
        wrong = self.source[left.start : self.place].strip()
        raise ConditionError(
            left.start, INSTEAD, wrong=wrong, right=f"{self._said(left)} {right} {said}"
        )

    def _answer(self, left: _Operand) -> _Operand | None:
        start = self.place
        quoted = lexicon.QUOTED.match(self.source, start)
        if quoted:
            name = self.vocabulary.named(left.question, quoted[0][1:-1])
            if quoted[0][1:-1] == "":
                name = ""
            end = quoted.end()
        else:
            found = self.vocabulary.answer(left.question, self.source, start)
            name, end = found or (None, start)
        if name is None:
            return None
        self.place = end
        return _Operand(f"'{name}'", start, end)

    def _other_value(self, left: _Operand) -> _Operand:
        """Take another question, or refuse a word that is none of the answers."""
        start = self.place
        if lexicon.QUOTE.match(self.source, start) and not self._closes_quote(start):
            raise ConditionError(start, msgid("The text in quotes is not closed."))
        reference = lexicon.REFERENCE.match(self.source, start)
        word = lexicon.WORD.match(self.source, start)
        if reference or (word and word[0] in self.vocabulary.kinds):
            return self._sum()
        end = self._end_of_phrase(start)
        text = msgid("“{question}” has no answer “{found}”. There are: {answers}.")
        raise ConditionError(
            start,
            text,
            question=self._said(left),
            found=self.source[start:end].strip("'\"«» ") or "…",
            answers=", ".join(self.vocabulary.offered(left.question)[:10]),
        )

    def _closes_quote(self, start: int) -> bool:
        return lexicon.QUOTED.match(self.source, start) is not None

    def _end_of_phrase(self, start: int) -> int:
        place = start
        while place < len(self.source) and self.source[place] not in "()=<>;":
            follows = self.source[place - 1 : place].isspace()
            if follows and any(
                each.match(self.source, place) for each in (lexicon.AND, lexicon.OR)
            ):
                break
            place += 1
        return place

    def _sum(self) -> _Operand:
        return self._arithmetic(self._product, (("+", " + "), ("-", " - ")))

    def _product(self) -> _Operand:
        signs = (("*", " * "), ("/", " div "), ("div ", " div "), ("mod ", " mod "))
        return self._arithmetic(self._operand, signs)

    def _arithmetic(
        self, part: Callable[[], _Operand], signs: tuple[tuple[str, str], ...]
    ) -> _Operand:
        first = part()
        code = first.code
        while True:
            self.skip()
            lexicon.refuse_wrong_sign(self.source, self.place)
            found = next((s for s in signs if self.source.startswith(s[0], self.place)), None)
            if found is None:
                break
            self.place += len(found[0])
            code += found[1] + part().code
        question = first.question if code == first.code else ""
        return _Operand(code, first.start, self.place, question)

    def _operand(self) -> _Operand:
        self.skip()
        start = self.place
        lexicon.refuse_wrong_sign(self.source, start)
        for take in (self._bracket, self._day, self._number, self._text, self._reference):
            operand = take()
            if operand is not None:
                return operand
        if self.takes_sign("-"):
            return _Operand(f"-{self._operand().code}", start, self.place)
        word = lexicon.WORD.match(self.source, start)
        if word is None:
            raise self.unreadable()
        return self._word(word)

    def _bracket(self) -> _Operand | None:
        start = self.place
        if not self.takes_sign("("):
            return None
        code = self._either()
        self._close(start)
        return _Operand(f"({code})", start, self.place)

    def _close(self, opened: int) -> None:
        self.skip()
        if not self.takes_sign(")"):
            if self.place < len(self.source):
                raise self.unreadable()
            text = msgid("The bracket is not closed: “{expected}” is missing.")
            raise ConditionError(opened, text, expected=")")

    def _day(self) -> _Operand | None:
        match = lexicon.DAY.match(self.source, self.place)
        if match is None:
            return None
        self.place = match.end()
        day, month, year = (match[1], match[2], match[3]) if match[1] else match.group(6, 5, 4)
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            text = msgid("There is no such date: {found}.")
            raise ConditionError(match.start(), text, found=match[0]) from None
        code = f"date('{year}-{int(month):02}-{int(day):02}')"
        return _Operand(code, match.start(), match.end())

    def _number(self) -> _Operand | None:
        match = lexicon.NUMBER.match(self.source, self.place)
        if match is None:
            return None
        right = re.sub(r"\s", "", match[0]).replace(",", ".")
        if self.calls and "," in match[0]:
            self.wrong(match.start(), match[0], right)
        self.place = match.end()
        return _Operand(right, match.start(), match.end())

    def _text(self) -> _Operand | None:
        match = lexicon.QUOTED.match(self.source, self.place)
        if match is None:
            if lexicon.QUOTE.match(self.source, self.place):
                raise ConditionError(self.place, msgid("The text in quotes is not closed."))
            return None
        self.place = match.end()
        text = match[0][1:-1]
        quote = '"' if "'" in text else "'"
        return _Operand(f"{quote}{text}{quote}", match.start(), match.end())

    def _reference(self) -> _Operand | None:
        match = lexicon.REFERENCE.match(self.source, self.place)
        if match is None:
            if self.source.startswith(".", self.place) and not self.source.startswith(
                "..", self.place
            ):
                self.place += 1
                return _Operand(".", self.place - 1, self.place, self.own)
            return None
        self.place = match.end()
        name = match[0][2:-1].strip()
        question = name if name in self.vocabulary.kinds else ""
        return _Operand(match[0], match.start(), match.end(), question)

    def _word(self, word: re.Match[str]) -> _Operand:
        name = word[0].rstrip(".-") if word[0] not in self.vocabulary.kinds else word[0]
        end = word.start() + len(name)
        is_call = self.source[end : end + 1] == "("
        if is_call:
            return self._call(name, word.start())
        if name in self.vocabulary.kinds:
            self.place = end
            return _Operand(f"${{{name}}}", word.start(), end, name)
        return self._known_word(word.start()) or self._unknown(name, word.start())

    def _known_word(self, start: int) -> _Operand | None:
        if self.takes(lexicon.TODAY):
            return _Operand("today()", start, self.place)
        if self.takes(lexicon.LAST) and self.own:
            return _Operand(f"${{last-saved#{self.own}}}", start, self.place)
        if self.takes(lexicon.THIS) and self.has_answer:
            return _Operand(".", start, self.place, self.own)
        return None

    def _call(self, name: str, start: int) -> _Operand:
        if lexicon.LAST.fullmatch(name):
            return self._last(start, start + len(name) + 1)
        function = lexicon.FUNCTIONS.get(name.casefold(), name)
        if function not in xpath.FUNCTIONS:
            self._refuse_function(name, start)
        self.place = start + len(name) + 1
        self.calls += 1
        parts = self._arguments(function)
        self.calls -= 1
        self._close(start + len(name))
        if not xpath.takes(function, len(parts)):
            text = msgid("“{name}” cannot be given this many values: {found}.")
            raise ConditionError(start, text, name=f"{name}()", found=str(len(parts)))
        return _Operand(f"{function}({', '.join(parts)})", start, self.place)

    def _refuse_function(self, name: str, start: int) -> None:
        if name.lower() in xpath.FUNCTIONS:
            self.wrong(start, name, name.lower())
        known = (*lexicon.FUNCTIONS, *sorted(xpath.FUNCTIONS))
        near = difflib.get_close_matches(name.lower(), known, 1, 0.75)
        if near:
            text = msgid("There is no function “{name}”. Did you mean “{near}”?")
            raise ConditionError(start, text, name=name, near=near[0])
        raise ConditionError(start, msgid("There is no function “{name}”."), name=name)

    def _arguments(self, function: str) -> list[str]:
        parts: list[str] = []
        self.skip()
        if self.source.startswith(")", self.place):
            return parts
        parts.append(self._either())
        first = self.subject
        while self.takes_sign(","):
            if function == "selected" and first is not None and first.code == parts[0]:
                parts.append(self._value(first, "=").code)
            else:
                parts.append(self._either())
        return parts

    def _last(self, start: int, inside: int) -> _Operand:
        self.place = inside
        self.skip()
        word = lexicon.WORD.match(self.source, self.place)
        name = word[0] if word else ""
        if name not in self.vocabulary.kinds:
            return self._unknown(name or "…", self.place)
        self.place += len(name)
        self._close(inside - 1)
        return _Operand(f"${{last-saved#{name}}}", start, self.place)

    def _unknown(self, name: str, start: int) -> _Operand:
        if self.subject is not None:
            found = self.vocabulary.answer(self.subject.question, self.source, start)
            if found:
                said = self.source[start : found[1]]
                self.wrong(start, said, f"{self._said(self.subject)} = {said}")
        near = self.vocabulary.labelled(self.source, start) or self.vocabulary.near(name)
        if near:
            text = msgid("There is no question “{name}”. Did you mean “{near}”?")
            raise ConditionError(start, text, name=name, near=near)
        text = msgid("There is no question “{name}”. A text stands in quotes: {text}.")
        raise ConditionError(start, text, name=name, text=f"'{name}'")

    def _said(self, operand: _Operand) -> str:
        """Return an operand as the author wrote it, or the question of the row."""
        return self.source[operand.start : operand.end].strip() or operand.question
