"""Colours, sizes and fonts: the only place that knows them, beside the style sheet they are filled into."""

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from checkin_app.settings import Look
from checkin_app.ui.looks import Family

FAMILY = "Inter"
FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")
FALLBACK_FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
)

STRONG = QFont.Weight.DemiBold

NARROW = 1180
"""Logical pixels of window width under which the rail shows icons only."""
SMALLEST = QSize(960, 560)
"""The smallest window that still works."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A verdict's colour, what is written on it, and the ink for the same meaning on a panel."""

    ground: str
    text: str
    ink: str


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours, as `#rrggbb`; text on its ground has a contrast of 4.5 or more everywhere."""

    background: str
    panel: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    hover: str
    selected: str
    field: str
    caution: str
    on_caution: str
    practice: str
    on_practice: str
    rail: str
    rail_text: str
    rail_chosen: str
    slate: Fill
    teal: Fill
    violet: Fill
    amber: Fill
    red: Fill

    def fill(self, family: Family) -> Fill:
        """The colours of one family of verdicts."""
        return {
            Family.SLATE: self.slate,
            Family.TEAL: self.teal,
            Family.VIOLET: self.violet,
            Family.AMBER: self.amber,
            Family.RED: self.red,
        }[family]


LIGHT = Colours(
    background="#F4F6F8",
    panel="#FFFFFF",
    text="#15202B",
    muted="#52606D",
    line="#D5DBE1",
    accent="#006D77",
    on_accent="#FFFFFF",
    hover="#EAEEF2",
    selected="#D6ECEE",
    field="#FFFFFF",
    caution="#FFF1CC",
    on_caution="#5A4000",
    practice="#F97316",
    on_practice="#111111",
    rail="#0F2A36",
    rail_text="#C3D2DA",
    rail_chosen="#1F4453",
    slate=Fill("#37474F", "#FFFFFF", "#37474F"),
    teal=Fill("#006D77", "#FFFFFF", "#006D77"),
    violet=Fill("#4527A0", "#FFFFFF", "#4527A0"),
    amber=Fill("#FFC43D", "#111111", "#7A5200"),
    red=Fill("#9B1C1C", "#FFFFFF", "#9B1C1C"),
)
DARK = Colours(
    background="#12181D",
    panel="#1B242B",
    text="#EEF3F6",
    muted="#A7B4BE",
    line="#33414B",
    accent="#4FC3CE",
    on_accent="#06282C",
    hover="#26323B",
    selected="#1D444B",
    field="#151D23",
    caution="#3D3213",
    on_caution="#FFD97A",
    practice="#F97316",
    on_practice="#111111",
    rail="#0F2A36",
    rail_text="#C3D2DA",
    rail_chosen="#1F4453",
    slate=Fill("#37474F", "#FFFFFF", "#B7C4CB"),
    teal=Fill("#006D77", "#FFFFFF", "#5FD0DA"),
    violet=Fill("#4527A0", "#FFFFFF", "#BBA6FF"),
    amber=Fill("#FFC43D", "#111111", "#FFC43D"),
    red=Fill("#9B1C1C", "#FFFFFF", "#FF9A94"),
)

SERIES = {
    LIGHT.panel: ("#006D77", "#E69F00", "#0072B2", "#CC79A7", "#56B4E9", "#D55E00", "#8A8D00", "#6B7280"),
    DARK.panel: ("#4FC3CE", "#F2B632", "#4C9BE8", "#E39AC2", "#A5D8F7", "#F08040", "#D3D64B", "#A7B4BE"),
}
"""What tells the parts of a chart apart, on a light panel and on a dark one; close to Okabe and Ito's eight colours,
which differ for colour-blind eyes as well (jfly.uni-koeln.de/color)."""

SIZES = {
    "body": 14,
    "label": 13,
    "strong": 16,
    "heading": 20,
    "title": 24,
    "scan": 22,
    "place": 22,
    "detail": 20,
    "word": 46,
    "number": 52,
    "clock": 24,
    "target": 44,
    "row": 36,
    "scanheight": 60,
}
"""Logical pixels at 100 % text size; the letters and the targets grow together."""


def size(name: str, scale: float) -> int:
    """A size of the table at that text scale, in logical pixels."""
    return round(SIZES[name] * scale)


def load_fonts(folder: Path) -> None:
    """Make the packed fonts known to Qt; call once, after the application object was made."""
    for file in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Our letters at that size."""
    letters = QFont([FAMILY, *FALLBACK_FAMILIES])
    letters.setPixelSize(pixels)
    letters.setWeight(weight)
    return letters


def palette(colours: Colours) -> QPalette:
    """The colours for everything that the style sheet does not name."""
    roles = {
        QPalette.ColorRole.Window: colours.background,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.field,
        QPalette.ColorRole.AlternateBase: colours.hover,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.panel,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.red.ink,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.panel,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Light: colours.hover,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.muted,
        QPalette.ColorRole.Shadow: colours.line,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return made


def style_sheet(folder: Path, colours: Colours, scale: float) -> str:
    """The style sheet in that folder with colours, sizes (`$body` …, in px) and arrows filled in.

    KeyError names what the style sheet asks for and nobody has.
    """
    values: dict[str, str] = {}
    for name, value in asdict(colours).items():
        if isinstance(value, dict):
            values |= {f"{name}_{part}": str(colour) for part, colour in value.items()}
        else:
            values[name] = str(value)
    values |= {name: f"{size(name, scale)}px" for name in SIZES}
    shade = "dark" if colours is DARK else "light"
    values |= {f"arrow_{way}": (folder / f"arrow-{way}-{shade}.svg").as_posix() for way in ("up", "down")}
    template = (folder / "window.qss").read_text(encoding="utf-8")
    return Template(template).substitute(values)


def is_dark(look: Look, application: QApplication) -> bool:
    """Whether the dark colours are meant; «system» asks the platform, which may not know and then means light."""
    if look is Look.SYSTEM:
        return application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return look is Look.DARK


def dress(application: QApplication, folder: Path, *, dark: bool, scale: float) -> None:
    """Give the whole application these colours and this text size (1.0 to 1.5)."""
    colours = DARK if dark else LIGHT
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(palette(colours))
    application.setFont(font(size("body", scale)))
    application.setStyleSheet(style_sheet(folder, colours, scale))


def colours() -> Colours:
    """The colours that the application wears now."""
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window == QColor(DARK.background) else LIGHT


def named(of: Colours, name: str) -> str:
    """A colour by its field, `red.ink` for one of a fill; what begins with # is a colour already."""
    if name.startswith("#"):
        return name
    field, _, part = name.partition(".")
    value = getattr(of, field)
    return str(getattr(value, part)) if part else str(value)


def scaled(pixels: int) -> int:
    """Logical pixels at the text size that the application wears now; as they are before it is dressed."""
    body = QApplication.font().pixelSize()
    return round(pixels * body / SIZES["body"]) if body > 0 else pixels


def polish(widget: QWidget) -> None:
    """Have the style sheet look again at a widget whose properties have changed, and at all that is in it."""
    for each in (widget, *widget.findChildren(QWidget)):
        each.style().unpolish(each)
        each.style().polish(each)
