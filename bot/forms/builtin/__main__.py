"""Converts the Markdown of every shipped form again: `python -m bot.forms.builtin`."""

from pathlib import Path

from bot.forms import builtin, convert


def main(folder: Path) -> None:
    """Write the XML of each form into `folder`."""
    for name in builtin.NAMES:
        xml = convert.trusted(builtin.text(name, "md"))
        (folder / f"{name}.xml").write_text(xml, encoding="utf-8")


if __name__ == "__main__":
    main(Path(__file__).parent)
