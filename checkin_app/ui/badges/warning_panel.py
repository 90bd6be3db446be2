"""What to look at before printing, each with the way to the badge, and from where on somebody wants to be told."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from checkin_app.domain.badge import BadgeWarning, Problem
from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.limits_form import LimitsForm
from checkin_app.ui.labels import hint, label

_GRAVITY = (
    *(Problem.MISSING_GLYPH, Problem.ELLIPSED, Problem.PALE, Problem.DUPLICATE, Problem.COARSE),
    *(Problem.SHRUNK, Problem.EMPTY),
)
_PERSON = Qt.ItemDataRole.UserRole


class WarningPanel(QFrame):
    """The gravest first; choosing a line shows its badge."""

    badge_requested = Signal(str)
    limits_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._make()
        self._arrange()
        self._list.currentItemChanged.connect(self._show_badge)
        self._list.itemClicked.connect(self._show_badge)
        self._show_me.clicked.connect(self._show_current)
        self._limits_button.toggled.connect(self._turn)
        self.limits.limits_changed.connect(self.limits_changed)

    def _make(self) -> None:
        self.setProperty("role", "panel")
        self._heading = label("section", badge_wording.warning_count(0), wraps=True)
        self._said = label("muted", badge_wording.LOOKING, wraps=True)
        self._said.setObjectName("warningState")
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._list = QListWidget()
        self._list.setObjectName("badgeWarnings")
        self._list.setAccessibleName("What to look at before printing")
        self._list.setWordWrap(True)
        self._list.setSpacing(2)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.limits = LimitsForm()
        self._stack = QStackedWidget()
        for each in (self._said, self._list, self.limits):
            self._stack.addWidget(each)
        self._show_me = QPushButton("Show me")
        self._show_me.setObjectName("showWarning")
        self._limits_button = QPushButton("Limits")
        self._limits_button.setObjectName("showLimits")
        self._limits_button.setCheckable(True)
        self._limits_button.setProperty("role", "act")

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._show_me, 1)
        foot.addWidget(self._limits_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self.wait()

    def wait(self) -> None:
        """The badges are being looked at."""
        self._list.clear()
        self._heading.setText(badge_wording.warning_count(0))
        self._say(badge_wording.LOOKING)

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """How many were looked at."""
        self._said.setText(badge_wording.looked_at(done, total))

    def show_warnings(self, warnings: Sequence[BadgeWarning], names: Mapping[str | None, str]) -> None:
        """Show these; `names` are the people's, by id."""
        self._list.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self._list.clear()
        for warning in sorted(warnings, key=lambda each: _GRAVITY.index(each.problem)):
            words = badge_wording.badge_warning(warning, names.get(warning.participant, ""))
            item = QListWidgetItem(words)
            item.setData(_PERSON, warning.participant or "")
            item.setToolTip(hint(f"{words}: {warning.detail}" if warning.detail else words))
            self._list.addItem(item)
        self._list.blockSignals(False)  # noqa: FBT003  # Qt's own signature
        self._heading.setText(badge_wording.warning_count(len(warnings)))
        if warnings:
            self._show(self._list)
        else:
            self._say(badge_wording.NOTHING_TO_LOOK_AT)

    def say_nothing(self) -> None:
        """There is no badge to look at."""
        self.wait()
        self._say("")

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._show(self._said)

    def _show(self, part: QListWidget | QFrame) -> None:
        if not self._limits_button.isChecked():
            self._stack.setCurrentWidget(part)
        self._show_me.setEnabled(bool(self._list.count()) and not self._limits_button.isChecked())

    @Slot(bool)
    def _turn(self, shows_limits: bool) -> None:  # noqa: FBT001  # a signal's argument
        if shows_limits:
            self._stack.setCurrentWidget(self.limits)
            self._show_me.setEnabled(False)
        else:
            self._show(self._list if self._list.count() else self._said)

    @Slot()
    def _show_current(self) -> None:
        if self._list.currentItem() is None:
            self._list.setCurrentRow(0)
        else:
            self._show_badge(self._list.currentItem())
        self._list.setFocus()

    @Slot(QListWidgetItem)
    def _show_badge(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.badge_requested.emit(item.data(_PERSON))
