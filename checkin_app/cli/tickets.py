"""`checkin mail`: tickets by e-mail, and what became of each."""

import getpass
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checkin_app import paths, settings
from checkin_app.cli import lines
from checkin_app.cli.lines import Json
from checkin_app.cli.terminal import answer, finish, warn
from checkin_app.domain.errors import NotPossible
from checkin_app.services import mail_password
from checkin_app.services.mail_run import MailRun, send_all
from checkin_app.services.mailing import Fate, MailingService, Outcome, Rehearsed
from checkin_app.services.smtp import MailServer, server_of
from checkin_app.settings import MailSecurity


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """What was given of a mail server; the rest is as in this computer's settings."""

    host: str | None = None
    port: int | None = None
    security: MailSecurity | None = None
    user: str | None = None
    sender: str | None = None

    def server(self) -> MailServer:
        """The server that is meant."""
        kept = server_of(settings.load(paths.settings_file()).settings)
        given = {
            "host": self.host, "port": self.port, "security": self.security, "user": self.user, "sender": self.sender,
        }  # fmt: skip
        changed = {name: value for name, value in given.items() if value is not None}
        return replace(kept, **changed)  # type: ignore[arg-type]  # names and kinds are those above


def rehearse(mailing: MailingService, *, as_json: bool) -> None:
    """Say what would be sent to whom."""
    rehearsed = finish(mailing.rehearse(mailing.wording()), "Making the messages")
    told = [_rehearsed_json(each) for each in rehearsed]
    answer(
        {"messages": told, "sent": 0},
        lambda: "\n".join([*(f"{each.address}: {each.subject}" for each in rehearsed), _would(rehearsed)]),
        as_json=as_json,
    )


def send(mailing: MailingService, server: MailServer, *, as_json: bool) -> bool:
    """Send what is due; whether everybody was reached. MailServerTrouble keeps the rest for the next time."""
    run = MailRun(mailing, server, _password(server), mailing.wording(), mailing.due())
    outcomes = finish(send_all(run), "Sending tickets")
    sent = sum(1 for each in outcomes if each.fate is Fate.SENT)
    answer(
        {"sent": sent, "outcomes": [_outcome_json(each) for each in outcomes]},
        lambda: f"{lines.counted(sent, 'ticket')} sent.",
        as_json=as_json,
    )
    missed = [each for each in outcomes if each.letter and each.fate in {Fate.REFUSED, Fate.LATER}]
    for each in missed:
        if each.letter:
            warn(f"{each.letter.to.person.name} <{each.letter.address}>: {each.why}")
    return not missed


def _password(server: MailServer) -> str:
    if not server.user:
        return ""
    if kept := mail_password.kept(server):
        return kept
    if not sys.stdin.isatty():
        raise NotPossible("The password is not in this computer's keyring, and there is nobody to ask.")
    return getpass.getpass(f"Password of {server.user} at {server.host}: ")


def _would(rehearsed: Sequence[Rehearsed]) -> str:
    return f"{lines.counted(len(rehearsed), 'message')} would be sent. Nothing was."


def _rehearsed_json(each: Rehearsed) -> Json:
    return {
        "person": each.to.person.id,
        "address": each.address,
        "subject": each.subject,
        "text": each.text,
        "pdf_bytes": each.pdf_bytes,
        "warnings": lines.warnings_json(each.warnings),
    }


def _outcome_json(each: Outcome) -> Json:
    address = each.letter.address if each.letter else ""
    return {"person": each.participant, "address": address, "outcome": each.fate.value, "why": each.why}
