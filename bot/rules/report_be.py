"""The report in Belarusian: words beside numbers and the sentences; pure.

Official spelling of 2008. Few is the nominative plural (2 раённыя конкурсы, зроблены 2 выезды),
many stands with the neuter (зроблена 5 выездаў).
"""

from typing import Final

from bot.rules.report_grammar import Adjective, Grammar, Noun, Verb
from bot.rules.report_wording import Times, Wording


def _adjective(lemma: str) -> Adjective:
    stem = lemma[:-1]
    return Adjective(lemma, f"{stem}ая", f"{stem}ае", f"{stem}ыя", f"{stem}ых")


def _verb(stem: str) -> Verb:
    """Return a short participle: зроблены, зроблена; зроблены 2, зроблена 5."""
    return Verb(f"{stem}ы", f"{stem}а", f"{stem}а", f"{stem}а", few=f"{stem}ы")


NOUNS: Final = {
    "абход": Noun("m", "абход", "абходы", "абходаў"),
    "анкета": Noun("f", "анкета", "анкеты", "анкет"),
    "бібліятэка": Noun(
        "f", "бібліятэка", "бібліятэкі", "бібліятэк",
        cases={"genitive": ("бібліятэкі", "бібліятэк")},
    ),
    "выданне": Noun("n", "выданне", "выданні", "выданняў"),
    "выезд": Noun("m", "выезд", "выезды", "выездаў"),
    "гадзіна": Noun("f", "гадзіна", "гадзіны", "гадзін"),
    "двор": Noun("m", "двор", "двары", "двароў"),
    "занятак": Noun("m", "занятак", "заняткі", "заняткаў"),
    "кансультацыя": Noun("f", "кансультацыя", "кансультацыі", "кансультацый"),
    "конкурс": Noun("m", "конкурс", "конкурсы", "конкурсаў"),
    "матэрыял": Noun("m", "матэрыял", "матэрыялы", "матэрыялаў"),
    "месяц": Noun(
        "m", "месяц", "месяцы", "месяцаў", cases={"genitive": ("месяца", "месяцаў")}
    ),
    "навіна": Noun("f", "навіна", "навіны", "навін"),
    "паездка": Noun(
        "f", "паездка", "паездкі", "паездак", cases={"accusative": ("паездку", "паездкі")}
    ),
    "работа": Noun("f", "работа", "работы", "работ"),
    "раз": Noun("m", "раз", "разы", "разоў"),
    "рэкамендацыя": Noun("f", "рэкамендацыя", "рэкамендацыі", "рэкамендацый"),
    "сертыфікат": Noun("m", "сертыфікат", "сертыфікаты", "сертыфікатаў"),
    "супрацоўнік": Noun("m", "супрацоўнік", "супрацоўнікі", "супрацоўнікаў"),
    "узнагарода": Noun("f", "узнагарода", "узнагароды", "узнагарод"),
    "чалавек": Noun("m", "чалавек", "чалавекі", "чалавек"),
    "чытач": Noun("m", "чытач", "чытачы", "чытачоў"),
}  # fmt: skip
GRAMMAR: Final = Grammar(
    language="be",
    nouns=NOUNS,
    adjectives={
        one: _adjective(one)
        for one in ("метадычны", "новы", "падворны", "раённы", "сцэнарны")
    },
    verbs={
        "абвешчаны": _verb("абвешчан"),
        "абыдзены": _verb("абыдзен"),
        "ахоплены": _verb("ахоплен"),
        "выдадзены": _verb("выдадзен"),
        "выкананы і прыняты": Verb(
            "выкананы і прыняты", "выканана і прынята", "выканана і прынята",
            "выканана і прынята", few="выкананы і прыняты",
        ),
        "дадзены": _verb("дадзен"),
        "запісаны": _verb("запісан"),
        "зроблены": _verb("зроблен"),
        "намечаны": Verb(
            "быў намечаны", "была намечана", "было намечана", "было намечана",
            few="былі намечаны",
        ),
        "наведаны": _verb("наведан"),
        "падрыхтаваны": _verb("падрыхтаван"),
        "пададзены": _verb("пададзен"),
        "праведзены": _verb("праведзен"),
        "працягнуўся": Verb(
            "працягнуўся", "працягнулася", "працягнулася", "працягнуліся"
        ),
        "прыняты": _verb("прынят"),
        "прысуджаны": _verb("прысуджан"),
        "размешчаны": _verb("размешчан"),
        "распрацаваны": _verb("распрацаван"),
    },
    times=("адзін раз", "двойчы", "тройчы"),
    time="раз",
    and_="і",
    others="і інш.",
)  # fmt: skip
SENTENCES: Final = {
    "contests_continued": (
        "Ва Установе {contests_continued:працягнуўся} {contests_continued} "
        "{contests_continued:раённы конкурс}{list}."
    ),
    "contests_new": (
        "{contests_new:Абвешчаны} {contests_new} {contests_new:новы раённы конкурс}{list}."
    ),
    "contests_only_new": (
        "Ва Установе {contests_new:абвешчаны} {contests_new} "
        "{contests_new:новы раённы конкурс}{list}."
    ),
    "list": ": {titles}",
    "list_in_part": ", у тым ліку: {titles}",
    "class": (
        "Арганізуецца бесперапынная вучоба кадраў у школе бібліятэчнага майстэрства "
        "па класе {titles}{end}"
    ),
    "classes": (
        "Арганізуецца бесперапынная вучоба кадраў у школе бібліятэчнага майстэрства "
        "па класах: {titles}{end}"
    ),
    "classes_unnamed": (
        "Арганізуецца бесперапынная вучоба кадраў у школе бібліятэчнага майстэрства."
    ),
    "scenarios": (
        "У дапамогу рабоце сельскіх бібліятэк падрыхтаваны сцэнарныя матэрыялы: {titles}{end}"
    ),
    "scenarios_unnamed": (
        "У дапамогу рабоце сельскіх бібліятэк {scenarios:падрыхтаваны} {scenarios} "
        "{scenarios:сцэнарны матэрыял}."
    ),
    "methodical_one": "Для калег распрацавана метадычнае выданне: {titles}{end}",
    "methodical": "Для калег распрацаваны метадычныя выданні: {titles}{end}",
    "methodical_unnamed": (
        "Для калег {methodical:распрацаваны} {methodical} {methodical:метадычны выданне}."
    ),
    "site_regularly": "Рэгулярна рэдагуецца і папаўняецца сайт Установы.",
    "site": "Рэдагаваўся і папаўняўся сайт Установы.",
    "guidance_site": (
        "Ажыццяўлялася дыстанцыйнае кіраўніцтва публічнымі бібліятэкамі раёна праз сайт."
    ),
    "guidance_bot": (
        "Ажыццяўлялася дыстанцыйнае кіраўніцтва публічнымі бібліятэкамі раёна праз бот."
    ),
    "guidance_both": (
        "Ажыццяўлялася дыстанцыйнае кіраўніцтва публічнымі бібліятэкамі раёна праз сайт і бот."
    ),
    "visit_why": "З мэтай {purposes} арганізаваны выезд у публічную бібліятэку раёна.",
    "visits_why": "З мэтай {purposes} арганізоўваліся выезды ў публічныя бібліятэкі раёна.",
    "visit": "Арганізаваны выезд у публічную бібліятэку раёна.",
    "visits": "Арганізоўваліся выезды ў публічныя бібліятэкі раёна.",
    "visits_other": "Мэты выездаў: {purposes}.",
    "visits_made": "{when} {counted:зроблены} {counted} {counted:выезд}.",
    "monitoring": (
        "{often}{months} праводзіўся маніторынг дзейнасці структурных падраздзяленняў Установы."
    ),
    "rounds_begun": ("Укаранёны падворныя абходы жыхароў, карыстальнікаў бібліятэчных паслуг."),
    "rounds": (
        "{rounds:Праведзены} {rounds} {rounds:падворны абход} жыхароў, карыстальнікаў "
        "бібліятэчных паслуг."
    ),
    # Further sentences, which the report of 2020 does not have.
    "visits_more": ("Выездаў больш, чым {when_before} ({before.counted} {before.counted:выезд})"),
    "visits_fewer": ("Выездаў менш, чым {when_before} ({before.counted} {before.counted:выезд})"),
    "visits_as_many": (
        "Выездаў не больш і не менш, чым {when_before} ({before.counted} {before.counted:выезд})"
    ),
    "visits_planned": ("планам {visits_planned:намечаны} {visits_planned} {visits_planned:выезд}"),
    "visits_by_plan": (
        "паводле плана {visits_by_plan:зроблены} {visits_by_plan} {visits_by_plan:выезд}"
    ),
    "trips": "за {trips} {trips:паездка|accusative}",
    "libraries_visited": (
        "{libraries_visited:наведаны} {libraries_visited} {libraries_visited:бібліятэка}"
    ),
    "recommendations": (
        "па выніках выездаў {recommendations:дадзены} {recommendations} "
        "{recommendations:рэкамендацыя}"
    ),
    "recommendations_accepted": (
        "{recommendations_accepted:выкананы і прыняты} {recommendations_accepted} "
        "{recommendations_accepted:рэкамендацыя}"
    ),
    "rounds_made": "{rounds:праведзены} {rounds} {rounds:падворны абход}",
    "round_households": "{round_households:абыдзены} {round_households} {round_households:двор}",
    "round_new_readers": (
        "{round_new_readers:запісаны} {round_new_readers} {round_new_readers:новы чытач}"
    ),
    "round_issued": "{round_issued:выдадзены} {round_issued} {round_issued:выданне}",
    "round_homebound": (
        "на абслугоўванне дома {round_homebound:прыняты} {round_homebound} "
        "{round_homebound:чалавек}"
    ),
    "contests_readers": (
        "Для чытачоў {contests_readers:праведзены} {contests_readers} "
        "{contests_readers:конкурс}{list}."
    ),
    "entries": "на конкурсы {entries:пададзены} {entries} {entries:работа}",
    "from_libraries": " з {entry_libraries} {entry_libraries:бібліятэка|genitive}",
    "awards": "{awards:прысуджаны} {awards} {awards:узнагарода}",
    "sessions": "{sessions:праведзены} {sessions} {sessions:занятак} школы",
    "session_hours": " ({session_hours} {session_hours:гадзіна})",
    "learners": "вучобай {learners:ахоплены} {learners} {learners:супрацоўнік}",
    "certificates": "{certificates:выдадзены} {certificates} {certificates:сертыфікат}",
    "uses": "выданні выкарыстаны ў бібліятэках {uses} {uses:раз}",
    "site_items": "на сайце {site_items:размешчаны} {site_items} {site_items:матэрыял}",
    "site_news": "у тым ліку {site_news} {site_news:навіна}",
    "site_months": "сайт папаўняўся на працягу {site_months} {site_months:месяц|genitive}",
    "consultations": "{consultations:дадзены} {consultations} {consultations:кансультацыя}",
    "units_accepted": (
        "у час маніторынгу ад бібліятэк {units_accepted:прыняты} {units_accepted} "
        "{units_accepted:анкета}"
    ),
    "nothing": "{during} запісаў няма.",
}
MONTHS: Final = (
    "студзені", "лютым", "сакавіку", "красавіку", "маі", "чэрвені", "ліпені", "жніўні",
    "верасні", "кастрычніку", "лістападзе", "снежні",
)  # fmt: skip
MONTH: Final = (
    "студзень", "люты", "сакавік", "красавік", "май", "чэрвень", "ліпень", "жнівень",
    "верасень", "кастрычнік", "лістапад", "снежань",
)  # fmt: skip
WORDING: Final = Wording(
    grammar=GRAMMAR,
    sentences=SENTENCES,
    when=Times(
        periods={
            "year": ("У {year} годзе",),
            "half": ("У першым паўгоддзі {year} года", "У другім паўгоддзі {year} года"),
            "quarter": (
                "У першым квартале {year} года", "У другім квартале {year} года",
                "У трэцім квартале {year} года", "У чацвёртым квартале {year} года",
            ),
            "month": tuple(f"У {one} {{year}} года" for one in MONTHS),
        },
        days="З {first} па {last}",
        one_day="{first}",
    ),
    during=Times(
        periods={
            "year": ("За {year} год",),
            "half": ("За першае паўгоддзе {year} года", "За другое паўгоддзе {year} года"),
            "quarter": (
                "За першы квартал {year} года", "За другі квартал {year} года",
                "За трэці квартал {year} года", "За чацвёрты квартал {year} года",
            ),
            "month": tuple(f"За {one} {{year}} года" for one in MONTH),
        },
        days="За час з {first} па {last}",
        one_day="За {first}",
    ),
    day="{day} {year} года",
    months=MONTHS,
    in_months=" (у {months})",
    contests={
        "district": "раённы конкурс",
        "region": "абласны конкурс",
        "country": "рэспубліканскі конкурс",
    },
    from_contests={
        "district": "паводле матэрыялаў раённага конкурсу",
        "region": "паводле матэрыялаў абласнога конкурсу",
        "country": "паводле матэрыялаў рэспубліканскага конкурсу",
    },
    purposes={
        "methodical_help": "аказання метадычнай дапамогі на месцах",
        "practical_help": "аказання практычнай дапамогі на месцах",
        "study": "вывучэння работы на месцах",
        "inspection": "праверкі работы",
        "stock_check": "праверкі фонду",
        "weeding": "адбору выданняў на спісанне",
        "new_arrivals": "дастаўкі новых паступленняў",
        "stock_transfer": "перадачы фонду",
        "decoration": "дапамогі ў афармленні і рамонце",
        "event": "правядзення мерапрыемстваў",
        "field_seminar": "правядзення выязных семінараў",
        "report_and_plan": "дапамогі ў складанні справаздач і планаў",
        "new_colleague": "дапамогі новым супрацоўнікам",
        "contest_jury": "работы конкурснай камісіі",
    },
    help_at_once="аказання метадычнай і практычнай дапамогі на месцах",
)  # fmt: skip
