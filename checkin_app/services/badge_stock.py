"""The label sheets and badge templates that come with the program, read from its resources."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, TypeVar

from checkin_app import paths
from checkin_app.domain.badge_template import Frame, Layout, Template, TextBox
from checkin_app.domain.errors import BadInput
from checkin_app.domain.lettering import Style
from checkin_app.domain.sheet import Sheet

DEFAULT_SHEET = "avery-l4785"
DEFAULT_TEMPLATE = "classic"

Table = Mapping[str, Any]
"""What tomllib gives for a table; its values are checked one by one."""

_Built = TypeVar("_Built", Sheet, Frame, Style)
_KINDS: dict[str, tuple[type, ...]] = {"str": (str,), "bool": (bool,), "int": (int,)}
_NUMBER = (int, float)
_FRAME_KEYS = tuple(field.name for field in fields(Frame))


def all_sheets() -> dict[str, Sheet]:
    """Every sheet of the program by name, in the order in which they are offered."""
    return read_sheets(paths.resources() / "sheets.toml")


def all_templates() -> dict[str, Template]:
    """Every badge template of the program by name."""
    folder = paths.resources() / "badge_templates"
    templates = (read_template(path) for path in sorted(folder.glob("*.toml")))
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
        )
    except KeyError as missing:
        raise BadInput(path.name, f"{missing} is required and missing.") from missing


def _layout(table: Table, source: str) -> Layout:
    where = f"layout {table['name']}"

    def style(key: str) -> Style:
        return _built(Style, table[key], source, f"{where}, {key}")

    def frame(key: str) -> Frame:
        return _built(Frame, table[key], source, f"{where}, {key}")

    def box(key: str) -> TextBox:
        inside = {name: value for name, value in table[key].items() if name in _FRAME_KEYS}
        rest = {name: value for name, value in table[key].items() if name not in _FRAME_KEYS}
        place = f"{where}, {key}"
        return TextBox(_built(Frame, inside, source, place), _built(Style, rest, source, place))

    return Layout(
        name=str(table["name"]),
        width=float(table["width"]),
        height=float(table["height"]),
        min_aspect=float(table["min_aspect"]),
        max_height=float(table["max_height"]),
        event=box("event"),
        name_frame=frame("names"),
        given=style("given"),
        family=style("family"),
        single=style("single"),
        organisation=box("organisation"),
        organisation_alone=frame("organisation_alone"),
        category=box("category"),
        radius=float(table["radius"]),
        padding=float(table["padding"]),
        qr=frame("qr"),
        code=box("code"),
        writing=tuple(_built(Frame, line, source, f"{where}, writing") for line in table["writing"]),
    )


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
