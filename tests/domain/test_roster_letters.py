"""Old cedillas become the commas that Romanian means, and no Turkish name is ruined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.roster_letters import with_romanian_letters
from checkin_app.domain.text import fold

ROMANIAN_ROW = ("Ştefan", "Ţăranu", "Iaşi")


def mended(*row: str, old: bool = False, beside: tuple[str, ...] = ()) -> tuple[str, ...]:
    """One row of a file as it comes out, with another row beside it in the file."""
    rows = [row, beside] if beside else [row]
    return with_romanian_letters(rows, from_old_code_page=old)[0]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("Ştefan", "Ţăranu"), ("Ștefan", "Țăranu")),
        (("Ştefan", "Popescu", "România"), ("Ștefan", "Popescu", "România")),
        (("Mureşan", "ion@example.ro"), ("Mureșan", "ion@example.ro")),
        (("Ilieş", "Constanţa"), ("Ilieș", "Constanța")),
        (("Ploieşti",), ("Ploiești",)),
        (("Ştirbei",), ("Știrbei",)),
        (("IAŞI", "ROMANIA"), ("IAȘI", "ROMANIA")),
    ],
)
def test_that_a_row_that_shows_it_is_romanian_gets_commas(
    row: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert mended(*row) == expected


@pytest.mark.parametrize(
    "row",
    [
        ("Ayşe", "Yılmaz"),
        ("Ayşe", "Demirtaş"),
        ("Şahin", "Güneş", "Turkey"),
        ("Işık", "İstanbul"),
        ("Şükrü", "Öztürk"),
        ("Barış", "Şen", "bs@example.com.tr"),
        ("Coşkun",),
        ("Hoşgör", "Berlin"),
    ],
)
@pytest.mark.parametrize("old", [False, True])
def test_that_a_turkish_name_keeps_its_letters(row: tuple[str, ...], *, old: bool) -> None:
    assert mended(*row, old=old) == row
    assert mended(*row, old=old, beside=ROMANIAN_ROW) == row


def test_that_a_turkish_name_in_a_romanian_organisation_keeps_its_letters() -> None:
    assert mended("Ayşe", "Şahin", "Asociaţia Ştiinţă şi Artă") == (
        "Ayşe",
        "Şahin",
        "Asociația Știință și Artă",
    )


def test_that_a_row_without_any_sign_is_left_alone() -> None:
    assert mended("Maşa", "Koş") == ("Maşa", "Koş")
    assert mended("Maşa", "Koş", beside=ROMANIAN_ROW) == ("Maşa", "Koş")


def test_that_in_a_romanian_file_of_an_old_code_page_a_row_without_any_sign_follows() -> None:
    assert mended("Mariş", "Popescu", old=True, beside=ROMANIAN_ROW) == ("Mariș", "Popescu")


def test_that_a_turkish_file_of_an_old_code_page_is_left_alone() -> None:
    assert mended("Maşa", "Popescu", old=True, beside=("Ayşe", "Güneş")) == ("Maşa", "Popescu")


def test_that_other_letters_and_rows_are_not_touched() -> None:
    rows = [("François", "Çelik", "Łódź"), ("Ștefan", "Țăranu"), (), ("", "a\nb")]
    assert with_romanian_letters(rows, from_old_code_page=True) == rows


@given(
    st.lists(st.lists(st.text("şţŞŢșțăığçüaeio .", max_size=6), max_size=3).map(tuple), max_size=4),
    st.booleans(),
)
def test_that_only_cedillas_ever_change(rows: list[tuple[str, ...]], old: bool) -> None:
    after = with_romanian_letters(rows, from_old_code_page=old)
    assert [tuple(map(fold, row)) for row in after] == [tuple(map(fold, row)) for row in rows]
    assert with_romanian_letters(after, from_old_code_page=old) == after or old
