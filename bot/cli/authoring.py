"""`form template` and `form export`: the authors' workbook written, and plain XLSForm from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.form import complain, converted, language
from bot.forms import convert
from bot.forms.authoring import template as blank
from bot.forms.authoring import writing
from bot.msgid import msgid

if TYPE_CHECKING:
    from pathlib import Path

    from bot.catalogs import Translator


def template(file: Path) -> int:
    """Write the template in the language of `BOT_LANGUAGE`; 2 if the file cannot be written."""
    say = language()
    return _written(file, blank.build(say.language, say.plain), say)


def export(file: Path, target: Path) -> int:
    """Write a form as plain XLSForm; 2 with every mistake if it has any."""
    say = language()
    conversion = converted(file, say)
    if conversion is None or not conversion.xml:
        return 2
    return _written(target, writing.workbook(convert.book_of(file), file.stem), say)


def _written(file: Path, content: bytes, say: Translator) -> int:
    try:
        with file.open("xb") as opened:
            opened.write(content)
    except FileExistsError:
        complain(
            say.plain(
                msgid("The file {file} is there already; choose another name."), file=str(file)
            )
        )
        return 2
    except OSError as error:
        text = msgid("The file {file} cannot be written: {error}")
        complain(say.plain(text, file=str(file), error=error.strerror or str(error)))
        return 2
    print(file)  # noqa: T201 - the command's output
    return 0
