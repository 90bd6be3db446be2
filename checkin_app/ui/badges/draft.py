"""What a choice of badges comes to: whose they are, how they are printed, and which badge lies where on which page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.badge_template import Template
from checkin_app.domain.press import Duplex, Press, behind
from checkin_app.domain.sheet import Placement, Sheet, place
from checkin_app.services import badge_pdf
from checkin_app.services.badges import Only, Order


@dataclass(frozen=True, slots=True)
class Who:
    """Whose badges: `category` is empty for all of them, `people` are ids, empty for all."""

    only: Only = Only.UNPRINTED
    category: str = ""
    people: tuple[str, ...] = ()
    order: Order = Order.NAME


@dataclass(frozen=True, slots=True)
class Setup:
    """How badges are printed; `first_label` counts from 1."""

    sheet: Sheet
    template: Template
    first_label: int = 1
    press: Press = field(default_factory=Press)

    @property
    def is_duplex(self) -> bool:
        """Whether every page is followed by its back."""
        return self.press.duplex is not Duplex.OFF


@dataclass(frozen=True, slots=True)
class Draft:
    """Badges as they will be printed; pages count from 0 and are those of the file."""

    faces: tuple[BadgeFace, ...]
    setup: Setup

    @property
    def pages(self) -> int:
        """How many pages there are."""
        setup = self.setup
        return badge_pdf.page_count(
            len(self.faces), setup.sheet, first_label=setup.first_label, press=setup.press
        )

    def page_of(self, participant: str) -> int | None:
        """The page with somebody's badge; None if they have none here."""
        numbers = (number for number, face in enumerate(self.faces) if face.participant == participant)
        number = next(numbers, None)
        if number is None:
            return None
        page = (number + self.setup.first_label - 1) // self.setup.sheet.labels_per_page
        return page * 2 if self.setup.is_duplex else page

    def spots(self, page: int) -> Iterator[tuple[BadgeFace, Placement]]:
        """The badges on a page, and where they lie on it, before the printer's offset."""
        setup = self.setup
        number, is_back = divmod(page, 2) if setup.is_duplex else (page, 0)
        per_page = setup.sheet.labels_per_page
        begin = number * per_page - (setup.first_label - 1)
        for label, spot in enumerate(place(per_page, setup.sheet), begin):
            if 0 <= label < len(self.faces):
                turned = behind(spot, setup.sheet, setup.press.duplex) if is_back else spot
                yield self.faces[label], turned
