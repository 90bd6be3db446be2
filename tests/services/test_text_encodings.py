"""Old code pages are told apart by the letters that come out; what is honestly ambiguous is asked about."""

import codecs
import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.errors import BadInput
from checkin_app.services.text_encodings import (
    CODE_PAGES,
    decode,
    guess_encoding,
    open_question,
    telling_words,
)

PEOPLE = {
    ("cp1250", "Romanian"): "Ştefan Ţăranu, Ionuţ Bălan, Lăcrămioara Mureşan, Târgovişte, Constanţa, Înfrăţirea, Pârvu Ilieş",
    ("cp1250", "Polish"): "Łukasz Wiśniewski, Małgorzata Gołębiowska, Paweł Dąbrowski, Wójcik, Elżbieta Żak, Gdańsk, Grześ",
    ("cp1250", "Czech"): "Jiří Dvořák, Lukáš Horáček, Růžena Černá, Beneš, Blažek, Kučera, Šimůnek, Plzeň, Křížová",
    ("cp1250", "Slovak"): "Ľubomír Kráľ, Mária Hviezdoslavová, Žofia Šťastná, Košice, Štefánik, Ľudovít Bôrik",
    ("cp1250", "Hungarian"): "Gergő Kőszegi, Erzsébet Szűcs, László Székely, Győr, Hegedűs Ödön, Fülöp",
    ("cp1250", "Croatian"): "Ana Petrović, Šime Kovačević, Đurđa Marčić, Žarko Božić, Čakovec",
    ("cp1250", "German"): "Jürgen Müller, Björn Weiß, Käthe Größe, Köln",
    ("iso-8859-2", "Polish"): "Łukasz Wiśniewski, Małgorzata Gołębiowska, Paweł Dąbrowski, Wójcik, Grześ Woźniak",
    ("iso-8859-2", "Czech"): "Jiří Dvořák, Lukáš Horáček, Růžena Černá, Beneš, Blažek, Šimůnek, Žižka",
    ("cp1252", "French"): "Hélène Lefèvre, François Rivière, Benoît Noël, Thérèse, Gaëlle, Jérôme, Cœur, Anaïs",
    ("cp1252", "Italian"): "Nicolò Dalmàs, Università di Forlì, Cantù, Società, Perù, Niccolò",
    ("cp1252", "Spanish"): "Begoña Muñoz, Íñigo Núñez, Peña, García, López",
    ("cp1252", "Portuguese"): "João Gonçalves, Conceição Simões, São Tomé, Magalhães, Guimarães, Antão",
    ("cp1252", "German"): "Jürgen Müller, Björn Weiß, Käthe Größe, Köln",
    ("cp1252", "Danish"): "Søren Østergård, Bjørn Kjær, Åse Nørregaard, Håkan",
    ("cp1252", "Dutch"): "Daniëlle, Zoë, België, Noël",
    ("cp1253", "Greek"): "Γιώργος Παπαδόπουλος, Ελένη Κωνσταντίνου, Θεσσαλονίκη, Δημήτρης, Όνομα, ΑΘΗΝΑ",
    ("cp1251", "Bulgarian"): "Йордан Петров, Цветелина Георгиева, София, Жеков, Щерев, Ангел, ЕООД",
    ("cp1251", "Ukrainian"): "Олександр Шевченко, Євген Їжак, Київ, Григорій",
    ("cp1251", "Serbian"): "Ђорђе Петровић, Љиљана Јовановић, Београд, Џенан",
    ("cp1254", "Turkish"): "Ayşe Yılmaz, Güneş Erdoğan, İstanbul, Çağlar Işık, Barış Kılıç",
}  # fmt: skip
"""Invented people and real places, by the code page that a file of theirs is usually in."""


def people(code_page: str, language: str) -> list[str]:
    return PEOPLE[code_page, language].split(", ")


# -- telling them apart --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code_page", "language"), PEOPLE)
def test_that_a_list_of_names_comes_out_right(code_page: str, language: str) -> None:
    text = ";Nume;E-mail\n".join(people(code_page, language))
    assert decode(text.encode(code_page), "list.csv")[0] == text


@pytest.mark.parametrize(("code_page", "language"), PEOPLE)
def test_that_four_words_are_read_right_or_asked_about(code_page: str, language: str) -> None:
    words = [word for name in people(code_page, language) for word in name.split() if not word.isascii()]
    chance = random.Random(language)
    right = 0
    for _ in range(30):
        text = "\n".join(chance.sample(words, min(4, len(words))))
        try:
            decoded, _ = decode(text.encode(code_page), "list.csv")
        except BadInput:
            continue
        assert decoded == text
        right += 1
    assert right >= 15, "hardly anything was recognised"


@pytest.mark.parametrize(("code_page", "language"), PEOPLE)
def test_that_the_right_code_page_is_offered_first_or_reads_alike(code_page: str, language: str) -> None:
    data = ", ".join(people(code_page, language)).encode(code_page)
    best = guess_encoding(data)[0]
    assert data.decode(best) == data.decode(code_page)


