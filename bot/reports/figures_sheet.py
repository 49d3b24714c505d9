"""The first sheet of a campaign's workbook: libraries in rows, numbers and indicators in columns.

Totals, changes and indicators are formulas; beside each stands its value as it is now, for
readers that do not calculate. The row of names right above the libraries is the same in every
institution, so that their tables make one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import Translator
from bot.forms import compared
from bot.forms.compared import Field
from bot.forms.model import Form
from bot.forms.turns import Kind
from bot.msgid import msgid
from bot.rules import indicators
from bot.rules.indicators import Numbers, Ratio

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TITLES, TOTALS, NAMES, FIRST = range(4)  # rows; the libraries begin at the last of them
FROZEN: Final = 4  # columns
KNOWN: Final = {  # what the department knows of a year
    "population": msgid("Residents"),
    "paid_plan": msgid("Plan of paid services, roubles"),
}
WHOLE, MONEY, PERCENT = "#,##0", "#,##0.00", "+0.0%;-0.0%;0.0%"


@dataclass(frozen=True, slots=True)
class Row:
    """A library: what it is called, where it stands, its numbers now and a year ago."""

    code: str
    name: str
    state: str
    now: Numbers
    before: Numbers
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds: a number, a text, or a formula with its value."""

    value: float | str | None
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs, its title for people, how its cells come about."""

    name: str
    title: str
    format: str
    of_one: Callable[[Row, int], Cell]  # the row of the sheet
    of_all: Callable[[Sequence[Row]], Cell]
    is_before: bool = False


def laid_out(t: Translator, form: Form, rows: Sequence[Row]) -> tuple[Column, ...]:
    """Lay out the columns: each number beside last year's and its change, then the indicators."""
    return tuple(_Layout(t, rows).columns(form))


