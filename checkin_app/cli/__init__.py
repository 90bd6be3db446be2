"""The command line: the second head on the same services."""

from collections.abc import Sequence

COMMANDS = frozenset(
    {
        "add",
        "backup",
        "badges",
        "demo",
        "export",
        "import",
        "new",
        "people",
        "programme",
        "reissue",
        "scan",
        "undo",
        "verify",
    }
)


def main(argv: Sequence[str]) -> int:
    """Run one command; returns 0 when it is done, 1 when it was refused or failed, 2 for wrong usage."""
    from checkin_app.cli.terminal import run

    return run(argv)
