"""Certificates as they come out of the printer."""

import os
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageDraw, ImageOps

from checkin_app.domain.badge_look import Picture
from checkin_app.domain.certificate import Certificate, CertificateRule, certificate, decide, shown_check
from checkin_app.domain.checkin import Entry
from checkin_app.domain.errors import BadInput, NotPossible
from checkin_app.domain.event import Checkpoint, Day, Event, Session
from checkin_app.domain.participant import Participant
from checkin_app.services.badge_picture import read_picture
from checkin_app.services.certificate_pages import CertificateChoices, file_name, render_certificates
from checkin_app.services.long_work import result_of
from checkin_app.services.paper import PaperRun
from tests.domain.programmes import CONFERENCE, D2, D3, LAB, OPENING, entry, iasi
from tests.services.badge_samples import rendered
from tests.services.paper_samples import FUNDED, a_person, pages_of
from tests.services.test_badge_pdf import GOLDEN, unpacked
from tests.store.event_files import replaced

KEY = b"k" * 32
SIGNED = CertificateChoices(signatory="Dr. Ioana Șerbănescu, Coordinator")
ENTRIES = (
    entry(OPENING, iasi(21, "09:41")),
    entry(LAB, iasi(21, "10:00"), iasi(21, "11:05")),
    entry(CONFERENCE, iasi(22, "09:10")),
    entry(Checkpoint(D3), iasi(23, "09:50")),
)


def a_certificate(
    number: int = 1,
    person: Participant | None = None,
    entries: tuple[Entry, ...] = ENTRIES,
    event: Event = FUNDED,
) -> Certificate:
    decision = decide(event, CertificateRule(), person or a_person(number), entries)
    return certificate(number, date(2023, 11, 24), event, decision, KEY)


def drawn(
    out: Path, *given: Certificate, choices: CertificateChoices = SIGNED, logos: tuple[Picture, ...] = ()
) -> PaperRun:
    return result_of(render_certificates(given, out, choices, logos))


def long_event(days: int, sessions: int) -> tuple[Event, tuple[Entry, ...]]:
    """An event of many days full of sessions, and somebody who was everywhere."""
    hours = [Session(f"S{n}", f"Session {n}", time(8 + n), time(9 + n)) for n in range(sessions)]
    made = tuple(
        Day(date(2023, 11, 1 + day), "", tuple(replaced(each, code=f"D{day}{each.code}") for each in hours))
        for day in range(days)
    )
    event = replaced(FUNDED, days=made)
    zone = ZoneInfo(event.zone)
    entries = tuple(
        entry(
            Checkpoint(day.date, each.code),
            datetime.combine(day.date, each.starts, zone) + timedelta(minutes=2),
        )
        for day in made
        for each in day.sessions
    )
    return event, entries


def test_that_everything_a_funder_asks_for_is_on_the_page(tmp_path: Path) -> None:
    given = a_certificate(7, a_person(0, country="Romania"))
    assert drawn(tmp_path / "c.pdf", given) == PaperRun(1, 1, ())
    (page,) = pages_of(tmp_path / "c.pdf")
    for part in (
        *(
            "CERTIFICATE OF ATTENDANCE",
            "Ștefan Țăranu",
            "Hemp Cluster · Romania",
            FUNDED.name,
            FUNDED.project,
        ),
        *(FUNDED.organiser, "Iași, Romania · 21–23 November 2023", "Dr. Ioana Șerbănescu, Coordinator"),
        *("Certificate No. 7", "Issued on 24 November 2023", f"Check code {shown_check(given.check)}"),
        *("Tuesday 21 November", "Opening", "2 h 49 min", "Lab", "1 h 05 min"),
        *("Wednesday 22 November", "3 h 50 min", "Thursday 23 November", "present"),
        "Present on 3 days, 6 h 39 min in sessions",
    ):
        assert part in page, part


def test_that_days_without_sessions_claim_no_hours(tmp_path: Path) -> None:
    drawn(tmp_path / "c.pdf", a_certificate(entries=(entry(Checkpoint(D2), iasi(22, "09:00")),)))
    (page,) = pages_of(tmp_path / "c.pdf")
    assert "Present on 1 day" in page
    assert "min" not in page.replace("Administration", "")
    assert "Conference" not in page


@pytest.mark.parametrize(
    "name", ["محمد العربي", "רחל כהן", "Γιώργος Παπαδόπουλος", "Христина Димитрова", "Li Ng"]
)
def test_that_names_of_all_scripts_can_be_copied(name: str, tmp_path: Path) -> None:
    given, family = name.split()
    assert (
        drawn(tmp_path / "c.pdf", a_certificate(person=a_person(0, given=given, family=family))).warnings
        == ()
    )
    assert name in pages_of(tmp_path / "c.pdf")[0]


def test_that_a_name_that_cannot_be_printed_is_told(tmp_path: Path) -> None:
    run = drawn(tmp_path / "c.pdf", a_certificate(person=a_person(0, given="Zoë 😀", family="W" * 90)))
    assert [(w.participant, w.field, str(w.problem)) for w in run.warnings] == [
        ("p0", "name", "ellipsed"),
        ("p0", "name", "missing_glyph"),
    ]


