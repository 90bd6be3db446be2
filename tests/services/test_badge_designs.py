"""Badge designs of the event's own: made from the program's, kept in the event file, printed with."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from checkin_app.bootstrap import open_services
from checkin_app.domain.badge_look import OwnTemplate, Part, Picture
from checkin_app.domain.errors import BadInput, NotFound
from checkin_app.services.badge_pdf import warnings_for
from checkin_app.services.long_work import result_of
from tests.services.badge_samples import A_SHEET, TEMPLATES, a_face, printed, rendered, sighted, text_of
from tests.store.event_files import Desk, asked, first_bad


def a_picture(colour: str = "#2e7d32", width: int = 300, height: int = 100) -> Picture:
    content = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(content, "PNG")
    return Picture(colour * 9, width, height, content.getvalue())


def ours(desk: Desk, **changes: object) -> OwnTemplate:
    return replace(desk.designs.copy("classic"), **changes)  # type: ignore[arg-type]  # names of fields


def test_that_an_event_begins_with_the_programs_designs(front: Desk) -> None:
    assert list(front.designs.all_templates()) == list(TEMPLATES)
    assert front.designs.own() == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_that_a_copy_looks_like_its_model(name: str, front: Desk) -> None:
    copy = front.designs.copy(name)
    assert copy.name == ""
    assert copy.title == f"{TEMPLATES[name].title}, our own"
    template = front.designs.as_template(copy)
    assert replace(template, name=name, title=TEMPLATES[name].title) == TEMPLATES[name]


def test_that_a_saved_design_is_offered_after_the_programs_own(front: Desk) -> None:
    kept = front.designs.save(ours(front, title="  Clusters   2023 ", ink="#112233"))
    assert (kept.name, kept.title) == ("clusters-2023", "Clusters 2023")
    assert front.designs.own() == [kept]
    assert list(front.designs.all_templates()) == [*TEMPLATES, "clusters-2023"]
    assert front.designs.all_templates()["clusters-2023"].look.ink == "#112233"


def test_that_a_design_can_be_copied_and_changed_again(front: Desk) -> None:
    first = front.designs.save(ours(front, title="Ours", band="#006d77"))
    copy = front.designs.copy("ours")
    assert copy == replace(first, name="", title="Ours, copy")
    changed = front.designs.save(replace(first, band="#a61e6b"))
    assert changed.name == "ours"
    assert [each.band for each in front.designs.own()] == ["#a61e6b"]


def test_that_two_designs_of_one_title_have_names_of_their_own(front: Desk) -> None:
    names = [
        front.designs.save(ours(front, title=title)).name
        for title in ("Ours", "ours!", "Classic", "Ηλίας", "!")
    ]
    assert names == [
        "ours",
        "ours-2",
        "classic-2",
        names[3],
        "design" if names[3] != "design" else "design-2",
    ]
    assert len(set(names)) == 5


def test_that_a_removed_design_is_offered_no_more(front: Desk) -> None:
    front.designs.save(ours(front, title="Ours"))
    front.designs.remove("ours")
    assert front.designs.own() == []
    with pytest.raises(NotFound):
        front.designs.template("ours")


@pytest.mark.parametrize("name", ["classic", "nothing"])
def test_that_only_a_design_of_the_events_own_can_be_removed(name: str, front: Desk) -> None:
    with pytest.raises(NotFound):
        front.designs.remove(name)


def test_that_an_unknown_design_cannot_be_copied(front: Desk) -> None:
    with pytest.raises(NotFound, match="nothing"):
        front.designs.copy("nothing")


def test_that_pictures_are_kept_once_with_the_design_that_needs_them(front: Desk) -> None:
    logo, background = a_picture(), a_picture("#dff0ee", 900, 600)
    design = ours(front, title="Ours", logo=logo.sha256, background=background.sha256)
    front.designs.save(design, [logo, background, a_picture("#ffffff")])
    front.designs.save(replace(design, title="Other", background=""), [logo])
    look = front.designs.template("ours").look
    assert (look.logo, look.background) == (logo, background)
    assert front.designs.template("other").look.logo == logo
    assert asked(front.file.path, "SELECT count(*) FROM log WHERE kind = 'picture_added'") == [(2,)]


def test_that_a_draft_is_shown_before_anything_is_kept(front: Desk) -> None:
    logo = a_picture()
    template = front.designs.as_template(ours(front, logo=logo.sha256), [logo])
    assert template.look.logo == logo
    assert asked(front.file.path, "SELECT count(*) FROM picture") == [(0,)]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": " "}, "needs a title"),
        ({"title": "x" * 61}, "needs a title"),
        ({"ink": "red"}, "not a colour"),
        ({"name_scale": 3.0}, "name_scale"),
        ({"name_smallest": 4.0}, "4 pt is not between"),
        ({"logo": "f" * 64}, "Choose it again"),
    ],
)
def test_that_a_wrong_design_is_refused_and_nothing_kept(
    changes: dict[str, object], problem: str, front: Desk
) -> None:
    records = asked(front.file.path, "SELECT count(*) FROM log")
    with pytest.raises(BadInput, match=problem):
        front.designs.save(ours(front, **changes), [a_picture()])
    assert asked(front.file.path, "SELECT count(*) FROM log") == records


def test_that_a_design_of_a_later_version_is_refused_when_it_is_made(front: Desk) -> None:
    with pytest.raises(NotFound, match="hologram"):
        front.designs.save(ours(front, title="Ours", base="hologram"))


def test_that_a_design_whose_model_is_gone_falls_back_on_the_usual_one(front: Desk) -> None:
    template = front.designs.as_template(ours(front, base="hologram"))
    assert template.layouts == TEMPLATES["classic"].layouts


def test_that_the_smallest_size_of_a_name_can_be_set(front: Desk) -> None:
    face = a_face(0, name_given="Wolfeschlegelsteinhausenbergerdorff")
    strict = front.designs.as_template(ours(front))
    loose = front.designs.as_template(ours(front, name_smallest=8.0))
    assert [str(warning.problem) for warning in warnings_for([face], A_SHEET, strict)] == ["ellipsed"]
    assert [str(warning.problem) for warning in warnings_for([face], A_SHEET, loose)] == ["shrunk"]


def test_that_badges_are_printed_with_an_own_design_by_its_name(front: Desk, tmp_path: Path) -> None:
    front.designs.save(ours(front, title="Ours", off=(Part.CODE,), paper="#fff4d6"))
    run = result_of(front.badges.save_pdf([a_face()], tmp_path / "b.pdf", template="ours"))
    assert run.badges == 1
    assert "-BBBBB" not in text_of(tmp_path / "b.pdf")


def test_that_the_qr_is_read_on_a_background_and_the_logo_is_there(front: Desk, tmp_path: Path) -> None:
    logo, background = a_picture(), a_picture("#123456", 900, 600)
    design = ours(front, logo=logo.sha256, background=background.sha256, ink="#ffffff")
    template = front.designs.as_template(design, [logo, background])
    faces = [a_face(number) for number in range(10)]
    printed(faces, tmp_path / "b.pdf", template=template)
    assert {seen.code for seen in sighted(rendered(tmp_path / "b.pdf"))} == {face.code for face in faces}
    content = (tmp_path / "b.pdf").read_bytes()
    assert content.count(b"/Subtype /Image") == 2  # each is in the file once, not once a badge


def test_that_equal_designs_with_pictures_give_equal_files(front: Desk, tmp_path: Path) -> None:
    logo = a_picture()
    template = front.designs.as_template(ours(front, logo=logo.sha256), [logo])
    for name in ("one.pdf", "other.pdf"):
        printed([a_face()], tmp_path / name, template=template)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "other.pdf").read_bytes()


def test_that_designs_are_there_when_the_file_is_opened_again_and_follow_from_the_log(front: Desk) -> None:
    logo = a_picture()
    kept = front.designs.save(ours(front, title="Ours", logo=logo.sha256), [logo])
    front.file.close()
    services = open_services(front.file.path, desk="Back", computer="another")
    assert services.designs.own() == [kept]
    assert services.designs.template("ours").look.logo == logo
    services.close()
    assert first_bad(front.file.path) is None


def test_that_a_picture_file_is_read_for_a_design(front: Desk, tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "#2e7d32").save(tmp_path / "logo.png")
    logo = front.designs.read_picture(tmp_path / "logo.png")
    front.designs.save(ours(front, title="Ours", logo=logo.sha256), [logo])
    assert front.designs.template("ours").look.logo == logo
