"""The shipped template of a certificate: A4 across, a QR code below that checks it."""

from typing import Final

from bot.reports import template_page
from bot.reports.template_page import BLACK, DARK, Line, condition

WIDTHS: Final = (80, 92, 75)  # mm, of what stands below

WORDS: Final[dict[str, dict[str, str]]] = {
    "ru": {
        "title": "СЕРТИФИКАТ",
        "done": "Пройдено обучение в школе библиотечного мастерства",
        "class": "Класс «{{ class }}»",
        "hours": "Занятий: {{ sessions }}, часов: {{ hours }}",
        "time": "с {{ first }} по {{ last }}",
        "head": "Директор",
        "issued": "{% if city %}{{ city }}, {% endif %}{{ date }}",
        "check": "Проверить: наведите камеру или отправьте номер боту {{ bot }}",
    },
    "be": {
        "title": "СЕРТЫФІКАТ",
        "done": "Пройдзена навучанне ў школе бібліятэчнага майстэрства",
        "class": "Клас «{{ class }}»",
        "hours": "Заняткаў: {{ sessions }}, гадзін: {{ hours }}",
        "time": "з {{ first }} па {{ last }}",
        "head": "Дырэктар",
        "issued": "{% if city %}{{ city }}, {% endif %}{{ date }}",
        "check": "Праверыць: навядзіце камеру або адпраўце нумар боту {{ bot }}",
    },
}


def build(language: str) -> bytes:
    """Make the template in Russian or Belarusian; only in a child process."""
    made = template_page.paper(language)
    words = WORDS[language]
    for line in _lines(words):
        template_page.line(made, line)
    below = (
        (words["head"], "_" * 22, "{{ head }}"),
        (words["issued"], words["check"], "{{ qr }}"),
    )
    template_page.three(made, WIDTHS, below, before=(14, 4))
    return template_page.bytes_of(made)


def _lines(words: dict[str, str]) -> list[Line]:
    return [
        ("{{ institution }}", 14, False, 0, BLACK),
        (words["title"], 32, True, 4, DARK),
        ("№ {{ number }}", 14, False, 2, BLACK),
        ("{{ holder }}", 24, True, 8, BLACK),
        condition("{%p if post %}"),
        ("{{ post }}", 14, False, 2, BLACK),
        condition("{%p endif %}"),
        condition("{%p if library %}"),
        ("{{ library }}", 14, False, 2, BLACK),
        condition("{%p endif %}"),
        (words["done"], 15, False, 8, BLACK),
        (words["class"], 18, True, 2, BLACK),
        (words["hours"], 14, False, 2, BLACK),
        condition("{%p if first %}"),
        (words["time"], 14, False, 2, BLACK),
        condition("{%p endif %}"),
    ]
