"""Sounds are turned, made louder and tried on the Settings page, which says why nothing can be heard."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from checkin_app.ui import device_wording, looks
from checkin_app.ui.desk_sounds import DeskSounds
from checkin_app.ui.segments import Segments
from checkin_app.ui.sound_settings import EXAMPLES, SoundSettings
from checkin_app.ui.sounds import TROUBLES, SoundTrouble

from .loudspeaker import Loudspeaker


@pytest.fixture
def sounds(loudspeaker: Loudspeaker) -> Iterator[DeskSounds]:
    made = DeskSounds(loudspeaker)
    yield made
    made.close()


@pytest.fixture
def section(sounds: DeskSounds, qtbot: QtBot) -> SoundSettings:
    """At eighty per cent, and shown."""
    made = SoundSettings(sounds, is_on=True, volume=80)
    qtbot.addWidget(made)
    made.resize(760, 300)
    made.show()
    return made


@pytest.fixture
def changes(section: SoundSettings) -> list[tuple[str, object]]:
    """What the section has told."""
    told: list[tuple[str, object]] = []
    section.changed.connect(lambda name, value: told.append((name, value)))
    return told


def _why(section: SoundSettings) -> QLabel:
    label = section.findChild(QLabel, "whySilent")
    assert label is not None
    return label


def _volume(section: SoundSettings) -> QSlider:
    slider = section.findChild(QSlider)
    assert slider is not None
    return slider


def _switch(section: SoundSettings) -> Segments:
    switch = section.findChild(Segments)
    assert switch is not None
    return switch


def test_that_every_sound_can_be_heard_by_a_press(section: SoundSettings, loudspeaker: Loudspeaker) -> None:
    for look, _ in EXAMPLES:
        button = section.findChild(QPushButton, f"hear_{look.sound}")
        assert button is not None
        button.click()
    assert loudspeaker.heard == [look.sound for look, _ in EXAMPLES]


def test_that_listening_is_told_only_where_something_can_be_heard(
    section: SoundSettings, sounds: DeskSounds, qtbot: QtBot
) -> None:
    look, _ = EXAMPLES[0]
    button = section.findChild(QPushButton, f"hear_{look.sound}")
    assert button is not None
    with qtbot.waitSignal(section.heard):
        button.click()
    sounds.set(is_on=False, volume=50)
    with qtbot.assertNotEmitted(section.heard):
        button.click()


def test_that_no_sound_of_the_looks_is_left_out() -> None:
    table = {look.sound for look in [*looks.LOOKS.values(), looks.WITH_NOTE, looks.LET_IN, looks.NOT_SAVED]}
    assert sorted(look.sound for look, _ in EXAMPLES) == sorted(table)


def test_that_turning_them_off_and_on_is_told(
    section: SoundSettings, changes: list[tuple[str, object]]
) -> None:
    _switch(section).button(False).click()
    _switch(section).button(True).click()
    assert changes == [("sounds", False), ("sounds", True)]


def test_that_the_volume_is_told_by_mouse_and_by_key_and_heard(
    section: SoundSettings, changes: list[tuple[str, object]], loudspeaker: Loudspeaker, qtbot: QtBot
) -> None:
    slider = _volume(section)
    slider.setSliderDown(True)
    slider.setSliderPosition(35)
    assert changes == []
    slider.setSliderDown(False)
    with qtbot.waitSignal(section.changed):
        slider.triggerAction(QSlider.SliderAction.SliderPageStepAdd)
    assert changes == [("volume", 35), ("volume", 45)]
    assert loudspeaker.heard == ["in", "in"]
    assert "45 %" in [label.text() for label in section.findChildren(QLabel)]


@pytest.mark.parametrize("trouble", [each for each in SoundTrouble if each is not SoundTrouble.NO_ANSWER])
def test_that_trouble_is_said_and_nothing_pretends_to_play(
    trouble: SoundTrouble, section: SoundSettings, loudspeaker: Loudspeaker
) -> None:
    assert _why(section).isHidden()
    loudspeaker.break_down(trouble)
    assert _why(section).text() == str(TROUBLES[trouble])
    assert not any(section.findChild(QPushButton, f"hear_{look.sound}").isEnabled() for look, _ in EXAMPLES)  # type: ignore[union-attr]  # they are there
    loudspeaker.break_down(None)
    assert _why(section).isHidden()


def test_that_silence_that_is_wanted_is_said(section: SoundSettings, sounds: DeskSounds) -> None:
    sounds.set(is_on=False, volume=80)
    section.show_sounds(is_on=False)
    assert _why(section).text() == str(device_wording.SOUNDS_OFF)
    assert _switch(section).button(False).isChecked()


def test_that_words_fit_their_buttons(section: SoundSettings) -> None:
    for look, _ in EXAMPLES:
        button = section.findChild(QPushButton, f"hear_{look.sound}")
        assert button is not None
        assert button.width() >= button.sizeHint().width()


def test_that_every_control_has_a_name(section: SoundSettings) -> None:
    for control in [*section.findChildren(QPushButton), _volume(section)]:
        assert control.accessibleName() or control.text().strip()
