"""An archive that is broken is refused in words, wherever it is broken."""

import io
import zipfile

import pytest

from bot.errors import UserError
from bot.forms import bundle

REFUSED = "The archive cannot be opened. Pack it once more as .zip."


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("form.xlsx", b"library " * 200 + bytes(range(256)))
    return out.getvalue()


def test_what_is_whole_is_unpacked():
    assert list(bundle.unpacked(packed())) == ["form.xlsx"]


@pytest.mark.parametrize("at", range(40, 60))
def test_a_damaged_byte_is_refused(at: int):
    """Some damage shows in the checksum, some already while inflating."""
    content = bytearray(packed())
    content[at] ^= 0xFF
    with pytest.raises(UserError) as refused:
        bundle.unpacked(bytes(content))
    assert str(refused.value.args[0]) == REFUSED


def test_half_of_an_archive_is_refused():
    with pytest.raises(UserError):
        bundle.unpacked(packed()[:60])
