"""Guessed columns are corrected by hand, and a wrong correction names what there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.errors import BadInput
from checkin_app.domain.roster import guess_columns, mapped
from checkin_app.domain.roster_headers import Field
from checkin_app.domain.roster_mapping import overrides_for, usable
from tests.domain.programmes import EVENT

HEADERS = ("Nume", "Prenume", "Poreclă", "Telefon", "Ce zile?", "A=B")
GUESSED = {
    "family": "Nume",
    "given": "Prenume",
    "extra:Poreclă": "Poreclă",
    "extra:Telefon": "Telefon",
    "extra:Ce zile?": "Ce zile?",
    "extra:A=B": "A=B",
}


def corrected(*overrides: str) -> dict[str, str]:
    return mapped(GUESSED, HEADERS, overrides, EVENT)


def refusal(*overrides: str) -> BadInput:
    with pytest.raises(BadInput) as refused:
        corrected(*overrides)
    return refused.value


def test_that_the_sample_is_what_is_guessed() -> None:
    without_days = tuple(header for header in HEADERS if header != "Ce zile?")
    assert guess_columns(without_days, [], EVENT) == {k: v for k, v in GUESSED.items() if v != "Ce zile?"}


def test_that_without_corrections_the_guess_stands() -> None:
    assert corrected() == GUESSED


def test_that_a_column_gets_the_field_it_is_told() -> None:
    columns = corrected("badge_name=Poreclă")
    assert columns["badge_name"] == "Poreclă"
    assert "extra:Poreclă" not in columns


@pytest.mark.parametrize("written", ["Poreclă", "porecla", " PORECLA ", "3", "«Poreclă»"])
def test_that_a_column_is_found_however_it_is_written(written: str) -> None:
    assert corrected(f"badge_name={written}")["badge_name"] == "Poreclă"


@pytest.mark.parametrize(
    "written", ["badge_name", "badge-name", "Badge_Name", "BADGE NAME", "nume pe ecuson"]
)
def test_that_a_field_is_found_however_it_is_written(written: str) -> None:
    assert corrected(f"{written}=Poreclă")["badge_name"] == "Poreclă"


def test_that_a_header_may_contain_the_sign_of_equality() -> None:
    assert corrected("note=A=B")["note"] == "A=B"


def test_that_a_column_that_loses_its_field_is_kept_as_it_is() -> None:
    columns = corrected("family=Poreclă")
    assert columns["family"] == "Poreclă"
    assert columns["extra:Nume"] == "Nume"


def test_that_a_column_moves_from_field_to_field() -> None:
    columns = corrected("full_name=Nume")
    assert columns["full_name"] == "Nume"
    assert "family" not in columns


def test_that_two_columns_can_change_places() -> None:
    columns = corrected("given=Nume", "family=Prenume")
    assert (columns["given"], columns["family"]) == ("Nume", "Prenume")
    assert set(columns.values()) == set(HEADERS)


def test_that_a_field_can_be_left_without_a_column() -> None:
    columns = corrected("given=")
    assert "given" not in columns
    assert columns["extra:Prenume"] == "Prenume"


def test_that_columns_can_be_ignored_or_kept() -> None:
    columns = corrected("ignore=Telefon", "extra=Nume")
    assert "Telefon" not in columns.values()
    assert columns["extra:Nume"] == "Nume"
    assert "family" not in columns


@pytest.mark.parametrize("written", ["day:2", "DAY:2", "day:2023-11-22", "day: 2"])
def test_that_a_yes_and_no_column_can_be_given_to_a_day(written: str) -> None:
    assert corrected(f"{written}=Telefon")["day:2"] == "Telefon"


def test_that_a_yes_and_no_column_can_be_given_to_a_session() -> None:
    assert corrected("session:LAB=Telefon")["session:LAB"] == "Telefon"


@pytest.mark.parametrize(
    "field", ["shoe_size", "day:4", "day:2023-11-24", "day:soon", "session:NOPE", "", ":"]
)
def test_that_an_unknown_field_is_refused_with_all_there_are(field: str) -> None:
    refused = refusal(f"{field}=Nume")
    assert refused.problem == f"There is no field «{field}»."
    for known in (*Field, "day:1", "day:3", "session:CODE", "extra", "ignore"):
        assert known in refused.remedy


@pytest.mark.parametrize("column", ["Vorname", "0", "7", "-1"])
def test_that_an_unknown_column_is_refused_with_all_there_are(column: str) -> None:
    refused = refusal(f"given={column}")
    assert refused.source == f"given={column}"
    assert refused.problem == f"There is no column «{column}»."
    for header in HEADERS:
        assert f"«{header}»" in refused.remedy


def test_that_a_correction_needs_a_sign_of_equality() -> None:
    refused = refusal("given Prenume")
    assert "«=»" in refused.problem
    assert "FIELD=COLUMN" in refused.remedy


def test_that_the_guess_itself_is_not_changed() -> None:
    before = dict(GUESSED)
    corrected("family=Poreclă")
    assert before == GUESSED


@given(
    st.dictionaries(st.sampled_from([*Field, "day:1", "session:LAB"]), st.sampled_from(HEADERS), max_size=6)
)
def test_that_any_choice_of_columns_can_be_told_as_corrections(chosen: dict[str, str]) -> None:
    wanted = {field: header for field, header in chosen.items() if list(chosen.values()).count(header) == 1}
    others = [header for header in HEADERS if header not in wanted.values()]
    wanted |= {f"extra:{header}": header for header in others[::2]}
    assert mapped(GUESSED, HEADERS, overrides_for(wanted, HEADERS), EVENT) == wanted


def test_that_columns_chosen_for_another_event_are_kept_as_far_as_they_fit() -> None:
    chosen = {"family": "A", "day:9": "B", "session:GONE": "C", "email": "Lost", "day:1": "D", "given": "A"}
    assert usable(chosen, ["A", "B", "C", "D"], EVENT) == {
        "family": "A",
        "extra:B": "B",
        "extra:C": "C",
        "day:1": "D",
    }
