"""A worksheet for thousands of formulas, none of which uses a function younger than Excel 2007."""

from xlsxwriter.worksheet import Worksheet


class PlainSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """Writes formulas as they are.

    XlsxWriter looks into each for thirty functions of later years, which takes most of the time
    of a sheet of scores.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002  # as the library calls it
        return formula.removeprefix("=")
