"""The label sheets and badge templates that come with the program, read from its resources."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from checkin_app import paths
from checkin_app.domain.badge_box import Frame, TextBox
from checkin_app.domain.badge_look import Look, Part
from checkin_app.domain.badge_template import BackLayout, Layout, ProgrammeBox, Shapes, Template
from checkin_app.domain.custom_sheet import DESCRIBED, described
from checkin_app.domain.errors import BadInput, NotFound
from checkin_app.domain.lettering import Style
from checkin_app.domain.sheet import Sheet

DEFAULT_SHEET = "avery-l4785"
DEFAULT_TEMPLATE = "classic"

Table = Mapping[str, Any]
"""What tomllib gives for a table; its values are checked one by one."""

_Built = TypeVar("_Built", Sheet, Frame, Style, Shapes, Look)
_KINDS: dict[str, tuple[type, ...]] = {"str": (str,), "bool": (bool,), "int": (int,)}
_NUMBER = (int, float)
_FRAME_KEYS = tuple(field.name for field in fields(Frame))


def all_sheets() -> dict[str, Sheet]:
    """Every sheet of the program by name, in the order in which they are offered."""
    return dict(_sheets(paths.resources() / "sheets.toml"))


def sheet_named(name: str) -> Sheet:
    """The sheet of that name, or the one that is described (see `described`); NotFound if there is none."""
    if name.lower().startswith(DESCRIBED):
        return described(name)
    known = all_sheets()
    if name not in known:
        raise NotFound("sheet", name)
    return known[name]


def all_templates() -> dict[str, Template]:
    """Every badge template of the program by name: the usual one, then the others by title."""
    return dict(_templates(paths.resources() / "badge_templates"))


@cache
def _sheets(path: Path) -> dict[str, Sheet]:
    return read_sheets(path)


@cache
def _templates(folder: Path) -> dict[str, Template]:
    templates = [read_template(path) for path in folder.glob("*.toml")]
    templates.sort(key=lambda template: (template.name != DEFAULT_TEMPLATE, template.title))
    return {template.name: template for template in templates}


def read_sheets(path: Path) -> dict[str, Sheet]:
    """The sheets of a file by name; raises BadInput that names the sheet and the key which is wrong."""
    rows: list[Table] = _parsed(path).get("sheet", [])
    sheets = (
        _built(Sheet, row, path.name, f"sheet {row.get('name', number)}")
        for number, row in enumerate(rows, 1)
    )
    return {sheet.name: sheet for sheet in sheets}


def read_template(path: Path) -> Template:
    """The template of a file; raises BadInput that names the layout, the box and the key which is wrong."""
    table = _parsed(path)
    try:
        return Template(
            name=str(table["name"]),
            title=str(table["title"]),
            name_smallest=float(table["name_smallest"]),
            name_width=float(table["name_width"]),
            layouts=tuple(_layout(layout, path.name) for layout in table["layout"]),
            shapes=_built(Shapes, table.get("shapes", {}), path.name, "shapes"),
            look=_look(table.get("look", {}), path.name),
        )
    except KeyError as missing:
        raise BadInput(path.name, f"{missing} is required and missing.") from missing


def _look(table: Table, source: str) -> Look:
    try:
        off = tuple(Part(name) for name in table.get("off", ()))
    except ValueError as reason:
        raise BadInput(source, f"{reason}.", "look, off", f"Known: {', '.join(Part)}.") from reason
    return replace(_built(Look, {k: v for k, v in table.items() if k != "off"}, source, "look"), off=off)


def _layout(table: Table, source: str) -> Layout:
    part = _Part(table, source, f"layout {table['name']}")
    return Layout(
        name=str(table["name"]),
        width=float(table["width"]),
        height=float(table["height"]),
        min_aspect=float(table["min_aspect"]),
        max_height=float(table["max_height"]),
        event=part.box("event"),
        occasion=part.box("occasion") if "occasion" in table else None,
        event_alone=part.optional_frame("event_alone"),
        event_beside_logo=part.optional_frame("event_beside_logo"),
        names_beside_logo=part.optional_frame("names_beside_logo"),
        category_beside_logo=part.optional_frame("category_beside_logo"),
        name_frame=part.frame("names"),
        given=part.style("given"),
        family=part.style("family"),
        single=part.style("single"),
        job_title=part.style("job_title") if "job_title" in table else None,
        organisation=part.box("organisation"),
        organisation_alone=part.frame("organisation_alone"),
        country=part.style("country") if "country" in table else None,
        category=part.box("category"),
        band=part.optional_frame("band"),
        band_stays=bool(table.get("band_stays", False)),
        radius=float(table["radius"]),
        padding=float(table["padding"]),
        logo=part.optional_frame("logo"),
        qr=part.frame("qr"),
        code=part.box("code"),
        writing=tuple(_built(Frame, line, source, f"{part.where}, writing") for line in table["writing"]),
        back=_back(_Part(table["back"], source, f"{part.where}, back")) if "back" in table else None,
    )


def _back(part: "_Part") -> BackLayout:
    inner = _Part(part.table["programme"], part.source, f"{part.where}, programme")
    programme = ProgrammeBox(
        frame=inner.frame("frame"),
        day=inner.style("day"),
        item=inner.style("item"),
        room=inner.style("room"),
        times=float(inner.table["times"]),
        gap=float(inner.table["gap"]),
    )
    return BackLayout(
        heading=part.box("heading"),
        event=part.box("event"),
        programme=programme,
        qr=part.frame("qr"),
        code=part.box("code"),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A table of a template file, whose keys are boxes, and where it stands, for sentences."""

    table: Table
    source: str
    where: str

    def style(self, key: str) -> Style:
        return _built(Style, self.table[key], self.source, f"{self.where}, {key}")

    def frame(self, key: str) -> Frame:
        return _built(Frame, self.table[key], self.source, f"{self.where}, {key}")

    def optional_frame(self, key: str) -> Frame | None:
        return self.frame(key) if key in self.table else None

    def box(self, key: str) -> TextBox:
        inside = {name: value for name, value in self.table[key].items() if name in _FRAME_KEYS}
        rest = {name: value for name, value in self.table[key].items() if name not in _FRAME_KEYS}
        place = f"{self.where}, {key}"
        return TextBox(_built(Frame, inside, self.source, place), _built(Style, rest, self.source, place))


def _parsed(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise BadInput(path.name, f"The file cannot be read: {reason}.") from reason


def _built(kind: type[_Built], table: Table, source: str, where: str) -> _Built:
    """A value with the table's keys as its fields, each of the kind that the field has."""
    known: dict[str, Field[Any]] = {field.name: field for field in fields(kind)}
    for name in table:
        if name not in known:
            raise BadInput(source, f"«{name}» is not known here.", where, f"Known: {', '.join(known)}.")
    for name, field in known.items():
        if field.default is MISSING and name not in table:
            raise BadInput(source, f"«{name}» is required and missing.", where)
    try:
        values: dict[str, Any] = {name: _value(known[name], value) for name, value in table.items()}
        return kind(**values)
    except BadInput as reason:
        raise BadInput(source, str(reason), where) from reason


def _value(field: "Field[Any]", value: object) -> object:
    kinds = _KINDS.get(getattr(field.type, "__name__", ""), _NUMBER)
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise BadInput(field.name, f"«{value}» is not a {kinds[-1].__name__}.")
    return float(value) if kinds is _NUMBER and isinstance(value, int | float) else value
