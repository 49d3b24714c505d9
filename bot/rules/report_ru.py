"""The report in Russian: words beside numbers and the sentences, after the report of 2020; pure.

The text of 2020 is the model (domain.md, section 8); its two misprints are not.
"""

from typing import Final

from bot.rules.report_grammar import Adjective, Grammar, Noun, Verb
from bot.rules.report_wording import Times, Wording


def _adjective(lemma: str) -> Adjective:
    stem, is_soft = lemma[:-2], lemma.endswith("ий")
    plural, genitive = ("ие", "их") if is_soft else ("ые", "ых")
    return Adjective(lemma, f"{stem}ая", f"{stem}ое", stem + plural, stem + genitive)


def _verb(lemma: str, others: str = "о") -> Verb:
    """Return a short participle: сделан, сделана, сделано, сделано; проведён, проведена."""
    stem = lemma.replace("ён", "ен")
    return Verb(lemma, f"{stem}а", f"{stem}о", stem + others)


NOUNS: Final = {
    "анкета": Noun("f", "анкета", "анкеты", "анкет"),
    "библиотека": Noun(
        "f", "библиотека", "библиотеки", "библиотек",
        cases={"genitive": ("библиотеки", "библиотек")},
    ),
    "выезд": Noun("m", "выезд", "выезда", "выездов"),
    "двор": Noun("m", "двор", "двора", "дворов"),
    "занятие": Noun("n", "занятие", "занятия", "занятий"),
    "издание": Noun("n", "издание", "издания", "изданий"),
    "конкурс": Noun("m", "конкурс", "конкурса", "конкурсов"),
    "консультация": Noun("f", "консультация", "консультации", "консультаций"),
    "материал": Noun("m", "материал", "материала", "материалов"),
    "месяц": Noun(
        "m", "месяц", "месяца", "месяцев", cases={"genitive": ("месяца", "месяцев")}
    ),
    "награда": Noun("f", "награда", "награды", "наград"),
    "новость": Noun("f", "новость", "новости", "новостей"),
    "обход": Noun("m", "обход", "обхода", "обходов"),
    "поездка": Noun(
        "f", "поездка", "поездки", "поездок", cases={"accusative": ("поездку", "поездки")}
    ),
    "работа": Noun("f", "работа", "работы", "работ"),
    "раз": Noun("m", "раз", "раза", "раз"),
    "рекомендация": Noun("f", "рекомендация", "рекомендации", "рекомендаций"),
    "сертификат": Noun("m", "сертификат", "сертификата", "сертификатов"),
    "сотрудник": Noun("m", "сотрудник", "сотрудника", "сотрудников"),
    "час": Noun("m", "час", "часа", "часов"),
    "человек": Noun("m", "человек", "человека", "человек"),
    "читатель": Noun("m", "читатель", "читателя", "читателей"),
}  # fmt: skip
GRAMMAR: Final = Grammar(
    language="ru",
    nouns=NOUNS,
    adjectives={
        one: _adjective(one)
        for one in ("методический", "новый", "подворный", "районный", "сценарный")
    },
    verbs={
        "добавлен": _verb("добавлен"),
        "дан": _verb("дан"),
        "выдан": _verb("выдан"),
        "выполнен и принят": Verb(
            "выполнен и принят", "выполнена и принята", "выполнено и принято",
            "выполнено и принято",
        ),
        "записан": _verb("записан"),
        "намечен": Verb("был намечен", "была намечена", "было намечено", "было намечено"),
        "обойдён": _verb("обойдён"),
        "объявлен": _verb("объявлен", "ы"),
        "подан": _verb("подан"),
        "подготовлен": _verb("подготовлен"),
        "посещён": _verb("посещён"),
        "принят": _verb("принят"),
        "присуждён": _verb("присуждён"),
        "проведён": _verb("проведён"),
        "продолжился": Verb("продолжился", "продолжилась", "продолжилось", "продолжились"),
        "разработан": _verb("разработан"),
        "сделан": _verb("сделан"),
        "охвачен": _verb("охвачен"),
    },
    times=("один раз", "дважды", "трижды"),
    time="раз",
    and_="и",
    others="и др.",
)  # fmt: skip
SENTENCES: Final = {
    "contests_continued": (
        "В Учреждении {contests_continued:продолжился} {contests_continued} "
        "{contests_continued:районный конкурс}{list}."
    ),
    "contests_new": (
        "{contests_new:Объявлен} {contests_new} {contests_new:новый районный конкурс}{list}."
    ),
    "contests_only_new": (
        "В Учреждении {contests_new:объявлен} {contests_new} "
        "{contests_new:новый районный конкурс}{list}."
    ),
    "list": ": {titles}",
    "list_in_part": ", в том числе: {titles}",
    "class": (
        "Организуется непрерывная учёба кадров в школе библиотечного мастерства "
        "по классу {titles}{end}"
    ),
    "classes": (
        "Организуется непрерывная учёба кадров в школе библиотечного мастерства "
        "по классам: {titles}{end}"
    ),
    "classes_unnamed": ("Организуется непрерывная учёба кадров в школе библиотечного мастерства."),
    "scenarios": (
        "В помощь работе сельских библиотек подготовлены сценарные материалы: {titles}{end}"
    ),
    "scenarios_unnamed": (
        "В помощь работе сельских библиотек {scenarios:подготовлен} {scenarios} "
        "{scenarios:сценарный материал}."
    ),
    "methodical_one": "Вниманию коллег разработано методическое издание: {titles}{end}",
    "methodical": "Вниманию коллег разработаны методические издания: {titles}{end}",
    "methodical_unnamed": (
        "Вниманию коллег {methodical:разработан} {methodical} {methodical:методический издание}."
    ),
    "site_regularly": "Регулярно редактируется и пополняется сайт Учреждения.",
    "site": "Редактировался и пополнялся сайт Учреждения.",
    "guidance_site": (
        "Проводилось дистанционное руководство публичными библиотеками района через сайт."
    ),
    "guidance_bot": (
        "Проводилось дистанционное руководство публичными библиотеками района через бот."
    ),
    "guidance_both": (
        "Проводилось дистанционное руководство публичными библиотеками района через сайт и бот."
    ),
    "visit_why": "С целью {purposes} организован выезд в публичную библиотеку района.",
    "visits_why": "С целью {purposes} организовывались выезды в публичные библиотеки района.",
    "visit": "Организован выезд в публичную библиотеку района.",
    "visits": "Организовывались выезды в публичные библиотеки района.",
    "visits_other": "Цели выездов: {purposes}.",
    "visits_made": "{when} {counted:сделан} {counted} {counted:выезд}.",
    "monitoring": (
        "{often}{months} проводился мониторинг деятельности структурных подразделений Учреждения."
    ),
    "rounds_begun": ("Внедрены подворные обходы жителей, пользователей библиотечных услуг."),
    "rounds": (
        "{rounds:Проведён} {rounds} {rounds:подворный обход} жителей, пользователей "
        "библиотечных услуг."
    ),
    # Further sentences, which the report of 2020 does not have.
    "visits_more": ("Выездов больше, чем {when_before} ({before.counted} {before.counted:выезд})"),
    "visits_fewer": (
        "Выездов меньше, чем {when_before} ({before.counted} {before.counted:выезд})"
    ),
    "visits_as_many": (
        "Выездов столько же, сколько {when_before} ({before.counted} {before.counted:выезд})"
    ),
    "visits_planned": ("планом {visits_planned:намечен} {visits_planned} {visits_planned:выезд}"),
    "visits_by_plan": ("по плану {visits_by_plan:сделан} {visits_by_plan} {visits_by_plan:выезд}"),
    "trips": "за {trips} {trips:поездка|accusative}",
    "libraries_visited": (
        "{libraries_visited:посещён} {libraries_visited} {libraries_visited:библиотека}"
    ),
    "recommendations": (
        "по итогам выездов {recommendations:дан} {recommendations} {recommendations:рекомендация}"
    ),
    "recommendations_accepted": (
        "{recommendations_accepted:выполнен и принят} {recommendations_accepted} "
        "{recommendations_accepted:рекомендация}"
    ),
    "rounds_made": "{rounds:проведён} {rounds} {rounds:подворный обход}",
    "round_households": "{round_households:обойдён} {round_households} {round_households:двор}",
    "round_new_readers": (
        "{round_new_readers:записан} {round_new_readers} {round_new_readers:новый читатель}"
    ),
    "round_issued": "{round_issued:выдан} {round_issued} {round_issued:издание}",
    "round_homebound": (
        "на надомное обслуживание {round_homebound:принят} {round_homebound} "
        "{round_homebound:человек}"
    ),
    "contests_readers": (
        "Для читателей {contests_readers:проведён} {contests_readers} "
        "{contests_readers:конкурс}{list}."
    ),
    "entries": "на конкурсы {entries:подан} {entries} {entries:работа}",
    "from_libraries": " из {entry_libraries} {entry_libraries:библиотека|genitive}",
    "awards": "{awards:присуждён} {awards} {awards:награда}",
    "sessions": "{sessions:проведён} {sessions} {sessions:занятие} школы",
    "session_hours": " ({session_hours} {session_hours:час})",
    "learners": "учёбой {learners:охвачен} {learners} {learners:сотрудник}",
    "certificates": "{certificates:выдан} {certificates} {certificates:сертификат}",
    "uses": "издания использованы в библиотеках {uses} {uses:раз}",
    "site_items": "на сайт {site_items:добавлен} {site_items} {site_items:материал}",
    "site_news": "в том числе {site_news} {site_news:новость}",
    "site_months": "сайт пополнялся в течение {site_months} {site_months:месяц|genitive}",
    "consultations": "{consultations:дан} {consultations} {consultations:консультация}",
    "units_accepted": (
        "в ходе мониторинга от библиотек {units_accepted:принят} {units_accepted} "
        "{units_accepted:анкета}"
    ),
    "nothing": "{during} записей нет.",
}
MONTHS: Final = (
    "январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре",
    "октябре", "ноябре", "декабре",
)  # fmt: skip
MONTH: Final = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
    "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
