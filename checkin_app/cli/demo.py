"""`checkin demo`: a whole event in a folder within seconds, and the window on it."""

import os
import sys
from pathlib import Path

from checkin_app.bootstrap import Services, create_demo, open_services
from checkin_app.cli.lines import counted
from checkin_app.cli.terminal import DONE, common, finish, say, warn
from checkin_app.services.badge_stock import DEFAULT_SHEET, DEFAULT_TEMPLATE
from checkin_app.services.badges import Only
from checkin_app.services.clock import SetClock
from checkin_app.services.demo import demo_event, opens_at
from checkin_app.services.programme_file import write_programme


def make_demo(folder: Path) -> Path:
    """Make what is missing of the demo in a folder, and say what is there; returns the event file."""
    event = finish(
        create_demo(folder, desk=common().desk, computer=common().computer), "Making the demo event"
    )
    say(f"{event}: the demo event, with an invented roster.")
    clock = SetClock(opens_at(demo_event()))
    services = open_services(event, desk=common().desk, computer=common().computer, clock=clock)
    try:
        _write_badges(services, folder / "badges.pdf")
        _write_rest(services, folder)
    finally:
        services.close()
    return event


def open_window(event: Path) -> int:
    """Open the window at the demo's hour, or say why it stays closed; returns its exit status."""
    window = common().open_window
    if window is None or not _has_screen():
        warn(f"There is no screen here. Where there is one, open the window with: checkin {event}")
        return DONE
    return window([str(event), "--now", opens_at(demo_event()).isoformat()])


def _write_badges(services: Services, out: Path) -> None:
    if out.exists():
        say(f"{out}: is there.")
        return
    faces = services.badges.faces(only=Only.ALL)
    run = finish(services.badges.save_pdf(faces, out), "Drawing badges")
    services.badges.mark_printed(faces, sheet=DEFAULT_SHEET, template=DEFAULT_TEMPLATE)
    say(f"{out}: {counted(run.badges, 'badge')} on {counted(run.pages, 'page')}.")


def _write_rest(services: Services, folder: Path) -> None:
    (folder / "programme.toml").write_text(write_programme(services.programme.event), encoding="utf-8")
    out = folder / "attendance.xlsx"
    finish(services.attendance.export("attendance", out), "Writing the matrix")
    here = sum(bool(person.present) for person in services.roster.people())
    say(f"{out}: who came so far, {here} of {len(services.roster.people())} people.")


def _has_screen() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
