"""A ticket as a PDF: an A6 page with the QR as large as it gets, and a second one with the person's own programme."""

import io
from functools import cache

from checkin_app import paths
from checkin_app.domain.badge import BadgeFace, BadgeWarning, Problem
from checkin_app.domain.badge_back import compose_back
from checkin_app.domain.badge_composition import compose
from checkin_app.domain.badge_template import Template
from checkin_app.domain.press import Duplex, Press
from checkin_app.domain.sheet import Sheet, place
from checkin_app.services.badge_stock import read_template

PAGE = Sheet(name="ticket", title="A6", badge_width=105, badge_height=148, page_width=105, page_height=148)
TOLD = frozenset({Problem.MISSING_GLYPH, Problem.ELLIPSED})
"""What makes a ticket wrong; a smaller name or a missing organisation does not."""
_PRESS = Press(duplex=Duplex.LONG_EDGE)


@cache
def ticket_template() -> Template:
    """How a ticket looks."""
    return read_template(paths.resources() / "ticket.toml")


def render_ticket(face: BadgeFace) -> tuple[bytes, tuple[BadgeWarning, ...]]:
    """The PDF of a person's ticket, the same bytes each time, and what does not look on it as it should.

    Its second page has the days that the person may come, with their sessions.
    """
    from checkin_app.services.badge_fonts import FontLetters
    from checkin_app.services.badge_pages import Pages

    template, letters = ticket_template(), FontLetters()
    design = template.design(PAGE.badge_width, PAGE.badge_height)
    front = compose(face, design, letters)
    back = compose_back(face, design, letters) if face.programme else None
    (placement,) = place(1, PAGE)
    stream = io.BytesIO()
    pages = Pages(stream, PAGE, template.look, f"{face.event}: {face.name}", _PRESS)
    pages.draw_front(front, None, placement)
    pages.end()
    if back:
        pages.draw_backs([(back, placement)])
    pages.save()
    warnings = (*front.warnings, *(back.warnings if back else ()))
    return stream.getvalue(), tuple(each for each in warnings if each.problem in TOLD)
