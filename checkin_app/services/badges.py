"""Badges: whose are to be printed, the file they are printed from, and what came out."""

from collections.abc import Container, Generator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from checkin_app.domain import code
from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.badge_programme import ProgrammeDay, occasion, own_programme
from checkin_app.domain.badge_template import Template
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Event
from checkin_app.domain.log import BadgeIssued, BadgesPrinted
from checkin_app.domain.participant import Badge, Participant, ReplacedBecause, Status
from checkin_app.domain.press import Press
from checkin_app.domain.print_job import mark_of
from checkin_app.domain.sheet import Sheet, place
from checkin_app.domain.text import fold
from checkin_app.services import badge_pdf, badge_stock
from checkin_app.services.apart import apart
from checkin_app.services.badge_designs import BadgeDesignService
from checkin_app.services.badge_pdf import PLAIN, BadgeRun
from checkin_app.services.journal import Journal
from checkin_app.store import badges, participants, programme

_WORTH_A_PROCESS = 100
"""Badges; fewer are drawn before another process has begun."""


class Only(StrEnum):
    """Which badges a run is for."""

    UNPRINTED = "unprinted"
    CHANGED = "changed"
    """those that say something else now than when they were printed"""
    WALK_INS = "walk-ins"
    """those of people who were added at the desk"""
    ALL = "all"


class Order(StrEnum):
    """How badges follow one another."""

    NAME = "name"
    """by family name"""
    ORGANISATION = "organisation"
    """those of an organisation together, by family name; those of nobody last"""


class BadgeService:
    """What an organiser can ask for about badges."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._designs = BadgeDesignService(journal)

    def faces(
        self,
        *,
        only: Only = Only.UNPRINTED,
        categories: Sequence[str] = (),
        people: Sequence[str] = (),
        order: Order = Order.NAME,
    ) -> list[BadgeFace]:
        """What is printed on the badges of those who may come.

        `categories` and `people` (ids) narrow the choice; an unknown one is NotFound.
        """
        with self._journal.reading() as connection:
            event = programme.read(connection)
            valid = badges.valid_ones(connection)
            roster = [person for person in participants.everybody(connection) if person.id in valid]
        _refuse_unknown(
            "category",
            categories,
            {person.category for person in roster} | {c.name for c in event.categories},
        )
        _refuse_unknown("participant", people, {person.id for person in roster})
        wanted = frozenset(people)
        chosen = [
            person
            for person in roster
            if _is_wanted(person, valid[person.id], only) and _is_chosen(person, categories, wanted)
        ]
        chosen.sort(key=_by_organisation if order is Order.ORGANISATION else _by_name)
        made = _Faces(event)
        faces = [(made.of(person, valid[person.id]), valid[person.id]) for person in chosen]
        return [face for face, badge in faces if only is not Only.CHANGED or _has_changed(face, badge)]

    def face(self, participant: str) -> BadgeFace:
        """What is printed on one participant's badge; NotFound if there is no such person or no badge in force."""
        with self._journal.reading() as connection:
            person = participants.by_id(connection, participant)
            valid = badges.valid_of(connection, participant)
            if person is None or not valid:
                raise NotFound("participant", participant)
            return _Faces(programme.read(connection)).of(person, valid[-1])

    def issue_spares(self, count: int) -> list[BadgeFace]:
        """New codes that nobody has yet, for blank badges."""
        if not 1 <= count <= 1000:
            raise NotPossible("Between 1 and 1000 spare badges can be made at a time.")
        with self._journal.writing() as act:
            codes = [code.make(act.key) for _ in range(count)]
            for spare in codes:
                act.note(BadgeIssued(spare, None))
            event = act.event
        return [_spare(event, spare) for spare in codes]

    def reissue(self, participant: str, because: ReplacedBecause) -> Badge:
        """A new code for a participant; whatever badge they had is dead at once."""
        with self._journal.writing() as act:
            if participants.by_id(act.connection, participant) is None:
                raise NotFound("participant", participant)
            new = code.make(act.key)
            earlier = [badge.code for badge in badges.valid_of(act.connection, participant)]
            replaced = earlier.pop() if earlier else ""
            act.note(BadgeIssued(new, participant, replaced, because, tuple(earlier)))
        return Badge(code=new, participant=participant, issued_at=act.stamp.at)

    def save_pdf(
        self,
        faces: Sequence[BadgeFace],
        out: Path,
        *,
        sheet: str | Sheet = badge_stock.DEFAULT_SHEET,
        template: str | Template = badge_stock.DEFAULT_TEMPLATE,
        first_label: int = 1,
        press: Press = PLAIN,
    ) -> Generator[tuple[int, int], None, BadgeRun]:
        """Draw badges into a PDF; yields (badges done, badges to do), returns the run.

        Sheet and template are values or the names of known ones; NotFound for an unknown name.
        """
        work = partial(
            badge_pdf.render,
            faces,
            sheet if isinstance(sheet, Sheet) else badge_stock.sheet_named(sheet),
            template if isinstance(template, Template) else self._designs.template(template),
            out,
            first_label=first_label,
            press=press,
        )
        return work() if len(faces) < _WORTH_A_PROCESS else apart(work)

    def refuse_unprintable(self, sheet: str, template: str, first_label: int = 1) -> None:
        """Raise what `save_pdf` would raise for this choice, whoever's badges they are."""
        paper = badge_stock.sheet_named(sheet)
        self._designs.template(template).design(paper.badge_width, paper.badge_height)
        place(1, paper, first_label)

    def mark_printed(self, faces: Sequence[BadgeFace], *, sheet: str, template: str) -> None:
        """Remember that these badges came out."""
        if faces:
            with self._journal.writing() as act:
                codes, marks = (face.code for face in faces), (mark_of(face) for face in faces)
                act.note(BadgesPrinted(tuple(codes), sheet, template, tuple(marks)))


