"""Lists as other systems export them come in without hand work. The column names are theirs, all people are invented."""

from collections.abc import Mapping, Sequence

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.domain.participant import Status
from checkin_app.domain.roster import ImportPlan, RosterRow, guess_columns, plan_import, read_rows
from checkin_app.services.roster_files import read_bytes_roster
from tests.domain.programmes import D1, D2, D3, EVENT
from tests.services.roster_samples import as_csv, as_xlsx

PRETIX_CHECK_IN_LIST = """\
"Order code";"Attendee name";"Attendee name: Given name";"Attendee name: Family name";"Product";"Price";"Checked in";"Checked out";"Automatically checked in";"Secret";"E-mail";"Company";"Voucher code";"Order date";"Requires special attention";"Comment";"Seat ID"
"ABCDE";"Ana Pop";"Ana";"Pop";"Public";"0.00";"";"";"No";"k3x9a";"office@example.org";"Flax";"";"2023-10-01";"No";"";""
"ABCDE";"Ion Țăranu";"Ion";"Țăranu";"Public";"0.00";"11/21/2023 9:01 a.m.";"";"No";"p7m2b";"office@example.org";"Flax";"";"2023-10-01";"Yes";"Wheelchair";""
"""
PRETIX_ORDERS = """\
Order code,Position ID,Status,Email,Order date,Order time,Product,Variation,Price,Attendee name,Attendee email,Company,Address,ZIP code,City,Country,Pseudonymization ID,Ticket secret
ABCDE,1,paid,buyer@example.org,2023-10-01,10:00:00,Exchange visitor,,0.00,"Pop, Ana",ana@example.org,Flax,Str. 1,700000,Iași,RO,PSEUDO1,secret1
ABCDE,2,canceled,buyer@example.org,2023-10-01,10:00:00,Public,,0.00,Ion Țăranu,ion@example.org,Flax,Str. 1,700000,Iași,RO,PSEUDO2,secret2
"""
INDICO = """\
ID,Name,First Name,Last Name,Email Address,Affiliation,Position,Country,Registration date,Registration state,Checked in,Check-in date
1,Ana Pop,Ana,Pop,ana@example.org,Flax,Director,Romania,2023-10-01 10:00,Completed,No,
2,Ion Țăranu,Ion,Țăranu,ion@example.org,Hemp,Clerk,Romania,2023-10-02 11:00,Withdrawn,No,
"""
EVENTBRITE = """\
Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type,Attendee #,Group,Order Type,Currency,Total Paid,Fees Paid,Attendee Status,Job Title,Company
9001,2023-10-01 10:00:00,Ana,Pop,ana@example.org,1,,Public,1111,,Free Order,EUR,0.00,0.00,Attending,Director,Flax
9001,2023-10-01 10:00:00,Ion,Țăranu,ana@example.org,1,,Exchange visitor,1112,,Free Order,EUR,0.00,0.00,Not Attending,,Hemp

Totals,,,,,2,,,,,,,0.00,0.00,,,
"""
GOOGLE_FORM = """\
Marcaj de timp,Adresă de e-mail,Numele și prenumele dumneavoastră,Ce organizație reprezentați?,La ce zile participați? [21 noiembrie],La ce zile participați? [22 noiembrie],La ce zile participați? [23 noiembrie],Observații
01.10.2023 10:00:00,ana@example.org,Ana Pop,Flax,Da,Da,Da,
01.10.2023 11:00:00,ion@example.org,Ion Țăranu,Hemp,Da,,Da,Vegetarian
"""
GOOGLE_FORM_WITH_BOXES = """\
Timestamp,Email Address,What is your full name?,Organisation,Which days?,Ticket
10/1/2023 10:00:00,ana@example.org,Ana Pop,Flax,"Day 1 (21 November), Day 2 (22 November), Day 3 (23 November)",Public
10/1/2023 11:00:00,ion@example.org,Ion Țăranu,Hemp,"Day 1 (21 November), Day 3 (23 November)",Public
"""
MICROSOFT_FORM = [
    ("ID", "Start time", "Completion time", "Email", "Name", "First name", "Last name", "Your e-mail", "Organisation", "Days"),
    (1, "10/1/23 10:00", "10/1/23 10:05", "anonymous", None, "Ana", "Pop", "ana@example.org", "Flax", "21.11.2023;22.11.2023;23.11.2023;"),
    (2, "10/1/23 11:00", "10/1/23 11:05", "anonymous", None, "Ion", "Țăranu", "ion@example.org", "Hemp", "21.11.2023;23.11.2023;"),
]  # fmt: skip
EUSURVEY = [
    ("Alias", "HempClub registration"),
    ("Export Date", "02-10-2023 09:00"),
    (),
    ("First name", "Surname", "E-mail address", "Name of organisation", "Country", "Attendance: 21 November", "Attendance: 22 November",
     "Attendance: 23 November", "Contribution ID", "Creation date", "Languages"),
    ("Ana", "Pop", "ana@example.org", "Flax", "Romania", "Yes", "Yes", "Yes", "c0ffee-1", "2023-10-01", "RO"),
    ("Ion", "Țăranu", "ion@example.org", "Hemp", "Romania", "Yes", "No", "Yes", "c0ffee-2", "2023-10-01", "RO"),
]  # fmt: skip
NATIONAL_LIST = """\
LISTA PARTICIPANȚILOR;;;;
;;;;
Nr. crt.;Nume și prenume;Instituția;Funcția;Semnătura
1;ana POP;Flax;Director;
2;ion ȚĂRANU;Hemp;Referent;

Total;2;;;
"""

