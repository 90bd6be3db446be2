"""A desk gets the verdict of the table on every scan, each of them saved; and whatever it did can be taken back."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin_app.domain import code
from checkin_app.domain.checkin import Direction, Reason, Verdict
from checkin_app.domain.errors import NotFound, NotPossible, NotSaved
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.log import Refused
from checkin_app.domain.participant import Participant, ReplacedBecause, Status
from checkin_app.store import log
from tests.domain.programmes import (
    D1,
    D2,
    DINNER,
    ENTRANCE,
    EVENT,
    LAB,
    OPENING,
)
from tests.store.event_files import MORNING, Desk, asked, days, first_bad
from tests.store.troubles import locked

SECOND = timedelta(seconds=1)


def reason_of(desk: Desk, name: str, checkpoint: Checkpoint = OPENING) -> Reason:
    return desk.scan(name, checkpoint).reason


def last_fact(desk: Desk) -> object:
    with desk.journal.reading() as connection:
        (record,) = asked(desk.file.path, "SELECT id FROM log ORDER BY position DESC LIMIT 1")[0]
        kept = log.by_id(connection, record)
    return kept[1] if kept else None


# -- the whole table, through a file -------------------------------------------------------------------------


def misread(desk: Desk) -> Verdict:
    return desk.checkin.scan("BCDFG", OPENING)


def not_ours(desk: Desk) -> Verdict:
    return desk.checkin.scan(code.make(b"the key of another event, 32 byte"), OPENING)


def unknown(desk: Desk) -> Verdict:
    with desk.journal.writing() as act:
        genuine = code.make(act.key)
    return desk.checkin.scan(genuine, OPENING)


def spare(desk: Desk) -> Verdict:
    return desk.checkin.scan(desk.badges.issue_spares(1)[0].code, OPENING)


def replaced_badge(desk: Desk) -> Verdict:
    old = desk.code_of("Ana")
    desk.badges.reissue(desk.guest("Ana").id, ReplacedBecause.LOST)
    return desk.checkin.scan(old, OPENING)


def cancelled(desk: Desk) -> Verdict:
    desk.roster.edit(replace(desk.guest("Ana"), status=Status.CANCELLED))
    return desk.scan("Ana")


def barred(desk: Desk) -> Verdict:
    desk.roster.edit(replace(desk.guest("Ana"), status=Status.BARRED))
    return desk.scan("Ana")


def left(desk: Desk) -> Verdict:
    desk.scan("Ana")
    return desk.scan_out("Ana")


def not_inside(desk: Desk) -> Verdict:
    return desk.scan_out("Ana")


def too_early(desk: Desk) -> Verdict:
    desk.go_to(21, "08:59:40")
    return desk.scan("Ana")


def over(desk: Desk) -> Verdict:
    desk.go_to(21, "12:30")
    return desk.scan("Ana")


def already_in(desk: Desk) -> Verdict:
    desk.scan("Ana")
    return desk.scan("Ana")


def not_this_day(desk: Desk) -> Verdict:
    desk.roster.edit(replace(desk.guest("Ana"), days=days(2, 3)))
    return desk.scan("Ana")


def not_this_session(desk: Desk) -> Verdict:
    return desk.scan("Li", LAB)


def full(desk: Desk) -> Verdict:
    for number in range(3):
        desk.roster.add(Participant(id="", given=f"Guest {number}", category="Exchange visitor"))
        desk.scan(f"Guest {number}", LAB)
    return desk.scan("Ana", LAB)


def admitted(desk: Desk) -> Verdict:
    return desk.scan("Ana")


TABLE: dict[Reason, list[Callable[[Desk], Verdict]]] = {
    Reason.MISREAD: [misread],
    Reason.NOT_OURS: [not_ours],
    Reason.UNKNOWN: [unknown, spare],
    Reason.REPLACED: [replaced_badge],
    Reason.CANCELLED: [cancelled, barred],
    Reason.LEFT: [left],
    Reason.NOT_INSIDE: [not_inside],
    Reason.TOO_EARLY: [too_early],
    Reason.OVER: [over],
    Reason.ALREADY_IN: [already_in],
    Reason.NOT_THIS_DAY: [not_this_day],
    Reason.NOT_THIS_SESSION: [not_this_session],
    Reason.FULL: [full],
    Reason.ADMITTED: [admitted],
}
ROWS = [(reason, story) for reason, stories in TABLE.items() for story in stories]


def test_that_every_reason_has_a_story() -> None:
    assert set(TABLE) == set(Reason)


@pytest.mark.parametrize(("reason", "story"), ROWS, ids=lambda value: getattr(value, "__name__", None))
def test_that_the_story_gets_its_verdict_and_the_verdict_is_in_the_file(
    front: Desk, reason: Reason, story: Callable[[Desk], Verdict]
) -> None:
    verdict = story(front)
    assert verdict.reason is reason
    line = front.checkin.last_scans(1)[0]
    assert (line.record, line.reason, line.at) == (verdict.record, reason, verdict.at)
    assert line.checkpoint == verdict.checkpoint
    assert line.participant == verdict.participant
    assert line.admitted == verdict.admitted
    assert asked(front.file.path, "SELECT count(*) FROM log WHERE id = ?", verdict.record) == [(1,)]
    assert first_bad(front.file.path) is None


@pytest.mark.parametrize(("reason", "story"), ROWS, ids=lambda value: getattr(value, "__name__", None))
def test_that_only_some_verdicts_can_be_overridden_and_then_let_in(
    front: Desk, reason: Reason, story: Callable[[Desk], Verdict]
) -> None:
    verdict = story(front)
    front.wait(seconds=5)
    if not reason.may_be_overridden:
        with pytest.raises(NotPossible):
            front.checkin.let_in(verdict, "the boss says so")
        return
    let_in = front.checkin.let_in(verdict, " the boss says so ")
    assert let_in.admitted
    assert (let_in.reason, let_in.forced) == (reason, "the boss says so")
    front.wait()
    again = front.checkin.check_in(let_in.participant.id if let_in.participant else "", verdict.checkpoint)
    assert again.reason is Reason.ALREADY_IN
    assert front.checkin.last_scans()[1].forced == "the boss says so"


def test_that_a_verdict_carries_what_the_card_shows(front: Desk) -> None:
    verdict = front.scan("Seán")
    assert verdict.participant == front.guest("Seán")
    assert verdict.note == "Vegetarian"
    assert verdict.badge is not None
    assert verdict.badge.code == front.code_of("Seán")
    assert verdict.at == MORNING + 10 * SECOND
    assert verdict.checkpoint == OPENING


def test_that_a_second_scan_is_told_the_first_time_and_desk(front: Desk) -> None:
    back = front.beside("Back")
    first = back.scan("Ana")
    verdict = front.scan("Ana")
    assert verdict.first is not None
    assert (verdict.first.entered_at, verdict.first.desk) == (first.at, "Back")
    assert verdict.first.record == first.record


def test_that_who_leaves_is_told_how_long_they_were_inside(front: Desk) -> None:
    front.scan("Ana")
    front.wait(seconds=0, minutes=45)
    assert front.scan_out("Ana").inside_for == timedelta(minutes=45, seconds=10)


def test_that_days_and_nights_follow_the_rollover(front: Desk) -> None:
    front.go_to(21, "23:00")
    assert reason_of(front, "Ana", DINNER) is Reason.ADMITTED
    front.go_to(22, "00:30")
    assert reason_of(front, "Ana", DINNER) is Reason.ALREADY_IN
    assert reason_of(front, "Jürgen", DINNER) is Reason.ADMITTED
    assert front.checkin.checkpoint_now() == DINNER
    front.go_to(22, "03:59")
    assert reason_of(front, "Ana", ENTRANCE) is Reason.ADMITTED
    front.go_to(22, "04:00")
    assert reason_of(front, "Jürgen", ENTRANCE) is Reason.OVER
    assert front.checkin.checkpoint_now() == Checkpoint(D2)


def test_that_everybody_is_outside_again_the_next_day(front: Desk) -> None:
    front.scan("Ana", ENTRANCE)
    front.go_to(22, "09:00")
    assert front.checkin.counter(ENTRANCE).inside == 0
    assert reason_of(front, "Ana", Checkpoint(D2)) is Reason.ADMITTED
    assert front.roster.person(front.guest("Ana").id).present == (D1, D2)


# -- what is read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoilt",
    [
        str.lower,
        lambda text: f"  {text}\n",
        lambda text: "-".join(text[i : i + 5] for i in range(0, 20, 5)),
        lambda text: text.translate(str.maketrans(code.ALPHABET, code.LETTER_MAPS["gr"])),
        lambda text: text.translate(str.maketrans(code.ALPHABET, code.LETTER_MAPS["ru"])).lower(),
    ],
    ids=["lower case", "with spaces", "in groups", "Greek keyboard", "Russian keyboard"],
)
def test_that_a_badge_is_read_however_the_keyboard_types(front: Desk, spoilt: Callable[[str], str]) -> None:
    verdict = front.checkin.scan(spoilt(front.code_of("Ana")), OPENING)
    assert verdict.admitted
    assert verdict.participant == front.guest("Ana")


def test_that_the_key_positions_are_believed_before_the_letters(front: Desk) -> None:
    verdict = front.checkin.scan("(unreadable)", OPENING, by_position=front.code_of("Ana"))
    assert verdict.participant == front.guest("Ana")


UNREADABLE = st.text(max_size=60) | st.text(alphabet=code.ALPHABET, min_size=20, max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(text=UNREADABLE)
def test_that_the_text_of_an_unknown_code_is_not_kept(front: Desk, text: str) -> None:
    front.wait()
    verdict = front.checkin.scan(text, OPENING)
    assert verdict.reason in {Reason.MISREAD, Reason.NOT_OURS}
    assert verdict.participant is None
    hashed = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    refused = Refused(verdict.reason, OPENING, Direction.ENTRY, "", len(text), hashed)
    assert last_fact(front) == refused


def test_that_a_refused_guest_is_named_in_the_record(front: Desk) -> None:
    front.scan("Li", LAB)
    assert last_fact(front) == Refused(Reason.NOT_THIS_SESSION, LAB, Direction.ENTRY, front.guest("Li").id)


def test_that_lone_surrogates_do_no_harm(front: Desk) -> None:
    assert front.checkin.scan("\ud800" * 20, OPENING).reason is Reason.MISREAD


# -- the same scan twice -------------------------------------------------------------------------------------


READ_TWICE: list[tuple[Callable[[Desk], Verdict], str, Checkpoint]] = [
    (admitted, "Ana", OPENING),
    (misread, "", OPENING),
    (cancelled, "Ana", OPENING),
    (not_this_session, "Li", LAB),
]


@pytest.mark.parametrize(
    ("story", "name", "where"), READ_TWICE, ids=["admitted", "misread", "cancelled", "not listed"]
)
def test_that_a_double_read_gives_the_same_record_and_no_second_one(
    front: Desk, story: Callable[[Desk], Verdict], name: str, where: Checkpoint
) -> None:
    first = story(front)
    read = front.code_of(name) if name else "BCDFG"
    records = front.file.count_records()
    for _ in range(2):
        front.wait(seconds=0.9)
        assert front.checkin.scan(read.lower(), where) == replace(first, repeated=True)
    assert front.file.count_records() == records


def test_that_after_three_seconds_it_is_another_scan(front: Desk) -> None:
    front.scan("Ana")
    front.wait(seconds=2.999)
    assert front.checkin.scan(front.code_of("Ana"), OPENING).repeated
    front.wait(seconds=0.001)
    verdict = front.checkin.scan(front.code_of("Ana"), OPENING)
    assert verdict.reason is Reason.ALREADY_IN
    assert not verdict.repeated


def test_that_repeating_does_not_prolong_the_three_seconds(front: Desk) -> None:
    front.scan("Ana")
    answers: list[bool] = []
    for _ in range(4):
        front.wait(seconds=1)
        answers.append(front.checkin.scan(front.code_of("Ana"), OPENING).repeated)
    assert answers == [True, True, False, True]


def test_that_other_badges_directions_checkpoints_and_desks_are_other_scans(front: Desk) -> None:
    front.scan("Ana")
    badge = front.code_of("Ana")
    assert not front.checkin.scan(front.code_of("Jürgen"), OPENING).repeated
    assert front.checkin.scan(badge, LAB).admitted
    assert front.checkin.scan(badge, OPENING, direction=Direction.EXIT).reason is Reason.LEFT
    assert front.beside("Back").checkin.scan(badge, LAB).reason is Reason.ALREADY_IN


def test_that_a_clock_set_back_does_not_make_every_scan_a_repetition(front: Desk) -> None:
    front.scan("Ana")
    front.wait(seconds=-60)
    assert front.checkin.scan(front.code_of("Ana"), OPENING).reason is Reason.ALREADY_IN


def test_that_a_scan_with_a_reason_overrides_at_once_what_was_asked_a_second_ago(front: Desk) -> None:
    asked_about = front.scan("Li", LAB)
    front.wait(seconds=1)
    verdict = front.checkin.scan(front.code_of("Li"), LAB, force="Invited")
    assert verdict.admitted
    assert verdict.record != asked_about.record


def test_that_who_was_let_in_a_second_ago_is_not_told_the_old_question(front: Desk) -> None:
    verdict = front.scan("Li", LAB)
    front.wait(seconds=1)
    front.checkin.let_in(verdict, "Invited")
    front.wait(seconds=1)
    assert front.checkin.scan(front.code_of("Li"), LAB).reason is Reason.ALREADY_IN


def test_that_who_was_taken_out_by_an_undo_can_be_scanned_again_at_once(front: Desk) -> None:
    front.scan("Ana")
    front.checkin.undo()
    front.wait(seconds=1)
    assert front.checkin.scan(front.code_of("Ana"), OPENING).admitted


# -- not saved -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("impatient")
def test_that_nothing_is_green_that_is_not_saved_and_the_retry_records_once(front: Desk) -> None:
    badge = front.code_of("Ana")
    with locked(front.file.path), pytest.raises(NotSaved) as caught:
        front.checkin.scan(badge, OPENING)
    assert front.checkin.counter(OPENING).people == 0
    front.wait(seconds=1)
    verdict = front.checkin.scan(badge, OPENING, record=caught.value.record)
    assert verdict.admitted
    assert verdict.record == caught.value.record
    assert front.checkin.scan(badge, OPENING, record=verdict.record) == verdict
    assert len(front.checkin.last_scans()) == 1


@pytest.mark.parametrize(("reason", "story"), ROWS, ids=lambda value: getattr(value, "__name__", None))
def test_that_asking_again_with_the_same_record_gives_the_same_verdict(
    front: Desk, reason: Reason, story: Callable[[Desk], Verdict]
) -> None:
    verdict = story(front)
    records = front.file.count_records()
    front.wait(minutes=30)
    again = front.checkin.scan("anything", OPENING, record=verdict.record)
    assert (again.reason, again.at, again.checkpoint) == (reason, verdict.at, verdict.checkpoint)
    assert (again.participant, again.admitted, again.record) == (
        verdict.participant,
        verdict.admitted,
        verdict.record,
    )
    assert front.file.count_records() == records


def test_that_by_name_asking_again_records_once_too(front: Desk) -> None:
    record = log.new_id()
    for _ in range(2):
        assert front.checkin.check_in(front.guest("Ana").id, OPENING, record=record).record == record
    assert len(front.checkin.last_scans()) == 1


# -- by name -------------------------------------------------------------------------------------------------


def test_that_a_name_gets_the_same_verdicts_as_a_badge(front: Desk) -> None:
    ana, li = front.guest("Ana").id, front.guest("Li").id
    assert front.checkin.check_in(ana, OPENING).admitted
    assert front.checkin.check_in(ana, OPENING).reason is Reason.ALREADY_IN
    assert front.checkin.check_in(li, LAB).reason is Reason.NOT_THIS_SESSION
    assert front.checkin.check_in(li, LAB, force="Invited").forced == "Invited"
    assert front.checkin.check_in(ana, OPENING, direction=Direction.EXIT).reason is Reason.LEFT
    assert front.checkin.check_in(ana, OPENING, direction=Direction.EXIT).reason is Reason.NOT_INSIDE


def test_that_nobody_is_not_found(front: Desk) -> None:
    records = front.file.count_records()
    with pytest.raises(NotFound) as caught:
        front.checkin.check_in("nobody", OPENING)
    assert (caught.value.kind, caught.value.wanted) == ("participant", "nobody")
    assert front.file.count_records() == records


@pytest.mark.parametrize("reason", ["", "  "])
def test_that_nobody_is_let_in_without_a_reason(front: Desk, reason: str) -> None:
    verdict = front.scan("Li", LAB)
    with pytest.raises(NotPossible, match="why"):
        front.checkin.let_in(verdict, reason)
    assert not front.checkin.check_in(front.guest("Li").id, LAB, force=reason).admitted


def test_that_letting_in_is_decided_anew(front: Desk) -> None:
    verdict = full(front)
    front.checkin.undo(verdict_record(front, "Guest 1"))
    front.wait()
    let_in = front.checkin.let_in(verdict, "There is a chair")
    assert let_in.reason is Reason.ADMITTED
    assert let_in.forced == ""


def verdict_record(desk: Desk, name: str) -> str:
    lines = [
        line for line in desk.checkin.last_scans() if line.participant and line.participant.given == name
    ]
    return lines[0].record


def test_that_a_checkpoint_that_the_programme_lost_is_refused(front: Desk) -> None:
    front.programme.change(replace(EVENT, days=EVENT.days[1:]))
    records = front.file.count_records()
    for checkpoint in (OPENING, ENTRANCE):
        with pytest.raises(NotPossible, match="programme"):
            front.checkin.scan("anything", checkpoint)
    assert front.file.count_records() == records
