"""A list comes in from the command line as it does in the window: the same plan, the same sentences, nothing half done."""

from pathlib import Path

import pytest

from checkin_app.bootstrap import open_services
from tests.cli.conftest import Ran, Run
from tests.services.roster_samples import as_csv, as_xlsx
from tests.services.test_roster_files import BAD

LIST = [
    ("ID", "Prenume", "Nume", "E-mail", "Organizație", "Zile", "Telefon"),
    ("A1", "Ana", "Pop", "ana@example.org", "Flax", "1,3", "=1+1"),
    ("A2", "Ștefan", "Țăranu", "stefan@example.org", "Hemp", "", "2"),
    ("A3", "", "", "", "Wool", "", "3"),
]


def saved(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def imported(run: Run, event: Path, roster: Path, *options: str) -> Ran:
    ran = run("import", event, roster, *options)
    assert ran.status == 0, ran
    return ran


def people(run: Run, event: Path) -> list[dict[str, object]]:
    return run("people", event, "--json").json()


def test_that_an_import_says_what_it_did_for_people_and_for_machines(
    run: Run, event: Path, tmp_path: Path
) -> None:
    roster = saved(tmp_path, as_csv(LIST))
    told = imported(run, event, roster, "--dry-run")
    assert told.out.startswith("list.csv: 2 new, 0 updated, 0 same, 1 row with problems left out.")
    assert "row 4, column «Nume»: The row has no name." in told.err
    assert people(run, event) == []
    done = imported(run, event, roster, "--json").json()
    assert (done["new"], done["updated"], done["same"]) == (2, 0, 0)
    assert done["problems"] == [{"row": 4, "column": "Nume", "reason": "The row has no name."}]
    assert done["columns"]["family"] == "Nume"
    assert [person["family"] for person in people(run, event)] == ["Pop", "Țăranu"]


def test_that_every_option_for_reading_works(run: Run, event: Path, tmp_path: Path) -> None:
    text = saved(tmp_path, "Wer#Woher\nIrmã Bæk#Ny\n".encode("cp1252"))
    options = (
        "--encoding",
        "cp1252",
        "--delimiter",
        "#",
        "--map",
        "full_name=Wer",
        "--map",
        "organisation=2",
    )
    imported(run, event, text, *options)
    book = saved(
        tmp_path, as_xlsx(Cover=[["Conference"]], People=[("Nume", "Prenume"), ("Ng", "Li")]), "list.xlsx"
    )
    imported(run, event, book, "--sheet", "People")
    assert [(each["given"], each["family"], each["organisation"]) for each in people(run, event)] == [
        ("Irmã", "Bæk", "Ny"),
        ("Li", "Ng", ""),
    ]


def test_that_an_open_encoding_is_asked_about_with_the_option_that_answers(
    run: Run, event: Path, tmp_path: Path
) -> None:
    roster = saved(tmp_path, "Nome;Cognome\nIrmã;Bæk".encode("cp1252"))
    ran = run("import", event, roster)
    assert ran.status == 1
    assert "cp1252" in ran.err
    assert "--encoding" in ran.err
    assert people(run, event) == []


@pytest.mark.parametrize("options", [("--map", "shoe=Nume"), ("--map", "family=Lost"), ("--map", "family"), ("--sheet", "X"), ("--encoding", "x"), ("--delimiter", "::")])  # fmt: skip
def test_that_a_wrong_option_is_refused_with_what_there_is(
    options: tuple[str, str], run: Run, event: Path, tmp_path: Path
) -> None:
    ran = run("import", event, saved(tmp_path, as_csv(LIST)), *options)
    assert ran.status == 1
    assert options[1] in ran.err
    assert people(run, event) == []


def test_that_a_corrected_list_changes_only_corrections_and_no_attendance(
    run: Run, event: Path, tmp_path: Path
) -> None:
    imported(run, event, saved(tmp_path, as_csv(LIST)))
    code = str(people(run, event)[0]["code"])
    assert run("--now", "2023-11-21T09:30:00+02:00", "scan", event, "--at", "day:1", typed=[code]).status == 0
    corrected = [
        *LIST[:1],
        ("A1", "Anna", "Pop", "ana@example.org", "Flax", "1,3", "=1+1"),
        LIST[2],
        ("A3", "Li", "Ng", "", "Wool", "", "3"),
    ]
    done = imported(run, event, saved(tmp_path, as_csv(corrected)), "--json").json()
    assert (done["new"], done["updated"], done["same"], done["problems"]) == (1, 1, 1, [])
    after = people(run, event)
    assert [each["given"] for each in after] == ["Anna", "Ștefan", "Li"]
    assert after[0]["code"] == code
    assert after[0]["present"] == [1]
    again = imported(run, event, saved(tmp_path, as_csv(corrected)), "--json").json()
    assert (again["new"], again["updated"], again["same"]) == (0, 0, 3)


def test_that_an_exported_roster_imports_again_as_the_same(run: Run, event: Path, tmp_path: Path) -> None:
    odd = [
        LIST[0],
        *[
            (f"B{number}", f"{sign}Ana", f"{sign}Pop", "", f"{sign}1+1", "", f"{sign}x")
            for number, sign in enumerate("=+-@'")
        ],
    ]
    imported(run, event, saved(tmp_path, as_csv(odd)))
    for name, options in (("out.csv", ()), ("out.csv", ("--excel",)), ("out.xlsx", ())):
        assert run("export", "people", event, tmp_path / name, *options).status == 0
        done = imported(run, event, tmp_path / name, "--json").json()
        assert (done["new"], done["updated"], done["same"], done["problems"]) == (0, 0, 5, [])


@pytest.mark.parametrize("what", [what for what in BAD if what != "noise"])
def test_that_a_bad_file_gets_a_sentence_and_changes_nothing(
    what: str, run: Run, event: Path, tmp_path: Path
) -> None:
    before = event.read_bytes()
    data, problem = BAD[what]
    ran = run("import", event, saved(tmp_path, data, "list.xlsx"))
    assert ran.status == 1
    assert ran.out == ""
    assert "list.xlsx" in ran.err
    assert problem in ran.err
    assert event.read_bytes() == before


def test_that_an_import_is_in_the_log_with_the_name_and_the_digest_of_its_file(
    run: Run, event: Path, tmp_path: Path
) -> None:
    imported(run, event, saved(tmp_path, as_csv(LIST)))
    services = open_services(event, desk="x", computer="tests")
    try:
        assert len(services.roster.people()) == 2
    finally:
        services.close()
    assert run("verify", event).status == 0
