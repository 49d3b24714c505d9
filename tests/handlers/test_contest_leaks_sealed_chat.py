"""Points are closed, results counted and sealed: only the department and the secretary read them.

Whoever has a right presses all that is offered, which shows that each mark can be seen at all.
"""

from pathlib import Path

import pytest
from secret_contest import CHAIRMAN, MOVED, OLD_JUROR, SEALED
from spying import ADMIN, IDLE, JUROR, LIBRARIAN, OUTSIDER, leaked, unseen

SPIES = {
    "juror": JUROR,
    "outsider": OUTSIDER,
    "chairman": CHAIRMAN,
    "taken out of the jury": OLD_JUROR,
    "moved to another library": MOVED,
    "librarian with an entry": LIBRARIAN,
    "librarian without one": IDLE,
    "admin": ADMIN,
    "stranger": None,
}


async def test_every_mark_is_seen_by_those_who_may(tmp_path: Path) -> None:
    assert await unseen(tmp_path, SEALED) == []


@pytest.mark.parametrize("who", list(SPIES))
async def test_a_spy_reads_nothing_of_others(tmp_path: Path, who: str) -> None:
    """Forged and old buttons, commands, deep links, words, forwarded messages, days."""
    assert await leaked(tmp_path, SEALED, SPIES[who]) == []