WORDING: Final = Wording(
    grammar=GRAMMAR,
    sentences=SENTENCES,
    when=Times(
        periods={
            "year": ("В {year} году",),
            "half": ("В первом полугодии {year} года", "Во втором полугодии {year} года"),
            "quarter": (
                "В первом квартале {year} года", "Во втором квартале {year} года",
                "В третьем квартале {year} года", "В четвёртом квартале {year} года",
            ),
            "month": tuple(f"В {one} {{year}} года" for one in MONTHS),
        },
        days="С {first} по {last}",
        days_from_second="Со {first} по {last}",
        one_day="{first}",
    ),
    during=Times(
        periods={
            "year": ("За {year} год",),
            "half": ("За первое полугодие {year} года", "За второе полугодие {year} года"),
            "quarter": (
                "За первый квартал {year} года", "За второй квартал {year} года",
                "За третий квартал {year} года", "За четвёртый квартал {year} года",
            ),
            "month": tuple(f"За {one} {{year}} года" for one in MONTH),
        },
        days="За время с {first} по {last}",
        days_from_second="За время со {first} по {last}",
        one_day="За {first}",
    ),
    day="{day} {year} года",
    months=MONTHS,
    in_months=" (в {months})",
    contests={
        "district": "районный конкурс",
        "region": "областной конкурс",
        "country": "республиканский конкурс",
    },
    from_contests={
        "district": "по материалам районного конкурса",
        "region": "по материалам областного конкурса",
        "country": "по материалам республиканского конкурса",
    },
    purposes={
        "methodical_help": "оказания методической помощи на местах",
        "practical_help": "оказания практической помощи на местах",
        "study": "изучения работы на местах",
        "inspection": "проверки работы",
        "stock_check": "проверки фонда",
        "weeding": "отбора изданий на списание",
        "new_arrivals": "доставки новых поступлений",
        "stock_transfer": "передачи фонда",
        "decoration": "помощи в оформлении и ремонте",
        "event": "проведения мероприятий",
        "field_seminar": "проведения выездных семинаров",
        "report_and_plan": "помощи в составлении отчётов и планов",
        "new_colleague": "помощи новым сотрудникам",
        "contest_jury": "работы конкурсной комиссии",
    },
    help_at_once="оказания методической и практической помощи на местах",
)  # fmt: skip