def test_that_everything_that_can_be_decoded_is_offered_after_it() -> None:
    offered = guess_encoding("Ştefan Ţăranu".encode("cp1250"))
    assert offered[0] == "cp1250"
    assert set(offered) <= set(CODE_PAGES)
    assert len(offered) >= 4


def test_that_utf_8_is_offered_first_where_it_is_possible() -> None:
    assert guess_encoding("Ștefan".encode())[0] == "utf-8"
    assert guess_encoding(b"Stefan")[0] == "utf-8"


def test_that_names_in_two_languages_of_one_code_page_are_no_trouble() -> None:
    text = "\n".join(
        [*people("cp1250", "Romanian"), *people("cp1250", "Polish"), *people("cp1250", "German")]
    )
    assert decode(text.encode("cp1250"), "list.csv") == (text, "cp1250")


def test_that_quotation_marks_and_dashes_say_nothing() -> None:
    text = "„Ştefan cel Mare” – Ţara… Iaşi, 5 €"
    assert decode(text.encode("cp1250"), "list.csv") == (text, "cp1250")
    dash = "Ion – Popescu"
    assert decode(dash.encode("cp1252"), "list.csv")[0] == dash


def test_that_letters_that_all_code_pages_share_need_no_question() -> None:
    text = "Jürgen Müller"
    assert decode(text.encode("cp1252"), "list.csv")[0] == text


# -- what is ambiguous or damaged ----------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["Irmã", "Bæk"])
def test_that_an_ambiguous_file_is_asked_about(word: str) -> None:
    with pytest.raises(BadInput) as refused:
        decode(word.encode("cp1252"), "list.csv")
    assert "cp1252" in refused.value.problem
    assert "cp1250" in refused.value.problem
    assert "--encoding" in refused.value.remedy


def test_that_the_answer_to_the_question_is_taken() -> None:
    data = "Irmã".encode("cp1252")
    assert decode(data, "list.csv", "cp1252") == ("Irmã", "cp1252")
    assert decode(data, "list.csv", "cp1250") == ("Irmă", "cp1250")


def test_that_a_damaged_letter_in_utf_8_is_no_reason_to_guess() -> None:
    data = "Ștefan\nȚăranu\nMureș".encode() + b"\nIa\xc8i\n" + "Brașov".encode()
    with pytest.raises(BadInput) as refused:
        decode(data, "list.csv")
    assert refused.value.where == "line 4"
    assert "UTF-8" in refused.value.problem


def test_that_bytes_that_are_no_text_in_any_code_page_are_refused() -> None:
    with pytest.raises(BadInput) as refused:
        decode(b"\x81\x8d\x90\x98\x9d\xd2\xff" * 20, "list.csv")
    assert refused.value.source == "list.csv"


# -- marks and orders ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "mark", "found"),
    [
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_that_unicode_with_and_without_a_mark_is_recognised(encoding: str, mark: bytes, found: str) -> None:
    text = "First name;Last name\nȘtefan;Țăranu\nIon;Popescu\n"
    data = mark + text.encode(encoding)
    assert decode(data, "list.csv") == (text, found)
    assert guess_encoding(data) == [found]


def test_that_a_mark_is_no_part_of_the_text_even_if_the_encoding_is_told() -> None:
    assert decode(codecs.BOM_UTF8 + b"Name", "list.csv", "utf-8") == ("Name", "utf-8")


def test_that_an_unknown_encoding_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput) as refused:
        decode(b"Name", "list.csv", "klingon")
    assert refused.value.problem == "There is no encoding «klingon»."
    assert "cp1250" in refused.value.remedy


def test_that_a_wrong_encoding_is_refused_with_the_line() -> None:
    with pytest.raises(BadInput) as refused:
        decode("Nume\nIon\nŞtefan".encode("cp1250"), "list.csv", "utf-8")
    assert refused.value.where == "line 3"


def test_that_an_encoding_that_is_no_text_encoding_is_refused() -> None:
    with pytest.raises(BadInput):
        decode(b"Name", "list.csv", "base64")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_that_utf_8_always_comes_back(text: str) -> None:
    assert decode(text.encode(), "list.csv")[0] == text


@given(st.binary(max_size=200))
def test_that_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    with contextlib.suppress(BadInput):
        assert isinstance(decode(data, "list.csv")[0], str)
    guess_encoding(data)


def test_that_an_open_question_comes_with_words_by_which_it_can_be_answered() -> None:
    data = "Nome;Cognome\nIrmã;Bæk".encode("cp1252")
    pages = open_question(data)
    assert len(pages) > 1
    assert "cp1252" in pages
    read = {page: telling_words(data, page) for page in pages}
    assert read["cp1252"] == ["Irmã", "Bæk"]
    assert len({tuple(words) for words in read.values()}) == len(pages)


@pytest.mark.parametrize(
    "data",
    ["Ștefan".encode(), "Ștefan".encode("utf-16"), b"Ana", "Γιώργος Παπαδόπουλος".encode("cp1253"), "Nume\nȘtefan\nȚăranu\nMureș\n".encode() + b"Ia\xc8i"],
)  # fmt: skip
def test_that_where_one_encoding_is_clear_or_none_is_right_there_is_no_question(data: bytes) -> None:
    assert open_question(data) == ()
