"""Which design badges have, each with a small picture of a badge."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.badge_template import Template
from checkin_app.domain.sheet import Sheet
from checkin_app.ui import theme
from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.paper import Paper
from checkin_app.ui.labels import label

_PICTURE = QSize(78, 52)


class DesignPicker(QWidget):
    """Offers the designs that suit the paper; the event's own ones can be changed, copied and deleted."""

    changed = Signal()
    change_requested = Signal(str)
    copy_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, chosen: str) -> None:
        super().__init__()
        self._templates: Mapping[str, Template] = {}
        self._own: Collection[str] = ()
        self._wanted = chosen
        self._make()
        self._arrange()
        self._box.activated.connect(self._choose)
        for button, wish in (
            (self._change, self._ask_to_change),
            (self._copy, self._ask_to_copy),
            (self._delete, self._ask_to_delete),
        ):
            button.clicked.connect(wish)

    def _make(self) -> None:
        self._box = QComboBox()
        self._box.setObjectName("designBox")
        self._box.setAccessibleName("Design")
        self._box.setIconSize(QSize(theme.scaled(_PICTURE.width()), theme.scaled(_PICTURE.height())))
        self._box.setMinimumContentsLength(8)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._others = label("caption", wraps=True)
        self._others.setObjectName("otherDesigns")
        self._change = QPushButton("Change this design …")
        self._change.setObjectName("changeDesign")
        self._copy = QPushButton("Copy")
        self._copy.setObjectName("copyDesign")
        self._delete = QPushButton("Delete")
        self._delete.setObjectName("deleteDesign")

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._change, 1)
        row.addWidget(self._copy)
        row.addWidget(self._delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label("section", "Design"))
        column.addWidget(self._box)
        column.addLayout(row)
        column.addWidget(self._others)
        self._show_buttons()

    def offer(self, templates: Mapping[str, Template], own: Collection[str], sheet: Sheet) -> None:
        """Offer the designs that suit the paper; `own` are the names of the event's own ones."""
        self._templates, self._own = templates, own
        size = (sheet.badge_width, sheet.badge_height)
        icons = {self._box.itemData(row): self._box.itemIcon(row) for row in range(self._box.count())}
        self._box.clear()
        for name, template in templates.items():
            if size in template.shapes:
                self._box.addItem(icons.get(name, QIcon()), template.title, name)
        self._box.setCurrentIndex(max(0, self._box.findData(self._wanted)))
        others = [each.title for each in templates.values() if size not in each.shapes]
        said = badge_wording.other_designs(others) if self._box.count() else badge_wording.FITS_NOWHERE
        self._others.setText(said)
        self._others.setVisible(bool(said))
        self._show_buttons()

    def template(self) -> Template | None:
        """The chosen design; None where none suits the paper."""
        return self._templates.get(str(self._box.currentData() or ""))

    def offered(self) -> list[Template]:
        """The designs that can be chosen."""
        return [self._templates[str(self._box.itemData(row))] for row in range(self._box.count())]

    def choose(self, name: str) -> None:
        """Choose a design, as soon as it is offered."""
        self._wanted = name
        if (row := self._box.findData(name)) >= 0:
            self._box.setCurrentIndex(row)
        self._show_buttons()

    def show_picture(self, name: str, pdf: bytes) -> None:
        """Show how a badge of a design looks."""
        row = self._box.findData(name)
        if row >= 0:
            picture = Paper(pdf).picture(self._box.iconSize() - QSize(2, 2), self.devicePixelRatioF())
            self._box.setItemIcon(row, QIcon(_framed(picture, self._box.iconSize())))

    def _show_buttons(self) -> None:
        name = str(self._box.currentData() or "")
        is_own = name in self._own
        self._change.setVisible(bool(name))
        self._change.setText("Change …" if is_own else "Change this design …")
        self._copy.setVisible(is_own)
        self._delete.setVisible(is_own)

    @Slot()
    def _choose(self) -> None:
        self._wanted = str(self._box.currentData() or "")
        self._show_buttons()
        self.changed.emit()

    @Slot()
    def _ask_to_change(self) -> None:
        name = str(self._box.currentData() or "")
        (self.change_requested if name in self._own else self.copy_requested).emit(name)

    @Slot()
    def _ask_to_copy(self) -> None:
        self.copy_requested.emit(str(self._box.currentData() or ""))

    @Slot()
    def _ask_to_delete(self) -> None:
        self.delete_requested.emit(str(self._box.currentData() or ""))


def _framed(picture: QImage, room: QSize) -> QPixmap:
    """A badge in the middle of its room, with a line around it, white in light and dark."""
    ratio = picture.devicePixelRatio()
    made = QPixmap(room * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    size = picture.deviceIndependentSize().toSize()
    left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
    painter = QPainter(made)
    painter.fillRect(left - 1, top - 1, size.width() + 2, size.height() + 2, theme.LIGHT.line)
    painter.fillRect(left, top, size.width(), size.height(), Qt.GlobalColor.white)
    painter.drawImage(left, top, picture)
    painter.end()
    return made
