"""Who signs the report, and as what: one answer for all its files."""

from dataclasses import replace

from bot.reports import signing
from bot.reports.report_preview import PEOPLE
from bot.reports.signing import Signer

HEAD, MARINA = PEOPLE
OTHER = replace(MARINA, staff_id=3, post="методист", surname_ru="Аннотова")


def test_the_head_of_the_department_signs_not_the_first_methodist() -> None:
    assert signing.of_report("ru", HEAD, (OTHER, MARINA)) == (
        Signer("Директор", "О. С. Экслибрисова"),
        Signer("Заведующий методическим отделом", "М. П. Каталогова"),
    )
    assert signing.of_report("be", HEAD, (OTHER, MARINA)) == (
        Signer("Дырэктар", "В. С. Экслібрысава"),
        Signer("Загадчык метадычнага аддзела", "М. П. Каталогава"),
    )


def test_the_post_is_the_persons_own_without_the_rate() -> None:
    acting = replace(HEAD, post="и. о. директора 0.5")
    sector = replace(MARINA, post="заведующая методическим сектором")
    assert signing.of_report("ru", acting, (sector,)) == (
        Signer("И. о. директора", "О. С. Экслибрисова"),
        Signer("Заведующая методическим сектором", "М. П. Каталогова"),
    )


def test_a_line_stays_for_who_is_not_known() -> None:
    assert signing.of_report("be", None, (OTHER,)) == (
        Signer("Дырэктар", ""),
        Signer("Загадчык метадычнага аддзела", ""),
    )
    assert signing.of_report("en", replace(HEAD, post=""), ()) == (
        Signer("Director", "О. С. Экслибрисова"),
        Signer("Head of the methodical department", ""),
    )
