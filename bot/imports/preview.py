"""An import's plan in words, for a chat and for a terminal; pure."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.imports.planning import Plan
from bot.imports.sheets import Problem
from bot.msgid import msgid

Say = Callable[..., str]  # t(msgid, **values)

TABLES: Final[Mapping[str, str]] = {
    "libraries": msgid("Libraries"),
    "settlements": msgid("Settlements"),
    "staff": msgid("Staff"),
    "visits": msgid("Visits"),
    "figures": msgid("Figures of the monitoring"),
}


def lines(plan: Plan, t: Say, *, problems: int = 20) -> list[str]:
    """Say what would be saved and what is wrong, at most `problems` rows of it."""
    said = [
        t(
            msgid("{table}. New: {new}, changed: {changed}, as they were: {unchanged}."),
            table=t(TABLES[name]),
            new=tally.new,
            changed=tally.changed,
            unchanged=tally.unchanged,
        )
        for name, tally in plan.tallies.items()
    ]
    said += [
        t(msgid("Left out, the headers are not known: {sheet}."), sheet=sheet)
        for sheet in plan.left_out
    ]
    said += [_problem(problem, t) for problem in plan.problems[:problems]]
    if len(plan.problems) > problems:
        said.append(t(msgid("Not shown here: {n}."), n=len(plan.problems) - problems))
    said.append(_conclusion(plan, t))
    return said


def problems(plan: Plan, t: Say) -> list[str]:
    """Say what is wrong with each bad row."""
    return [_problem(problem, t) for problem in plan.problems]


def _problem(problem: Problem, t: Say) -> str:
    reason = t(problem.text, **problem.values)
    return t(
        msgid("“{sheet}”, row {row}. {reason}."),
        sheet=problem.sheet,
        row=problem.row,
        reason=reason,
    )


def _conclusion(plan: Plan, t: Say) -> str:
    if plan.problems:
        return t(msgid("Nothing is saved. Please correct these rows in the file and try again."))
    if plan.is_empty:
        return t(msgid("All of it is known already: there is nothing to save."))
    return t(msgid("Nothing is saved yet."))
