"""Whole visits typed in one message, as people write them in ru and be, and what is none."""

from datetime import date

import pytest

from bot.forms.search import Option
from bot.rules import one_line
from bot.rules.one_line import OneLine

TODAY = date(2026, 10, 15)
LIBRARIES = tuple(
    Option(code, labels)
    for code, *labels in (
        ("SL-01", "Центральная", "Цэнтральная"),
        ("SL-02", "Жировичи", "Жыровічы"),
        ("SL-03", "Деревная", "Дзераўная"),
        ("SL-04", "Новоселки", "Навасёлкі"),
        ("SL-05", "Озерница", "Азярніца"),
        ("SL-08", "Деревянчицы", "Дзеравянчыцы"),
        ("SL-09", "Большие Шиловичи", "Вялікія Шылавічы"),
        ("SL-11", "Мижевичи", "Міжэвічы"),
        ("SL-12", "Павлово", "Паўлава"),
    )
)
PEOPLE = (
    Option("2", ("Каталогова Марина Петровна", "Марина Петровна", "Каталогава Марына Пятроўна")),
    Option("4", ("Книжник Павел Андреевич", "Павел Андреевич", "Кніжнік Павел Андрэевіч")),
)


def read(text):
    """Write each visit as `libraries: purposes: done` and, where told, day, companions, closed."""
    return [written(line) for line in one_line.read(text, LIBRARIES, TODAY, PEOPLE)]


def written(line):
    libraries = "|".join(option.name for option in line.libraries)
    day = line.visited_on and f"{line.visited_on:%d.%m}"
    more = [day, *line.travellers, *line.not_understood, line.closed and "closed"]
    return ": ".join([libraries, "+".join(line.purposes), line.done, *filter(None, more)])


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("Деревная, методпомощь, расставили фонд", "SL-03: methodical_help: расставили фонд"),
        ("Дзераўная, метаддапамога, расставілі фонд", "SL-03: methodical_help: расставілі фонд"),
        ("Жировичи, помощь, фонд", "SL-02: methodical_help: фонд"),
        ("вчера Деревная методпомощь фонд", "SL-03: methodical_help: фонд: 14.10"),
        ("Деревная, 12.10, ремонт, красили", "SL-03: decoration: красили: 12.10"),
        (
            "Деревная; проверка и инвентаризация; сверили книги, нашли 3 утраченные; 12.10",
            "SL-03: inspection+stock_check: сверили книги, нашли 3 утраченные: 12.10",
        ),
        (
            "Деревная - методпомощь+оформление - обновили стенд. Провели обзор.",
            "SL-03: methodical_help+decoration: обновили стенд. Провели обзор",
        ),
        ("Деревная: ремонт: покрасили полки", "SL-03: decoration: покрасили полки"),
        ("Павлово. Методпомощь. Сверены книги.", "SL-12: methodical_help: Сверены книги"),
        ("Была в Деревной, методпомощь, фонд", "SL-03: methodical_help: фонд"),
        ("Методпомощь в Деревной, расставили фонд", "SL-03: methodical_help: расставили фонд"),
        ("Расставили фонд, Деревная, методпомощь", "SL-03: methodical_help: Расставили фонд"),
        ("Деревная, расставили фонд, методпомощь", "SL-03: methodical_help: расставили фонд"),
        ("Деревная, отчёт и план, разобрали план", "SL-03: report_and_plan: разобрали план"),
        ("Деревная, методпомощь и показали дневник", "SL-03: methodical_help: показали дневник"),
        ("б. Шиловичи, практ. помощь, отчёты сдали", "SL-09: practical_help: отчёты сдали"),
        (
            "Большие Шиловичи методпомощь/списание отобрали 64 книги на списание",
            "SL-09: methodical_help+weeding: отобрали 64 книги на списание",
        ),
        (
            "У Дзераўной учора, праверка фонду і спісанне, адабралі 20 кніг",
            "SL-03: stock_check+weeding: адабралі 20 кніг: 14.10",
        ),
        ("lthtdyfz, методпомошь, фонд", "SL-03: methodical_help: фонд"),
        (
            "Мижевичи, новые поступления, передано 23 новые книги",
            "SL-11: new_arrivals: передано 23 новые книги",
        ),
        ("Мижевичи, новый сотрудник", "SL-11: new_colleague: "),
        ("SL-05, жюри", "SL-05: contest_jury: "),
        ("Жыровічы, прыём-перадача, акт склалі", "SL-02: stock_transfer: акт склалі"),
        ("Озерница, изучение работы, опрос", "SL-05: study: опрос"),
        ("Озерница, свята, чытанні; выязны семінар", "SL-05: event+field_seminar: чытанні"),
        ("Проверка, Деревная", "SL-03: inspection: "),
        ("Деревная, вручили подарки", "SL-03: : вручили подарки"),
        ("Деревная\nметодпомощь\nпочинили замок\nпокрасили дверь", None),
        ("Деревная, библиотека не работала", "SL-03: : : closed"),
        ("Новоселки, закрыто, отпуск", "SL-04: : отпуск: closed"),
        ("Навасёлкі, зачынена", "SL-04: : : closed"),
        ("дерев, методпомощь, фонд", "SL-03|SL-08: methodical_help: фонд"),
        (
            "Съездили в Деревную 12.10 с Книжником, методпомощь, расставили фонд",
            "SL-03: methodical_help: расставили фонд: 12.10: 4",
        ),
        ("Деревная, вместе с Мариной Петровной, ремонт", "SL-03: decoration: : 2"),
        ("Деревная, с Ивановой, ремонт, красили", "SL-03: decoration: красили: Ивановой"),
        ("Деревная, с ремонтом помогли", "SL-03: : с ремонтом помогли"),
        ("Деревная, ремонт, с", "SL-03: decoration: с"),
        ("Деревная, ремонт, фонд, ул. Ленина", "SL-03: decoration: фонд, ул. Ленина"),
        ("Деревная, ремонт, фонд - всё", "SL-03: decoration: фонд - всё"),
    ],
)
def test_one_visit_in_one_line(text, visit):
    expected = visit or "SL-03: methodical_help: починили замок. покрасили дверь"
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        (
            "Деревная, методпомощь, фонд\nЖировичи, проверка фонда, сверили книги за 2025 год",
            ["SL-03: methodical_help: фонд", "SL-02: stock_check: сверили книги за 2025 год"],
        ),
        (
            "Деревная и Жировичи, методпомощь, вручили подарки",
            ["SL-03: methodical_help: вручили подарки", "SL-02: methodical_help: вручили подарки"],
        ),
        (
            "Деревная, Новоселки, семинар",
            ["SL-03: field_seminar: ", "SL-04: field_seminar: "],
        ),
        (
            "14.10: Деревная, методпомощь, фонд; Жировичи, проверка",
            ["SL-03: methodical_help: фонд: 14.10", "SL-02: inspection: : 14.10"],
        ),
        (
            "Деревная, ремонт, 13.10, красили; Жировичи, проверка, 14.10",
            ["SL-03: decoration: красили: 13.10", "SL-02: inspection: : 14.10"],
        ),
    ],
)
def test_several_libraries_of_a_trip(text, visits):
    assert read(text) == visits


