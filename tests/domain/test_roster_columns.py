"""Columns are recognised by their headers in six languages, and by what they hold."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.event import Category
from checkin_app.domain.roster_columns import guess_columns, recognised
from checkin_app.domain.roster_headers import (
    LANGUAGES,
    NAMES_FOR_ANY_PART,
    OWN_HEADERS,
    Field,
    header_key,
    synonyms,
)
from checkin_app.domain.text import fold
from tests.domain.programmes import EVENT

CONTENT = {
    Field.EMAIL: ("ana@example.org", "ion@example.org", "li@example.org"),
    Field.DAYS: ("1,3", "all", "2"),
    Field.SESSIONS: ("LAB", "LAB, TOUR", "TOUR"),
    Field.STATUS: ("active", "cancelled", "active"),
    Field.CATEGORY: ("Public", "Public", "Exchange visitor"),
    Field.EXTERNAL_ID: ("A1", "A2", "A3"),
}
NAMES = ("Ana", "Ion", "Li")

HEADERS_AS_WRITTEN = {
    "en": ["ID", "First name", "Last name", "E-mail address", "Organisation", "Job title", "Country", "Category", "Days", "Sessions", "Notes"],
    "ro": ["Cod înscriere", "Prenume", "Nume", "Adresă de e-mail", "Organizație", "Funcția", "Țara", "Categorie", "Zile", "Sesiuni", "Observații"],
    "it": ["Codice iscrizione", "Nome", "Cognome", "Indirizzo e-mail", "Ente", "Qualifica", "Paese", "Categoria", "Giorni", "Sessioni", "Note"],
    "fr": ["N° d’inscription", "Prénom", "Nom", "Courriel", "Organisme", "Fonction", "Pays", "Catégorie", "Jours", "Séances", "Remarques"],
    "de": ["Teilnehmer-Nr.", "Vorname", "Name", "E-Mail-Adresse", "Firma", "Funktion", "Land", "Kategorie", "Tage", "Sitzungen", "Bemerkungen"],
    "el": ["Κωδικός", "Όνομα", "Επώνυμο", "Ηλεκτρονικό ταχυδρομείο", "Φορέας", "Θέση", "Χώρα", "Κατηγορία", "Ημέρες", "Συνεδρίες", "Παρατηρήσεις"],
}  # fmt: skip
FIELDS_AS_WRITTEN = [
    *("external_id", "given", "family", "email", "organisation", "job_title", "country", "category", "days"),
    *("sessions", "note"),
]


def guessed(headers: Sequence[str], *rows: Sequence[str]) -> dict[str, str]:
    """The guess without the columns that are only kept."""
    columns = guess_columns(headers, rows, EVENT)
    return {field: header for field, header in columns.items() if not field.startswith("extra:")}


def column(header: str, *values: str) -> str | None:
    """What one column beside a whole name is taken for."""
    rows = [(value, f"Ana {number}") for number, value in enumerate(values)]
    columns = guess_columns((header, "Full name"), rows, EVENT)
    return next((field for field, found in columns.items() if found == header), None)


# -- six languages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_roster_in_each_language_is_understood(language: str) -> None:
    headers = HEADERS_AS_WRITTEN[language]
    assert guessed(headers) == dict(zip(FIELDS_AS_WRITTEN, headers, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_case_accents_and_punctuation_of_headers_do_not_matter(language: str) -> None:
    for spelt in (str.upper, fold, lambda header: f" {header} * "):
        headers = [spelt(header) for header in HEADERS_AS_WRITTEN[language]]
        assert guessed(headers) == dict(zip(FIELDS_AS_WRITTEN, headers, strict=True))


ALL_SYNONYMS = [
    (field, language, word) for field in Field for language in LANGUAGES for word in synonyms(field)[language]
]


@pytest.mark.parametrize(("field", "language", "word"), ALL_SYNONYMS)
def test_that_every_synonym_leads_to_its_field(field: Field, language: str, word: str) -> None:
    header = word.rstrip("?").title()
    values = CONTENT.get(field, NAMES)
    rows = [(value, "x") for value in values]
    found = guessed((header, "zzz"), *rows)
    assert found == {field.value: header}, language


@pytest.mark.parametrize("field", Field)
@pytest.mark.parametrize("language", LANGUAGES)
def test_that_each_language_has_three_words_for_each_field(field: Field, language: str) -> None:
    any_part = {Field.GIVEN, Field.FAMILY, Field.FULL_NAME}
    words = set(synonyms(field)[language]) | (NAMES_FOR_ANY_PART if field in any_part else set())
    assert len(words) >= 3


def test_that_synonyms_are_written_as_they_are_looked_up() -> None:
    assert [word for _, _, word in ALL_SYNONYMS if header_key(word.rstrip("?")) != word.rstrip("?")] == []


def test_that_no_strong_word_means_two_fields() -> None:
    meanings: dict[str, set[Field]] = {}
    for field, _, word in ALL_SYNONYMS:
        if not word.endswith("?"):
            meanings.setdefault(word, set()).add(field)
    assert {word: fields for word, fields in meanings.items() if len(fields) > 1} == {}


# -- names ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (("Name", "Vorname"), ("family", "given")),
        (("Nume", "Prenume"), ("family", "given")),
        (("Nom", "Prénom"), ("family", "given")),
        (("Nome", "Cognome"), ("given", "family")),
        (("Όνομα", "Επώνυμο"), ("given", "family")),
        (("Name", "Surname"), ("given", "family")),
        (("Name", "First name"), ("family", "given")),
        (("Name", "E-mail"), ("full_name", "email")),
        (("Nume", "Firma"), ("full_name", "organisation")),
        (("Nome", "Paese"), ("full_name", "country")),
        (("Όνομα", "Χώρα"), ("full_name", "country")),
        (("Name", "Badge name"), ("full_name", "badge_name")),
        (("First name", "Last name", "Name"), ("given", "family", "full_name")),
        (("Full name", "Name"), ("full_name", None)),
    ],
)
def test_that_a_word_for_any_name_takes_the_part_that_is_missing(
    headers: tuple[str, ...], fields: tuple[str | None, ...]
) -> None:
    found = guessed(headers)
    assert [next((f for f, h in found.items() if h == header), None) for header in headers] == list(fields)


@pytest.mark.parametrize(
    "header",
    [
        "Nume și prenume",
        "Cognome e nome",
        "Nom et prénom",
        "Vor- und Nachname",
        "Ονοματεπώνυμο",
        "Nume complet",
    ],
)
def test_that_whole_names_are_recognised(header: str) -> None:
    assert guessed((header,)) == {"full_name": header}


def test_that_a_guest_column_of_yes_and_no_holds_no_names() -> None:
    assert column("Guest", "yes", "no") == "extra:Guest"
    assert column("Attendee", "1", "2") == "extra:Attendee"


# -- questions and remarks around the words ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("First name *", "given"),
        ("E-mail (work)", "email"),
        ("Prenume / First name", "given"),
        ("Nome | Surname", "family"),
        ("What is your e-mail address?", "email"),
        ("Please enter your first name", "given"),
        ("Which organisation do you represent?", "organisation"),
        ("Numele și prenumele dumneavoastră", "full_name"),
        ("Ce organizație reprezentați?", "organisation"),
        ("Quelle organisation représentez-vous ?", "organisation"),
        ("Welche Organisation vertreten Sie?", "organisation"),
        ("Attendee first name", "given"),
        ("Participant's e-mail", "email"),
        ("E-mail du participant", "email"),
        ("E-Mail des Teilnehmers", "email"),
        ("Prenume participant", "given"),
        ("Email partecipante", "email"),
        ("Attendee #", "external_id"),
        ("Contact details: E-mail", "email"),
    ],
)
def test_that_questions_and_remarks_do_not_hide_the_word(header: str, field: str) -> None:
    assert guessed((header, "zzz")) == {field: header}


@pytest.mark.parametrize(
    "header",
    [
        *(
            "Buyer e-mail",
            "Emergency contact name",
            "Company size",
            "Type of organisation",
            "Hotel name",
            "Phone",
        ),
        *("Order code", "Order #", "Dietary needs", "Registration date", "Timestamp", "Zweitname", "Adresă"),
    ],
)
def test_that_a_word_within_another_meaning_is_kept_as_it_is(header: str) -> None:
    assert column(header, "a", "b") == f"extra:{header}"


def test_that_the_exact_word_wins_over_the_likely_one() -> None:
    assert guessed(("Contact / E-mail", "E-mail"))["email"] == "E-mail"
    assert guessed(("E-mail", "E-mail address"))["email"] == "E-mail"


def test_that_a_column_with_content_wins_over_a_blank_one() -> None:
    rows = [("", "ana@example.org"), ("", "ion@example.org")]
    assert guessed(("E-mail", "Mail address"), *rows)["email"] == "Mail address"


# -- content -------------------------------------------------------------------------------------------------


def test_that_a_column_without_addresses_is_no_e_mail_column() -> None:
    assert column("E-mail", "yes", "no") == "extra:E-mail"
    assert column("Email", "anonymous", "anonymous") == "extra:Email"


def test_that_a_column_full_of_addresses_is_the_e_mail_column_whatever_its_header() -> None:
    assert column("Kontakt", "ana@example.org", "ion@example.org") == "email"
    assert column("Kontakt", "ana@example.org", "none", "none") == "extra:Kontakt"


def test_that_an_id_that_stands_twice_is_still_an_id_and_a_mistake() -> None:
    assert column("ID", "A1", "A2") == "external_id"
    assert column("ID", "A1", "A1") == "external_id"


def test_that_a_reference_that_several_people_share_is_no_id_of_a_person() -> None:
    assert column("Reference", "A1", "A2") == "external_id"
    assert column("Reference", "A1", "A1") == "extra:Reference"


def test_that_of_two_ids_the_one_that_tells_people_apart_is_taken() -> None:
    rows = [("A1", "t1"), ("A1", "t2")]
    assert guessed(("Registration ID", "Ticket ID"), *rows) == {"external_id": "Ticket ID"}


@pytest.mark.parametrize("header", ["First name", "Last name", "Full name", "Name"])
def test_that_people_may_be_called_no(header: str) -> None:
    assert guessed((header, "zzz"), ("No", "x"))


def test_that_titles_are_jobs_only_if_they_are_not_salutations() -> None:
    assert column("Title", "Director", "Cluster manager") == "job_title"
    assert column("Title", "Mr", "Ms", "Dr.") == "extra:Title"
    assert column("Titlu", "Dl.", "Dna") == "extra:Titlu"


def test_that_a_role_is_a_category_if_the_event_has_such_categories() -> None:
    assert column("Role", "Public", "Exchange visitor") == "category"
    assert column("Role", "Director", "Analyst", "Mayor") == "job_title"


def test_that_a_product_is_a_category_if_few_are_repeated() -> None:
    assert column("Product", "Standard", "Standard", "Speaker") == "category"
    assert column("Product", "Standard", "Speaker", "Press") == "extra:Product"


def test_that_a_day_or_workshop_column_must_speak_of_the_programme() -> None:
    assert column("Day", "1", "2") == "days"
    assert column("Date", "2019-05-01", "2019-05-02") == "extra:Date"
    assert column("Workshop", "LAB", "LAB") == "sessions"
    assert column("Workshop", "Pottery", "Weaving") == "extra:Workshop"


def test_that_a_clear_word_for_days_or_sessions_needs_no_consent() -> None:
    assert column("Days", "nonsense") == "days"
    assert column("Sessions", "nonsense") == "sessions"


def test_that_a_status_column_must_speak_of_registration() -> None:
    assert column("Status", "Attending", "Not Attending", "") == "status"
    assert column("Status", "Cancelled", "") == "status"
    assert column("Status", "married", "single") == "extra:Status"
    assert column("Stare civilă", "căsătorit") == "extra:Stare civilă"


def test_that_a_column_that_numbers_the_lines_is_left_out() -> None:
    assert column("Nr. crt.", "1", "2", "3") is None
    assert column("#", "1.", "2.", "3.") is None
    assert column("No.", "17", "4", "9") == "extra:No."
    assert column("Lfd. Nr.", "1", "1", "2") == "extra:Lfd. Nr."


# -- yes and no, a column a day or session -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Day 1", "day:1"),
        ("Ziua 2", "day:2"),
        ("Giorno 3", "day:3"),
        ("Jour 1", "day:1"),
        ("2. Tag", "day:2"),
        ("Ημέρα 3", "day:3"),
        ("21.11.2023", "day:1"),
        ("2023-11-22", "day:2"),
        ("23 Nov", "day:3"),
        ("marți, 21 noiembrie", "day:1"),
        ("Wednesday", "day:2"),
        ("Day 2 – Conference", "day:2"),
        ("Will you attend day 3?", "day:3"),
        ("Which days will you attend? [22 November]", "day:2"),
        ("D1", "day:1"),
    ],
)
def test_that_a_column_for_one_day_is_recognised(header: str, field: str) -> None:
    assert column(header, "yes", "") == field
    assert column(header, "x", "✓", "0") == field


@pytest.mark.parametrize(
    "header", ["Lunch day 1", "Day 1 arrival", "Phone 2", "Day 4", "24.11.2023", "Days 1-2"]
)
def test_that_other_columns_with_numbers_are_not(header: str) -> None:
    assert column(header, "yes", "no") == f"extra:{header}"


def test_that_a_day_column_with_anything_but_yes_and_no_is_not() -> None:
    assert column("Day 1", "09:30", "yes") == "extra:Day 1"


def test_that_one_odd_answer_among_many_is_no_reason_to_forget_a_day_or_a_session() -> None:
    answers = ("da", "nu", "da", "da", "poate", "nu")
    assert column("Ziua 2 (22 noiembrie)", *answers) == "day:2"
    assert column("MATCHMAKING", *answers) == "session:MATCHMAKING"


def test_that_a_day_column_may_repeat_its_own_day() -> None:
    assert column("Day 1", "Day 1", "") == "day:1"
    assert column("21 Nov", "21 Nov", "21 Nov") == "day:1"


def test_that_of_two_columns_for_a_day_the_first_counts() -> None:
    columns = guess_columns(("Full name", "Day 1", "Ziua 1"), [("Ana Pop", "x", "")], EVENT)
    assert columns == {"full_name": "Full name", "day:1": "Day 1", "extra:Ziua 1": "Ziua 1"}


def test_that_a_column_headed_by_a_session_is_recognised() -> None:
    assert column("MATCHMAKING", "yes", "no") == "session:MATCHMAKING"
    assert column("Tour (Sunday shoes!)", "da", "nu") == "session:TOUR"
    assert column("Lab", "Room 3") == "extra:Lab"


# -- the whole -----------------------------------------------------------------------------------------------


def test_that_an_exported_roster_needs_no_guess() -> None:
    headers = [*OWN_HEADERS.values(), "Title", "Day 1", "Kontakt"]
    row = ["", "Ana", "Pop", *[""] * 10, "Director", "x", "ana@example.org"]
    columns = guess_columns(headers, [row], EVENT)
    assert columns == {
        **{field.value: header for field, header in OWN_HEADERS.items()},
        "extra:Title": "Title",
        "extra:Day 1": "Day 1",
        "extra:Kontakt": "Kontakt",
    }


def test_that_unknown_columns_are_kept_under_their_headers() -> None:
    assert guess_columns(("Nume", "Telefon", "Mărime tricou"), [], EVENT) == {
        "full_name": "Nume",
        "extra:Telefon": "Telefon",
        "extra:Mărime tricou": "Mărime tricou",
    }


def test_that_the_events_own_words_help() -> None:
    event = replace(EVENT, categories=(Category("Cluster manager"), Category("Mayor")))
    rows = [("Ana", "Mayor"), ("Ion", "Cluster manager")]
    assert guess_columns(("Nume", "Rol"), rows, event)["category"] == "Rol"


@given(
    st.lists(st.text(max_size=20), max_size=8, unique=True),
    st.lists(st.lists(st.text(max_size=8), max_size=9), max_size=4),
)
def test_that_any_table_is_guessed_and_no_column_used_twice(
    headers: list[str], rows: list[list[str]]
) -> None:
    columns = guess_columns(headers, rows, EVENT)
    assert set(columns.values()) <= set(headers)
    assert len(set(columns.values())) == len(columns)


# -- finding the line of headers -----------------------------------------------------------------------------


def test_that_headers_are_told_from_titles_and_people() -> None:
    assert recognised(("Nume", "Prenume", "E-mail", "Telefon")) == 3
    assert recognised(("Lista participanților la conferință", "", "")) == 0
    assert recognised(("Popescu", "Ion", "ion@example.org", "0723")) == 0


def test_that_endless_cells_are_no_headers() -> None:
    assert recognised(("email " * 100,)) == 0
