"""Certificates over the life of an event: issued, kept, changed, verified."""

from pathlib import Path

import pytest

from checkin_app.domain.certificate import CertificateRule, Lack, shown_check
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant
from checkin_app.services.certificate_pages import CertificateChoices
from checkin_app.services.certificates import CertificateService, CertificateState, changed_certificates
from checkin_app.services.long_work import result_of
from tests.domain.programmes import CONFERENCE, D1, D3, OPENING
from tests.services.paper_samples import pages_of
from tests.store.event_files import Desk, first_bad, replaced

TWO_DAYS = CertificateRule(days=2)


@pytest.fixture
def desk(front: Desk) -> Desk:
    """Ana and Jürgen came on two days, Seán on one, the others never; the event is over."""
    for name in ("Ana", "Jürgen", "Seán"):
        front.scan(name)
    front.go_to(22, "09:10")
    for name in ("Ana", "Jürgen"):
        front.scan(name, CONFERENCE)
    front.go_to(24, "10:00")
    return front


def test_that_who_earned_one_gets_the_next_number_by_name(desk: Desk) -> None:
    issue = desk.certificates.issue(TWO_DAYS)
    assert [(each.number, each.participant.given) for each in issue.certificates] == [
        (1, "Jürgen"),
        (2, "Ana"),
    ]
    assert [each.participant.given for each in issue.short] == ["Li", "Seán", "Ελένη"]
    once = issue.short[1]
    assert [(each.lack, each.has, each.needs) for each in once.missing] == [(Lack.DAYS, 1, 2)]


def test_that_asking_again_gives_the_same_certificates_and_records_nothing(desk: Desk) -> None:
    first = desk.certificates.issue(TWO_DAYS)
    records = desk.journal.count_records()
    desk.go_to(28, "10:00")
    assert desk.certificates.issue(TWO_DAYS) == first
    assert desk.journal.count_records() == records


def test_that_a_looser_rule_later_only_adds_certificates(desk: Desk) -> None:
    first = desk.certificates.issue(TWO_DAYS)
    second = desk.certificates.issue()
    assert {each.number for each in second.certificates} == {1, 2, 3}
    assert set(first.certificates) < set(second.certificates)


def test_that_a_certificate_verifies_by_number_and_check_code(desk: Desk) -> None:
    (given, _) = desk.certificates.issue(TWO_DAYS).certificates
    found = desk.certificates.verify(given.number, shown_check(given.check).lower())
    assert (found.state, found.issued_on) == (CertificateState.TRUE, given.issued_on)
    assert found.now is not None
    assert found.now.participant == given.participant
    assert found.now.attended == given.attended


def test_that_a_forged_one_was_not_issued(desk: Desk) -> None:
    one, other = desk.certificates.issue(TWO_DAYS).certificates
    for number, check in ((one.number, other.check), (99, one.check), (one.number, "")):
        assert desk.certificates.verify(number, check).state is CertificateState.NOT_ISSUED


def test_that_an_entry_taken_back_afterwards_is_noticed(desk: Desk) -> None:
    scans = {
        each.participant.given: each.record
        for each in desk.attendance.scans()
        if each.participant and each.checkpoint == CONFERENCE
    }
    given = {each.participant.given: each for each in desk.certificates.issue(TWO_DAYS).certificates}
    assert desk.certificates.changed() == []
    undone = desk.checkin.undo(scans["Ana"], "It was somebody else")
    ana = given["Ana"]
    assert desk.certificates.verify(ana.number, ana.check).state is CertificateState.CHANGED
    assert [each.number for each in desk.certificates.changed()] == [ana.number]
    assert [each.number for each in changed_certificates(desk.file.path)] == [ana.number]
    assert first_bad(desk.file.path) is None
    desk.checkin.redo(undone.record)
    assert desk.certificates.changed() == []


