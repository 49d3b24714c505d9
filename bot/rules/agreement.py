"""How far the jurors agree: Krippendorff's alpha; pure.

1: they agree on everything; 0: no more than by chance; below 0: they contradict each other.
Source: K. Krippendorff, «Computing Krippendorff's Alpha-Reliability» (2011).
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from bot.rules.judging import counted
from bot.rules.scoring import weighted
from storage.records.contests import Contest, Criterion
from storage.records.judging import Judgement

Level = Literal["nominal", "ordinal", "interval", "ratio"]  # of measurement
Points = float | None  # None: this juror did not score this entry


def alpha(rows: Sequence[Sequence[Points]], level: Level = "interval") -> float | None:
    """Return alpha of what each juror (a row) gave each entry (a column); None: there is none.

    There is none where no entry was scored by two jurors, or where all points are the same:
    nothing was told apart then. Imports numpy, so call it in a child process only.
    """
    columns = [column for column in zip(*rows, strict=True) if _given(column) > 1]
    values = {value for column in columns for value in column if value is not None}
    if len(values) < 2:  # noqa: PLR2004  # two values at least can differ
        return None
    import krippendorff  # noqa: PLC0415  # lazy: numpy takes a quarter of a second
    import numpy as np  # noqa: PLC0415

    data = np.array(
        [[float("nan") if value is None else value for value in column] for column in columns],
        dtype=float,
    ).T
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def _given(column: Iterable[Points]) -> int:
    return sum(value is not None for value in column)


def of_contest(contest: Contest, judgements: Iterable[Judgement]) -> float | None:
    """Return alpha of the jurors' weighted points, over all entries."""
    kept = counted(contest, list(judgements))
    return alpha(
        _rows({(one.staff_id, one.entry_id): float(weighted(contest, one)) for one in kept})
    )


def of_criterion(
    contest: Contest, criterion: Criterion, judgements: Iterable[Judgement]
) -> float | None:
    """Return alpha of the jurors' points for one criterion, over all entries."""
    key = criterion.criterion_id
    kept = counted(contest, list(judgements))
    return alpha(_rows({(one.staff_id, one.entry_id): float(one.points[key]) for one in kept}))


def _rows(given: dict[tuple[int, int], float]) -> list[list[Points]]:
    jurors = sorted({juror for juror, _ in given})
    entries = sorted({entry for _, entry in given})
    return [[given.get((juror, entry)) for entry in entries] for juror in jurors]
