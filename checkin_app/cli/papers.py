"""`checkin report`: papers as PDF, and what is said about them."""

from collections.abc import Mapping
from pathlib import Path

from checkin_app.bootstrap import Services
from checkin_app.cli import lines
from checkin_app.cli.terminal import answer, finish, warn
from checkin_app.domain.signature_list import chosen_checkpoints
from checkin_app.services.paper import PaperRun
from checkin_app.services.signature_pages import SignatureChoices

KINDS = ("signatures",)

Names = Mapping[str | None, str]


def signatures(
    services: Services, out: Path, choices: SignatureChoices, *, day: int | None, session: str
) -> tuple[PaperRun, Names]:
    """Set the lists of a session, of a day, or of every day; gives the run, and the names for what is said about it."""
    checkpoints = chosen_checkpoints(services.programme.event, day=day, session=session)
    lists = services.reports.signature_lists(checkpoints)
    run = finish(services.reports.save_signatures(lists, out, choices), "Setting signature lists")
    return run, {row.participant.id: row.participant.name for each in lists for row in each.rows}


def tell(out: Path, run: PaperRun, names: Names, *, as_json: bool) -> None:
    """Say what was set, and what should be looked at."""
    answer(
        {"papers": run.papers, "pages": run.pages, "warnings": lines.warnings_json(run.warnings)},
        lambda: f"{out}: {lines.counted(run.pages, 'page')}.",
        as_json=as_json,
    )
    if not as_json:
        for warning in run.warnings:
            warn(lines.badge_warning_text(warning, names, otherwise="The heading"))
