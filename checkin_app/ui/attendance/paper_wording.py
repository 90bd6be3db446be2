"""What is said about papers: certificates and who earns them, lists, and what was saved."""

from collections.abc import Sequence

from checkin_app.domain.attended import spoken_duration
from checkin_app.domain.certificate import Decision, Lack, Missing
from checkin_app.services.evidence_pack import Packed
from checkin_app.services.paper import PaperRun
from checkin_app.ui.wording import sorted_name

CERTIFICATES = (
    "For everybody who keeps the rule, with the days and sessions they attended, a number and a check code."
)

REPORT = "The programme, figures and bars for each day, who was represented, who never came, and everybody's first entries."
PACK = (
    "All tables, signature lists and the whole log in one archive that anybody can check a year later, without the "
    "event file."
)


def earned(decisions: Sequence[Decision]) -> str:
    """How many earn a certificate."""
    count = sum(each.earned for each in decisions)
    return given(count, len(decisions) - count)


def given(count: int, short: int) -> str:
    """How many were given a certificate, or would be, and how many not."""
    earn = "1 person earns one" if count == 1 else f"{count:,} people earn one"
    return f"{earn}, {short:,} fall short."


def decisions_table(
    decisions: Sequence[Decision],
) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
    """The headers and rows: who, how much they attended, and what is missing; those who fall short first."""
    headers = ("Name", "Organisation", "Days", "Hours", "Certificate")
    in_order = sorted(decisions, key=lambda each: each.earned)
    return headers, [
        (
            sorted_name(each.participant),
            each.participant.organisation,
            len(each.attended.days),
            spoken_duration(each.attended.minutes),
            "Earned" if each.earned else ", ".join(map(missing, each.missing)),
        )
        for each in in_order
    ]


def missing(lack: Missing) -> str:
    """What somebody falls short of."""
    match lack.lack:
        case Lack.DAYS:
            return f"{lack.has} of {lack.needs} days"
        case Lack.SHARE:
            return f"{lack.has} of {lack.needs} sessions"
        case Lack.SESSION:
            return f"not at {lack.session}"


def set_on_paper(run: PaperRun, what: str) -> str:
    """What is said when papers were set."""
    pages = "1 page" if run.pages == 1 else f"{run.pages:,} pages"
    look = "; look at what was shortened" if run.warnings else ""
    return f"{what}: {pages}{look}"


def packed(pack: Packed) -> str:
    """What is said when an evidence pack was made."""
    return f"Packed {pack.files} files and {pack.records:,} records."