@pytest.mark.parametrize(
    "text",
    [
        *("", "Деревная", "Деревная, Жировичи", "1240", "дерев", "5.03", "методпомощь"),
        "В Деревной нет света, что делать",
        "Нужна методпомощь в Деревной",
        "Семинар в Деревной завтра, приглашаем всех",
        "Деревная, методпомощь, когда приедете?",
        "Здравствуйте! Коллеги, напоминаем, что семинар состоится в пятницу",
        "Передали 23 новые книги в Мижевичи",
        "Спасибо, всё получили",
        "Отчёт отправлен, проверьте, пожалуйста",
        "У нас закрыто, отпуск до понедельника",
        "Закладкина Нина Ивановна, библиотека Деревная",
        "Проверка фонда прошла, всё хорошо",
    ],
)
def test_an_ordinary_sentence_is_no_visit(text):
    assert read(text) == []


@pytest.mark.parametrize("code", one_line.PURPOSES)
def test_every_word_for_a_purpose_is_understood(code):
    for name in one_line.PURPOSES[code]:
        (line,) = one_line.read(f"Деревная, {name}, готово", LIBRARIES, TODAY)
        assert (line.purposes, line.done) == ((code,), "готово"), name


def test_without_people_a_companion_stays_in_the_text():
    (line,) = one_line.read("Деревная, ремонт, с Книжником", LIBRARIES, TODAY)
    assert line == OneLine((LIBRARIES[2],), ("decoration",), "с Книжником")