def test_that_whoever_changed_gets_a_new_certificate_with_a_new_number(desk: Desk) -> None:
    desk.certificates.issue(TWO_DAYS)
    ana = desk.guest("Ana")
    desk.roster.edit(replaced(ana, family="Țîrdea-Pop"))
    assert [each.number for each in desk.certificates.changed()] == [2]
    issue = desk.certificates.issue(TWO_DAYS)
    assert [each.number for each in issue.certificates] == [1, 3]
    assert desk.certificates.changed() == []


def test_that_another_organisation_changes_no_certificate(desk: Desk) -> None:
    """It is on the paper for the reader's sake; what is certified is who was there."""
    desk.certificates.issue(TWO_DAYS)
    desk.roster.edit(replaced(desk.guest("Ana"), organisation="Elsewhere"))
    assert desk.certificates.changed() == []


def test_that_the_programme_says_what_it_takes_unless_a_rule_is_given(desk: Desk) -> None:
    desk.programme.change(replaced(desk.programme.event, certificate_days=3))
    assert desk.certificates.issue().certificates == ()
    assert [len(each.missing) for each in desk.certificates.decisions()] == [1] * 5
    assert sum(each.earned for each in desk.certificates.decisions(TWO_DAYS)) == 2


def test_that_removed_people_get_none(desk: Desk) -> None:
    desk.roster.remove([desk.guest("Ana").id])
    assert [each.participant.given for each in desk.certificates.issue(TWO_DAYS).certificates] == ["Jürgen"]


def test_that_a_rule_nobody_can_keep_is_refused_and_nothing_recorded(desk: Desk) -> None:
    records = desk.journal.count_records()
    with pytest.raises(NotPossible):
        desk.certificates.issue(CertificateRule(days=9))
    assert desk.journal.count_records() == records


def test_that_one_file_has_a_page_for_each(desk: Desk, tmp_path: Path) -> None:
    issue = desk.certificates.issue(TWO_DAYS)
    run = result_of(desk.certificates.save_pdf(issue.certificates, tmp_path / "c.pdf"))
    assert (run.papers, run.pages, run.warnings) == (2, 2, ())
    assert ["Jürgen Müller" in page for page in pages_of(tmp_path / "c.pdf")] == [True, False]


def test_that_each_person_can_have_a_file(desk: Desk, tmp_path: Path) -> None:
    issue = desk.certificates.issue(TWO_DAYS)
    folder = tmp_path / "all" / "certificates"
    choices = CertificateChoices(apart=True)
    assert list(desk.certificates.save_pdf(issue.certificates, folder, choices)) == [(1, 2), (2, 2)]
    assert sorted(path.name for path in folder.iterdir()) == ["0001 Müller Jürgen.pdf", "0002 Țîrdea Ana.pdf"]


def test_that_many_are_set_in_another_process(front: Desk, tmp_path: Path) -> None:
    for number in range(51):
        added = front.roster.add(Participant(id="", given="Guest", family=f"Number {number}"))
        front.checkin.check_in(added.id, OPENING)
    issue = front.certificates.issue()
    steps = list(front.certificates.save_pdf(issue.certificates, tmp_path / "c.pdf"))
    assert steps[-1] == (51, 51)
    assert len(pages_of(tmp_path / "c.pdf")) == 51


def test_that_somebody_who_was_let_in_without_registration_has_been_there(front: Desk) -> None:
    front.go_to(23, "10:00")
    front.scan("Ελένη", Checkpoint(D3), force="Invited by the host")
    (given,) = front.certificates.issue().certificates
    assert [day.date for day in given.attended.days] == [D3]


def test_that_another_desk_goes_on_with_the_numbers(desk: Desk) -> None:
    desk.certificates.issue(TWO_DAYS)
    back = desk.beside("Back")
    back.checkin.check_in(desk.guest("Li").id, Checkpoint(D1), force="From the paper list")
    assert {each.number for each in CertificateService(back.journal).issue().certificates} == {1, 2, 3, 4}
