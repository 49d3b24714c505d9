"""Libraries, people and past visits from a workbook or CSV: read, check, plan, then apply.

Nothing is saved before the plan is confirmed; the same file twice changes nothing, and a
blank cell never erases what is known.
"""

from bot.imports.applying import apply, existing
from bot.imports.planning import Existing, Plan, plan
from bot.imports.reading import UnreadableFileError, read, read_safely
from bot.imports.rows import Tally
from bot.imports.sheets import Problem, Sheet

__all__ = [
    "Existing",
    "Plan",
    "Problem",
    "Sheet",
    "Tally",
    "UnreadableFileError",
    "apply",
    "existing",
    "plan",
    "read",
    "read_safely",
]
