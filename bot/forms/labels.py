"""Texts of a form per language: itext, inline labels and computed parts. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from bot.forms.model import NO_LABEL, Label, Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.forms.xpath import Expression

    Compile = Callable[[str, str, str], Expression | None]

XF = "{http://www.w3.org/2002/xforms}"
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-\w+)?)\)\s*$")
_PATH = re.compile(r" ((?:instance\('[\w-]+'\))?(?:/[\w.-]+){2,}) ")
_ITEXT = re.compile(r"""jr:itext\(\s*['"](.+?)['"]\s*\)""")
STANDARD: Mapping[Parts, Mapping[str, Parts]] = {
    ("Other",): {"ru": ("Другое",), "be": ("Іншае",), "en": ("Other",)},
    ("Specify other.",): {"ru": ("Уточните",), "be": ("Удакладніце",), "en": ("Specify other",)},
}
"""What pyxform writes itself for `or_other`, in whatever languages the form is."""

_MISSING = "-"  # pyxform's mark of a missing translation


def language_code(name: str) -> str:
    """Return the code of a column's language: `Русский (ru)` is `ru`."""
    match = _CODE.search(name)
    return match.group(1).lower() if match else name.strip()


@dataclass(frozen=True, slots=True)
class Texts:
    """The itext of a form: languages, the default one, labels and media by text id."""

    languages: tuple[str, ...]
    default: str
    by_id: Mapping[str, Label]
    media_by_id: Mapping[str, Mapping[str, Label]]
    compile: Compile

    @classmethod
    def read(cls, model: etree._Element, compile_part: Compile) -> Texts:
        """Read the itext block of `model`."""
        translations = list(model.iterfind(f"{XF}itext/{XF}translation"))
        languages = tuple(language_code(each.get("lang", "")) for each in translations)
        default = next(
            (language_code(e.get("lang", "")) for e in translations if e.get("default")),
            languages[0] if languages else "",
        )
        gathered = _Gathering(compile_part)
        for language, translation in zip(languages, translations, strict=True):
            gathered.add(language, translation)
        texts, media = gathered.labels(default)
        return cls(languages, default, texts, media, compile_part)

    def label(self, control: etree._Element | None, tag: str, where: str) -> Label:
        """Return the label (or hint) of a control; without one, an empty label."""
        element = control.find(f"{XF}{tag}") if control is not None else None
        if element is None:
            return NO_LABEL
        if element.get("ref"):
            return self.message(element.get("ref"))
        parts = parts_of(element, lambda source: self.compile(source, where, tag))
        return Label(STANDARD.get(parts, {}), parts)

    def media(self, control: etree._Element | None) -> Mapping[str, Label]:
        """Return the image, audio and video names of a control's label."""
        element = control.find(f"{XF}label") if control is not None else None
        match = _ITEXT.match(element.get("ref", "")) if element is not None else None
        return self.media_by_id.get(match.group(1), {}) if match else {}

    def message(self, text: str | None) -> Label:
        """Return a text given as `jr:itext('id')` or in plain words."""
        if not text:
            return NO_LABEL
        match = _ITEXT.fullmatch(text.strip())
        return self.by_id.get(match.group(1), NO_LABEL) if match else Label({}, (text,))

    def of_row(self, row: etree._Element, reference: str) -> Label:
        """Return the label of a choice: a column, or the text that a column names."""
        if not reference.startswith("jr:itext("):
            parts = (row.findtext(reference) or "",)
            return Label(STANDARD.get(parts, {}), parts)
        column = reference.removeprefix("jr:itext(").removesuffix(")").strip()
        return self.by_id.get(row.findtext(column) or "", NO_LABEL)


class _Gathering:
    """Collects the texts of one language after another."""

    def __init__(self, compile_part: Compile) -> None:
        self._compile = compile_part
        self._texts: dict[str, dict[str, Parts]] = {}
        self._media: dict[str, dict[str, dict[str, Parts]]] = {}

    def add(self, language: str, translation: etree._Element) -> None:
        for text in translation.iterfind(f"{XF}text"):
            name = text.get("id", "")
            for value in text.iterfind(f"{XF}value"):
                self._add_value(language, name, value)

    def _add_value(self, language: str, name: str, value: etree._Element) -> None:
        parts = parts_of(value, lambda source: self._compile(source, name, "label"))
        if not parts or parts == (_MISSING,):
            return
        form = value.get("form")
        if form is None or form == "long":
            self._texts.setdefault(name, {})[language] = parts
        elif form in {"image", "audio", "video", "big-image"}:
            self._media.setdefault(name, {}).setdefault(form, {})[language] = parts

    def labels(self, default: str) -> tuple[dict[str, Label], dict[str, dict[str, Label]]]:
        texts = {name: _label(each, default) for name, each in self._texts.items()}
        media = {
            name: {form: _label(each, default) for form, each in forms.items()}
            for name, forms in self._media.items()
        }
        return texts, media


def _label(texts: dict[str, Parts], default: str) -> Label:
    written = set(texts.values())
    if len(written) == 1 and (own := STANDARD.get(next(iter(written)))):
        return Label({**texts, **own}, own.get(default) or next(iter(written)))
    return Label(texts, texts.get(default) or next(iter(texts.values())))


def parts_of(element: etree._Element, compile_part: Callable[[str], Expression | None]) -> Parts:
    """Return the text of `element` with its outputs compiled: "Age: ", expression, "?"."""
    parts: list[str | Expression] = [element.text or ""]
    for child in element.iterchildren(etree.Element):
        expression = compile_part(child.get("value", ""))
        if expression is not None:
            parts.append(expression)
        parts.append(child.tail or "")
    return _trimmed([part for part in parts if part != ""])


def parts_of_text(text: str, compile_part: Callable[[str], Expression | None]) -> Parts:
    """Return a text in which pyxform wrote paths for `${name}`, the paths compiled."""
    parts: list[str | Expression] = []
    end = 0
    for match in _PATH.finditer(text):
        parts.append(text[end : match.start()])
        expression = compile_part(match[1])
        if expression is not None:
            parts.append(expression)
        end = match.end()
    return _trimmed([part for part in (*parts, text[end:]) if part != ""])


def _trimmed(parts: list[str | Expression]) -> Parts:
    """Drop the spaces that pyxform puts around a text with outputs."""
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return tuple(part for part in parts if part != "")
