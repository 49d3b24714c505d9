"""From the jurors' points to places: averages, ties, how much jurors differ; pure and exact.

Fractions throughout, so that a tie is a tie and no rounding decides. Sources: domain.md, section
4 («average of jurors; ties -> higher score in criterion 1 -> else shared place»; «first place
shared by two, second by two»: places are dense, 1 1 2 2, and a degree follows its place).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from itertools import groupby
from math import lcm
from typing import Final

from bot.rules.judging import counted
from storage.records.contests import Award, Contest, Criterion, Entry
from storage.records.judging import Judgement, Result

DISPUTED: Final = Fraction(1, 10)  # of the most points: a deviation from which jurors «differ»
NAMED: Final = 3  # entries on which the jury differs most
_CENT: Final = Decimal("0.01")
Weights = tuple[Mapping[int, int], int]  # by criterion, and what all of them are multiplied by


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What the jury gave an entry: averages, whole and by criterion, and all jurors' sums."""

    entry_id: int
    group: int | None  # places are counted within it: a nomination, None for the whole contest
    points: Fraction
    criteria: tuple[Fraction, ...]  # in the contest's order, without their weights
    sums: tuple[Fraction, ...]  # the weighted points of each juror, the least first

    @property
    def ladder(self) -> tuple[Fraction, ...]:
        """Return what entries are compared by: all points, then criterion by criterion."""
        return (self.points, *self.criteria)

    @property
    def variance(self) -> Fraction:
        """Return the sample variance of the jurors' sums; 0 where one juror scored.

        Of the sample (n - 1) because entries have different jurors, so that those with few are
        not taken as agreed on: NIST/SEMATECH e-Handbook, 1.3.5.6 «Measures of scale».
        """
        mean = _mean(self.sums)
        squares = sum(((one - mean) ** 2 for one in self.sums), start=Fraction(0))
        return squares / max(len(self.sums) - 1, 1)


def weight(criterion: Criterion) -> Fraction:
    """Return the weight as it was typed: 0.1 is a tenth, not the float next to it."""
    return _as_typed(criterion.weight)


@cache  # asked for each point of each juror
def _as_typed(value: float) -> Fraction:
    return Fraction(str(value))


def weighted(contest: Contest, judgement: Judgement) -> Fraction:
    """Return a juror's points for an entry: the sum over all criteria of points x weight."""
    return _weighed(_weights(contest), judgement)


def _weights(contest: Contest) -> Weights:
    """Return the weights as whole numbers: sums of those are ten times as fast."""
    exact = {one.criterion_id: weight(one) for one in contest.criteria}
    scale = lcm(*(one.denominator for one in exact.values()))
    return {key: int(one * scale) for key, one in exact.items()}, scale


def _weighed(whole: Weights, judgement: Judgement) -> Fraction:
    weights, scale = whole
    return Fraction(sum(judgement.points[key] * one for key, one in weights.items()), scale)


def greatest(contest: Contest) -> Fraction:
    """Return the most weighted points that an entry can have."""
    return sum((one.most_points * weight(one) for one in contest.criteria), start=Fraction(0))


def averaged(contest: Contest, values: Iterable[Fraction | int]) -> Fraction:
    """Return the contest's average of the values of one juror or more: mean or median."""
    known = sorted(values)
    if contest.average == "median":
        middle = len(known) // 2
        known = known[middle : middle + 1] if len(known) % 2 else known[middle - 1 : middle + 1]
    return _mean(known)


def _mean(values: Collection[Fraction | int]) -> Fraction:
    return Fraction(sum(values), len(values))


def rounded(points: Fraction | float) -> Decimal:
    """Return points as they are shown: two decimals, a half goes up, as in a workbook."""
    exact = Fraction(str(points)) if isinstance(points, float) else points
    return (Decimal(exact.numerator) / exact.denominator).quantize(_CENT, ROUND_HALF_UP)