def _is_wanted(person: Participant, badge: Badge, only: Only) -> bool:
    if person.status is not Status.ACTIVE:
        return False
    match only:
        case Only.UNPRINTED:
            return badge.printed_at is None
        case Only.CHANGED:
            return bool(badge.printed_as)
        case Only.WALK_INS:
            return person.walk_in
        case Only.ALL:
            return True


def _has_changed(face: BadgeFace, badge: Badge) -> bool:
    return mark_of(face) != badge.printed_as


def _by_name(person: Participant) -> tuple[str, str, str]:
    return fold(person.family), fold(person.given), person.id


def _by_organisation(person: Participant) -> tuple[bool, str, tuple[str, str, str]]:
    return not person.organisation, fold(person.organisation), _by_name(person)


def _is_chosen(person: Participant, categories: Sequence[str], people: frozenset[str]) -> bool:
    return (not categories or person.category in categories) and (not people or person.id in people)


def _refuse_unknown(kind: str, wanted: Sequence[str], known: Container[str]) -> None:
    for each in wanted:
        if each not in known:
            raise NotFound(kind, each)


def _spare(event: Event, spare: str) -> BadgeFace:
    anybody = Participant(id="")
    return BadgeFace(
        participant=None,
        event=event.name,
        occasion=occasion(event),
        programme=own_programme(event, anybody),
        code=spare,
    )


class _Faces:
    """Makes faces of one event; people with the same rights share one programme."""

    def __init__(self, event: Event) -> None:
        self._event = event
        self._occasion = occasion(event)
        self._colours = {category.name: category.colour for category in event.categories}
        self._programmes: dict[tuple[object, ...], tuple[ProgrammeDay, ...]] = {}

    def of(self, person: Participant, badge: Badge) -> BadgeFace:
        return BadgeFace(
            participant=person.id,
            name_given=person.given,
            name_family=person.family,
            badge_name=person.badge_name,
            job_title=person.job_title,
            organisation=person.organisation,
            country=person.country,
            category=person.category,
            colour=self._colours.get(person.category, "") or "slate",
            event=self._event.name,
            occasion=self._occasion,
            programme=self._programme(person),
            code=badge.code,
        )

    def _programme(self, person: Participant) -> tuple[ProgrammeDay, ...]:
        rights = (person.days, person.sessions, person.category)
        if rights not in self._programmes:
            self._programmes[rights] = own_programme(self._event, person)
        return self._programmes[rights]
