"""What the Badges page says."""

from pathlib import Path

from checkin_app.domain.badge import BadgeWarning, Problem
from checkin_app.domain.badge_look import Part
from checkin_app.domain.press import Duplex
from checkin_app.domain.sheet import Sheet
from checkin_app.services.badge_pdf import BadgeRun
from checkin_app.services.badges import Only, Order

DID_THEY_PRINT_WELL = "Have they been printed well? Only then mark them: nothing is marked by itself."
LOOKING = "Looking at the badges …"
NOTHING_TO_LOOK_AT = "Nothing to look at: every badge is fine."
NO_PRINTER = "No printer"
PRINTER_GONE = "Choose a printer"
NO_PRINTER_HERE = "This computer has no such printer. Save a PDF and print it elsewhere."
KEEP_FIRST = "Keep the design, or leave it, before you print."
FITS_NOWHERE = "No design suits badges of this size. Choose other paper."

WHOSE: dict[Only, str] = {
    Only.UNPRINTED: "Not printed yet",
    Only.CHANGED: "Changed since printing",
    Only.WALK_INS: "Walk-ins",
    Only.ALL: "Everybody",
}
ORDERS: dict[Order, str] = {Order.NAME: "Name", Order.ORGANISATION: "Organisation"}
SIDES: dict[Duplex, str] = {
    Duplex.OFF: "One side only",
    Duplex.LONG_EDGE: "Both sides, long edge",
    Duplex.SHORT_EDGE: "Both sides, short edge",
}
PARTS: dict[Part, str] = {
    Part.EVENT: "Event",
    Part.OCCASION: "Place and dates",
    Part.JOB_TITLE: "Job title",
    Part.ORGANISATION: "Organisation",
    Part.COUNTRY: "Country",
    Part.CATEGORY: "Category",
    Part.CODE: "Code in letters",
    Part.PROGRAMME: "Programme on the back",
}
_NOBODY: dict[Only, str] = {
    Only.UNPRINTED: "Every badge of this choice is printed. Choose «Everybody» to print them again.",
    Only.CHANGED: "No badge says anything else now than when it was printed.",
    Only.WALK_INS: "Nobody was added at the desk.",
    Only.ALL: "There is nobody on this list who may come. Add people on the People page.",
}
_FIELDS = {
    "job_title": "job title",
    "code": "code",
    "logo": "logo",
    "background": "background picture",
    "occasion": "place and dates",
}


def nobody(only: Only) -> str:
    """What the preview says where a choice comes to no badge."""
    return _NOBODY[only]


def badge_count(count: int) -> str:
    """How many badges a choice comes to."""
    return "1 badge" if count == 1 else f"{count:,} badges"


def page_count(count: int) -> str:
    """How many pages."""
    return "1 page" if count == 1 else f"{count:,} pages"


def badges_on_pages(badges: int, pages: int) -> str:
    """What the heading says beside the page's name."""
    return f"{badge_count(badges)} on {page_count(pages)}" if badges else badge_count(0)


def page_of(page: int, pages: int) -> str:
    """Which page is seen; pages count from 0 for the program and from 1 for people."""
    return f"{page + 1:,} of {pages:,}"


def only_people(count: int) -> str:
    """What the button says that shows, and ends, a choice of single people."""
    return f"Only {'this person' if count == 1 else f'these {count:,} people'}"


def badges_saved(run: BadgeRun, out: Path) -> str:
    """What is said when badges were saved."""
    return f"Saved {badge_count(run.badges)} on {page_count(run.pages)}: {out.name} in {out.parent}"


def spares_saved(run: BadgeRun, out: Path) -> str:
    """What is said when blank badges were saved, each with a code of its own."""
    return f"Saved {badge_count(run.badges)} without a name: {out.name} in {out.parent}"


def queued(count: int) -> str:
    """What is said when badges went to the print queue."""
    return f"{badge_count(count)} in the print queue. They count as printed when they have come out."


def under_way(coming: int, count: int) -> str:
    """What is asked before badges are printed that are on their way already."""
    if coming == count:
        return "These badges are on their way to the printer already. Print them once more?"
    return f"{badge_count(coming)} of these are on their way to the printer already. Print all once more?"


def drawing(count: int) -> str:
    """What is said while badges are drawn."""
    return f"Drawing {badge_count(count)} …"


def certainty(sheet: Sheet) -> str:
    """How sure the numbers of a kind of paper are."""
    match sheet.sources:
        case 0:
            return ""
        case 1:
            return "Numbers from one source: print a test page on plain paper first."
        case _:
            return "Numbers from two makers’ drawings."


def other_designs(titles: list[str]) -> str:
    """Which designs are for other paper."""
    return f"For other paper: {', '.join(titles)}" if titles else ""


def warning_count(count: int) -> str:
    """The heading over what to look at before printing."""
    return f"Look at before printing ({count:,})" if count else "Before printing"


def looked_at(done: int, total: int) -> str:
    """How many badges have been looked at."""
    return f"Looking at the badges … {done:,} of {total:,}"


def badge_warning(warning: BadgeWarning, name: str) -> str:
    """What may look wrong on one badge, or on all of them."""
    whose = f"{name}: " if name else ""
    field, detail = _FIELDS.get(warning.field, warning.field), warning.detail
    match warning.problem:
        case Problem.SHRUNK:
            return f"{whose}{field} set small{_of(detail)}"
        case Problem.ELLIPSED:
            return f"{whose}{field} too long, shortened"
        case Problem.MISSING_GLYPH:
            return f"{whose}{field} has a character that no font has{_of(detail)}"
        case Problem.EMPTY:
            return f"{whose}no {field}"
        case Problem.DUPLICATE:
            return f"{whose}{field} is on another badge, too"
        case Problem.COARSE:
            return f"{whose}{field} has too few dots for its size{_of(detail)}"
        case Problem.PALE:
            return f"{whose}{field} hard to tell from what lies under it{_of(detail)}"


def _of(detail: str) -> str:
    return f" ({detail})" if detail else ""


def delete_design(title: str) -> str:
    """What is asked before a design of the event's own is deleted."""
    return f"Delete the design «{title}»? Badges printed with it stay valid."


def design_deleted(title: str) -> str:
    """What is said when a design was deleted."""
    return f"Deleted the design «{title}»."
