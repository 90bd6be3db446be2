"""The command line: the second head on the same services."""

from collections.abc import Callable, Sequence

COMMANDS = frozenset(
    {
        "add",
        "backup",
        "badges",
        "demo",
        "export",
        "import",
        "mail",
        "new",
        "pack",
        "people",
        "programme",
        "reissue",
        "report",
        "scan",
        "undo",
        "verify",
        "verify-certificate",
    }
)


OpenWindow = Callable[[Sequence[str]], int]
"""The other head: opens the window with these arguments and returns its exit status."""


def main(argv: Sequence[str], open_window: OpenWindow | None = None) -> int:
    """Run one command; returns 0 when it is done, 1 when it was refused or failed, 2 for wrong usage.

    `open_window` is what `demo` ends with; without it no window is opened.
    """
    from checkin_app.cli.commands import app
    from checkin_app.cli.terminal import run

    return run(app, argv, open_window)
