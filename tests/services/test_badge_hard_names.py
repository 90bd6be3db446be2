"""Names that other systems print wrongly: right on every design, or reported before printing."""

import unicodedata
from pathlib import Path

import pytest

from checkin_app.domain.badge import clean
from checkin_app.services.badge_preflight import findings
from checkin_app.services.long_work import result_of
from tests.services.badge_samples import A_SHEET, SHEETS, TEMPLATES, a_face, printed, text_of

FORTY = "Wolfeschlegelsteinhausenbergerdorffabcde"
NAMES = {
    "forty letters": (FORTY, "Li"),
    "two letters": ("Li", "Ng"),
    "vietnamese": ("Đỗ Thị", "Hằng"),
    "polish": ("Łukasz", "Żółć"),
    "decomposed": (unicodedata.normalize("NFD", "Ștefan"), unicodedata.normalize("NFD", "Țăranu")),
    "greek": ("Γιώργος", "Παπαδόπουλος"),
    "cyrillic": ("Христина", "Димитрова"),
    "arabic": ("محمد", "العربي"),
    "hebrew": ("רחל", "כהן"),
    "georgian": ("გიორგი", "მაისურაძე"),
    "armenian": ("Արմեն", "Գրիգորյան"),
    "capitals": ("ALEXANDRU-IOAN", "POPESCU"),
    "icelandic": ("Þórður", "Ægisson"),
    "portuguese": ("Maria Antónia da Conceição", "de Sousa e Vasconcelos-Albuquerque"),
    "apostrophe": ("Seán", "O’Brien-Ó Dálaigh"),
    "emoji": ("Zoë 😀", "Müller"),
    "chinese": ("小明", "李"),
    "hindi": ("अनिता", "शर्मा"),
    "a mark that has no letter of its own": ("Ọ̀ṣun", "Ade"),
}
REPORTED = {
    "forty letters": {"ellipsed"},
    "emoji": {"missing_glyph"},
    "chinese": {"missing_glyph"},
    "hindi": {"missing_glyph"},
    "a mark that has no letter of its own": {"missing_glyph"},
}
"""What cannot be printed as it should; everything else is printed well."""
TIGHT = {("forty letters", "two-sided"), ("forty letters", "sticker"), ("portuguese", "card")}
"""Where it depends on a millimetre whether all of it fits."""
ON = {"classic": A_SHEET, "big-name": SHEETS["avery-l7418"], "card": SHEETS["cr80"]}
ON |= {"sticker": SHEETS["zebra-4x3"], "two-sided": SHEETS["a6-fold"]}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("name", NAMES)
def test_that_a_hard_name_is_printed_whole_or_reported_before(
    name: str, template: str, tmp_path: Path
) -> None:
    given_name, family = NAMES[name]
    face = a_face(0, name_given=given_name, name_family=family)
    told = result_of(findings([face], ON[template], TEMPLATES[template]))
    problems = {str(warning.problem) for warning in told if warning.field == "name"}
    run = printed([face], tmp_path / "b.pdf", ON[template], template=TEMPLATES[template])
    assert set(run.warnings) == set(told)
    hard = problems - {"shrunk"}
    if (name, template) in TIGHT:
        assert hard <= {"ellipsed"}
    else:
        assert hard == REPORTED.get(name, set())
    if not hard:
        text = (
            text_of(tmp_path / "b.pdf").replace("\ufffe", "-").replace("- ", "-")
        )  # pdfium's sign for a hyphen at a line's end
        for part in (given_name, family):
            assert clean(part) in text


def test_that_each_missing_character_is_told_with_its_person() -> None:
    people = [a_face(number, name_given=given_name) for number, (given_name, _) in enumerate(NAMES.values())]
    told = [
        warning
        for warning in result_of(findings(people, A_SHEET, TEMPLATES["classic"]))
        if warning.field == "name"
    ]
    missing = {
        (warning.participant, warning.detail) for warning in told if str(warning.problem) == "missing_glyph"
    }
    numbers = {name: f"p{number}" for number, name in enumerate(NAMES)}
    assert (numbers["emoji"], "😀") in missing
    assert {(numbers["chinese"], "小"), (numbers["chinese"], "明")} <= missing
    assert {who for who, _ in missing} == {
        numbers[name] for name in ("emoji", "chinese", "hindi", "a mark that has no letter of its own")
    }
