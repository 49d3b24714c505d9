"""The report in English, plainly; titles and phrases of contests stay as they are; pure."""

from calendar import month_name
from typing import Final

from bot.rules.report_grammar import Grammar, Noun, Verb
from bot.rules.report_wording import Times, Wording


def _noun(one: str, others: str = "") -> Noun:
    others = others or f"{one}s"
    cases = dict.fromkeys(("genitive", "accusative"), (one, others))
    return Noun("n", one, others, others, cases=cases)


def _verb(one: str, others: str) -> Verb:
    return Verb(one, one, one, others)


WORDS: Final = (
    "award", "certificate", "colleague", "consultation", "contest", "contest for readers",
    "district contest", "document", "hour", "household", "methodical publication", "month",
    "new district contest", "new reader", "news item", "recommendation", "door-to-door round",
    "scenario", "session", "time", "trip", "visit",
)  # fmt: skip
NOUNS: Final = {
    **{one: _noun(one) for one in WORDS},
    "entry": _noun("entry", "entries"),
    "library": _noun("library", "libraries"),
    "person": _noun("person", "people"),
    "questionnaire": _noun("questionnaire"),
}
GRAMMAR: Final = Grammar(
    language="en",
    nouns=NOUNS,
    adjectives={},
    verbs={"was": _verb("was", "were"), "has": _verb("has", "have")},
    times=("once", "twice", "three times"),
    time="time",
    and_="and",
    others="and others.",
)
SENTENCES: Final = {
    "contests_continued": (
        "{contests_continued} {contests_continued:district contest} "
        "{contests_continued:was} continued{list}."
    ),
    "contests_new": "{contests_new} {contests_new:new district contest} {contests_new:was} "
    "announced{list}.",
    "contests_only_new": "{contests_new} {contests_new:new district contest} "
    "{contests_new:was} announced{list}.",
    "list": ": {titles}",
    "list_in_part": ", among them: {titles}",
    "class": "Staff are trained in the class {titles} of the school of librarianship{end}",
    "classes": "Staff are trained in classes of the school of librarianship: {titles}{end}",
    "classes_unnamed": "Staff are trained in the school of librarianship.",
    "scenarios": "Scenario materials were made for village libraries: {titles}{end}",
    "scenarios_unnamed": (
        "{scenarios} {scenarios:scenario} {scenarios:was} made for village libraries."
    ),
    "methodical_one": "A methodical publication was made for colleagues: {titles}{end}",
    "methodical": "Methodical publications were made for colleagues: {titles}{end}",
    "methodical_unnamed": (
        "{methodical} {methodical:methodical publication} {methodical:was} made for colleagues."
    ),
    "site_regularly": "The institution’s site is edited and added to regularly.",
    "site": "The institution’s site was edited and added to.",
    "guidance_site": "Libraries of the district were guided at a distance through the site.",
    "guidance_bot": "Libraries of the district were guided at a distance through the bot.",
    "guidance_both": (
        "Libraries of the district were guided at a distance through the site and the bot."
    ),
    "visit_why": "A library of the district was visited for {purposes}.",
    "visits_why": "Libraries of the district were visited for {purposes}.",
    "visit": "A library of the district was visited.",
    "visits": "Libraries of the district were visited.",
    "visits_other": "Purposes of the visits: {purposes}.",
    "visits_made": "{when}, {counted} {counted:visit} {counted:was} made.",
    "monitoring": "{often}{months} the work of the institution’s libraries was monitored.",
    "rounds_begun": "Door-to-door rounds of residents who use libraries were introduced.",
    "rounds": (
        "{rounds} {rounds:door-to-door round} of residents who use libraries {rounds:was} made."
    ),
    "visits_more": (
        "There were more visits than {when_before} ({before.counted} {before.counted:visit})"
    ),
    "visits_fewer": (
        "There were fewer visits than {when_before} ({before.counted} {before.counted:visit})"
    ),
    "visits_as_many": (
        "There were as many visits as {when_before} ({before.counted} {before.counted:visit})"
    ),
    "visits_planned": "{visits_planned} {visits_planned:visit} {visits_planned:was} planned",
    "visits_by_plan": (
        "{visits_by_plan} {visits_by_plan:visit} {visits_by_plan:was} made by the plan"
    ),
    "trips": "on {trips} {trips:trip}",
    "libraries_visited": (
        "{libraries_visited} {libraries_visited:library} {libraries_visited:was} visited"
    ),
    "recommendations": (
        "{recommendations} {recommendations:recommendation} {recommendations:was} given"
    ),
    "recommendations_accepted": (
        "{recommendations_accepted} {recommendations_accepted:recommendation} "
        "{recommendations_accepted:was} carried out and accepted"
    ),
    "rounds_made": "{rounds} {rounds:door-to-door round} {rounds:was} made",
    "round_households": (
        "{round_households} {round_households:household} {round_households:was} called at"
    ),
    "round_new_readers": (
        "{round_new_readers} {round_new_readers:new reader} {round_new_readers:was} registered"
    ),
    "round_issued": "{round_issued} {round_issued:document} {round_issued:was} issued",
    "round_homebound": (
        "{round_homebound} {round_homebound:person} {round_homebound:was} taken on for "
        "service at home"
    ),
    "contests_readers": (
        "{contests_readers} {contests_readers:contest for readers} {contests_readers:was} "
        "held{list}."
    ),
    "entries": "{entries} {entries:entry} {entries:was} submitted to contests",
    "from_libraries": " by {entry_libraries} {entry_libraries:library}",
    "awards": "{awards} {awards:award} {awards:was} given",
    "sessions": "{sessions} {sessions:session} of the school {sessions:was} held",
    "session_hours": " ({session_hours} {session_hours:hour})",
    "learners": "{learners} {learners:colleague} {learners:was} taught",
    "certificates": "{certificates} {certificates:certificate} {certificates:was} issued",
    "uses": "libraries used publications {uses} {uses:time}",
    "site_items": "{site_items} {site_items:document} {site_items:was} put on the site",
    "site_news": "among them {site_news} {site_news:news item}",
    "site_months": "the site grew in {site_months} {site_months:month}",
    "consultations": "{consultations} {consultations:consultation} {consultations:was} given",
    "units_accepted": (
        "{units_accepted} {units_accepted:questionnaire} of libraries {units_accepted:was} "
        "accepted in the monitoring"
    ),
    "nothing": "There are no records{during}.",
}
MONTHS: Final = tuple(month_name)[1:]
WHEN: Final = Times(
    periods={
        "year": ("In {year}",),
        "half": ("In the first half of {year}", "In the second half of {year}"),
        "quarter": tuple(
            f"In the {one} quarter of {{year}}" for one in ("first", "second", "third", "fourth")
        ),
        "month": tuple(f"In {one} {{year}}" for one in MONTHS),
    },
    days="From {first} to {last}",
    one_day="On {first}",
)
DURING: Final = Times(
    periods={kind: tuple(f" i{one[1:]}" for one in said) for kind, said in WHEN.periods.items()},
    days=" from {first} to {last}",
    one_day=" on {first}",
)
WORDING: Final = Wording(
    grammar=GRAMMAR,
    sentences=SENTENCES,
    when=WHEN,
    during=DURING,
    day="{day}, {year}",
    months=MONTHS,
    in_months=" (in {months})",
    contests={
        "district": "district contest",
        "region": "regional contest",
        "country": "national contest",
    },
    from_contests={
        "district": "from the district contest",
        "region": "from the regional contest",
        "country": "from the national contest",
    },
    purposes={
        "methodical_help": "methodical help on the spot",
        "practical_help": "practical help on the spot",
        "study": "a study of their work",
        "inspection": "inspection",
        "stock_check": "stock checks",
        "weeding": "weeding",
        "new_arrivals": "delivery of new arrivals",
        "stock_transfer": "stock transfer",
        "decoration": "help with decoration and repair",
        "event": "events",
        "field_seminar": "field seminars",
        "report_and_plan": "help with reports and plans",
        "new_colleague": "help to new colleagues",
        "contest_jury": "the work of contest juries",
    },
    help_at_once="methodical and practical help on the spot",
)
