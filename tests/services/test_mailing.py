"""Tickets go out through a real mail server on this computer, each once, whatever goes wrong in between."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest

from checkin_app.domain.code import for_people
from checkin_app.domain.errors import BadInput, NotFound, NotPossible
from checkin_app.domain.log import TicketRefused, TicketSent
from checkin_app.domain.participant import Participant, ReplacedBecause, Status
from checkin_app.domain.ticket_mail import USUAL_WORDING, Standing, Wording
from checkin_app.services.long_work import result_of
from checkin_app.services.mail_run import MailRun, send_all
from checkin_app.services.mailing import Fate, MailingService, Outcome
from checkin_app.services.smtp import MailServerTrouble
from tests.services.mail_server import PostOffice, running
from tests.store.event_files import Desk

PEOPLE = (
    Participant(id="", given="Ana", family="Albu", email="ana@example.org", category="Public"),
    Participant(id="", given="Bora", family="Çelik", email="bora@example.org"),
    Participant(id="", given="Ștefan", family="Țăranu", email="stefan@bücher.example"),
    Participant(id="", given="Dana", family="Without"),
    Participant(id="", given="Emil", family="Cancelled", email="emil@example.org", status=Status.CANCELLED),
    Participant(id="", given="Finn", family="Wrong", email="finn at example.org"),
)
REACHED = ["ana@example.org", "bora@example.org", "stefan@xn--bcher-kva.example"]


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with running(PostOffice()) as office:
        yield office


@pytest.fixture
def desk(front: Desk) -> Desk:
    for person in front.roster.people():
        front.roster.remove([person.participant.id])
    for person in PEOPLE:
        front.roster.add(person)
    return front


@pytest.fixture
def mailing(desk: Desk) -> MailingService:
    return MailingService(desk.journal)


def run_of(mailing: MailingService, office: PostOffice, **changes: object) -> MailRun:
    usual: dict[str, object] = {
        "mailing": mailing,
        "server": office.server(),
        "password": "",
        "wording": USUAL_WORDING,
        "people": mailing.due(),
        "patience": (0.0, 0.0),
    }
    return MailRun(**(usual | changes))  # type: ignore[arg-type]  # values of the right kinds


def sent(mailing: MailingService, office: PostOffice, **changes: object) -> list[Fate]:
    return [each.fate for each in result_of(send_all(run_of(mailing, office, **changes)))]


def standings(mailing: MailingService) -> dict[str, Standing]:
    return {each.person.given: each.standing for each in mailing.recipients()}


def test_that_everybody_who_may_come_gets_their_own_ticket(
    mailing: MailingService, office: PostOffice, desk: Desk
) -> None:
    assert sent(mailing, office) == [Fate.SENT] * 3
    assert sorted(office.recipients) == sorted(REACHED)
    message = next(each for each in office.messages if "stefan" in str(each["To"]))
    assert message["To"] == "Ștefan Țăranu <stefan@xn--bcher-kva.example>"
    assert message["From"] == "Tickets <tickets@example.org>"
    assert message["Subject"] == f"Your ticket for {desk.programme.event.name}"
    body = message.get_body()
    assert body is not None
    assert "Dear Ștefan Țăranu," in body.get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "Ticket Ștefan Țăranu.pdf"
    with pypdfium2.PdfDocument(io.BytesIO(attached.get_content())) as pdf:
        assert for_people(desk.code_of("Ștefan")) in pdf[0].get_textpage().get_text_range()
    assert office.sessions == 1


def test_that_a_second_run_sends_nothing_to_anybody(mailing: MailingService, office: PostOffice) -> None:
    sent(mailing, office)
    assert sent(mailing, office) == []
    assert len(office.messages) == 3


def test_that_who_cannot_be_mailed_is_listed_with_the_reason(mailing: MailingService) -> None:
    assert standings(mailing) == {
        "Ana": Standing.DUE,
        "Bora": Standing.DUE,
        "Ștefan": Standing.DUE,
        "Dana": Standing.NO_ADDRESS,
        "Emil": Standing.NOT_COMING,
        "Finn": Standing.BAD_ADDRESS,
    }


def test_that_what_was_sent_is_in_the_log(mailing: MailingService, office: PostOffice, desk: Desk) -> None:
    sent(mailing, office)
    ana = desk.guest("Ana")
    facts = [line.fact for line in desk.roster.history(ana.id)]
    (fact,) = [fact for fact in facts if isinstance(fact, TicketSent)]
    assert (fact.participant, fact.address, fact.code) == (ana.id, "ana@example.org", desk.code_of("Ana"))
    message = next(each for each in office.messages if "ana@" in str(each["To"]))
    assert message["Message-ID"] == f"<{fact.message_id}@example.org>"
    assert fact.salt, "an address is personal"


def test_that_a_new_code_makes_the_ticket_due_again(
    mailing: MailingService, office: PostOffice, desk: Desk
) -> None:
    sent(mailing, office)
    desk.badges.reissue(desk.guest("Ana").id, ReplacedBecause.LOST)
    assert sent(mailing, office) == [Fate.SENT]
    first, *_, last = [each for each in office.messages if "ana@" in str(each["To"])]
    assert first["Message-ID"] != last["Message-ID"]


def test_that_a_ticket_is_sent_again_when_somebody_asks_for_it(
    mailing: MailingService, office: PostOffice, desk: Desk
) -> None:
    sent(mailing, office)
    assert mailing.want_again([desk.guest("Bora").id, desk.guest("Dana").id]) == 1
    assert mailing.due() == [desk.guest("Bora").id]
    assert sent(mailing, office) == [Fate.SENT]
    first, second = [each["Message-ID"] for each in office.messages if "bora@" in str(each["To"])]
    assert first != second, "else a mail system would drop it as a double"
    assert mailing.due() == []


def test_that_a_double_after_a_crash_can_be_known_by_its_message_id(
    mailing: MailingService, office: PostOffice, desk: Desk
) -> None:
    run = run_of(mailing, office, people=[desk.guest("Ana").id])
    run.step()  # the server has it, and the program dies before it is noted
    run.close()
    assert sent(mailing, office, people=[desk.guest("Ana").id]) == [Fate.SENT]
    one, other = [each["Message-ID"] for each in office.messages]
    assert one == other


def test_that_a_refused_address_stops_nobody_else(
    mailing: MailingService, office: PostOffice, desk: Desk
) -> None:
    office.refuses["bora@example.org"] = "550 no such mailbox"
    outcomes = result_of(send_all(run_of(mailing, office)))
    assert {each.participant: (each.fate, each.why) for each in outcomes}[desk.guest("Bora").id] == (
        Fate.REFUSED,
        "550 no such mailbox",
    )
    assert standings(mailing)["Bora"] is Standing.REFUSED
    assert len(office.messages) == 2
    assert sent(mailing, office) == [], "nobody hammers at a closed door"
    facts = [line.fact for line in desk.roster.history(desk.guest("Bora").id)]
    assert any(isinstance(fact, TicketRefused) and fact.why == "550 no such mailbox" for fact in facts)


def test_that_a_corrected_address_is_due(mailing: MailingService, office: PostOffice, desk: Desk) -> None:
    office.refuses["bora@example.org"] = "550 no such mailbox"
    sent(mailing, office)
    desk.roster.edit(replace(desk.guest("Bora"), email="bora.celik@example.org"))
    assert sent(mailing, office) == [Fate.SENT]
    assert office.recipients[-1] == "bora.celik@example.org"


def test_that_who_is_told_to_come_later_is_tried_again_in_the_same_run(
    mailing: MailingService, office: PostOffice
) -> None:
    office.later["ana@example.org"] = 2
    assert sent(mailing, office) == [Fate.SENT] * 3
    assert office.recipients[-1] == "ana@example.org", "after the others"


def test_that_who_is_always_told_to_come_later_stays_due(mailing: MailingService, office: PostOffice) -> None:
    office.later["ana@example.org"] = 99
    assert sorted(sent(mailing, office)) == [Fate.LATER, Fate.SENT, Fate.SENT]
    assert standings(mailing)["Ana"] is Standing.DUE
    assert office.later["ana@example.org"] == 96


def test_that_a_run_waits_before_it_comes_again(mailing: MailingService, office: PostOffice) -> None:
    office.later["ana@example.org"] = 1
    clock, naps = [0.0], list[float]()

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        clock[0] += seconds

    run = run_of(mailing, office, ticking=lambda: clock[0], patience=(60.0,))
    assert [each.fate for each in result_of(send_all(run, sleep))] == [Fate.SENT] * 3
    assert 59 <= sum(naps) <= 61
    assert max(naps) < 1, "a waiting run can be stopped at once"


def test_that_the_rate_limit_is_kept(mailing: MailingService, office: PostOffice) -> None:
    clock = [0.0]
    at: list[float] = []

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    run = run_of(mailing, office, server=office.server(per_minute=6), ticking=lambda: clock[0])
    for _ in send_all(run, sleep):
        at += [clock[0]] * (len(office.messages) - len(at))
    assert at == pytest.approx([0, 10, 20])


def test_that_a_connection_dropped_in_the_middle_is_made_again(
    mailing: MailingService, office: PostOffice
) -> None:
    office.drops = {2}
    assert sent(mailing, office) == [Fate.SENT] * 3
    assert sorted(office.recipients) == sorted(REACHED)
    assert office.sessions == 2


def test_that_a_server_that_keeps_hanging_up_stops_the_run_and_keeps_the_rest(
    mailing: MailingService, office: PostOffice
) -> None:
    office.drops = {2, 3}
    with pytest.raises(MailServerTrouble, match="hung up"):
        sent(mailing, office)
    assert len(office.messages) == 1
    assert len(mailing.due()) == 2
    assert sent(mailing, office) == [Fate.SENT] * 2
    assert sorted(office.recipients) == sorted(REACHED)


def test_that_a_server_that_is_down_stops_the_run_and_keeps_everybody(mailing: MailingService) -> None:
    with running(PostOffice()) as office:
        gone = office
    with pytest.raises(MailServerTrouble, match="There is no mail server at localhost"):
        sent(mailing, gone)
    assert len(mailing.due()) == 3


def test_that_a_server_that_closes_says_so(mailing: MailingService, office: PostOffice) -> None:
    office.refuses["ana@example.org"] = "421 shutting down"
    with pytest.raises(MailServerTrouble, match="421 shutting down"):
        sent(mailing, office)
    assert standings(mailing)["Ana"] is Standing.DUE


def test_that_a_refused_sender_stops_the_run(mailing: MailingService, office: PostOffice) -> None:
    office.refuses_sender = "553 not your address"
    with pytest.raises(MailServerTrouble, match="send: 553 not your address"):
        sent(mailing, office)
    assert len(mailing.due()) == 3


def test_that_a_refused_message_is_told_of_the_person(mailing: MailingService, office: PostOffice) -> None:
    office.refuses_data = "554 looks like spam"
    assert sent(mailing, office) == [Fate.REFUSED] * 3


def test_that_a_run_stopped_in_the_middle_goes_on_where_it_stopped(
    mailing: MailingService, office: PostOffice
) -> None:
    work = send_all(run_of(mailing, office))
    assert next(work) == (1, 3)
    work.close()
    assert len(office.messages) == 1
    assert sent(mailing, office) == [Fate.SENT] * 2
    assert sorted(office.recipients) == sorted(REACHED)


def test_that_who_is_cancelled_meanwhile_gets_nothing(
    mailing: MailingService, office: PostOffice, desk: Desk
) -> None:
    run = run_of(mailing, office)
    desk.roster.edit(replace(desk.guest("Bora"), status=Status.CANCELLED))
    assert [each.fate for each in result_of(send_all(run))] == [Fate.SENT, Fate.NOT_DUE, Fate.SENT]
    assert "bora@example.org" not in office.recipients


def test_that_two_runs_at_once_send_to_nobody_twice(mailing: MailingService, office: PostOffice) -> None:
    one, other = send_all(run_of(mailing, office)), send_all(run_of(mailing, office))
    next(one)
    result_of(other)
    result_of(one)
    assert sorted(office.recipients) == sorted(REACHED)


def test_that_letters_beyond_ascii_before_the_at_need_a_server_that_takes_them(
    mailing: MailingService, office: PostOffice, desk: Desk
) -> None:
    desk.roster.edit(replace(desk.guest("Ana"), email="jörg@example.org"))
    ana = [desk.guest("Ana").id]
    office.features = []
    outcome = result_of(send_all(run_of(mailing, office, people=ana)))[0]
    assert (outcome.fate, outcome.why) == (
        Fate.REFUSED,
        "This mail server takes only plain letters before the @.",
    )
    office.features = ["SMTPUTF8"]
    mailing.want_again(ana)
    assert sent(mailing, office, people=ana) == [Fate.SENT]
    assert office.recipients == ["jörg@example.org"]


def test_that_a_name_cannot_add_a_header(mailing: MailingService, office: PostOffice, desk: Desk) -> None:
    evil = 'Ana"\r\nBcc: all@example.org\r\n\r\n<b>'
    desk.roster.edit(replace(desk.guest("Ana"), given=evil))
    person = next(each.person for each in mailing.recipients() if each.person.family == "Albu")
    mailing.keep_wording(Wording("Ticket for {given_name}", "Hello {name}"))
    assert sent(mailing, office, people=[person.id], wording=mailing.wording()) == [Fate.SENT]
    (message,) = office.messages
    assert message["Bcc"] is None
    assert office.recipients == ["ana@example.org"]
    assert message["Subject"] == 'Ticket for Ana" Bcc: all@example.org <b>'


def test_that_an_unknown_placeholder_is_told_before_anything_is_sent(
    mailing: MailingService, office: PostOffice
) -> None:
    wrong = Wording("Your ticket", "Dear {forename}")
    for ask in (
        lambda: mailing.keep_wording(wrong),
        lambda: run_of(mailing, office, wording=wrong),
        lambda: result_of(mailing.rehearse(wrong)),
    ):
        with pytest.raises(BadInput, match="» is no placeholder"):
            ask()
    assert office.sessions == 0


def test_that_the_wording_is_kept_in_the_event(mailing: MailingService, desk: Desk) -> None:
    assert mailing.wording() == USUAL_WORDING
    ours = mailing.keep_wording(Wording(" Biletul dvs. ", "Stimate {name}"))
    assert MailingService(desk.journal).wording() == ours == Wording("Biletul dvs.", "Stimate {name}")
    before = desk.journal.count_records()
    mailing.keep_wording(ours)
    assert desk.journal.count_records() == before, "the same words are no news"


def test_that_a_dry_run_says_exactly_what_would_go_to_whom(
    mailing: MailingService, office: PostOffice
) -> None:
    rehearsed = result_of(mailing.rehearse(USUAL_WORDING))
    sent(mailing, office)
    really = {
        (address, message["Subject"], body.get_content().replace("\r\n", "\n"))
        for address, message in zip(office.recipients, office.messages, strict=True)
        if (body := message.get_body())
    }
    assert {(each.address, each.subject, each.text) for each in rehearsed} == really
    assert all(each.pdf_bytes > 5_000 for each in rehearsed)


def test_that_nothing_is_recorded_by_a_dry_run(mailing: MailingService, desk: Desk) -> None:
    before = desk.journal.count_records()
    result_of(mailing.rehearse(USUAL_WORDING))
    assert desk.journal.count_records() == before


@pytest.mark.parametrize(
    ("name", "said"),
    [("Dana", "no e-mail address"), ("Emil", "may come"), ("Finn", "finn at example.org")],
)
def test_that_a_letter_that_cannot_go_out_says_why(
    mailing: MailingService, desk: Desk, name: str, said: str
) -> None:
    with pytest.raises(NotPossible, match=said):
        mailing.letter(desk.guest(name).id, USUAL_WORDING)
    with pytest.raises(NotFound):
        mailing.letter("nobody", USUAL_WORDING)


def test_that_who_was_merged_needs_no_second_ticket(
    mailing: MailingService, office: PostOffice, desk: Desk
) -> None:
    sent(mailing, office)
    twin = desk.roster.add(Participant(id="", given="Anna", family="Albu", email="ana@example.org"))
    desk.roster.merge(desk.guest("Ana").id, twin.id)
    assert standings(mailing)["Ana"] is Standing.SENT


def test_that_what_is_to_be_tried_later_leaves_no_record(mailing: MailingService, desk: Desk) -> None:
    before = desk.journal.count_records()
    letter = mailing.letter(desk.guest("Ana").id, USUAL_WORDING)
    mailing.note(Outcome(letter.to.person.id, Fate.LATER, letter, "451 later"))
    mailing.note(Outcome(letter.to.person.id, Fate.NOT_DUE))
    assert desk.journal.count_records() == before
