"""The rig of the delivery's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from delivery_rig import Rig, a_rig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """Start a small bot that echoes; nobody has written yet."""
    async with a_rig(tmp_path) as one:
        yield one