Imported = tuple[Mapping[str, str], list[RosterRow], ImportPlan]


def imported(data: bytes, name: str) -> Imported:
    table = read_bytes_roster(data, name)
    columns = guess_columns(table.headers, table.rows, EVENT)
    rows, problems = read_rows(table, columns, EVENT)
    plan = plan_import(rows, problems, [], columns=columns, event=EVENT)
    assert plan.problems == ()
    return columns, rows, plan


SYSTEMS = {
    "pretix check-in list": PRETIX_CHECK_IN_LIST.encode(),
    "pretix orders": PRETIX_ORDERS.encode(),
    "Indico": INDICO.encode("utf-8-sig"),
    "Eventbrite": EVENTBRITE.encode(),
    "Google Forms grid": GOOGLE_FORM.encode(),
    "Google Forms boxes": GOOGLE_FORM_WITH_BOXES.encode(),
    "Microsoft Forms": as_xlsx(Form1=MICROSOFT_FORM),
    "EUSurvey": as_xlsx(Content=EUSURVEY),
    "a list typed by hand": NATIONAL_LIST.translate(str.maketrans("șțȘȚ", "şţŞŢ")).encode("cp1250"),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_that_the_people_of_every_system_come_in(system: str) -> None:
    _, rows, plan = imported(SYSTEMS[system], "export")
    assert [(row.given.title(), row.family.title()) for row in rows] == [("Ana", "Pop"), ("Ion", "Țăranu")]
    assert rows[0].organisation == "Flax"
    assert len(plan.new) == 2


@pytest.mark.parametrize(
    "system", [system for system in SYSTEMS if "hand" not in system and "check-in" not in system]
)
def test_that_addresses_are_those_of_the_people(system: str) -> None:
    _, rows, _ = imported(SYSTEMS[system], "export")
    assert rows[0].email in {"ana@example.org", "buyer@example.org"}


@pytest.mark.parametrize(
    ("system", "field", "column"),
    [
        ("pretix check-in list", "external_id", "Secret"),
        ("pretix check-in list", "category", "Product"),
        ("pretix check-in list", "note", "Comment"),
        ("pretix orders", "external_id", "Pseudonymization ID"),
        ("pretix orders", "status", "Status"),
        ("Indico", "external_id", "ID"),
        ("Indico", "organisation", "Affiliation"),
        ("Indico", "job_title", "Position"),
        ("Indico", "status", "Registration state"),
        ("Eventbrite", "external_id", "Attendee #"),
        ("Eventbrite", "category", "Ticket Type"),
        ("Eventbrite", "status", "Attendee Status"),
        ("Microsoft Forms", "email", "Your e-mail"),
        ("Microsoft Forms", "external_id", "ID"),
        ("EUSurvey", "external_id", "Contribution ID"),
        ("EUSurvey", "organisation", "Name of organisation"),
        ("a list typed by hand", "full_name", "Nume şi prenume"),
    ],
)
def test_that_their_columns_are_recognised(system: str, field: str, column: str) -> None:
    columns, _, _ = imported(SYSTEMS[system], "export")
    assert columns[field] == column


def test_that_an_order_that_several_people_share_is_no_id_of_theirs() -> None:
    for system in ("pretix check-in list", "pretix orders", "Eventbrite"):
        columns, _, _ = imported(SYSTEMS[system], "export")
        assert not {"Order code", "Order #"} & {columns.get("external_id")}


@pytest.mark.parametrize("system", ["Google Forms grid", "Google Forms boxes", "Microsoft Forms", "EUSurvey"])
def test_that_the_days_of_forms_are_understood(system: str) -> None:
    _, rows, _ = imported(SYSTEMS[system], "export")
    assert rows[0].stated_days == {D1, D2, D3}
    assert rows[0].days is None
    assert rows[1].days == {D1, D3}


@pytest.mark.parametrize("system", ["pretix orders", "Indico", "Eventbrite"])
def test_that_those_who_cancelled_are_known(system: str) -> None:
    _, rows, _ = imported(SYSTEMS[system], "export")
    assert [row.status for row in rows] == [Status.ACTIVE, Status.CANCELLED]


def test_that_titles_numbering_and_totals_are_no_people() -> None:
    columns, rows, _ = imported(SYSTEMS["a list typed by hand"], "lista.csv")
    assert [row.row for row in rows] == [4, 5]
    assert "Nr. crt." not in columns.values()
    assert rows[1].family == "ȚĂRANU"


# -- whole exports, with everything that stands in them ------------------------------------------------------
# The headers are those that the systems' own code writes: pretix's order positions, Indico's registrations.

PRETIX_POSITIONS = (
    "Event slug", "Order code", "Position ID", "Status", "Email", "Phone number", "Order date", "Order time", "Product",
    "Variation", "Price", "Tax rate", "Tax rule", "Tax value", "Attendee name", "Attendee name: Given name",
    "Attendee name: Family name", "Attendee email", "Company", "Address", "ZIP code", "City", "Country", "State", "Voucher",
    "Pseudonymization ID", "Seat ID", "Seat name", "Seat zone", "Seat row", "Seat number", "Order comment",
    "Follow-up date", "Day 1", "Day 2", "Day 3", "Company", "Invoice address name", "Address", "ZIP code", "City", "Country",
    "State", "VAT ID", "Sales channel", "Order locale", "E-mail address verified", "Payment providers",
)  # fmt: skip
INDICO_REGISTRATIONS = (
    "ID", "Name", "First Name", "Last Name", "Email Address", "Affiliation", "Position", "Address", "Phone Number",
    "Country", "Registration date", "Modification date", "Registration state", "Created by", "Price", "Checked in",
    "Check-in date", "Payment date", "Tags",
)  # fmt: skip


def table_of(headers: Sequence[str], *people: Mapping[str, str]) -> bytes:
    """Rows with these cells; of equal headers the first gets them."""
    rows = [
        [person.get(header, "") if headers.index(header) == at else "" for at, header in enumerate(headers)]
        for person in people
    ]
    return as_csv([headers, *rows])


def position(number: int, given: str, family: str, **cells: str) -> dict[str, str]:
    names = {
        "Attendee name": f"{given} {family}",
        "Attendee name: Given name": given,
        "Attendee name: Family name": family,
    }
    order = {
        "Event slug": "cmr",
        "Order code": "ABCDE",
        "Position ID": str(number),
        "Email": "buyer@example.org",
        "Order date": "2023-10-01",
    }
    rest = {
        "Product": "Public",
        "Price": "0.00",
        "Country": "RO",
        "Pseudonymization ID": f"P{number}",
        "E-mail address verified": "Yes",
    }
    return names | order | rest | {name.replace("_", " "): cell for name, cell in cells.items()}


def test_that_a_whole_export_of_pretix_comes_in_with_both_its_addresses() -> None:
    ana = position(
        1,
        "Ana",
        "Pop",
        Status="paid",
        Attendee_email="ana@example.org",
        Company="Flax",
        Day_1="Yes",
        Day_2="No",
        Day_3="Yes",
    )
    ion = position(2, "Ion", "Țăranu", Status="expired", Company="Hemp", Day_1="No", Day_2="No", Day_3="Yes")
    columns, rows, _ = imported(table_of(PRETIX_POSITIONS, ana, ion), "cmr_orders.csv")
    assert columns["email"] == "Attendee email"
    assert columns["organisation"] == "Company"
    assert "extra:Company (2)" in columns
    assert [(row.external_id, row.email, row.organisation, row.status) for row in rows] == [
        ("P1", "ana@example.org", "Flax", Status.ACTIVE),
        ("P2", "", "Hemp", Status.CANCELLED),
    ]
    assert [row.days for row in rows] == [{D1, D3}, {D3}]


def test_that_an_order_s_address_serves_where_nobody_has_one_of_their_own() -> None:
    people = [
        position(number, "Ana", family, Status="paid") for number, family in enumerate(("Pop", "Ng"), 1)
    ]
    columns, _, _ = imported(table_of(PRETIX_POSITIONS, *people), "cmr_orders.csv")
    assert columns["email"] == "Email"


def test_that_one_header_that_stands_twice_is_still_a_mistake() -> None:
    with pytest.raises(BadInput, match="Two columns have the header «Company»"):
        read_bytes_roster(
            as_csv([("Name", "Company", "City", "Company", "City"), ("Ana Pop", "", "", "", "")]), "list.csv"
        )


def test_that_a_whole_export_of_indico_comes_in() -> None:
    ana = {
        "ID": "1",
        "Name": "Ana Pop",
        "First Name": "Ana",
        "Last Name": "Pop",
        "Email Address": "ana@example.org",
        "Affiliation": "Flax",
        "Registration state": "Unpaid",
    }
    ion = ana | {
        "ID": "2",
        "Name": "Ion Țăranu",
        "First Name": "Ion",
        "Last Name": "Țăranu",
        "Email Address": "ion@example.org",
        "Registration state": "Rejected",
    }
    columns, rows, _ = imported(table_of(INDICO_REGISTRATIONS, ana, ion), "registrations.csv")
    assert (columns["job_title"], columns["country"]) == ("Position", "Country")
    assert [(row.name, row.external_id, row.status) for row in rows] == [
        ("Ana Pop", "1", Status.ACTIVE),
        ("Ion Țăranu", "2", Status.CANCELLED),
    ]


def test_that_the_newer_attendee_list_of_eventbrite_tells_buyers_from_people() -> None:
    headers = ("Order ID", "Order date", "Buyer first name", "Buyer last name", "Buyer email", "Attendee #", "Attendee first name",
               "Attendee last name", "Attendee email", "Ticket type", "Attendee status")  # fmt: skip
    row = (
        "9",
        "2023-10-01",
        "Bo",
        "Yer",
        "buyer@example.org",
        "1",
        "Ana",
        "Pop",
        "ana@example.org",
        "Public",
        "Attending",
    )
    _, rows, _ = imported(
        as_csv([headers, row, (*row[:5], "2", "Ion", "Pop", "ion@example.org", "Public", "Checked In")]),
        "e.csv",
    )
    assert [(each.name, each.email, each.external_id) for each in rows] == [
        ("Ana Pop", "ana@example.org", "1"),
        ("Ion Pop", "ion@example.org", "2"),
    ]


def test_that_a_question_whose_header_was_taken_already_is_found_under_its_number() -> None:
    headers = (
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Last modified time",
        "Name2",
        "Email2",
        "Organisation",
    )
    row = (
        "1",
        "10/1/23 10:00",
        "10/1/23 10:05",
        "anonymous",
        None,
        None,
        "Ana Pop",
        "ana@example.org",
        "Flax",
    )
    columns, rows, _ = imported(as_xlsx(Form1=[headers, row]), "form.xlsx")
    assert (columns["full_name"], columns["email"]) == ("Name2", "Email2")
    assert rows[0].name == "Ana Pop"


@pytest.mark.parametrize(
    "question",
    ["On which days will you attend?", "În ce zile participați?", "In quali giorni partecipa?", "Quels jours serez-vous présent ?",
     "An welchen Tagen nehmen Sie teil?", "Ποιες ημέρες θα είστε παρών;"],
)  # fmt: skip
def test_that_a_question_for_days_is_one_in_every_language(question: str) -> None:
    rows = [("Name", question), ("Ana Pop", "21.11.2023; 22.11.2023"), ("Ion Pop", "23.11.2023")]
    columns, people, _ = imported(as_csv(rows, ","), "form.csv")
    assert columns["days"] == question
    assert people[1].days == {D3}


def test_that_sums_without_a_word_and_numbered_empty_lines_are_no_people() -> None:
    rows = [("Nr. crt.", "Nume și prenume", "Ziua 1", "Ziua 2"), ("1", "Ana Pop", "da", "nu"), ("2", "Ion Pop", "da", "da"),
            ("3", "", "", ""), ("", "", "2", "1")]  # fmt: skip
    columns, people, _ = imported(as_csv(rows), "list.csv")
    assert columns["day:1"] == "Ziua 1"
    assert [row.name for row in people] == ["Ana Pop", "Ion Pop"]


def test_that_somebody_with_an_id_and_no_name_is_a_problem_and_no_sum() -> None:
    table = read_bytes_roster(
        as_csv([("ID", "Name", "Day 1"), ("7", "Ana Pop", "1"), ("8", "", "1")]), "list.csv"
    )
    _, problems = read_rows(table, guess_columns(table.headers, table.rows, EVENT), EVENT)
    assert [problem.row for problem in problems] == [3]
