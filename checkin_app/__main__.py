"""Starts the program: the window for an event, the command line for a command."""

import sys
from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile

# Options of both heads that are followed by a value; they stand before a command or after it.
_TAKE_A_VALUE = frozenset({"--now", "--desk", "--operator"})
_ASK_FOR_TEXT = frozenset({"--help", "-h", "--version", "--install-completion", "--show-completion"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run with these arguments (without the program's name; None: the ones typed); gives the exit status.

    Each head is imported only when it is the one asked for: the command line runs where there is no Qt,
    and the window does not wait for the command line's libraries when it is opened without arguments.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments:
        from checkin_app import cli

        if not chooses_window(arguments, cli.COMMANDS):
            return cli.main(arguments, _open_window)
    return _open_window(arguments)


def _open_window(arguments: Sequence[str]) -> int:
    from checkin_app import app

    return app.main(list(arguments))


def chooses_window(argv: Sequence[str], commands: Collection[str]) -> bool:
    """Whether these arguments open the window: no command among them, and no question that text answers.

    The first argument that is no option is the command, or else the event file. What follows `--` is neither option nor
    command, so that an event file called `scan` can be opened with `checkin -- scan`.
    """
    words = _without_values(takewhile(lambda argument: argument != "--", argv))
    first = next((word for word in words if not word.startswith("-")), "")
    return first not in commands and _ASK_FOR_TEXT.isdisjoint(words)


def _without_values(arguments: Iterable[str]) -> list[str]:
    """The arguments less those that are the value of the option before them."""
    kept: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        kept.append(argument)
        if argument in _TAKE_A_VALUE:
            next(waiting, None)
    return kept


def _answer_as_helper() -> None:
    """A packed program is its own interpreter: started as the process of `services.apart`, it does that and ends here."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()


if __name__ == "__main__":
    _answer_as_helper()
    sys.exit(main())
