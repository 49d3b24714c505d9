"""What the Word template of the report may name: its fields, rows and numbers; pure.

A sentence by its name is empty where nothing happened. `text` has all of them, those of the
report of 2020 first (`main`), then the `further` ones.
"""

from collections.abc import Mapping
from typing import Final

from bot.msgid import msgid
from bot.rules import measures

NUMBER: Final = "number_"  # before the name of a measure
SENTENCES: Final[Mapping[str, str]] = {  # by the names of `report_text`
    "contests": msgid("district contests for staff"),
    "classes": msgid("the school and its classes"),
    "scenarios": msgid("scenario materials"),
    "methodical": msgid("methodical publications"),
    "site": msgid("the site"),
    "guidance": msgid("guidance at a distance"),
    "visits": msgid("visits to libraries"),
    "monitoring": msgid("monitorings"),
    "rounds": msgid("door-to-door rounds"),
    "visits_comparison": msgid("visits against last year and the plan"),
    "visits_reach": msgid("how many libraries were visited"),
    "recommendations": msgid("recommendations after visits"),
    "round_results": msgid("what rounds brought"),
    "contests_readers": msgid("contests for readers"),
    "participation": msgid("contest entries and awards"),
    "school": msgid("sessions, people who learned, certificates"),
    "uses": msgid("uses of publications"),
    "site_numbers": msgid("how much was put on the site"),
    "consultations": msgid("consultations"),
    "units": msgid("questionnaires accepted"),
}
FIELDS: Final[Mapping[str, str]] = {
    "text": msgid("all sentences"),
    "main": msgid("only those that reports usually have"),
    "further": msgid("only the further ones"),
    **SENTENCES,
    "period": msgid("the time of the report"),
    "institution": msgid("name of the institution"),
    "city": msgid("where the institution is"),
    "head": msgid("initials and surname of the head"),
    "head_post": msgid("post of the head"),
    "methodist": msgid("initials and surname of the head of the methodical department"),
    "methodist_post": msgid("post of the head of the methodical department"),
    "edition": msgid("number of the edition"),
    "made": msgid("when the file was made"),
    "standing": msgid("whether the period is closed"),
    "footer": msgid("made when, which edition, period open or closed"),
}
ROWS: Final[Mapping[str, Mapping[str, str]]] = {
    "text": {},
    "main": {},
    "further": {},
    "numbers": {
        "measure": msgid("what is counted"),
        "value": msgid("the number"),
        "last_year": msgid("the number a year before"),
        "plan": msgid("the plan; empty where there is none"),
        "corrections": msgid("of it by corrections; empty where there are none"),
    },
    "pictures": {
        "title": msgid("title of the picture"),
        "image": msgid("the picture"),
        "caption": msgid("its period and source"),
        "words": msgid("the picture in words"),
    },
}
NUMBERS: Final[Mapping[str, str]] = {
    f"{NUMBER}{name}": label for name, label in measures.NAMES.items()
}
