"""Compiles the catalogs into the wheel: gettext reads .mo files, the repository keeps .po."""

import io
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogsHook(BuildHookInterface[Any]):
    """Puts a fresh bot.mo of each language into the wheel."""

    @property
    def _made(self) -> Path:
        return Path(self.directory) / "catalogs"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatch
        """Compile every catalog into a folder of the build and have it packed."""
        for source in sorted(Path(self.root).glob("locales/*/LC_MESSAGES/bot.po")):
            place = source.relative_to(self.root).with_suffix(".mo")
            target = self._made / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_compiled(source.read_bytes(), source.parts[-3]))
            build_data["force_include"][str(target)] = place.as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Leave nothing but the wheel."""
        shutil.rmtree(self._made, ignore_errors=True)


def _compiled(po: bytes, language: str) -> bytes:
    from babel.messages.mofile import write_mo  # noqa: PLC0415  # a build dependency
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(po), locale=language))
    return compiled.getvalue()
