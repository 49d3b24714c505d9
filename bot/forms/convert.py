"""A workbook or Markdown in, pyxform's XML out; pyxform is imported only when needed."""


def trusted(markdown: str) -> str:
    """Convert a Markdown form of our own; pyxform is imported only here."""
    from pyxform.xls2xform import convert  # noqa: PLC0415 - a quarter of a second, seldom needed

    return str(convert(markdown, form_name="form_", file_type=".md", pretty_print=True).xform)