class _Layout:
    """Gives the columns one after another; formulas refer to those on the left."""

    def __init__(self, t: Translator, rows: Sequence[Row]) -> None:
        self._t = t
        self._rows = rows
        self._at: dict[str, int] = {}
        self._missing = t.plain(msgid("no data"))

    def columns(self, form: Form) -> Iterator[Column]:
        for field in compared.figures(form):
            if field.is_number:
                yield from self._number(
                    field.name, field.label(self._t.language), _format(field),
                    is_mean=field.kind is Kind.RANGE,
                )  # fmt: skip
        for name, title in KNOWN.items():
            if any(name in one.now for one in self._rows):
                yield from self._number(name, self._t.plain(title), WHOLE)
        for ratio in indicators.known_of(self._at.__contains__):
            yield self._ratio(ratio)
            yield self._ratio_before(ratio)

    # ---------------------------------------------------------------- numbers

    def _number(
        self, name: str, title: str, form: str, *, is_mean: bool = False
    ) -> Iterator[Column]:
        now, before = self._place(name), self._place(f"{name}_year")
        self._place(f"{name}_change")
        total = self._mean if is_mean else self._sum

        def of_one(row: Row, _: int) -> Cell:
            return Cell(row.now.get(name))

        def of_one_before(row: Row, _: int) -> Cell:
            return Cell(row.before.get(name))

        yield Column(name, title, form, of_one, lambda rows: total(rows, name, now))
        yield Column(
            f"{name}_year", self._year_ago(title), form, of_one_before,
            lambda rows: self._same(rows, name, now, before), is_before=True,
        )  # fmt: skip
        yield Column(
            f"{name}_change", self._t.plain(msgid("Change, %")), PERCENT,
            lambda row, at: self._change(row, name, now, before, at),
            lambda rows: self._change_of_all(rows, name, now, before),
        )  # fmt: skip

    def _place(self, name: str) -> int:
        return self._at.setdefault(name, FROZEN + len(self._at))

    def _year_ago(self, title: str) -> str:
        return self._t.plain(msgid("{title}, a year ago"), title=title)

    def _sum(self, rows: Sequence[Row], name: str, at: int) -> Cell:
        said = [one.now[name] for one in rows if name in one.now]
        cells = self._range(at)
        return Cell(sum(said) if said else "", f'=IF(COUNT({cells})=0,"",SUM({cells}))')

    def _mean(self, rows: Sequence[Row], name: str, at: int) -> Cell:
        said = [one.now[name] for one in rows if name in one.now]
        cells = self._range(at)
        mean = sum(said) / len(said) if said else ""
        return Cell(mean, f'=IF(COUNT({cells})=0,"",AVERAGE({cells}))')

    def _same(self, rows: Sequence[Row], name: str, now: int, before: int) -> Cell:
        """Sum up last year's numbers of the libraries that have this year's too."""
        said = [one.before[name] for one in rows if name in one.now and name in one.before]
        known = f"SUMPRODUCT(ISNUMBER({self._range(now)})*ISNUMBER({self._range(before)}))"
        summed = self._sum_of_same(now, before, before)
        return Cell(sum(said) if said else "", f'=IF({known}=0,"",{summed})')

    def _sum_of_same(self, now: int, before: int, which: int) -> str:
        said, earlier, summed = (self._range(one) for one in (now, before, which))
        return f"SUMPRODUCT(ISNUMBER({said})*ISNUMBER({earlier}),{summed})"

    def _change(self, row: Row, name: str, now: int, before: int, at: int) -> Cell:
        said, earlier = _cell(at, now), _cell(at, before)
        formula = f'=IF(COUNT({said},{earlier})=2,IF({earlier}=0,"",{said}/{earlier}-1),"")'
        return Cell(_share(row.now.get(name), row.before.get(name)), formula)

    def _change_of_all(self, rows: Sequence[Row], name: str, now: int, before: int) -> Cell:
        same = [one for one in rows if name in one.now and name in one.before]
        said = self._sum_of_same(now, before, now)
        earlier = self._sum_of_same(now, before, before)
        value = _share(sum(one.now[name] for one in same), sum(one.before[name] for one in same))
        return Cell(value, f'=IF({earlier}=0,"",{said}/{earlier}-1)')

    def _range(self, at: int) -> str:
        from xlsxwriter.utility import xl_range_abs  # noqa: PLC0415  # only in the child process

        return str(xl_range_abs(FIRST, at, FIRST + len(self._rows) - 1, at))

    # ---------------------------------------------------------------- indicators

    def _ratio(self, ratio: Ratio) -> Column:
        self._place(ratio.name)
        part, whole = self._at[ratio.part], self._at[ratio.whole]

        def of_one(row: Row, at: int) -> Cell:
            missing = self._missing if row.is_answered else ""
            found = ratio.of_one(row.now)
            formula = ratio.formula(_cell(at, part), _cell(at, whole), missing)
            return Cell(missing if found is None else found, formula)

        def of_all(rows: Sequence[Row]) -> Cell:
            found = ratio.of_all([one.now for one in rows])
            formula = ratio.formula_of_all(self._range(part), self._range(whole), self._missing)
            return Cell(self._missing if found is None else found, formula)

        title = self._t.plain(ratio.title)
        return Column(ratio.name, title, _decimals(ratio), of_one, of_all)

    def _ratio_before(self, ratio: Ratio) -> Column:
        """Set last year's beside; the total is of the libraries known at both times."""
        name = f"{ratio.name}_year"
        self._place(name)
        part, whole = self._at[f"{ratio.part}_year"], self._at[f"{ratio.whole}_year"]

        def of_one(row: Row, at: int) -> Cell:
            found = ratio.of_one(row.before)
            formula = ratio.formula(_cell(at, part), _cell(at, whole), "")
            return Cell("" if found is None else found, formula)

        def of_all(rows: Sequence[Row]) -> Cell:
            names = ratio.question_names
            same = [
                one.before for one in rows if all(n in one.now and n in one.before for n in names)
            ]
            found = ratio.of_all(same)
            counted = [self._range(one) for one in (self._at[ratio.part], self._at[ratio.whole])]
            formula = ratio.formula_of_all(
                self._range(part), self._range(whole), self._missing, counted
            )
            return Cell(self._missing if found is None else found, formula)

        title = self._year_ago(self._t.plain(ratio.title))
        return Column(name, title, _decimals(ratio), of_one, of_all, is_before=True)


