"""Days at a front desk as they are lived: arrivals, exits, re-entries, refusals, second thoughts, walk-ins, corrections."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from checkin_app.bootstrap import Services
from checkin_app.domain.checkin import Direction
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant
from checkin_app.services.clock import HandClock

_Deed = Callable[[], object]


class Life:
    """What happens on the days of an event, by chance that is the same every time."""

    def __init__(self, services: Services, clock: HandClock, seed: int) -> None:
        self._services, self._clock, self._chance = services, clock, Random(seed)  # a story, no secret

    def live(self, *, comes: float = 0.8) -> None:
        """Every day from its first session's doors to an hour after its last session, and corrections a day later."""
        for number, day in enumerate(self._services.programme.event.days, 1):
            deeds = self._deeds_of(number, comes)
            for at, deed in sorted(deeds, key=lambda each: each[0]):
                self._clock.instant = at
                try:
                    deed()
                except NotPossible:  # as at a real desk, some things are refused
                    continue
            self._clock.instant = self._services.programme.event.day_window(day.date).closes + timedelta(
                hours=1
            )
            self._correct(day.date)

    def _deeds_of(self, number: int, comes: float) -> list[tuple[datetime, _Deed]]:
        event, chance = self._services.programme.event, self._chance
        day = event.days[number - 1]
        deeds: list[tuple[datetime, _Deed]] = []
        for session in day.sessions:
            place, window = Checkpoint(day.date, session.code), event.session_window(day.date, session)
            lasts = (window.closes - window.opens) / timedelta(minutes=1)
            for person in self._services.roster.people():
                if chance.random() > comes / len(day.sessions) * 1.5:
                    continue
                came = window.opens + timedelta(
                    minutes=chance.triangular(-35, lasts * 1.1, 5), seconds=chance.random() * 60
                )
                deeds.append((came, self._scan(person.code, place)))
                deeds += self._stay(person.code, place, came)
        for minutes in (90, 75, 30, 15):  # people who come back at night
            guest = chance.choice(self._services.roster.people())
            at = event.day_window(day.date).closes - timedelta(minutes=minutes)
            deeds.append((at, self._scan(guest.code, Checkpoint(day.date))))
        for walk_in in range(3):
            at = event.session_window(day.date, day.sessions[0]).opens + timedelta(minutes=7 * walk_in)
            deeds.append((at, self._walk_in(f"Walk-in {number}.{walk_in}", day.sessions[0].code)))
        return deeds

    def _stay(self, code: str, place: Checkpoint, came: datetime) -> list[tuple[datetime, _Deed]]:
        """What somebody does who has come: nothing, go, come back, be scanned twice, be undone, come by the entrance."""
        later = [came + timedelta(minutes=minutes) for minutes in (1.0, 20.0, 35.0)]
        match self._chance.randrange(12):
            case 0:
                return [(later[1], self._scan(code, place, Direction.EXIT))]
            case 1:
                return [
                    (later[1], self._scan(code, place, Direction.EXIT)),
                    (later[2], self._scan(code, place)),
                ]
            case 2:
                return [(later[0], self._scan(code, place))]
            case 3:
                return [
                    (came + timedelta(seconds=0.5), lambda: self._services.checkin.undo(reason="Wrong queue"))
                ]
            case 4:
                return [(came - timedelta(minutes=3), self._scan(code, Checkpoint(place.day)))]
            case 5:
                return [
                    (later[0], self._let_in(code, place)),
                    (later[0], self._scan("rubbish", place)),
                ]
            case 6:
                return [(came + timedelta(seconds=0.5), self._undo_and_redo)]
            case _:
                return []

    def _scan(self, code: str, place: Checkpoint, direction: Direction = Direction.ENTRY) -> _Deed:
        return lambda: self._services.checkin.scan(code, place, direction=direction)

    def _let_in(self, code: str, place: Checkpoint) -> _Deed:
        return lambda: self._services.checkin.scan(code, place, force="Agreed with the host")

    def _undo_and_redo(self) -> None:
        self._services.checkin.redo(self._services.checkin.undo().record)

    def _walk_in(self, name: str, session: str) -> _Deed:
        def add() -> None:
            added = self._services.roster.add(Participant(id="", given=name, family="Ș=1+1", walk_in=True))
            day = self._services.programme.event.event_date(self._clock.instant)
            self._services.checkin.check_in(added.id, Checkpoint(day, session), force="Came along")

        return add

    def _correct(self, on: object) -> None:
        """Somebody who was there was not scanned, somebody was scanned for another, and one of it was wrong."""
        attendance, chance = self._services.attendance, self._chance
        for row in chance.sample(attendance.matrix().rows, 12):
            checkpoints = [each for each in self._services.programme.event.checkpoints() if each.day == on]
            place, person = chance.choice(checkpoints), row.participant
            present = not row.days_present or chance.random() < 0.5
            try:
                done = attendance.correct(person.id, place, present=present, reason="The paper list")
            except NotPossible:
                continue
            if chance.random() < 0.3:
                undone = attendance.take_back(done)
                if chance.random() < 0.5:
                    attendance.take_back(undone)
        gone = chance.choice(attendance.matrix().rows).participant
        if not gone.is_removed:
            self._services.roster.edit(replace(gone, organisation="Renamed; Ltd"))
        removed = chance.choice(self._services.roster.people()).participant
        self._services.roster.remove([removed.id])
