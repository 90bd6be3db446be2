"""The commands, each a thin reading of its arguments and a call to a service."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from checkin_app import __version__
from checkin_app.cli import lines
from checkin_app.cli.terminal import FAILED, answer, common, finish, opened, say, say_json, warn
from checkin_app.domain.checkin import Direction
from checkin_app.domain.errors import EventFileRefused, NotPossible, NotSaved
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant, ReplacedBecause
from checkin_app.domain.press import Duplex, Press, offsets_of
from checkin_app.services.badge_pdf import BadgeRun
from checkin_app.services.badge_stock import DEFAULT_SHEET, DEFAULT_TEMPLATE
from checkin_app.services.badges import Only
from checkin_app.services.checkin import CheckinService
from checkin_app.services.event_file import verify_closed
from checkin_app.settings import MailSecurity

app = typer.Typer(
    name="checkin",
    help="The front desk of an event. Without a command, `checkin [EVENT]` opens the window.",
    epilog="Every command takes --now TIME (a clock that starts there), --desk NAME and --operator NAME.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

EventPath = Annotated[Path, typer.Argument(metavar="EVENT", help="The event file (.checkin).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print for machines.")]


@app.callback(invoke_without_command=True)
def main(*, version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    """The front desk of an event. Without a command, `checkin [EVENT]` opens the window."""
    if version:
        say(f"checkin {__version__}")
        raise typer.Exit


@app.command()
def new(
    event: EventPath, programme: Annotated[Path, typer.Option("--programme", metavar="PROGRAMME.toml")]
) -> None:
    """Make an event from a programme file."""
    from checkin_app.bootstrap import create_event
    from checkin_app.services.programme_file import read_programme

    described = read_programme(programme)
    create_event(
        event,
        described,
        desk=common().desk,
        computer=common().computer,
        operator=common().operator,
        clock=common().clock,
    ).close()
    days = lines.counted(len(described.days), "day")
    sessions = lines.counted(sum(1 for _ in described.sessions()), "session")
    say(f"{event}: {described.name}, {days}, {sessions}.")


@app.command()
def programme(
    event: EventPath, file: Annotated[Path | None, typer.Argument(metavar="[PROGRAMME.toml]")] = None
) -> None:
    """Show the programme as TOML; with a file, bring the event's programme to it."""
    from checkin_app.services.programme_file import read_programme, write_programme

    wanted = read_programme(file) if file else None
    with opened(event) as services:
        if wanted is None:
            sys.stdout.write(write_programme(services.programme.event))
        else:
            changed = services.programme.change(wanted)
            say("The programme is changed." if changed else "The programme is like that already.")


