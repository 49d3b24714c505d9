"""While the jury of a blind contest scores: nobody reads points, names, entries not theirs.

Whoever has a right presses all that is offered, which shows that each mark can be seen at all.
"""

from pathlib import Path

import pytest
from secret_contest import CHAIRMAN, JUDGING, METHODIST, MOVED, OLD_JUROR
from spying import ADMIN, IDLE, JUROR, LIBRARIAN, OUTSIDER, leaked, unseen

SPIES = {
    "juror": JUROR,
    "outsider": OUTSIDER,
    "chairman": CHAIRMAN,
    "methodist of the jury": METHODIST,
    "taken out of the jury": OLD_JUROR,
    "moved to another library": MOVED,
    "librarian with an entry": LIBRARIAN,
    "librarian without one": IDLE,
    "admin": ADMIN,
    "stranger": None,
}


async def test_every_mark_is_seen_by_those_who_may(tmp_path: Path) -> None:
    assert await unseen(tmp_path, JUDGING) == []


@pytest.mark.parametrize("who", list(SPIES))
async def test_a_spy_reads_nothing_of_others(tmp_path: Path, who: str) -> None:
    """Forged and old buttons, commands, deep links, words, forwarded messages, days."""
    assert await leaked(tmp_path, JUDGING, SPIES[who]) == []
