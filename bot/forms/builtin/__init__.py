"""The forms that ship with the bot: a Markdown table each, its converted XML beside it.

Loading reads the XML only, so that the first answer does not wait for pyxform.
"""

from functools import cache, lru_cache
from importlib import resources

from bot.forms import explaining, reading
from bot.forms.model import Form, Question

NAMES = (
    "visit",
    "entry_holidays",
    "entry_image",
    "entry_press",
    "round_start",
    "round",
    "monitoring",
    "campaign",
    "announcement",
    "trip",
    "contest",
    "publication",
    "publication_use",
    "publication_told",
    "news",
    "site_record",
    "class",
    "session",
    "material",
    "session_feedback",
)

_ENTRY = (
    "contest",
    "library",
    "audience",
    "reader_age",
    "motto",
    "nomination",
    "title",
    "more",
    "coauthors",
)
FIXED_NAMES = {
    "session_feedback": ("usefulness", "new", "add"),
    "visit": (
        "visited_on",
        "travellers",
        "library",
        "outcome",
        "purposes",
        "done",
        "done_voice",
        "more",
        "staff_met",
        "findings",
        "area",
        "finding",
        "assessment",
        "recommendations",
        "recommendation",
        "responsible",
        "deadline",
        "recommendation_area",
        "photos",
        "photo",
        "next_visit_on",
        "transport",
        "km",
    ),
    "entry_holidays": (
        *_ENTRY,
        "period",
        "events",
        "children",
        "story",
        "photos",
        "photo",
        "people",
        "parents",
        "partners",
        "ages",
        "scenario",
        "link",
    ),
    "entry_image": (
        *_ENTRY,
        "zone",
        "story",
        "before",
        "photo_before",
        "after",
        "photo_after",
        "people",
        "parents",
        "cost",
        "materials",
        "link",
    ),
    "entry_press": (
        *_ENTRY,
        "scans",
        "scan",
        "medium",
        "published_on",
        "page",
        "link",
        "written_by",
        "language",
        "story",
        "more_link",
    ),
    "round": (
        "walked_on",
        "library",
        "settlement",
        "purpose",
        "partners",
        "households",
        "home",
        "asked",
        "readers",
        "new",
        "not_reading",
        "street",
        "why",
        "reasons",
        "reason",
        "reason_count",
        "later",
        "reregistered",
        "issued",
        "returned",
        "homebound",
        "debtors",
        "invited",
        "leaflets",
        "ages",
        "age",
        "age_count",
        "wishes",
        "wish",
        "wish_count",
        "titles",
        "title",
        "title_count",
    ),
    "monitoring": (
        "users",
        "users_children",
        "users_60",
        "visits",
        "visits_events",
        "loans",
        "stock",
        "events",
        "paid_fact",
        "homebound",
        "internet",
        "premises",
        "rounds",
        "recommendations",
        "help",
    ),
    "round_start": ("library", "settlement", "purpose", "partners"),
    "campaign": (
        "name",
        "first_on",
        "last_on",
        "opens_on",
        "closes_on",
        "questionnaire",
        "units",
        "libraries",
        "reviewer",
    ),
    "contest": (
        "title",
        "subject",
        "form",
        "opens_on",
        "closes_on",
        "judging_until_on",
        "results_on",
        "more",
        "audience",
        "level",
        "kind",
        "least_entries",
        "most_entries",
        "ranks_in",
        "blind",
        "jurors_an_entry",
        "average",
        "tie_rule",
        "tells",
    ),
    "publication": (
        "files",
        "file",
        "link",
        "kind",
        "genre",
        "series",
        "title",
        "theme",
        "content_year",
        "authors",
        "days",
        "about",
        "pages",
        "issued_year",
        "more",
        "subtitle",
        "label",
        "others",
        "contest",
        "event",
        "for_year",
        "issued_on",
        "print_run",
        "report",
        "position",
    ),
    "publication_use": ("library", "used_on", "people"),
    "publication_told": ("audience", "libraries", "group"),
    "site_record": ("kind", "title", "put_on", "url", "library"),
    "news": (
        "library",
        "title",
        "happened_on",
        "paragraphs",
        "paragraph",
        "photos",
        "photo",
        "people",
        "parents",
        "without",
        "present",
    ),
    "announcement": (
        "body",
        "audience",
        "libraries",
        "group",
        "when",
        "send_at",
        "sound",
        "more",
        "files",
        "file",
    ),
    "class": ("title", "profile", "curator", "members", "more", "profile_be", "threshold"),
    "session": (
        "class",
        "held_on",
        "begins_at",
        "hours",
        "form",
        "topic",
        "teacher",
        "guest",
        "place",
        "link",
        "more",
        "ends_at",
        "feedback",
        "files",
        "file",
    ),
    "material": ("wish", "for_on", "wanted_on"),
}
"""Names that rules, records and reports rely on; an institution may only add to them."""


COMPARED = frozenset({"monitoring"})  # asked again each year, so that odd answers are explained


@lru_cache
def load(name: str) -> Form:
    """Return a shipped form as it is asked, read once a process."""
    form = as_written(name)
    return explaining.with_explanations(form) if name in COMPARED else form


@lru_cache
def as_written(name: str) -> Form:
    """Return a shipped form as other programs read it too."""
    return reading.read(text(name, "xml"))


def text(name: str, ending: str) -> str:
    """Return the shipped `md` or `xml` of a form."""
    return (resources.files(__name__) / f"{name}.{ending}").read_text(encoding="utf-8")


def missing_names(name: str, form: Form) -> tuple[str, ...]:
    """Return the fixed names of the form `name` that `form` lacks."""
    present = {node.name for node in form.walk()}
    return tuple(fixed for fixed in FIXED_NAMES.get(name, ()) if fixed not in present)


@cache
def labels(form: str, question: str, language: str) -> dict[str, str]:
    """Return the labels of a question's choices by their codes."""
    node = load(form).named(question)
    if not isinstance(node, Question) or node.itemset is None:
        raise TypeError(question)
    return {
        row.name: "".join(part for part in row.label.parts(language) if isinstance(part, str))
        for row in node.itemset.options
    }