@app.command("import")
def import_(
    event: EventPath,
    roster: Annotated[Path, typer.Argument(metavar="ROSTER", help="CSV, TSV, XLSX, XLS or ODS.")],
    map_: Annotated[list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN")] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    delimiter: Annotated[str | None, typer.Option(metavar="CHAR")] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a roster into the event; the same list again changes nobody."""
    from checkin_app.services.roster_files import read_roster

    table = read_roster(roster, encoding=encoding, delimiter=delimiter, sheet=sheet)
    with opened(event) as services:
        plan = services.roster_import.prepare(table, map_ or ())
        if not dry_run:
            writing = services.roster_import.carry_out(plan, roster.name, beside_a_desk=False)
            finish(writing, "Importing")
    answer(
        lines.plan_json(plan), lambda: lines.plan_text(roster.name, plan, dry_run=dry_run), as_json=as_json
    )
    if not as_json:
        for remark in lines.plan_remarks(plan):
            warn(remark)


@app.command()
def add(
    event: EventPath,
    given: Annotated[str, typer.Option()] = "",
    family: Annotated[str, typer.Option()] = "",
    organisation: Annotated[str, typer.Option()] = "",
    category: Annotated[str, typer.Option()] = "",
    email: Annotated[str, typer.Option()] = "",
    country: Annotated[str, typer.Option()] = "",
    note: Annotated[str, typer.Option()] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Add a walk-in."""
    described = Participant(
        id="",
        given=given,
        family=family,
        organisation=organisation,
        category=category,
        email=email,
        country=country,
        note=note,
        walk_in=True,
    )
    with opened(event) as services:
        added = services.roster.add(described)
        person = services.roster.person(added.id)
        answer(
            lines.person_json(services.programme.event, person),
            lambda: f"Added {lines.described(added)}, id {added.id}.",
            as_json=as_json,
        )


@app.command()
def people(
    event: EventPath,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only those who have these words.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List the people on the roster."""
    with opened(event) as services:
        programme = services.programme.event
        found = services.roster.people() if search is None else services.roster.search(search)
        suggestions = services.checkin.did_you_mean(search) if search and not found else []
    if as_json:
        say_json([lines.person_json(programme, person) for person in found])
        return
    for person in found:
        say(lines.person_text(programme, person))
    if suggestions:
        warn(f"Nobody like «{search}». Did you mean {' or '.join(suggestions)}?")


@app.command()
def badges(
    event: EventPath,
    out: Annotated[Path, typer.Argument(metavar="OUT.pdf")],
    sheet: Annotated[str, typer.Option()] = DEFAULT_SHEET,
    template: Annotated[str, typer.Option()] = DEFAULT_TEMPLATE,
    first_label: Annotated[int, typer.Option(min=1, help="The first free label of a half-used sheet.")] = 1,
    only: Annotated[Only, typer.Option(help="Whose: changed have other words than in print.")] = Only.ALL,
    category: Annotated[list[str] | None, typer.Option(metavar="NAME")] = None,
    person: Annotated[list[str] | None, typer.Option(metavar="ID")] = None,
    blank: Annotated[int, typer.Option(metavar="N", help="N spare badges with codes, and nobody's.")] = 0,
    duplex: Annotated[
        Duplex, typer.Option(help="Print both sides, turned at the paper's edge.")
    ] = Duplex.OFF,
    offset: Annotated[
        str, typer.Option(metavar="X,Y", help="Move everything right and down, in mm.")
    ] = "0,0",
    *,
    cut_marks: Annotated[bool, typer.Option("--cut-marks", help="Draw lines to cut along.")] = False,
    as_json: AsJson = False,
) -> None:
    """Draw badges into a PDF and remember them as printed. The window can make designs that --template takes, too."""
    if blank and (category or person or only is not Only.ALL):
        raise typer.BadParameter("Spare badges are nobody's: leave out --only, --category and --person.")
    across, down = offsets_of(offset)
    press = Press(duplex=duplex, cut_marks=cut_marks, offset_x=across, offset_y=down)
    with opened(event) as services:
        services.badges.refuse_unprintable(sheet, template, first_label)
        if blank:
            faces = services.badges.issue_spares(blank)
        else:
            ids = [services.roster.by_reference(text).id for text in person or ()]
            faces = services.badges.faces(only=only, categories=category or (), people=ids)
        drawing = services.badges.save_pdf(
            faces, out, sheet=sheet, template=template, first_label=first_label, press=press
        )
        run = finish(drawing, "Drawing badges")
        services.badges.mark_printed(faces, sheet=sheet, template=template)
    _tell_badges(out, run, {face.participant: face.name for face in faces}, as_json=as_json)


def _tell_badges(out: Path, run: BadgeRun, names: Mapping[str | None, str], *, as_json: bool) -> None:
    answer(
        lines.badge_run_json(run),
        lambda: f"{out}: {lines.counted(run.badges, 'badge')} on {lines.counted(run.pages, 'page')}.",
        as_json=as_json,
    )
    if not as_json:
        for warning in run.warnings:
            warn(lines.badge_warning_text(warning, names))


@app.command()
def reissue(
    event: EventPath,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Id, external id, e-mail or code.")],
    reason: Annotated[ReplacedBecause, typer.Option()],
    *,
    as_json: AsJson = False,
) -> None:
    """Give somebody a new code; the old one is dead at once."""
    with opened(event) as services:
        participant = services.roster.by_reference(person)
        badge = services.badges.reissue(participant.id, reason)
    answer(
        {"person": participant.id, "code": badge.code, "reason": reason.value},
        lambda: f"{lines.described(participant)} has a new code. The old badge is not valid any more.",
        as_json=as_json,
    )


@app.command()
def scan(
    event: EventPath,
    at: Annotated[str | None, typer.Option(metavar="CHECKPOINT", help="day:2 or a session's code.")] = None,
    exit_: Annotated[bool, typer.Option("--exit", help="Let people out.")] = False,
    force: Annotated[str, typer.Option(metavar="REASON", help="Let in where the verdict asks.")] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Scan codes from standard input, one a line; one verdict a line."""
    direction = Direction.EXIT if exit_ else Direction.ENTRY
    all_saved = True
    with opened(event) as services:
        checkin = services.checkin
        chosen = checkin.resolve(at) if at else None
        for raw in iter(sys.stdin.buffer.readline, b""):
            text = raw.decode("utf-8", errors="replace").strip()
            if text:
                checkpoint = chosen or _checkpoint_now(checkin)
                all_saved &= _scan_one(checkin, text, checkpoint, direction, force, as_json=as_json)
    if not all_saved:
        raise typer.Exit(FAILED)


def _scan_one(
    checkin: CheckinService,
    text: str,
    checkpoint: Checkpoint,
    direction: Direction,
    force: str,
    *,
    as_json: bool,
) -> bool:
    programme = checkin.event
    try:
        verdict = checkin.scan(text, checkpoint, direction=direction, force=force)
    except NotSaved as failure:
        warn(str(failure))
        answer(
            lines.not_saved_json(programme, checkpoint, failure),
            lambda: lines.not_saved_text(programme, checkpoint, checkin.now()),
            as_json=as_json,
        )
        return False
    answer(
        lines.verdict_json(programme, verdict),
        lambda: lines.verdict_text(programme, verdict),
        as_json=as_json,
    )
    return True


def _checkpoint_now(checkin: CheckinService) -> Checkpoint:
    checkpoint = checkin.checkpoint_now()
    if checkpoint is None:
        now = checkin.event.local(checkin.now())
        raise NotPossible(
            f"{now:%Y-%m-%d %H:%M} is on no day of the event: say what to scan for with --at, or set --now."
        )
    return checkpoint


@app.command()
def undo(
    event: EventPath,
    record: Annotated[
        str, typer.Option(metavar="ID", help="The record; without it, this desk's last of today.")
    ] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT")] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Take back an entry or exit; the log keeps both."""
    with opened(event) as services:
        undone = services.checkin.undo(record, reason)
        programme = services.programme.event
    answer(
        lines.undone_json(programme, undone),
        lambda: f"Taken back: {lines.scan_text(programme, undone.scan)}",
        as_json=as_json,
    )


@app.command()
def export(
    kind: Annotated[str, typer.Argument(metavar="attendance|people|scans")],
    event: EventPath,
    out: Annotated[Path, typer.Argument(metavar="OUT.csv|OUT.xlsx")],
    *,
    excel: Annotated[bool, typer.Option(help="CSV for Excel where the comma is decimal.")] = False,
) -> None:
    """Write attendance, people or scans as CSV or XLSX."""
    from checkin_app.services.attendance import KINDS

    if kind not in KINDS:
        raise typer.BadParameter(f"«{kind}» cannot be exported; choose {', '.join(KINDS)}.")
    with opened(event) as services:
        finish(services.attendance.export(kind, out, for_excel=excel), f"Writing {out.name}")
    say(f"{out}: written.")


LeastDays = Annotated[
    int | None, typer.Option(metavar="N", help="For a certificate; else as in the programme.")
]
Share = Annotated[int, typer.Option(metavar="PERCENT", help="Of the sessions, for a certificate.")]
Needs = Annotated[list[str] | None, typer.Option(metavar="CODE", help="Sessions, for a certificate.")]
Separate = Annotated[bool, typer.Option("--separate", help="A file for each person in the folder OUT.")]


@app.command()
def report(
    kind: Annotated[str, typer.Argument(metavar="signatures|certificates|attendance")],
    event: EventPath,
    out: Annotated[Path, typer.Argument(metavar="OUT.pdf")],
    day: Annotated[int | None, typer.Option(metavar="N", help="Only this day.")] = None,
    session: Annotated[str, typer.Option(metavar="CODE", help="Only this session.")] = "",
    blank_rows: Annotated[int, typer.Option(metavar="N", help="Empty rows for walk-ins.")] = 0,
    data_protection: Annotated[str, typer.Option(metavar="TEXT", help="A sentence under the list.")] = "",
    least_days: LeastDays = None,
    share: Share = 0,
    needs: Needs = None,
    signatory: Annotated[str, typer.Option(metavar="NAME", help="Who signs certificates.")] = "",
    signature: Annotated[Path | None, typer.Option(metavar="PICTURE")] = None,
    *,
    separate: Separate = False,
    landscape: Annotated[bool, typer.Option("--landscape", help="Turn the paper.")] = False,
    emails: Annotated[bool, typer.Option("--emails", help="With a column for e-mails.")] = False,
    as_json: AsJson = False,
) -> None:
    """Set signature lists, certificates or the attendance report into a PDF; certificates keep their numbers."""
    from checkin_app.cli import papers

    if kind not in papers.KINDS:
        raise typer.BadParameter(f"«{kind}» is no report; choose {', '.join(papers.KINDS)}.")
    with opened(event) as services:
        reporter = papers.Reporter(services, out, as_json=as_json)
        if kind == "signatures":
            lists = papers.lists_of(blank_rows, data_protection, landscape=landscape, emails=emails)
            reporter.signatures(lists, day=day, session=session)
        elif kind == "attendance":
            reporter.attendance()
        else:
            rule = papers.rule_of(
                services.programme.event, days=least_days, share=share, sessions=needs or ()
            )
            reporter.certificates(rule, papers.paper_of(signatory, signature, separate=separate))


@app.command()
def pack(
    event: EventPath, out: Annotated[Path, typer.Argument(metavar="OUT.zip")], *, as_json: AsJson = False
) -> None:
    """Pack all evidence of who was there into one archive: tables, papers, the log, and a manifest of sums."""
    from checkin_app.cli import evidence

    with opened(event) as services:
        evidence.pack(services, out, as_json=as_json)


@app.command()
def mail(
    event: EventPath,
    host: Annotated[str | None, typer.Option(metavar="SERVER", help="Else as in the settings.")] = None,
    port: Annotated[int | None, typer.Option(metavar="N")] = None,
    security: Annotated[MailSecurity | None, typer.Option()] = None,
    user: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    sender: Annotated[str | None, typer.Option(metavar="ADDRESS")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be sent to whom.")] = False,
    as_json: AsJson = False,
) -> None:
    """Send everybody's ticket by e-mail who has not got it yet; the password comes from the keyring, or is asked for."""
    from checkin_app.cli import tickets

    with opened(event) as services:
        if dry_run:
            tickets.rehearse(services.mailing, as_json=as_json)
            return
        server = tickets.ServerOptions(host, port, security, user, sender).server()
        if not tickets.send(services.mailing, server, as_json=as_json):
            raise typer.Exit(FAILED)


@app.command()
def verify(
    event: Annotated[Path, typer.Argument(metavar="EVENT|PACK", help="An event file or an evidence pack.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Check the log's chain, the tables against the log, SQLite's own check, and that certificates are still true.

    Of an evidence pack its files are checked by their sums, and its log.
    """
    from checkin_app.cli import evidence, papers
    from checkin_app.services.pack_check import is_pack

    if is_pack(event):
        evidence.verify(event, as_json=as_json)
        return
    try:
        found = finish(verify_closed(event), "Checking")
    except EventFileRefused as refusal:
        if as_json:
            say_json(lines.refused_verification_json(refusal))
        raise
    changed = papers.changed_since_issue(event) if found.ok else []
    told = lines.verification_json(found) | {"certificates": [papers.finding_json(each) for each in changed]}
    answer(told, lambda: lines.verification_text(found), as_json=as_json)
    for each in [] if as_json else changed:
        warn(papers.finding_text(each))
    if not found.ok:
        raise typer.Exit(FAILED)


@app.command("verify-certificate")
def verify_certificate(
    event: EventPath,
    number: Annotated[int, typer.Argument(metavar="NUMBER")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="The check code on the certificate.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Check a certificate that somebody shows: was it issued here, and is what it says still so?"""
    from checkin_app.cli import papers
    from checkin_app.services.certificates import CertificateState

    with opened(event) as services:
        found = services.certificates.verify(number, code)
        answer(papers.finding_json(found), lambda: papers.finding_text(found), as_json=as_json)
    if found.state is not CertificateState.TRUE:
        raise typer.Exit(FAILED)


@app.command()
def backup(event: EventPath, out: Annotated[Path, typer.Argument(metavar="OUT.checkin")]) -> None:
    """Make a copy that is opened and verified before it is called done."""
    with opened(event) as services:
        services.event_file.back_up(out)
    say(f"{out}: backed up and verified.")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]")] = Path("demo"),
    *,
    window: Annotated[bool, typer.Option(help="Open the window afterwards, if there is a screen.")] = True,
) -> None:
    """Make the demo event, print its badges to PDF, check a morning in, export the matrix."""
    from checkin_app.cli.demo import make_demo, open_window

    event = make_demo(folder)
    if window:
        raise typer.Exit(open_window(event))
