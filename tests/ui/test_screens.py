"""The command that draws every screen draws them, without touching the user's folders."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from checkin_app.domain.checkin import Reason
from checkin_app.ui.rail import Page
from tests import screens


def test_that_every_verdict_and_every_page_has_a_scene() -> None:
    words = " ".join(screens.SCENES)
    assert all(reason.value.replace("_", "-") in words for reason in Reason)
    assert all(page.value.lower().replace("-", "") in words.replace("-", "") for page in Page)


def test_that_a_scene_is_drawn_in_every_size_and_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    screens.main(tmp_path / "out", only="checkin-not-saved")
    drawn = {path.name: QImage(str(path)).size() for path in (tmp_path / "out").glob("*.png")}
    assert len(drawn) == 6
    assert (drawn["checkin-not-saved-1366x768-dark.png"].width(), len(list(tmp_path.glob("docs/**/*")))) == (
        1366,
        0,
    )
