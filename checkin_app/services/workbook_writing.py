"""Writing workbooks (.xlsx) row by row: constant memory, real dates and numbers, and no cell that could calculate.

A workbook is a zip archive of XML parts (ECMA-376, Office Open XML). Only the few that a table needs are written, each
straight into the archive and with fixed times, so that the same tables always give the same bytes. Texts are in the
cells themselves («inline strings») and can be nothing but texts.
"""

import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from checkin_app.domain.errors import BadInput
from checkin_app.domain.text import bare_cell, safe_cell
from checkin_app.services.export_tables import Cell, ExportTable, Form
from checkin_app.services.journal import Progress

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
LONGEST_TEXT = 32_767
"""UTF-16 units; the limits of Excel, in its own specification."""

_STEP = 500
_WIDEST = 50
_NARROW = 8
"""Ids are for programs, not for reading."""
_LOOKED_AT = 200
"""Rows that are looked at for the width of a column."""
_QUICK = 3
"""zlib's level: half the time of its usual one, for a tenth more bytes."""
_DAY_ZERO = date(1899, 12, 30).toordinal()
"""Excel counts days from here; what it believes about 1900 does not matter to events of this century."""
_SECONDS_A_DAY = 86_400

_HEADING = 1
_STYLES = {Form.TEXT: 0, Form.ID: 0, Form.CLOCK: 2, Form.INSTANT: 3, Form.DATE: 4}
"""Which of the cell formats of `_STYLE_SHEET` a column has."""

_PLAIN = re.compile(r"(?!['\s])[^&<>_\x00-\x1f\ufffe\uffff]+(?<!\s)")
"""Most cells: nothing at all is to be done about them."""
_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLE_SHEET = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="hh:mm:ss"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>'
    '<numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE6EEF0"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1"/>'
    + "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for number in (164, 165, 166)
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_workbook(tables: Sequence[ExportTable], out: Path, name: str, title: str = "") -> Progress:
    """Write a sheet for each table; yields (rows done, rows to do).

    `title` is printed above every page. `name` is what the file is called in the BadInput that is raised if a
    spreadsheet cannot hold it all.
    """
    total, done = sum(len(table.rows) for table in tables), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as archive:
        for part, content in _frame(tables).items():
            with archive.open(part, "w") as plain:  # writestr would note the time
                plain.write((_HEAD + content).encode())
        for number, table in enumerate(tables, 1):
            _refuse_too_large(table, name)
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
                sheet.write(_before_rows(table, number, name).encode())
                for first in range(0, len(table.rows), _STEP):
                    rows = table.rows[first : first + _STEP]
                    sheet.write(_rows(table, rows, first + 2, name).encode())
                    yield done + first + len(rows), total
                sheet.write(_after_rows(table, title).encode())
            done += len(table.rows)


def _frame(tables: Sequence[ExportTable]) -> dict[str, str]:
    """Every part but the sheets themselves, by its name in the archive."""
    numbers = range(1, len(tables) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    styles = f'<Relationship Id="rId{len(tables) + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    main = f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{overrides}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{main}</Relationships>',
        "xl/workbook.xml": _book(tables),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}{styles}</Relationships>",
        "xl/styles.xml": _STYLE_SHEET,
    }


def _book(tables: Sequence[ExportTable]) -> str:
    sheets, names = "", ""
    for number, table in enumerate(tables):
        sheets += f'<sheet name={quoteattr(table.name)} sheetId="{number + 1}" r:id="rId{number + 1}"/>'
        quoted = escape(table.name)
        filtered = f"'{quoted}'!$A$1:${_letter(len(table.headers) - 1)}${max(len(table.rows), 1) + 1}"
        names += (
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">{filtered}</definedName>'
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">\'{quoted}\'!$1:$1</definedName>'
        )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{sheets}</sheets><definedNames>{names}</definedNames></workbook>"
    )