def taking_part(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that get a result: those admitted, in the order of numbers."""
    admitted = (one for one in entries if one.state == "admitted")
    return sorted(admitted, key=lambda one: one.entry_id)


def scores(
    contest: Contest, entries: Iterable[Entry], judgements: Iterable[Judgement]
) -> list[Score]:
    """Return what the jury gave each entry that takes part; without those nobody scored."""
    given: dict[int, list[Judgement]] = {}
    for one in counted(contest, list(judgements)):
        given.setdefault(one.entry_id, []).append(one)
    whole = _weights(contest)
    return [
        _score(contest, one, given[one.entry_id], whole)
        for one in taking_part(entries)
        if one.entry_id in given
    ]


def _score(contest: Contest, entry: Entry, given: Sequence[Judgement], whole: Weights) -> Score:
    sums = sorted(_weighed(whole, one) for one in given)
    return Score(
        entry_id=entry.entry_id,
        group=entry.nomination_id if contest.ranks_in == "nomination" else None,
        points=averaged(contest, sums),
        criteria=tuple(
            averaged(contest, [one.points[criterion.criterion_id] for one in given])
            for criterion in contest.criteria
        ),
        sums=tuple(sums),
    )


# -------------------------------------------------------------------- ties


def ties(known: Iterable[Score]) -> list[tuple[int, ...]]:
    """Return the entries of one group that all criteria leave equal, the higher places first."""
    found = [tuple(one.entry_id for one in tie) for _, tie in _equal(known)]
    return [one for one in found if len(one) > 1]


def to_cast(
    contest: Contest,
    known: Iterable[Score],
    votes: Mapping[int, int],
    concerned: Collection[int] = (),
) -> list[tuple[int, ...]]:
    """Return the ties that wait for the chairman's casting vote.

    `votes`: the ranks given so far by entry. A tie with an entry that the chairman is
    `concerned` in waits for nothing: its entries share the place.
    """
    if contest.tie_rule != "chairman":
        return []
    return [one for one in ties(known) if not _is_cast(one, votes) and not set(one) & {*concerned}]


def _is_cast(tie: Iterable[int], votes: Mapping[int, int]) -> bool:
    return all(one in votes for one in tie)


def _equal(known: Iterable[Score]) -> Iterable[tuple[tuple[Fraction, ...], list[Score]]]:
    """Give the entries of each group by what they are compared by, the best first."""
    in_order = sorted(known, key=lambda one: (_group(one), _descending(one), one.entry_id))
    for (_, ladder), tie in groupby(in_order, key=lambda one: (_group(one), one.ladder)):
        yield ladder, list(tie)


def _group(score: Score) -> int:
    return score.group or 0


def _descending(score: Score) -> tuple[Fraction, ...]:
    return tuple(-one for one in score.ladder)


# -------------------------------------------------------------------- places


def results(
    contest: Contest,
    entries: Iterable[Entry],
    judgements: Iterable[Judgement],
    votes: Mapping[int, int],
) -> list[Result]:
    """Return place and award of each entry that takes part, in the order of numbers.

    `votes`: the chairman's ranks; asked only among entries that all criteria leave equal, and
    only where each of them has one.
    """
    taking = taking_part(entries)
    ranked = {
        one.entry_id: one for one in ranking(contest, scores(contest, taking, judgements), votes)
    }
    return [ranked.get(one.entry_id) or _nobodys(one) for one in taking]


def _nobodys(entry: Entry) -> Result:
    return Result(entry_id=entry.entry_id, points=0.0, jurors=0, place=None, decided_by="points")


def ranking(contest: Contest, known: Iterable[Score], votes: Mapping[int, int]) -> list[Result]:
    """Return the results of scored entries, group by group, the first place first."""
    found: list[Result] = []
    in_groups = sorted(known, key=_group)
    for _, group in groupby(in_groups, key=_group):
        found += _in_group(contest, list(group), votes if contest.tie_rule == "chairman" else {})
    return found


def _in_group(contest: Contest, group: list[Score], votes: Mapping[int, int]) -> list[Result]:
    places = _places(group, votes)
    as_many: dict[Fraction, list[Score]] = {}
    for one in group:
        as_many.setdefault(one.points, []).append(one)
    found = []
    for place, sharing in enumerate(places, 1):
        for one in sharing:
            decided_by, criterion_id = _decided(
                contest, one, as_many[one.points], is_shared=len(sharing) > 1
            )
            award = degree_of(contest, place)
            found.append(
                Result(
                    entry_id=one.entry_id,
                    points=float(one.points),
                    jurors=len(one.sums),
                    place=place,
                    decided_by=decided_by,
                    criterion_id=criterion_id,
                    award_id=award.award_id if award else None,
                )
            )
    return found


def _places(group: list[Score], votes: Mapping[int, int]) -> list[list[Score]]:
    """Return who shares each place; the next one follows without a gap."""
    places: list[list[Score]] = []
    for _, tie in _equal(group):
        if not _is_cast((one.entry_id for one in tie), votes):
            places.append(tie)
            continue
        in_order = sorted(tie, key=lambda one: (votes[one.entry_id], one.entry_id))
        ranks = groupby(in_order, key=lambda one: votes[one.entry_id])
        places += [list(sharing) for _, sharing in ranks]
    return places


def _decided(
    contest: Contest, score: Score, as_many: list[Score], *, is_shared: bool
) -> tuple[str, int | None]:
    """Return what set an entry apart from the nearest of those with `as_many` points."""
    if is_shared:
        return "shared", None
    equal = [one for one in as_many if one.entry_id != score.entry_id]
    if not equal:
        return "points", None
    steps = [_first_difference(score.criteria, one.criteria) for one in equal]
    last = max(steps)
    if last == len(contest.criteria):
        return "chairman", None
    return "criterion", contest.criteria[last].criterion_id


def _first_difference(one: Sequence[Fraction], other: Sequence[Fraction]) -> int:
    pairs = enumerate(zip(one, other, strict=True))
    return next((n for n, (mine, theirs) in pairs if mine != theirs), len(one))


def degree_of(contest: Contest, place: int | None) -> Award | None:
    """Return the diploma that a place gets by itself."""
    degrees = (one for one in contest.awards if one.kind == "degree")
    return next((one for one in degrees if one.degree == place), None)


def keep_awards(
    contest: Contest, old: Mapping[int, Result], new: Iterable[Result]
) -> list[Result]:
    """Return results counted anew with the awards that were changed by hand before."""
    return [_kept(contest, old.get(one.entry_id), one) for one in new]


def _kept(contest: Contest, old: Result | None, new: Result) -> Result:
    if old is None or not is_changed(contest, old):
        return new
    return replace(new, award_id=old.award_id, award_words=old.award_words)


def is_changed(contest: Contest, result: Result) -> bool:
    """Tell whether an award is another one than the place gives by itself."""
    given = degree_of(contest, result.place)
    return result.award_id != (given.award_id if given else None)


# -------------------------------------------------------------------- how much jurors differ


def disputed(contest: Contest, known: Iterable[Score]) -> list[Score]:
    """Return the entries on which jurors differ most, at most three, the most disputed first.

    Counted are those whose standard deviation is a tenth of the most points or more.
    """
    least = (greatest(contest) * DISPUTED) ** 2
    found = [one for one in known if one.variance >= least > 0]
    return sorted(found, key=lambda one: (-one.variance, one.entry_id))[:NAMED]
