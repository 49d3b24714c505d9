"""Every number of the report as a table for the README: its name, how it is counted, its rule."""

from bot.rules.measures import NAMES, RULES
from bot.rules.report_subjects import SUBJECTS
from storage.measures import MEASURES, Measure


def as_markdown() -> str:
    """Render the measures, by subject; what is counted and under which filters."""
    head = "| measure | name | counted | rule |\n|---|---|---|---|"
    names = [name for subject in SUBJECTS.values() for name in subject.measures]
    rows = (f"| `{one}` | {NAMES[one]} | {_told(MEASURES[one])} |" for one in names)
    return "\n".join([head, *rows])


def _told(measure: Measure) -> str:
    return f"{counted(measure)} | {RULES[measure.records]}"


def counted(measure: Measure) -> str:
    """Say how a measure is counted, as SQL reads."""
    of = f"`{measure.records}`"
    what = of if measure.how == "count" else f"{measure.how} of `{measure.column}` of {of}"
    return f"{what} where `{measure.condition}`" if measure.where else what
