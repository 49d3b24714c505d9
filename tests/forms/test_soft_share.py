"""How many libraries meet a soft question: were it over a quarter, the checks would be noise."""

import random
from dataclasses import replace

from asking import an_env
from october import SPREAD, Counted, counted

from bot.forms import builtin, engine
from bot.forms.given import Picked
from bot.rules import monitoring
from storage.records.monitoring import Figure

LIBRARIES = 300
ANY = 100  # none of those with something special
CHOICES = {"internet", "premises"}
# By how far counts go from one October to the next, as parts of the spread that is assumed: the
# share of libraries that are asked about at least one answer, per cent. The spread itself is an
# assumption; were it a quarter wider, the checks would be at their limit.
MEASURED = {0.5: 11, 0.75: 9, 1.0: 13, 1.25: 25, 1.5: 41}


def _is_asked(library: Counted) -> bool:
    """Answer as the library does; tell whether a soft question came up."""
    form = builtin.load("monitoring")
    said = [
        Figure(period, name, number)
        for period, numbers in (("2025-10", library.year_ago), ("2026-04", library.april))
        for name, number in numbers.items()
    ]
    known = monitoring.known(said, "2026-10")
    env = replace(
        an_env(),
        last_saved=monitoring.last_saved(form, known),
        floors=monitoring.floors(form, known),
    )
    draft = engine.start(form, env)
    for name, text in library.said.items():
        given = Picked(text) if name in CHOICES else text
        draft = engine.answer(form, draft, given, env, name)
    return bool(engine.doubtful(form, draft, env))


def _share(part: float) -> int:
    rng = random.Random(1)
    spread = {name: deviation * part for name, deviation in SPREAD.items()}
    asked = sum(_is_asked(counted(ANY, rng, spread)) for _ in range(LIBRARIES))
    return round(asked / LIBRARIES * 100)


def test_fewer_than_a_quarter_meet_a_soft_question():
    shares = {part: _share(part) for part in MEASURED}
    assert shares == MEASURED
    assert shares[1.0] < 25
