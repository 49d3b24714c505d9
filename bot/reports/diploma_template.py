"""The shipped template of a diploma: a Word file of A4 across that an institution may change."""

from typing import Final

from bot.reports import template_page
from bot.reports.template_page import BLACK, DARK, Line, condition

WIDTHS: Final = (70, 107, 70)  # mm, of the signature

WORDS: Final[dict[str, dict[str, str]]] = {
    "ru": {
        "given": "награждается",
        "nomination": "в номинации «{{ nomination }}»",
        "for": "за работу «{{ entry }}»",
        "contest": "представленную на конкурс «{{ contest }}»",
        "head": "Директор",
        "year": "год",
    },
    "be": {
        "given": "узнагароджваецца",
        "nomination": "у намінацыі «{{ nomination }}»",
        "for": "за работу «{{ entry }}»",
        "contest": "прадстаўленую на конкурс «{{ contest }}»",
        "head": "Дырэктар",
        "year": "год",
    },
}


def build(language: str) -> bytes:
    """Make the template in Russian or Belarusian; only in a child process."""
    made = template_page.paper(language)
    words = WORDS[language]
    for line in _lines(words):
        template_page.line(made, line)
    signed = (
        (words["head"], "_" * 22, "{{ head }}"),
        ("", f"{{{{ city }}}}, {{{{ year }}}} {words['year']}", ""),
    )
    template_page.three(made, WIDTHS, signed, before=(22, 12))
    return template_page.bytes_of(made)


def _lines(words: dict[str, str]) -> list[Line]:
    return [
        ("{{ institution }}", 14, False, 0, BLACK),
        ("{{ award|upper }}", 34, True, 16, DARK),
        condition("{%p if words %}"),
        ("{{ words }}", 18, False, 2, BLACK),
        condition("{%p endif %}"),
        (words["given"], 16, False, 10, BLACK),
        ("{{ winner }}", 28, True, 8, BLACK),
        condition("{%p if post %}"),
        ("{{ post }}", 16, False, 4, BLACK),
        condition("{%p endif %}"),
        ("{{ library }}", 16, False, 2, BLACK),
        (words["for"], 16, False, 14, BLACK),
        (words["contest"], 16, False, 2, BLACK),
        condition("{%p if nomination %}"),
        (words["nomination"], 16, False, 2, BLACK),
        condition("{%p endif %}"),
    ]
