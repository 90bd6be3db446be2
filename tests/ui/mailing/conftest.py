"""The print desk that the Badges page asks."""

from tests.ui.printing.conftest import prints

__all__ = ["prints"]
