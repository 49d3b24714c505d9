"""What a short condition may speak of: the questions of a form and their answers. Pure."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.forms.authoring.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ONE, MANY, TEXT, OTHER = "one", "many", "text", "other"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of questions with their kind, their labels, and the answers of each.

    `answers` are by question the names of choices by label (in any language) and by name.
    """

    kinds: Mapping[str, str]
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    by_label: Mapping[str, str] = field(default_factory=dict)

    def near(self, word: str) -> str:
        """Return the question that `word` probably means, "" if there is none."""
        if folded(word) in self.by_label:
            return self.by_label[folded(word)]
        small = {name.casefold(): name for name in self.kinds}
        found = difflib.get_close_matches(word.casefold(), small, 1)
        return small[found[0]] if found else ""

    def labelled(self, source: str, position: int) -> str:
        """Return the question whose whole label stands at `position`, "" if there is none."""
        rest = folded(source[position:])
        found = [label for label in self.by_label if label and rest.startswith(label)]
        return self.by_label[max(found, key=len)] if found else ""

    def answer(self, question: str, source: str, position: int) -> tuple[str, int] | None:
        """Return the choice whose label or name stands at `position`, and where it ends."""
        for label, name in self._longest_first(question):
            words = r"\s+".join(re.escape(word) for word in label.split())
            match = re.compile(rf"{words}(?![\w-])", re.IGNORECASE).match(
                source.replace("ё", "е").replace("Ё", "Е"), position
            )
            if match:
                return name, match.end()
        return None

    def named(self, question: str, text: str) -> str | None:
        """Return the name of the choice that has this label or name, None if there is none."""
        offered = self.answers.get(question, {})
        if text in offered.values():
            return text
        return next(
            (name for label, name in offered.items() if folded(label) == folded(text)), None
        )

    def offered(self, question: str) -> list[str]:
        """Return the labels that a question offers, each choice once."""
        once: dict[str, str] = {}
        for label, name in self.answers.get(question, {}).items():
            once.setdefault(name, label)
        return list(once.values())

    def _longest_first(self, question: str) -> Iterable[tuple[str, str]]:
        offered = self.answers.get(question, {})
        pairs = {**{name: name for name in offered.values()}, **offered}
        plain = {label.replace("ё", "е").replace("Ё", "Е"): name for label, name in pairs.items()}
        return sorted(plain.items(), key=lambda pair: -len(pair[0]))
