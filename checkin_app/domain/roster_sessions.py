"""Sessions as people write them in a roster: codes or titles, with any separator."""

import re

from checkin_app.domain.event import Event
from checkin_app.domain.roster_words import NOTHING
from checkin_app.domain.text import fold

_BETWEEN_TITLES = re.compile(r"[,;|\n]+")
_BETWEEN_CODES = re.compile(r"[\s/+&]+")


class SessionCodes:
    """The event's session codes, found by code or title without regard to case and accents."""

    def __init__(self, event: Event) -> None:
        sessions = [session for _, session in event.sessions()]
        self.all = frozenset(session.code for session in sessions)
        self._by_name = {fold(session.title): session.code for session in sessions}
        self._by_name |= {fold(session.code): session.code for session in sessions}
        self._read: dict[str, frozenset[str] | str] = {}

    def in_cell(self, text: str) -> frozenset[str] | str:
        """The codes that a cell lists; a sentence if one of them is no session of the event."""
        if text not in self._read:
            self._read[text] = self._understood(text)
        return self._read[text]

    def _understood(self, text: str) -> frozenset[str] | str:
        folded = fold(text)
        if folded in self._by_name:
            return frozenset({self._by_name[folded]})
        if folded in NOTHING:
            return frozenset()
        codes: set[str] = set()
        for part in filter(None, (part.strip() for part in _BETWEEN_TITLES.split(folded))):
            names = [part] if part in self._by_name else _BETWEEN_CODES.split(part)
            if not all(name in self._by_name for name in names):
                return f"«{text}»: the event has no such session. {self._listed()}"
            codes |= {self._by_name[name] for name in names}
        return frozenset(codes)

    def _listed(self) -> str:
        return f"Its sessions are {', '.join(sorted(self.all))}." if self.all else "It has no sessions."
