"""What each measure of the report is called, and the rule that it follows; pure.

How it is counted: `storage/measures.py`. A number without a name here is nobody's.
"""

from collections.abc import Mapping
from typing import Final

from bot.msgid import msgid

NAMES: Final[Mapping[str, str]] = {
    "visits": msgid("Visits to libraries"),
    "trips": msgid("Trips"),
    "libraries_visited": msgid("Libraries visited"),
    "visits_planned": msgid("Visits planned"),
    "visits_by_plan": msgid("Visits of the plan made"),
    "recommendations": msgid("Recommendations given"),
    "recommendations_accepted": msgid("Recommendations carried out and accepted"),
    "rounds": msgid("Door-to-door rounds"),
    "round_libraries": msgid("Libraries with rounds"),
    "round_households": msgid("Households called at"),
    "round_home": msgid("Households where somebody was at home"),
    "round_readers": msgid("Residents who are readers"),
    "round_new_readers": msgid("New readers from rounds"),
    "round_not_reading": msgid("Residents who do not read"),
    "round_reregistered": msgid("Readers registered anew"),
    "round_issued": msgid("Issued on rounds"),
    "round_returned": msgid("Returned on rounds"),
    "round_homebound": msgid("Taken on to be served at home, on rounds"),
    "round_debtors": msgid("Debtors reminded"),
    "round_invited": msgid("Invited to events"),
    "round_leaflets": msgid("Leaflets handed out"),
    "contests_continued": msgid("District contests continued"),
    "contests_new": msgid("New district contests"),
    "contests_readers": msgid("Contests for readers"),
    "entries": msgid("Contest entries"),
    "entries_admitted": msgid("Entries admitted"),
    "entry_libraries": msgid("Libraries that took part in contests"),
    "awards": msgid("Diplomas and certificates of contests"),
    "classes": msgid("Classes of the school"),
    "sessions": msgid("Sessions held"),
    "session_hours": msgid("Hours of teaching"),
    "attendances": msgid("Attendances"),
    "learners": msgid("People who learned"),
    "learning_hours": msgid("Hours of learning, of everybody"),
    "certificates": msgid("Certificates issued"),
    "scenarios": msgid("Scenario materials"),
    "methodical": msgid("Methodical publications"),
    "publications": msgid("Publications in all"),
    "uses": msgid("Uses of publications in libraries"),
    "campaigns": msgid("Monitorings held"),
    "units_asked": msgid("Questionnaires asked for"),
    "units_accepted": msgid("Questionnaires accepted"),
    "figure_users": msgid("Users"),
    "figure_users_children": msgid("Users under 15"),
    "figure_users_60": msgid("Users of 60 and over"),
    "figure_visits": msgid("Visits of readers"),
    "figure_visits_events": msgid("Visits of readers to events"),
    "figure_loans": msgid("Documents issued"),
    "figure_stock": msgid("Stock, copies"),
    "figure_events": msgid("Events"),
    "figure_paid_fact": msgid("Paid services, roubles"),
    "figure_homebound": msgid("Readers served at home"),
    "consultations": msgid("Consultations"),
    "consultations_site": msgid("Consultations through the site"),
    "consultations_bot": msgid("Consultations through the bot"),
    "site_items": msgid("Put on the site"),
    "site_news": msgid("News on the site"),
    "site_months": msgid("Months in which the site grew"),
}
MONEY: Final = frozenset({"figure_paid_fact"})  # in roubles, always with kopecks
RULES: Final[Mapping[str, str]] = {  # by the kind of records
    "visits": msgid(
        "Visits of the time that were not removed. A visit counts where the library "
        "was open; several libraries of one trip are several visits and one trip."
    ),
    "plan": msgid("Lines of the plan of visits, by the month in which they were approved."),
    "plan_done": msgid(
        "Lines of the plan that a visit has fulfilled, by the month in which they stand now."
    ),
    "recommendations": msgid(
        "Recommendations of visits of the time; withdrawn ones do not count."
    ),
    "rounds": msgid("Saved rounds of the time that were not removed."),
    "contests": msgid(
        "Contests whose entries were taken until a day of the time. Those of the "
        "district for staff are told apart from those for readers."
    ),
    "entries": msgid("Entries of these contests that were not withdrawn."),
    "awards": msgid("Awards of these contests whose results are published."),
    "classes": msgid("Classes that held a session in the time."),
    "sessions": msgid("Sessions of the time: not cancelled, and it is marked who came."),
    "attendances": msgid("Each who came to each of these sessions."),
    "certificates": msgid("Certificates issued in the time and not revoked."),
    "publications": msgid(
        "Publications issued in the time; one without a day counts at the end of its year."
    ),
    "uses": msgid("Marks «Used here» of the time."),
    "campaigns": msgid("Monitorings that opened in the time and have an accepted questionnaire."),
    "units": msgid("Questionnaires of libraries in the monitorings of the time."),
    "figures": msgid("What libraries answered in the latest monitoring of the time."),
    "consultations": msgid("Consultations of the time, answers to questions included."),
    "site": msgid("Lines of the site’s log of the time: put there and not taken off."),
}
