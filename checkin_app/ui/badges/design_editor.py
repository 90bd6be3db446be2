"""The editor of a badge design: what it shows, its colours, its pictures, and how large its letters are."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from checkin_app.domain.badge_look import LONGEST_TITLE, NAME_SIZES, SCALES, OwnTemplate, Part, Picture
from checkin_app.domain.badge_template import Layout, Template
from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.colour_box import ColourBox
from checkin_app.ui.badges.measure_box import count_box
from checkin_app.ui.badges.picture_row import PictureRow
from checkin_app.ui.labels import label
from checkin_app.ui.programme.field_grid import field, grid, scrolling

_PERCENT = 100


class DesignEditor(QFrame):
    """Tells each change, so that it is seen at once; nothing is kept before somebody says so."""

    changed = Signal(object)
    keep_requested = Signal(object)
    left = Signal()
    picture_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._design = OwnTemplate(title="", base="")
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self._title = field("designTitle", longest=LONGEST_TITLE)
        self._title.setAccessibleName("Title of the design")
        self._parts = {part: QCheckBox(words) for part, words in badge_wording.PARTS.items()}
        self._colours = {
            "ink": ColourBox("Colour of the letters"),
            "paper": ColourBox("Colour of the ground"),
            "band": ColourBox("Colour of the bands"),
        }
        self._pictures = {
            Part.LOGO: PictureRow("a logo"),
            Part.BACKGROUND: PictureRow("a background picture"),
        }
        self._names = _percent("Size of names")
        self._texts = _percent("Size of other text")
        self._smallest = count_box(
            "Smallest size of names", int(NAME_SIZES[0]) - 1, int(NAME_SIZES[1]), " pt"
        )
        self._smallest.setSpecialValueText("As designed")
        self._problem = label("error", wraps=True)
        self._problem.setObjectName("designProblem")
        self._problem.hide()
        self._keep = QPushButton("Keep design")
        self._keep.setObjectName("keepDesign")
        self._keep.setProperty("role", "primary")
        self._leave = QPushButton("Leave")
        self._leave.setObjectName("leaveDesign")

    def _arrange(self) -> None:
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(16, 12, 14, 8)
        inner.setSpacing(6)
        inner.addWidget(label("section", "Title"))
        inner.addWidget(self._title)
        inner.addSpacing(8)
        inner.addWidget(label("section", "Shows"))
        for box in self._parts.values():
            inner.addWidget(box)
        inner.addSpacing(8)
        inner.addWidget(label("section", "Pictures"))
        inner.addLayout(
            grid([("Logo", self._pictures[Part.LOGO]), ("Background", self._pictures[Part.BACKGROUND])])
        )
        inner.addSpacing(8)
        inner.addWidget(label("section", "Colours"))
        colours = (("Letters", "ink"), ("Ground", "paper"), ("Bands", "band"))
        inner.addLayout(grid([(words, self._colours[name]) for words, name in colours]))
        inner.addSpacing(8)
        inner.addWidget(label("section", "Letters"))
        rows = (("Names", self._names), ("Other text", self._texts), ("Names at least", self._smallest))
        inner.addLayout(grid(rows))
        inner.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self._keep, 1)
        foot.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(4)
        column.addWidget(scrolling(page), 1)
        column.addWidget(self._problem)
        column.addLayout(foot)
        self._problem.setContentsMargins(16, 0, 16, 0)

    def _connect(self) -> None:
        self._title.textEdited.connect(self._tell)
        for box in self._parts.values():
            box.clicked.connect(self._tell)
        for colour in self._colours.values():
            colour.colour_chosen.connect(self._tell)
        for part, row in self._pictures.items():
            row.removed.connect(self._tell)
            row.choice_requested.connect(self._logo_wish if part is Part.LOGO else self._background_wish)
        for size in (self._names, self._texts, self._smallest):
            size.valueChanged.connect(self._tell)
        self._keep.clicked.connect(self._ask_to_keep)
        self._leave.clicked.connect(self.left)

    def show_design(self, design: OwnTemplate, template: Template, layout: Layout) -> None:
        """Show a design and the template it comes to; parts that the layout has no place for are left out."""
        self._design = design
        self.tell_problem("")
        self._title.setText(design.title)
        places = _places(layout)
        for part, box in self._parts.items():
            box.setVisible(part in places)
            box.setChecked(part not in design.off)
        for part, row in self._pictures.items():
            row.setEnabled(part in places)
            row.show_picture(template.look.logo if part is Part.LOGO else template.look.background)
        for name, colour in self._colours.items():
            colour.show_colour(getattr(design, name))
        self._show_sizes(design)

    def _show_sizes(self, design: OwnTemplate) -> None:
        for box, value in (
            (self._names, design.name_scale * _PERCENT),
            (self._texts, design.text_scale * _PERCENT),
            (self._smallest, design.name_smallest or 0),
        ):
            box.blockSignals(True)  # noqa: FBT003  # Qt's own signature
            box.setValue(round(value))
            box.blockSignals(False)  # noqa: FBT003  # Qt's own signature

    def show_picture(self, part: Part, picture: Picture) -> None:
        """Show a picture that was chosen, and have it on the badge."""
        self._pictures[part].show_picture(picture)
        self._tell()

    def tell_problem(self, text: str) -> None:
        """Say why the design cannot be so; nothing for an empty text."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def design(self) -> OwnTemplate:
        """The design as it is set now."""
        smallest = self._smallest.value()
        return replace(
            self._design,
            title=self._title.text(),
            off=tuple(part for part, box in self._parts.items() if not box.isChecked()),
            ink=self._colours["ink"].colour,
            paper=self._colours["paper"].colour,
            band=self._colours["band"].colour,
            name_scale=self._names.value() / _PERCENT,
            text_scale=self._texts.value() / _PERCENT,
            name_smallest=float(smallest) if smallest > self._smallest.minimum() else None,
            logo=self._pictures[Part.LOGO].sha256,
            background=self._pictures[Part.BACKGROUND].sha256,
        )

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.design())

    @Slot()
    def _ask_to_keep(self) -> None:
        self.keep_requested.emit(self.design())

    @Slot()
    def _logo_wish(self) -> None:
        self.picture_requested.emit(Part.LOGO)

    @Slot()
    def _background_wish(self) -> None:
        self.picture_requested.emit(Part.BACKGROUND)


def _percent(name: str) -> QSpinBox:
    low, high = (round(scale * _PERCENT) for scale in SCALES)
    made = count_box(name, low, high, " %")
    made.setSingleStep(5)
    return made


def _places(layout: Layout) -> set[Part]:
    """The parts that a layout has a place for."""
    lacking = {
        Part.OCCASION: layout.occasion,
        Part.JOB_TITLE: layout.job_title,
        Part.COUNTRY: layout.country,
        Part.LOGO: layout.logo,
        Part.PROGRAMME: layout.back,
    }
    return set(Part) - {part for part, place in lacking.items() if place is None}
