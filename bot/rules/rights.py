"""The one rights table: role x action x own or any library; asked by every button and command.

Pure. Rendered into the README by `python -m bot rights` and tested exhaustively.
"""

from collections.abc import Iterable
from typing import Final, Literal

Scope = Literal["own", "any"]

ROLES: Final = ("librarian", "methodist", "head", "admin", "juror")
DUTIES: Final = ("deputy", "editor")  # beside a role; what they add stands in the same table
_EVERYONE: Final[dict[str, Scope]] = dict.fromkeys(ROLES, "own")

TABLE: Final[dict[str, dict[str, Scope]]] = {
    # what everyone does with what is their own
    "tasks.read": _EVERYONE,
    "draft.fill": _EVERYONE,
    "mydata.read": _EVERYONE,
    "help.ask": _EVERYONE,
    "help.answer": {"methodist": "any", "head": "any"},
    "guidance.record": {"methodist": "any", "head": "any"},
    "leave.set": _EVERYONE,
    "practice.use": {"librarian": "own", "methodist": "own", "head": "own", "admin": "own"},
    # visits
    "visit.record": {"methodist": "any", "head": "any"},
    "visit.read": {"librarian": "own", "methodist": "any", "head": "any"},
    "visit.change": {"methodist": "own", "head": "any"},
    "visit.remove": {"methodist": "own", "head": "any"},
    "visit.assessment": {"methodist": "own", "head": "any"},
    "visit.confirm": {"librarian": "own"},
    "journal.make": {"methodist": "any", "head": "any"},
    # the year's plan of visits
    "plan.read": {"methodist": "any", "head": "any"},
    "plan.change": {"methodist": "any", "head": "any"},
    # trips planned on a day; one's own is where one goes or what one has planned
    "trip.read": {**_EVERYONE, "methodist": "any", "head": "any"},
    "trip.plan": {"methodist": "any", "head": "any"},
    "trip.change": {"methodist": "own", "head": "any"},
    # recommendations: own is what one is to carry out, or has given
    "recommendation.read": {**_EVERYONE, "methodist": "any", "head": "any"},
    "recommendation.list": {"librarian": "own", "methodist": "any", "head": "any"},
    "recommendation.do": {**_EVERYONE, "methodist": "any", "head": "any"},
    "recommendation.settle": {"methodist": "own", "head": "any"},
    # rounds
    "round.record": {"librarian": "own", "methodist": "any", "head": "any"},
    "round.read": {"librarian": "own", "methodist": "any", "head": "any"},
    "round.change": {"librarian": "own", "methodist": "any", "head": "any"},
    "round.export": {"methodist": "any", "head": "any"},
    "round.remove": {"librarian": "own", "methodist": "any", "head": "any"},
    "behalf.enter": {"methodist": "any", "head": "any"},
    "behalf.answer": _EVERYONE,
    # contests
    "contest.read": {"librarian": "own", "methodist": "any", "head": "any"},
    "contest.collect": {"methodist": "any", "head": "any"},
    "contest.manage": {"methodist": "any", "head": "any"},
    "contest.judge": _EVERYONE,  # own is a contest in whose jury one is
    "entry.submit": {"librarian": "own", "methodist": "any"},
    "entry.read": {"librarian": "own", "methodist": "any", "head": "any"},
    "entry.change": {"librarian": "own", "methodist": "any"},
    "entry.late": {"methodist": "any"},
    "diploma.make": {"methodist": "any", "head": "any"},
    "entry.admit": {"methodist": "any", "head": "any"},
    # judging; own is a contest in whose jury one is: the chairman casts, the secretary sees
    "contest.cast": _EVERYONE,
    "result.read": {**_EVERYONE, "methodist": "any", "head": "any"},
    "result.award": {**_EVERYONE, "methodist": "any", "head": "any"},
    "result.publish": {"head": "any", "deputy": "any"},
    # the monitoring
    "campaign.answer": {"librarian": "own", "methodist": "any", "head": "any"},
    "campaign.read": {"librarian": "own", "methodist": "any", "head": "any"},
    "campaign.export": {"methodist": "any", "head": "any"},
    "campaign.remind": {"methodist": "any", "head": "any"},
    "campaign.manage": {"head": "any", "deputy": "any"},
    "campaign.review": {"methodist": "any", "head": "any"},
    "questionnaire.check": {"methodist": "any", "head": "any"},
    "questionnaire.publish": {"methodist": "any", "head": "any"},
    # announcements
    "announcement.read": {"librarian": "own", "methodist": "any", "head": "any", "admin": "own"},
    "announcement.send": {"methodist": "own", "head": "any"},
    # publications; own is a use in one's library
    "publication.read": {"librarian": "any", "methodist": "any", "head": "any"},
    "publication.manage": {"methodist": "any", "head": "any"},
    "publication.use": {"librarian": "own", "methodist": "own", "head": "own"},
    # news for the site; own is one's own news or that of one's library
    "news.write": {"librarian": "own", "methodist": "any", "head": "any", "editor": "any"},
    "news.publish": {"head": "any", "editor": "any"},
    "site.read": {"methodist": "any", "head": "any", "editor": "any"},  # the log of the site
    # the school of library mastery; own is a session whose member one is, or that one teaches
    "class.read": {**_EVERYONE, "methodist": "any", "head": "any"},
    "class.manage": {"methodist": "any", "head": "any"},
    "material.ask": {"librarian": "own", "methodist": "own", "head": "own"},
    "material.answer": {"methodist": "any", "head": "any"},
    "attendance.mark": {**_EVERYONE, "methodist": "any", "head": "any"},  # own is oneself
    "certificate.issue": {"methodist": "any", "head": "any"},
    "report.template": {"methodist": "any", "head": "any"},
    # the network
    "library.read": {"librarian": "own", "methodist": "any", "head": "any", "admin": "any"},
    "passport.read": {"librarian": "own", "methodist": "any", "head": "any"},
    # the card of a year; own is that of one's library and of oneself
    "card.read": {**_EVERYONE, "methodist": "any", "head": "any"},
    "library.change": {"admin": "any"},
    "people.read": {"methodist": "any", "head": "any", "admin": "any"},
    "people.invite": {"methodist": "any", "head": "any", "admin": "any"},
    "people.change": {"admin": "any"},
    "access.decide": {"head": "any", "admin": "any"},
    "import.run": {"admin": "any"},
    "settings.change": {"admin": "any"},
    # the report of the whole network
    "report.read": {"methodist": "any", "head": "any"},
    "report.correct": {"methodist": "any", "head": "any"},
    # periods
    "period.read": {"methodist": "any", "head": "any"},
    "period.close": {"head": "any"},
}