def test_that_a_long_programme_goes_on_on_a_further_page(tmp_path: Path) -> None:
    event, entries = long_event(days=6, sessions=8)
    given = a_certificate(entries=entries, event=event)
    assert drawn(tmp_path / "c.pdf", given).pages == 2
    first, second = pages_of(tmp_path / "c.pdf")
    assert "The days and sessions are listed on the next page." in first
    assert "Present on 6 days" in first
    assert second.count("58 min") == 48
    assert "DAYS AND SESSIONS ATTENDED" in second
    assert f"Certificate No. {given.number}" in second


@pytest.mark.parametrize(("days", "sessions"), [(1, 1), (1, 8), (3, 8), (5, 2), (14, 6), (30, 3)])
def test_that_no_session_is_lost_or_leaves_the_frame(days: int, sessions: int, tmp_path: Path) -> None:
    event, entries = long_event(days, sessions)
    drawn(tmp_path / "c.pdf", a_certificate(entries=entries, event=event))
    told = " ".join(pages_of(tmp_path / "c.pdf"))
    assert told.count("58 min") >= days * sessions
    for picture in rendered(tmp_path / "c.pdf", dpi=72):
        inside = picture.convert("L").point(lambda grey: 255 if grey < 250 else 0)
        inside.paste(0, (24, 24, picture.width - 24, picture.height - 24))
        assert inside.getbbox() is None


def test_that_columns_stand_in_the_middle_of_a_further_page(tmp_path: Path) -> None:
    event, entries = long_event(days=6, sessions=8)
    drawn(tmp_path / "c.pdf", a_certificate(entries=entries, event=event))
    second = rendered(tmp_path / "c.pdf", dpi=72)[1]
    box = ImageOps.invert(second.crop((60, 110, second.width - 60, 480))).getbbox()
    assert box is not None
    assert abs(box[0] - (second.width - 120 - box[2])) <= 4


def test_that_a_signature_and_logos_stand_where_they_belong(tmp_path: Path) -> None:
    drawing = Image.new("RGBA", (400, 120), (0, 0, 0, 0))
    ImageDraw.Draw(drawing).line([(10, 100), (390, 10)], fill=(0, 0, 120, 255), width=12)
    drawing.save(tmp_path / "signature.png")
    signature = read_picture(tmp_path / "signature.png")
    Image.new("RGB", (90, 30), (20, 20, 20)).save(tmp_path / "logo.png")
    logo = read_picture(tmp_path / "logo.png")
    signed = replaced(SIGNED, signature=signature)
    drawn(tmp_path / "with.pdf", a_certificate(), choices=signed, logos=(logo, logo))
    drawn(tmp_path / "without.pdf", a_certificate())
    signatures, logos = (80, 475, 240, 514), (320, 46, 520, 74)
    for pdf, has_pictures in (("with.pdf", True), ("without.pdf", False)):
        (picture,) = rendered(tmp_path / pdf, dpi=72)
        for where in (signatures, logos):
            assert (picture.crop(where).getextrema()[0] < 100) is has_pictures


def test_that_the_same_certificate_gives_the_same_file_as_ever(tmp_path: Path) -> None:
    """After a wanted change, look at the new file and put it in the golden one's place: CHECKIN_GOLDEN=new pytest."""
    given = [a_certificate(n) for n in (1, 2)] + [a_certificate(3, entries=ENTRIES[3:])]
    drawn(tmp_path / "c.pdf", *given)
    golden = GOLDEN / "certificates.pdf"
    if os.environ.get("CHECKIN_GOLDEN") == "new":
        golden.write_bytes((tmp_path / "c.pdf").read_bytes())
    assert unpacked((tmp_path / "c.pdf").read_bytes()) == unpacked(golden.read_bytes())
    drawn(tmp_path / "d.pdf", *given)
    assert (tmp_path / "d.pdf").read_bytes() == (tmp_path / "c.pdf").read_bytes()


def test_that_nothing_is_written_for_nobody(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="Nobody has earned"):
        drawn(tmp_path / "c.pdf")
    assert not (tmp_path / "c.pdf").exists()


def test_that_a_cancelled_run_leaves_nothing_behind(tmp_path: Path) -> None:
    work = render_certificates([a_certificate(1), a_certificate(2)], tmp_path / "c.pdf", SIGNED)
    assert next(work) == (1, 2)
    work.close()
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


def test_that_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(BadInput, match="The folder cannot be made"):
        drawn(tmp_path / "taken", a_certificate(), choices=CertificateChoices(apart=True))


def test_that_a_files_name_is_one_that_every_disk_takes() -> None:
    person = a_person(0, given='A/"na', family="<Țîr:dea>. ")
    assert file_name(a_certificate(12, person)) == "0012 Țîr dea . A na.pdf"
    assert len(file_name(a_certificate(12, a_person(0, family="x" * 200)))) < 100
