"""Draws a badge in every design in small, for choosing one by its looks."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.badge_template import Template
from checkin_app.domain.sheet import Sheet
from checkin_app.services import badge_pdf
from checkin_app.services.long_work import Work
from checkin_app.ui.background import Background, Job, unwatched

Key = tuple[tuple[Template, ...], tuple[float, float]]


class DesignPictures(QObject):
    """`drawn` brings a design's name and a PDF with one badge; what has been drawn is not drawn again."""

    drawn = Signal(str, object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._key: Key | None = None
        self._job: Job | None = None

    def draw(self, templates: Sequence[Template], face: BadgeFace, sheet: Sheet) -> None:
        """Draw this badge in these designs, in the size it has on that sheet."""
        key = (tuple(templates), (sheet.badge_width, sheet.badge_height))
        if key == self._key:
            return
        self._key = key
        if self._job is not None:
            self._job.cancel()
        work = _drawn(tuple(templates), face, _alone(sheet))
        self._job = self._background.work(work, unwatched, self._tell, None)

    def _tell(self, pictures: dict[str, bytes]) -> None:
        self._job = None
        for name, pdf in pictures.items():
            self.drawn.emit(name, pdf)


def _drawn(templates: Sequence[Template], face: BadgeFace, sheet: Sheet) -> Work[dict[str, bytes]]:
    made: dict[str, bytes] = {}
    for done, template in enumerate(templates):
        yield done, len(templates)
        made[template.name] = badge_pdf.render_page([face], 0, sheet, template)
    return made


def _alone(sheet: Sheet) -> Sheet:
    """A page that is no larger than the badge."""
    return Sheet(
        name="alone",
        title=sheet.title,
        badge_width=sheet.badge_width,
        badge_height=sheet.badge_height,
        page_width=sheet.badge_width,
        page_height=sheet.badge_height,
    )
