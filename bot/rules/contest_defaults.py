"""What a contest begins with: criteria and files of each form of an entry; pure.

Source: domain.md, section 4; an institution changes them on the contest's card.
"""

from collections.abc import Mapping
from typing import Final

from storage.records.contests import CriterionFields, Material


def _criteria(*rows: tuple[str, str, int]) -> tuple[CriterionFields, ...]:
    return tuple(
        CriterionFields(name_ru=ru, name_be=be, most_points=most) for ru, be, most in rows
    )


CRITERIA: Final[Mapping[str, tuple[CriterionFields, ...]]] = {
    "entry_holidays": _criteria(
        ("охват и регулярность", "ахоп і рэгулярнасць", 10),
        ("разнообразие форм", "разнастайнасць форм", 10),
        ("связь с книгой", "сувязь з кнігай", 10),
        ("творчество", "творчасць", 10),
        ("партнёры и реклама", "партнёры і рэклама", 5),
        ("оформление материалов", "афармленне матэрыялаў", 5),
    ),
    "entry_image": _criteria(
        ("эстетика", "эстэтыка", 10),
        ("удобство и безопасность", "зручнасць і бяспека", 10),
        ("оригинальность", "арыгінальнасць", 10),
        ("содержание, связь с книгой", "змест, сувязь з кнігай", 10),
        ("использование подручных средств", "выкарыстанне падручных сродкаў", 5),
        ("национальный колорит", "нацыянальны каларыт", 5),
    ),
    "entry_press": _criteria(
        ("тема", "тэма", 10),
        ("язык и стиль", "мова і стыль", 10),
        ("образ библиотеки", "вобраз бібліятэкі", 10),
        ("уровень издания", "узровень выдання", 5),
        ("число публикаций", "колькасць публікацый", 5),
    ),
}
OWN_CRITERIA: Final = _criteria(  # of a form that the institution has published itself
    ("содержание", "змест", 10),
    ("оригинальность", "арыгінальнасць", 10),
    ("оформление", "афармленне", 10),
)
MATERIALS: Final[Mapping[str, tuple[Material, ...]]] = {
    "entry_holidays": (Material(role="photos", least=3, most=10),),
    "entry_image": (
        Material(role="before", least=1, most=5),
        Material(role="after", least=1, most=5),
    ),
    "entry_press": (Material(role="scans", least=1, most=10, medium_kind="paper"),),
}


def criteria(form: str) -> tuple[CriterionFields, ...]:
    """Return the criteria that a contest with these questions begins with."""
    return CRITERIA.get(form, OWN_CRITERIA)


def materials(form: str) -> tuple[Material, ...]:
    """Return the files that an entry with these questions must hold."""
    return MATERIALS.get(form, ())
