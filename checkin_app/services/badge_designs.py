"""Badge designs: the program's, and the event's own, which are changed copies of them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from checkin_app.domain.badge_look import OwnTemplate, Picture
from checkin_app.domain.badge_template import Template
from checkin_app.domain.errors import NotFound
from checkin_app.domain.log import PictureAdded, TemplateRemoved, TemplateSaved
from checkin_app.domain.text import fold
from checkin_app.services import badge_picture, badge_stock
from checkin_app.services.journal import Journal
from checkin_app.store import designs
from checkin_app.store.database import Connection


class BadgeDesignService:
    """What an organiser can ask for about badge designs."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def all_templates(self) -> dict[str, Template]:
        """The program's designs and then the event's own, by name, in the order in which they are offered."""
        with self._journal.reading() as connection:
            return {**badge_stock.all_templates(), **_own_ones(connection)}

    def template(self, name: str) -> Template:
        """The design of that name; NotFound if there is none."""
        known = self.all_templates()
        if name not in known:
            raise NotFound("template", name)
        return known[name]

    def own(self) -> list[OwnTemplate]:
        """The event's own designs, by title."""
        with self._journal.reading() as connection:
            return sorted(designs.all_own(connection), key=lambda each: (fold(each.title), each.name))

    def copy(self, name: str) -> OwnTemplate:
        """A design as a new one of the event's own, which is not saved yet; NotFound for an unknown name."""
        with self._journal.reading() as connection:
            own = {each.name: each for each in designs.all_own(connection)}
        if name in own:
            return replace(own[name], name="", title=f"{own[name].title}, copy")
        base = badge_stock.all_templates().get(name)
        if base is None:
            raise NotFound("template", name)
        look = base.look
        return OwnTemplate(
            title=f"{base.title}, our own",
            base=name,
            off=look.off,
            ink=look.ink,
            paper=look.paper,
            band=look.band,
        )

    def as_template(self, own: OwnTemplate, pictures: Iterable[Picture] = ()) -> Template:
        """What an own design comes to, saved or not; `pictures` are those that the event file has not yet.

        BadInput for a colour or a size that is none and for a picture that is missing.
        """
        given = {picture.sha256: picture for picture in pictures}
        with self._journal.reading() as connection:
            known = designs.pictures(connection, _pictures_of(own) - given.keys())
        return _built(own, {**known, **given})

    def save(self, own: OwnTemplate, pictures: Iterable[Picture] = ()) -> OwnTemplate:
        """Keep a design, under a new name if it has none; returns it as it was kept. Raises what `as_template` does."""
        own = own.checked()
        self.as_template(own, pictures)
        if own.base not in badge_stock.all_templates():
            raise NotFound("template", own.base)
        with self._journal.writing() as act:
            known = designs.known_pictures(act.connection)
            for each in {picture.sha256: picture for picture in pictures}.values():
                if each.sha256 in _pictures_of(own) - known:
                    act.note(PictureAdded(each.sha256, each.width, each.height, each.content))
            taken = {*badge_stock.all_templates(), *(each.name for each in designs.all_own(act.connection))}
            kept = own if own.name else replace(own, name=_new_name(own.title, taken))
            act.note(TemplateSaved(kept))
        return kept

    def remove(self, name: str) -> None:
        """Offer a design of the event's own no more; badges that were printed with it stay valid. NotFound if it is none."""
        with self._journal.writing() as act:
            if name not in {each.name for each in designs.all_own(act.connection)}:
                raise NotFound("template", name)
            act.note(TemplateRemoved(name))

    @staticmethod
    def read_picture(path: Path) -> Picture:
        """A picture for `as_template` and `save`; BadInput that says why a file cannot be taken."""
        return badge_picture.read_picture(path)


def _own_ones(connection: Connection) -> dict[str, Template]:
    own = sorted(designs.all_own(connection), key=lambda each: (fold(each.title), each.name))
    wanted = {sha256 for each in own for sha256 in _pictures_of(each)}
    pictures = designs.pictures(connection, wanted) if wanted else {}
    return {each.name: _built(each, pictures) for each in own}


def _pictures_of(own: OwnTemplate) -> set[str]:
    return {sha256 for sha256 in (own.logo, own.background) if sha256}


def _built(own: OwnTemplate, pictures: Mapping[str, Picture]) -> Template:
    """The template; on the usual design if its base is none of this version of the program."""
    known = badge_stock.all_templates()
    base = known.get(own.base, known[badge_stock.DEFAULT_TEMPLATE])
    return replace(base, name=own.name, title=own.title, look=own.look(pictures))


def _new_name(title: str, taken: Collection[str]) -> str:
    """A name made of the title, for the command line: small letters, digits and hyphens, unlike all others."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-") or "design"
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
