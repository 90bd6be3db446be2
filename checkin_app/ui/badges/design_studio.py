"""Makes and changes the event's own badge designs: asks the design service, and shows the editor."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from checkin_app.domain.badge_look import OwnTemplate, Part, Picture
from checkin_app.domain.badge_template import Template
from checkin_app.domain.errors import CheckinError
from checkin_app.domain.sheet import Sheet
from checkin_app.services.badge_designs import BadgeDesignService
from checkin_app.ui import wording
from checkin_app.ui.background import Background
from checkin_app.ui.badges.design_editor import DesignEditor
from checkin_app.ui.file_dialogs import AskForFile

T = TypeVar("T")
_PAUSE_MS = 150


class DesignStudio(QWidget):
    """`template_changed` brings the design as it looks now, `kept` the name under which it was kept."""

    opened = Signal()
    closed = Signal()
    template_changed = Signal(object)
    kept = Signal(str)
    deleted = Signal(object)
    failed = Signal(object)

    def __init__(self, designs: BadgeDesignService, background: Background, open_file: AskForFile) -> None:
        super().__init__()
        self._designs = designs
        self._background = background
        self._open_file = open_file
        self._pictures: dict[str, Picture] = {}
        self._size = (0.0, 0.0)
        self._latest: OwnTemplate | None = None
        self._editor = DesignEditor()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._editor)
        self._pause.timeout.connect(self._build)
        self._editor.changed.connect(self._take)
        self._editor.keep_requested.connect(self._keep)
        self._editor.left.connect(self.close_up)
        self._editor.picture_requested.connect(self._choose_picture)

    @property
    def is_open(self) -> bool:
        """Whether a design is being changed."""
        return self._latest is not None

    def copy(self, name: str, sheet: Sheet) -> None:
        """Begin a new design that is like that one; `sheet` is what it is seen on."""
        self._size = (sheet.badge_width, sheet.badge_height)
        self._ask(lambda: self._with_template(self._designs.copy(name)), self._open)

    def change(self, name: str, sheet: Sheet) -> None:
        """Change a design of the event's own."""
        self._size = (sheet.badge_width, sheet.badge_height)
        self._ask(lambda: self._with_template(self._own(name)), self._open)

    def delete(self, name: str) -> None:
        """Offer a design no more; `deleted` brings it as it was, for `put_back`."""

        def delete() -> OwnTemplate:
            gone = self._own(name)
            self._designs.remove(name)
            return gone

        self._ask(delete, self.deleted.emit)

    def put_back(self, design: OwnTemplate) -> None:
        """Offer a deleted design again."""
        self._ask(lambda: self._designs.save(design), self._tell_kept)

    @Slot()
    def close_up(self) -> None:
        """Leave the design as it was."""
        self._pause.stop()
        self._latest = None
        self._pictures.clear()
        self.closed.emit()

    # -- asking ----------------------------------------------------------------------------------------------

    def _own(self, name: str) -> OwnTemplate:
        return next(each for each in self._designs.own() if each.name == name)

    def _with_template(self, design: OwnTemplate) -> tuple[OwnTemplate, Template]:
        return design, self._designs.as_template(design, self._pictures.values())

    @Slot(object)
    def _take(self, design: OwnTemplate) -> None:
        self._latest = design
        self._pause.start()

    @Slot()
    def _build(self) -> None:
        design = self._latest
        if design is not None:
            self._ask(lambda: self._with_template(design), self._show, self._show_problem)

    @Slot(object)
    def _keep(self, design: OwnTemplate) -> None:
        self._ask(
            lambda: self._designs.save(design, self._pictures.values()), self._tell_kept, self._show_problem
        )

    @Slot(object)
    def _choose_picture(self, part: Part) -> None:
        path = self._open_file(self, "Choose a picture", "", "Pictures (*.png *.jpg *.jpeg)")
        if path is not None:
            self._ask(lambda: self._read(path), lambda picture: self._add(part, picture), self._show_problem)

    def _read(self, path: Path) -> Picture:
        return self._designs.read_picture(path)

    def _ask(
        self,
        call: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        def show(answer: T) -> None:
            then(answer)

        self._background.ask(call, show, failed or self.failed.emit)

    # -- showing ---------------------------------------------------------------------------------------------

    def _open(self, opened: tuple[OwnTemplate, Template]) -> None:
        design, template = opened
        self._latest = design
        self._editor.show_design(design, template, template.layout_for(*self._size))
        self.opened.emit()
        self.template_changed.emit(template)

    def _show(self, built: tuple[OwnTemplate, Template]) -> None:
        if self.is_open:
            self._editor.tell_problem("")
            self.template_changed.emit(built[1])

    def _add(self, part: Part, picture: Picture) -> None:
        self._pictures[picture.sha256] = picture
        self._editor.show_picture(part, picture)

    def _tell_kept(self, design: OwnTemplate) -> None:
        self.close_up()
        self.kept.emit(design.name)

    def _show_problem(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self._editor.tell_problem(str(wording.failure(error)))
