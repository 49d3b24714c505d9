"""Database files that are made once a process and copied: to migrate takes longer than a test.

The copy is what the migrations and the sample make; tests of migrations make their own.
"""

import tempfile
from collections.abc import Awaitable, Callable, Hashable
from pathlib import Path
from typing import Final

from storage import database

_EMPTY: Final = Path("empty.sqlite")
_FOLDERS: Final[dict[Hashable, dict[Path, bytes]]] = {}


def migrate(path: Path) -> None:
    """Bring a database to the newest schema, or make an empty one."""
    if path.exists():
        database.migrate(path)
        return
    if _EMPTY not in _FOLDERS:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / _EMPTY
            database.migrate(made)
            _FOLDERS[_EMPTY] = {_EMPTY: made.read_bytes()}
    path.write_bytes(_FOLDERS[_EMPTY][_EMPTY])


async def fill(folder: Path, key: Hashable, make: Callable[[Path], Awaitable[None]]) -> None:
    """Put into a folder what `make` makes in an empty one; the same key is made once."""
    if key not in _FOLDERS:
        with tempfile.TemporaryDirectory() as fresh:
            await make(Path(fresh))
            _FOLDERS[key] = {
                one.relative_to(fresh): one.read_bytes()
                for one in Path(fresh).rglob("*")
                if one.is_file()
            }
    for name, content in _FOLDERS[key].items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