def _share(now: float | None, before: float | None) -> float | str:
    return "" if now is None or not before else now / before - 1


def _cell(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415

    return str(xl_rowcol_to_cell(row, column))


def _format(field: Field) -> str:
    return MONEY if field.kind is Kind.DECIMAL else WHOLE


def _decimals(ratio: Ratio) -> str:
    return "0." + "0" * ratio.decimals


# -------------------------------------------------------------------- writing


def write(
    t: Translator, book: "Workbook", institution: str, form: Form, rows: Sequence[Row]
) -> None:
    """Write the sheet."""
    page = book.add_worksheet(t.plain(msgid("Indicators")))
    columns = laid_out(t, form, rows)
    for place, width in enumerate((12, 10, 26, 16)):
        page.set_column(place, place, width)
    page.set_column(FROZEN, FROZEN + len(columns), 14)
    page.freeze_panes(FIRST, FROZEN)
    page.set_row(TITLES, 78)
    page.autofilter(NAMES, 0, FIRST + len(rows) - 1, FROZEN + len(columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.repeat_rows(TITLES, NAMES)
    page.repeat_columns(1, 2)
    looks = _Looks(book)
    _head(t, page, looks, columns, rows)
    for at, row in enumerate(rows, FIRST):
        for place, text in enumerate((institution, row.code, row.name, row.state)):
            page.write_string(at, place, text)
        for place, column in enumerate(columns, FROZEN):
            _put(page, at, place, column.of_one(row, at), looks.of(column))


def _head(
    t: Translator,
    page: "Worksheet",
    looks: "_Looks",
    columns: Sequence[Column],
    rows: Sequence[Row],
) -> None:
    titles = (msgid("Institution"), msgid("Code"), msgid("Library"), msgid("State"))
    for place, title in enumerate(
        [*(t.plain(one) for one in titles), *(c.title for c in columns)]
    ):
        page.write_string(TITLES, place, title, looks.title)
    for place in range(FROZEN):
        said = t.plain(msgid("All libraries")) if place == 2 else ""  # noqa: PLR2004  # the name
        _put(page, TOTALS, place, Cell(said), looks.total(""))
    for place, column in enumerate(columns, FROZEN):
        _put(page, TOTALS, place, column.of_all(rows), looks.total(column.format))
    names = ("institution", "library", "name", "state", *(one.name for one in columns))
    for place, name in enumerate(names):
        page.write_string(NAMES, place, name, looks.name)


def _put(page: "Worksheet", row: int, place: int, cell: Cell, look: "Format") -> None:
    if cell.formula:
        page.write_formula(
            row, place, cell.formula, look, "" if cell.value is None else cell.value
        )
    elif cell.value in {None, ""}:
        page.write_blank(row, place, None, look)
    elif isinstance(cell.value, str):
        page.write_string(row, place, cell.value, look)
    else:
        page.write_number(row, place, cell.value, look)


class _Looks:
    """The formats of the sheet, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[str, str], Any] = {}
        self.title = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEF2F6"}
        )
        self.name = book.add_format({"font_color": "#8A8F94", "font_size": 8, "bottom": 1})

    def of(self, column: Column) -> Any:
        """Return the look of a column's cells; last year's are grey."""
        more: Mapping[str, Any] = {"font_color": "#6C757D"} if column.is_before else {}
        return self._kept("cell" + str(column.is_before), column.format, more)

    def total(self, form: str) -> Any:
        """Return the look of a total."""
        return self._kept("total", form, {"bold": True, "bg_color": "#F7F3E8", "bottom": 1})

    def _kept(self, kind: str, form: str, more: Mapping[str, Any]) -> Any:
        key = kind, form
        if key not in self._made:
            shown = {"num_format": form} if form else {}
            self._made[key] = self._book.add_format({**shown, **more})
        return self._made[key]
