"""Phones, document numbers and addresses of residents in free text; pure.

Residents are counted, never named: what looks like one is shown to its writer, who decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["phone", "document", "address"]

# One sign for one: the places of a finding are those of the text as typed.
_SIGNS = str.maketrans(
    dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}", "-")
    | dict.fromkeys("\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\t", " ")
)
_TWINS = str.maketrans("АВСЕНКМРТХІ", "ABCEHKMPTXI")

_APART = r"(?<![\w.,/+-])"  # where a number begins
_ENDS = r"(?![\d-]|[.,/]\d)"
_G = r"[ ().-]{0,3}"  # between groups of digits
_TOLD = (
    r"(?:тел|тэл)(?:ефон|эфон)?[а-яіў]*|моб(?:ильн\w+|\.)|viber|вайбер|whatsapp|званіц[ье]|звон\w+"
)
_LABEL = re.compile(
    rf"(?:{_TOLD}|паспорт\w*|пашпарт\w*|удостоверени\w*|пасведчанн\w*"
    r"|серия|серыя|идентификационн\w+|ідэнтыфікацыйн\w+|личн\w+ номер|лічн\w+ нумар|адрес|адрас)"
    r"[ .:,№-]*$",
    re.IGNORECASE,
)
_HONEST = re.compile(
    r"(?:isbn|issn|унп|инв|інв|инвентарн\w+|інвентарн\w+|акт\w*|накладн\w+|накладна\w+|договор\w*"
    r"|дагавор\w*|приказ\w*|загад\w*|сч[её]т\w*|рахун\w+|ббк|удк|шифр\w*|штрих-?код\w*"
    r"|карточк\w+|формуляр\w*)[ .:№]*(?:(?:номер\w*|нумар\w*|no?|№)[ .:№]*)?$",
    re.IGNORECASE,
)

_LABEL_LETTERS = 60

_PHONES = (
    re.compile(rf"(?<![\w+])(?:\+ ?|00)(?:\d{_G}){{9,14}}\d(?!\d)"),
    re.compile(rf"{_APART}375(?:{_G}\d){{9}}(?!\d)"),
    re.compile(rf"{_APART}8{_G}0(?:{_G}\d){{9}}{_ENDS}"),
)
_AREA = r"0(?:25|29|33|44|1[5-7]\d{0,3}|2[1-3]\d{0,2})"
_MOBILE = "(?:25|29|33|44)"
_UNSURE_PHONES = (
    re.compile(rf"{_APART}(?:\({_AREA}\)|{_AREA}){_G}\d(?:{_G}\d){{4,6}}{_ENDS}"),
    re.compile(rf"{_APART}(?:\({_MOBILE}\)|{_MOBILE})[ -]?\d{{3}}[ -]?\d{{2}}[ -]?\d{{2}}{_ENDS}"),
    re.compile(rf"{_APART}\d{{1,3}}-\d\d-\d\d{_ENDS}"),
)
_TOLD_PHONE = re.compile(
    rf"(?:{_TOLD})(?:[ .:,№-]|по|на|номеру?|нумары?){{0,12}}?"
    r"(?P<number>\(?\d(?:[ ()-]{0,2}\d){4,11})(?!\d)",
    re.IGNORECASE,
)
_PERSONAL_NUMBER = re.compile(
    r"(?<!\w)[1-6]\d{6} ?[A-Z] ?\d{3} ?(?:PB|BA|BI) ?\d(?!\w)", re.IGNORECASE
)
_PASSPORT = re.compile(r"(?<!\w)[A-Z]{2} ?№? ?\d{7}(?!\w)", re.IGNORECASE)
_TOLD_DOCUMENT = re.compile(
    r"(?:паспорт\w*|пашпарт\w*|удостоверени\w*|пасведчанн\w*)"
    r"(?:[ .:,№-]|сери\w+|серы\w+|номер|нумар){0,12}?"
    r"(?P<number>(?:[A-ZА-ЯІ]{2} ?№? ?)?\d{5,9})(?!\w)",
    re.IGNORECASE,
)

_STREET = (
    r"(?<!\w)(?:(?i:ул(?:\.|ица|ице|ицы|ицу)?|вул(?:\.|іца|іцы|іцу)?|завул(?:\.|ак|ку)"
    r"|переул(?:ок|ке|ку)|площад[ьи]|плошч[аы]|пр-т|просп\.?|проспекте?|праспекце?|б-р|бульваре?)"
    r"|(?:[Пп]ер|[Пп]л)\.(?= ?[А-ЯЁІЎ]))"  # «пер.» and «пл.» of other words are no street
)
_STREET_NAME = (
    r"(?:\d{1,3}(?:-\w{1,3})? )?(?:[А-ЯЁІЎ]\. ?)?[^\W\d_][\w’'-]{2,}(?: [А-ЯЁІЎ][\w’'-]+){0,2}"
)
_HOUSE = r"\d{1,3}(?: ?[а-еА-Е](?!\w))?(?:[/-]\d{1,3})?(?!\d)"
_FLAT = r",? ?(?:кв|кварт|квартира|кватэра)\.? ?\d{1,3}(?!\d)"
_COUNTED = (
    r"(?!\s?(?:двор|двар|дом(?:ов|ах|оў)|хат|подвор|падвор|жит|жых|чел|чал|кни|кні|экз|чит|чыт"
    r"|сем|сям|раз|год|лет|гадо|руб|мин|хв|час|гадз|опрош|апыт|посещ|библ|бібл|нов|ребен|дет"
    r"|дзец|%))"
)
_ADDRESSES = (
    re.compile(
        rf"{_STREET} ?{_STREET_NAME}[ ,.]{{1,3}}"
        rf"(?i:(?:(?:д|дом)\.? ?)?№? ?{_HOUSE}{_COUNTED}(?:{_FLAT})?)"
    ),
    re.compile(
        rf"(?<!\w)(?:д\. ?|(?<!на )дом №? ?){_HOUSE}{_COUNTED}(?:{_FLAT}|(?=\s*(?:$|[,.;:)!?])))",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\w] )(?<!\w)(?:кв\.|квартира|квартире|кватэра|кватэры) ?№? ?\d{1,3}(?!\d)",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What looks like a resident's, and its place in the text."""

    kind: Kind
    start: int
    end: int
    text: str