def scope(roles: Iterable[str], action: str) -> Scope | None:
    """Return the widest scope of `action` for somebody with `roles`, or None."""
    row = TABLE[action]
    found = {row[role] for role in roles if role in row}
    return "any" if "any" in found else "own" if found else None


def allows(roles: Iterable[str], action: str, *, own: bool) -> bool:
    """Tell whether `action` is open on a record that is or is not their own."""
    granted = scope(roles, action)
    return granted == "any" or (granted == "own" and own)


def holders(action: str) -> tuple[str, ...]:
    """Return the roles and duties that `action` is open to."""
    return tuple(role for role in (*ROLES, *DUTIES) if role in TABLE[action])


def as_markdown() -> str:
    """Render the table for the README."""
    head = f"| action | {' | '.join(ROLES)} |\n|---|{'---|' * len(ROLES)}"
    rows = (
        f"| `{action}` | {' | '.join(row.get(role, '') for role in ROLES)} |"
        for action, row in TABLE.items()
    )
    return "\n".join([head, *rows, "", *(_duty(duty) for duty in DUTIES)])


def _duty(duty: str) -> str:
    added = ", ".join(f"`{action}` {row[duty]}" for action, row in TABLE.items() if duty in row)
    return f"The duty `{duty}` adds to any role: {added}."
