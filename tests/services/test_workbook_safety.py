"""A spreadsheet is looked at before it is opened, and nothing that could harm the desk gets any further."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.services.workbook_reach import Reach, reach_of_ods, reach_of_unplaced_cells
from checkin_app.services.workbook_safety import WorkbookKind, inspect_workbook, refuse_macros_in_xls
from tests.services.roster_samples import (
    HEADERS,
    PEOPLE,
    archive_of,
    as_ods,
    as_xls,
    as_xlsx,
    sheet_xml,
    with_part,
)

LIST = as_xlsx(List=[HEADERS, *PEOPLE])
SHEET = "xl/worksheets/sheet1.xml"


def refusal(data: bytes) -> BadInput:
    with pytest.raises(BadInput) as refused:
        inspect_workbook(data, "list.xlsx")
    assert refused.value.source == "list.xlsx"
    assert refused.value.remedy
    return refused.value


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new)


# -- what is let through -------------------------------------------------------------------------------------


def test_that_a_usual_workbook_is_let_through(tmp_path: Path) -> None:
    assert inspect_workbook(LIST, "list.xlsx") is WorkbookKind.XLSX
    assert inspect_workbook(as_ods(tmp_path, List=[HEADERS, *PEOPLE]), "list.ods") is WorkbookKind.ODS


def test_that_many_rows_and_columns_are_let_through() -> None:
    rows = [[f"{row}-{column}" for column in range(60)] for row in range(300)]
    assert inspect_workbook(as_xlsx(List=rows), "list.xlsx") is WorkbookKind.XLSX


def test_that_formatting_down_to_the_last_row_does_no_harm() -> None:
    formatted = sheet_xml(
        rows='<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    assert inspect_workbook(with_part(LIST, SHEET, formatted), "list.xlsx") is WorkbookKind.XLSX


def test_that_blank_rows_that_an_office_program_appends_do_no_harm(tmp_path: Path) -> None:
    blank = as_ods(tmp_path, repeated_rows=1_048_570, repeated_columns=16_384, List=[HEADERS, *PEOPLE, [""]])
    assert inspect_workbook(blank, "list.ods") is WorkbookKind.ODS


# -- traps ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "far",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        '<c r="A1048576"><v>1</v></c>',
        '<c r="AAA1"><v>1</v></c>',
        '<c r="ZZ200000"><v>1</v></c>',
        "<c  s='1'  r = 'XFD1048576' ><v>1</v></c>",
        '<x:c r="xfd1048576" t="n"><v>1</v></x:c>',
        '<c t=">" r="XFD1048576"><v>1</v></c>',
        '<c r="A999999999999999999999"><v>1</v></c>',
        f'<c {" " * 1_200_000}r="XFD1048576"><v>1</v></c>',
    ],
)
def test_that_a_cell_in_the_far_corner_is_refused(far: str) -> None:
    sheet = sheet_xml('<c r="A1"><v>1</v></c>', far)
    if "x:c" in far:
        sheet = sheet.replace(
            b"<worksheet ", b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        )
    refused = refusal(with_part(LIST, SHEET, sheet, stored=True))
    assert "reaches to row" in refused.problem
    assert refused.where == SHEET


def test_that_cells_without_a_place_are_counted() -> None:
    wide = "<row>" + "<c/>" * 1000 + "</row>"
    refused = refusal(with_part(LIST, SHEET, sheet_xml(rows=wide), stored=True))
    assert "column 1,000" in refused.problem
    fine = with_part(LIST, SHEET, sheet_xml(rows="<row><c><v>1</v></c></row>" * 9))
    assert inspect_workbook(fine, "list.xlsx") is WorkbookKind.XLSX


def test_that_repeated_cells_of_an_open_document_are_counted(tmp_path: Path) -> None:
    assert (
        "row 300,003"
        in refusal(as_ods(tmp_path, repeated_rows=300_000, L=[["a"], ["b"], ["c"], ["d"]])).problem
    )
    assert "column 900" in refusal(as_ods(tmp_path, repeated_columns=900, L=[["a"]])).problem
    assert (
        "reaches" in refusal(as_ods(tmp_path, repeated_rows=100_000, repeated_columns=200, L=[["a"]])).problem
    )


def test_that_a_bomb_is_refused_by_its_ratio() -> None:
    refused = refusal(with_part(LIST, "xl/media/image1.png", b"\0" * 5_000_000))
    assert refused.problem == "It unpacks to more than 200 times its size."


def test_that_a_bomb_is_refused_by_its_size() -> None:
    claimed = struct.pack("<I", 600_000_000)
    place = LIST.rindex(b"xl/workbook.xml") - 46 + 24  # the unpacked size in the directory at the end
    refused = refusal(LIST[:place] + claimed + LIST[place + 4 :])
    assert refused.problem == "It would unpack to 600 MB; at most 500 MB are read."


def test_that_a_part_that_is_larger_than_it_says_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(LIST)) as archive:
        true_size = archive.getinfo("xl/workbook.xml").file_size
    place = LIST.rindex(b"xl/workbook.xml") - 46 + 24
    assert LIST[place : place + 4] == struct.pack("<I", true_size)
    refused = refusal(LIST[:place] + struct.pack("<I", true_size - 9) + LIST[place + 4 :])
    assert refused.problem == "It is damaged and cannot be read."


def test_that_a_workbook_of_thousands_of_parts_is_refused() -> None:
    parts = {f"xl/parts/{number}.xml": b"<a/>" for number in range(2001)}
    assert "2,002 parts" in refusal(archive_of({"xl/workbook.xml": b"<a/>", **parts})).problem


@pytest.mark.parametrize(
    "content", [archive_of({"a": b"b"}), b"\x1f\x8b\x08rest", b"7z\xbc\xaf\x27\x1crest", b"Rar!rest"]
)
def test_that_an_archive_within_is_refused(content: bytes) -> None:
    assert (
        "An archive is packed within it"
        in refusal(with_part(LIST, "xl/embeddings/object1.bin", content)).problem
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/vbaProject.bin", b"anything"),
        ("xl/VBAPROJECT.BIN", b"anything"),
        ("xl/macrosheets/sheet1.xml", b"<a/>"),
        ("xl/renamed.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le")),
        ("[Content_Types].xml", b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'),
        ("xl/_rels/workbook.xml.rels", b'<Relationships><Relationship Target="vbaProject.bin"/></Relationships>'),
    ],
)  # fmt: skip
def test_that_macros_are_refused_whatever_they_are_called(name: str, content: bytes) -> None:
    assert refusal(with_part(LIST, name, content)).problem == "It contains macros, that is, a program."


def test_that_a_name_that_mentions_macros_is_no_macro() -> None:
    innocent = as_xlsx(List=[["Name", "Note"], ["Ana", "asked about vbaProject and macroEnabled"]])
    assert inspect_workbook(innocent, "list.xlsx") is WorkbookKind.XLSX


def test_that_macros_of_an_open_document_are_refused(tmp_path: Path) -> None:
    document = as_ods(tmp_path, List=[HEADERS])
    assert "macros" in refusal(with_part(document, "Basic/Standard/Module1.xml", b"<a/>")).problem


def test_that_macros_of_an_old_workbook_are_refused() -> None:
    refuse_macros_in_xls(as_xls(List=[HEADERS]), "list.xls")
    with pytest.raises(BadInput, match="macros"):
        refuse_macros_in_xls(as_xls(List=[HEADERS]) + "_VBA_PROJECT_CUR".encode("utf-16-le"), "list.xls")


@pytest.mark.parametrize(
    "sheet",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>',
        b'<?xml version="1.0"?><!doctype x><worksheet/>',
        "<worksheet/>".encode("utf-16"),
    ],
)
def test_that_a_sheet_with_declarations_or_in_another_encoding_is_refused(sheet: bytes) -> None:
    assert SHEET in refusal(with_part(LIST, SHEET, sheet)).problem


# -- damaged and foreign -------------------------------------------------------------------------------------


def test_that_a_password_is_named() -> None:
    with zipfile.ZipFile(io.BytesIO(LIST)) as archive:
        part = archive.getinfo("xl/workbook.xml")
    directory = LIST.rindex(b"xl/workbook.xml") - 46
    flags = struct.pack("<H", part.flag_bits | 1)
    locked = LIST[: directory + 8] + flags + LIST[directory + 10 :]
    assert refusal(locked).problem == "It is protected by a password."


@pytest.mark.parametrize("length", [30, 200, 2000, len(LIST) - 30])
def test_that_a_workbook_that_was_cut_off_is_damaged(length: int) -> None:
    assert refusal(LIST[:length]).problem == "It is damaged and cannot be read."


def test_that_a_workbook_whose_content_was_changed_is_damaged() -> None:
    content = b"<sst>" + b"name" * 50 + b"</sst>"
    stored = with_part(LIST, "xl/sharedStrings.xml", content, stored=True)
    assert refusal(patched(stored, b"namename", b"nemanema")).problem == "It is damaged and cannot be read."


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"word/document.xml": b"<a/>"}, "a text document"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "a text document"),
        ({"xl/workbook.bin": b"x"}, "a binary workbook (.xlsb)"),
        ({"Index/Document.iwa": b"x"}, "a Numbers document"),
        ({"list.csv": b"Name\nAna\n"}, "a packed archive"),
    ],
)
def test_that_another_archive_is_called_what_it_is(parts: dict[str, bytes], what: str) -> None:
    assert refusal(archive_of(parts)).problem == f"It is {what}, which is not read here."


# -- how far a sheet reaches ---------------------------------------------------------------------------------


def test_that_the_reach_of_a_sheet_is_measured() -> None:
    reach = Reach()
    reach.note(b'<row r="3"><c r="B3"><v>1</v></c><c r="AB3" s="1"/><c r="C12" t="s"><v>2</v></c></row>')
    assert (reach.rows, reach.columns, reach.has_unplaced_cells) == (12, 3, False)
    reach.note(b'<c r="AA1"><v>1</v></c>')
    assert (reach.rows, reach.columns) == (12, 27)
    reach.note(b"<c><v>1</v></c>")
    assert reach.has_unplaced_cells


def test_that_cells_without_a_place_follow_each_other() -> None:
    sheet = sheet_xml(rows='<row><c/><c/></row><row r="7"><c/><c r="E7"/><c/></row><row><c/></row>')
    reach = reach_of_unplaced_cells(io.BytesIO(sheet))
    assert (reach.rows, reach.columns) == (8, 6)


def test_that_a_broken_sheet_is_an_error() -> None:
    with pytest.raises(ValueError, match="mismatched"):
        reach_of_unplaced_cells(io.BytesIO(b"<a></b>"))


def test_that_each_table_of_an_open_document_is_measured(tmp_path: Path) -> None:
    document = as_ods(
        tmp_path, repeated_rows=5, repeated_columns=3, One=[["a", "b"]], Two=[["a"], ["", "", "b"]]
    )
    with zipfile.ZipFile(io.BytesIO(document)) as archive, archive.open("content.xml") as stream:
        reach = reach_of_ods(stream)
    assert (reach.rows, reach.columns) == (6, 5)