def findings(text: str) -> tuple[Finding, ...]:
    """List what looks like a phone, a document or an address with a house, in its order.

    Belarusian forms; overlapping ones are one, the longest. A street alone is none.
    """
    signs = text.translate(_SIGNS)
    spans = sorted({*_documents(signs), *_phones(signs), *_addresses(signs)}, key=_longest_first)
    found: list[Finding] = []
    for kind, start, end in spans:
        if not found or start >= found[-1].end:
            found.append(Finding(kind, start, end, text[start:end]))
    return tuple(found)


def without(text: str, found: Iterable[Finding]) -> str:
    """Take the findings out of the text that they came from, with their labels («тел.»)."""
    kept, place = "", 0
    for finding in sorted(found, key=lambda finding: finding.start):
        kept += _LABEL.sub("", text[place : finding.start])
        place = finding.end
    kept += text[place:]
    kept = re.sub(r"\(\s*\)|«\s*»", "", kept)
    kept = re.sub(r"[^\S\n]+", " ", kept)
    kept = re.sub(r"\s+([.,;:!?)])", r"\1", kept)
    return re.sub(r"([,;:])(?:\s*[,;:])+|[,;:]+(?=[.!?]|\s*$)", r"\1", kept).strip(" ,;:-")


_Span = tuple[Kind, int, int]


def _longest_first(span: _Span) -> tuple[int, int]:
    return span[1], -span[2]


def _phones(text: str) -> Iterator[_Span]:
    for pattern in _PHONES:
        for match in pattern.finditer(text):
            yield "phone", *match.span()
    for pattern in _UNSURE_PHONES:
        for match in pattern.finditer(text):
            if not _is_date(match[0]) and not _is_honest(text, match.start()):
                yield "phone", *match.span()
    for match in _TOLD_PHONE.finditer(text):
        yield "phone", *match.span("number")


def _documents(text: str) -> Iterator[_Span]:
    latin = text.upper().translate(_TWINS) if len(text.upper()) == len(text) else text
    for pattern in (_PERSONAL_NUMBER, _PASSPORT):
        for match in pattern.finditer(latin):
            if not _is_honest(text, match.start()):
                yield "document", *match.span()
    for match in _TOLD_DOCUMENT.finditer(text):
        yield "document", *match.span("number")


def _addresses(text: str) -> Iterator[_Span]:
    for pattern in _ADDRESSES:
        for match in pattern.finditer(text):
            yield "address", *match.span()


def _is_honest(text: str, start: int) -> bool:
    """Tell whether the words before a number make it a stock, book or account number."""
    return bool(_HONEST.search(text, max(0, start - _LABEL_LETTERS), start))


def _is_date(text: str) -> bool:
    """Tell a date with hyphens from a telephone of a village: «5-03-26», not «2-34-56»."""
    day, month, year = [*text.split("-"), "", ""][:3]
    try:
        date(2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


_CAPITAL = r"[А-ЯЁІЎ][а-яёіў’'-]{1,}"
_INITIALS = r"(?:[А-ЯЁІЎ]\. ?){1,2}"
_NAME = re.compile(
    rf"{_CAPITAL}(?: {_CAPITAL}){{1,2}}|{_CAPITAL} {_INITIALS}|{_INITIALS}{_CAPITAL}"
)


def is_like_name(text: str) -> bool:
    """Tell whether a text is like a person's full name: «Иванова Анна», «Иванова А. П.»."""
    return _NAME.fullmatch(text.strip()) is not None