def _before_rows(table: ExportTable, number: int, name: str) -> str:
    frozen, columns = table.frozen, len(table.headers)
    across = f'xSplit="{frozen}" ' if frozen else ""
    pane = "bottomRight" if frozen else "bottomLeft"
    chosen = ' tabSelected="1"' if number == 1 else ""
    widths = "".join(
        f'<col min="{column + 1}" max="{column + 1}" width="{width_of(table, column)}" customWidth="1"/>'
        for column in range(columns)
    )
    headings = "".join(
        f'<c r="{_letter(column)}1" s="{_HEADING}" t="inlineStr">{_inline(header, name, 1, header)}</c>'
        for column, header in enumerate(table.headers)
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{chosen} workbookViewId="0"><pane {across}ySplit="1" '
        f'topLeftCell="{_letter(frozen)}2" activePane="{pane}" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData><row r="1">{headings}</row>'
    )


def _after_rows(table: ExportTable, title: str) -> str:
    last = f"{_letter(len(table.headers) - 1)}{max(len(table.rows), 1) + 1}"
    told = " · ".join(part for part in (title[:100], table.name) if part).replace("&", "&&")
    above = escape(f"&L{told}&R&P / &N")
    return (
        f'</sheetData><autoFilter ref="A1:{last}"/>'
        '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.4" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>{above}</oddHeader></headerFooter></worksheet>"
    )


def _rows(table: ExportTable, rows: Sequence[Sequence[Cell]], first: int, name: str) -> str:
    columns = [
        (_letter(column), _STYLES[table.form(column)], header) for column, header in enumerate(table.headers)
    ]
    parts: list[str] = []
    for number, row in enumerate(rows, first):
        parts.append(f'<row r="{number}">')
        for (letter, style, header), cell in zip(columns, row, strict=False):
            if cell == "":
                continue
            if isinstance(cell, str):
                text = _inline(cell, name, number, header)
                parts.append(f'<c r="{letter}{number}" t="inlineStr">{text}</c>')
            elif isinstance(cell, int):
                parts.append(f'<c r="{letter}{number}"><v>{cell}</v></c>')
            else:
                parts.append(f'<c r="{letter}{number}" s="{style}"><v>{serial(cell)!r}</v></c>')
        parts.append("</row>")
    return "".join(parts)


def serial(local: datetime) -> float:
    """How a spreadsheet counts a local time, to the second: days since the end of 1899."""
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return local.toordinal() - _DAY_ZERO + seconds / _SECONDS_A_DAY


def width_of(table: ExportTable, column: int) -> int:
    """Characters: wide enough for the header and the first rows, and for the arrow of the filter."""
    texts = (table.text(column, row[column]) for row in table.rows[:_LOOKED_AT] if column < len(row))
    longest = max((len(table.headers[column]) + 2, *map(len, texts)))
    return min(longest, _NARROW if table.form(column) is Form.ID else _WIDEST) + 2


def _inline(text: str, name: str, row: int, header: str) -> str:
    if len(text) <= LONGEST_TEXT // 2 and _PLAIN.fullmatch(text):
        return f"<is><t>{text}</t></is>"
    if text.startswith("'"):
        text = as_text(text)
    if len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        raise _too_much(name, f"row {row}, column «{header[:_WIDEST]}»")
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_escaped, text)
    keep = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<is><t{keep}>{text}</t></is>"


def as_text(cell: str) -> str:
    """A cell of a workbook needs no protection, but what looks like one would be removed when it is read again."""
    return safe_cell(cell) if bare_cell(cell) != cell else cell


def _escaped(found: re.Match[str]) -> str:
    """`&lt;` for what XML keeps for itself, `_x000D_` for what it cannot hold or what looks like that (ECMA-376, 22.9.2.19)."""
    special = found.group()
    return escape(special) if special in "&<>" else f"_x{ord(special[0]):04X}_{special[1:]}"


def _letter(column: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _refuse_too_large(table: ExportTable, name: str) -> None:
    if len(table.rows) >= MOST_ROWS:
        raise _too_much(name, f"sheet «{table.name}»")
    if len(table.headers) > MOST_COLUMNS:
        raise _too_much(name, f"row 1, column «{table.headers[MOST_COLUMNS][:_WIDEST]}»")


def _too_much(name: str, where: str) -> BadInput:
    return BadInput(name, "This is more than a spreadsheet can hold.", where, "Export it as .csv.")
