"""Sounds are heard where there is something to hear them with; where there is not, the desk is told why and goes on."""

import os
import shutil
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import checkin_app
from checkin_app import paths
from checkin_app.ui.sounds import TROUBLES, Sounds, SoundTrouble, strength

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent
FOLDER = paths.resources() / "sounds"
SETTLED = 5_000
"""Milliseconds within which any sound system answers or does not."""

# A machine without a sound server lets libpulse say so, once in the life of the process.
# So are the libraries that Qt would use for other servers and for video, where they are missing.
pytestmark = pytest.mark.qt_log_ignore("PulseAudioService", "^Couldn't (load|resolve)", extend=True)


@pytest.fixture
def sounds(qtbot: QtBot) -> Iterator[Sounds]:
    """Those of the program, with whatever sound system this machine has."""
    made = Sounds(FOLDER)
    yield made
    made.close()
    assert qtbot is not None


def settle(sounds: Sounds, qtbot: QtBot) -> None:
    sounds.prepare()
    qtbot.waitUntil(lambda: sounds.trouble is not SoundTrouble.NO_ANSWER, timeout=SETTLED)


# -- volume --------------------------------------------------------------------------------------------------


def test_that_volume_goes_from_silence_to_full_strength_without_a_step_back() -> None:
    assert strength(0) == 0
    assert strength(100) == 1
    assert [strength(percent) for percent in range(101)] == sorted(
        {strength(percent) for percent in range(101)}
    )


def test_that_half_the_volume_sounds_half_as_loud() -> None:
    # Ten decibels less are heard as half as loud: a third of the amplitude, or a little less.
    assert 0.2 < strength(50) < 0.4


@pytest.mark.parametrize(("percent", "meant"), [(-5, 0), (140, 100)])
def test_that_a_volume_beyond_the_scale_is_its_end(percent: int, meant: int) -> None:
    assert strength(percent) == strength(meant)


# -- whatever this machine has -------------------------------------------------------------------------------


def test_that_nothing_of_the_sound_system_is_touched_before_it_is_wanted(qtbot: QtBot) -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; from pathlib import Path\n"
        "from checkin_app.ui.sounds import Sounds\n"
        "application = QApplication([]); sounds = Sounds(Path('.')); sounds.set_volume(50); sounds.set_muted(True)\n"
        "assert 'PySide6.QtMultimedia' not in sys.modules\n"
    )
    assert qtbot is not None
    subprocess.run([sys.executable, "-c", code], check=True, cwd=CHECKOUT, timeout=60)


def test_that_playing_is_no_error_whatever_this_machine_has(sounds: Sounds, qtbot: QtBot) -> None:
    sounds.play("in")
    settle(sounds, qtbot)
    for name in ("in", "note", "again", "ask", "stop", "misread", "out", "alarm", ""):
        sounds.play(name)
    assert sounds.trouble in (None, SoundTrouble.NO_DEVICE, SoundTrouble.NO_LIBRARY)


def test_that_playing_never_holds_up_the_desk(sounds: Sounds, qtbot: QtBot) -> None:
    longest = 0.0
    for _ in range(50):
        began = time.perf_counter()
        sounds.play("in")
        longest = max(longest, time.perf_counter() - began)
        qtbot.wait(2)
    assert longest < 0.2


def test_that_the_sound_system_is_met_once_and_in_the_background(sounds: Sounds, qtbot: QtBot) -> None:
    sounds.prepare()
    sounds.prepare()
    sounds.play("in")
    assert [thread.name for thread in threading.enumerate()].count("sound system") <= 1
    settle(sounds, qtbot)


def test_that_trouble_is_told_once_and_in_a_sentence(sounds: Sounds, qtbot: QtBot) -> None:
    told: list[SoundTrouble | None] = []
    sounds.trouble_changed.connect(lambda: told.append(sounds.trouble))
    assert sounds.why_silent == TROUBLES[SoundTrouble.NO_ANSWER]
    settle(sounds, qtbot)
    sounds.play("in")
    sounds.play("in")
    assert told == [sounds.trouble]
    assert sounds.why_silent == (TROUBLES[sounds.trouble] if sounds.trouble else None)


def test_that_volume_and_mute_are_kept_before_and_after_the_sound_system_has_answered(qtbot: QtBot) -> None:
    sounds = Sounds(FOLDER, volume=30, muted=True)
    assert (sounds.volume, sounds.is_muted) == (30, True)
    sounds.set_volume(70)
    settle(sounds, qtbot)
    sounds.set_muted(False)
    sounds.set_volume(20)
    assert (sounds.volume, sounds.is_muted) == (20, False)
    sounds.close()


def test_that_closing_before_the_sound_system_has_answered_is_no_error(qtbot: QtBot) -> None:
    sounds = Sounds(FOLDER)
    sounds.prepare()
    sounds.close()
    qtbot.wait(100)
    sounds.play("in")
    assert sounds.trouble is SoundTrouble.NO_ANSWER


def test_that_whoever_has_no_sound_library_is_told_which_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This is what importing comes to where a shared library that it needs is missing.
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    sounds = Sounds(FOLDER)
    settle(sounds, qtbot)
    sounds.play("in")
    assert sounds.trouble is SoundTrouble.NO_LIBRARY
    assert "QtMultimedia" in sounds.detail
    assert "libpulse0" in sounds.why_silent.remedy if sounds.why_silent else False
    sounds.close()


@pytest.mark.parametrize("trouble", list(SoundTrouble))
def test_that_every_trouble_has_a_plain_sentence_and_a_way_out(trouble: SoundTrouble) -> None:
    sentence = TROUBLES[trouble]
    assert sentence.happened.endswith(".")
    assert sentence.remedy.endswith(".")
    assert "error" not in str(sentence).casefold()


def test_that_no_two_troubles_are_told_alike() -> None:
    assert len({sentence.happened for sentence in TROUBLES.values()}) == len(SoundTrouble)


# -- with a sound server of our own --------------------------------------------------------------------------

HERE = (shutil.which("pulseaudio"), shutil.which("pactl"))
needs_server = pytest.mark.skipif(
    None in HERE, reason="pulseaudio and pactl are not installed: sounds cannot be heard here"
)

LISTENER = '''"""Plays on the sound server of the test, and says what became of it."""
import signal, sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from checkin_app.ui.sounds import Sounds, SoundTrouble

application = QApplication([])
sounds = Sounds(Path(sys.argv[1]), volume=100)
longest = 0.0

def wait(until, most=5.0):
    global longest
    end = time.monotonic() + most
    while not until() and time.monotonic() < end:
        began = time.monotonic()
        QCoreApplication.processEvents()
        longest = max(longest, time.monotonic() - began)
        time.sleep(0.002)
    return until()

def answered():
    return sounds.trouble is not SoundTrouble.NO_ANSWER

def hear(name):
    sounds.play(name)
    return wait(lambda: sounds._effects[name].is_playing, 1.0) and wait(lambda: not sounds._effects[name].is_playing)
'''


@pytest.fixture
def server(tmp_path: Path) -> Iterator["SoundServer"]:
    """A sound server with one loudspeaker, into which nobody listens."""
    made = SoundServer(tmp_path)
    yield made
    made.end()


class SoundServer:
    """PulseAudio with a null sink, apart from any other that may run."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "native"
        self._folder = folder
        self._process = subprocess.Popen(
            [
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
                "-L", f"module-native-protocol-unix socket={self._socket} auth-anonymous=1",
                "-L", "module-null-sink sink_name=first",
            ],
            env={**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 10
        while not self._socket.exists() and time.monotonic() < deadline:
            time.sleep(0.02)

    def control(self, *words: str) -> str:
        """What `pactl` says."""
        done = subprocess.run(
            ["pactl", *words], env=self.environment(), capture_output=True, text=True, check=True, timeout=20
        )
        return done.stdout

    def environment(self) -> dict[str, str]:
        """How a process finds this server."""
        return {**os.environ, "PULSE_SERVER": f"unix:{self._socket}", "HOME": str(self._folder)}

    def run(self, code: str, folder: Path = FOLDER) -> subprocess.CompletedProcess[str]:
        """Run the listener and then that code in a process of its own."""
        return subprocess.run(
            [sys.executable, "-c", LISTENER + code, str(folder)],
            env=self.environment() | {"SERVER": str(self._process.pid)},
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def end(self) -> None:
        """Stop the server, also one that was halted."""
        self._process.kill()
        self._process.wait(timeout=10)


@pytest.mark.machine
@needs_server
def test_that_every_sound_is_played_to_its_end(server: SoundServer) -> None:
    done = server.run(
        "sounds.prepare(); assert wait(answered); assert sounds.trouble is None, sounds.trouble\n"
        "effects = sounds._effects\n"
        "print(all(sounds.play(name) or effects[name].is_playing for name in effects), len(effects))\n"
        "print(wait(lambda: not any(effect.is_playing for effect in effects.values())))\n"
        "assert longest < 0.5, longest\nsounds.close()"
    )
    assert done.stdout.split() == ["True", "8", "True"], done.stdout + done.stderr


@pytest.mark.machine
@needs_server
def test_that_the_server_hears_the_loudness_that_was_asked_for(server: SoundServer, tmp_path: Path) -> None:
    file = tmp_path / "heard.raw"
    recording = subprocess.Popen(
        ["parec", "-d", "first.monitor", "--format=s16le", "--rate=44100", "--channels=1", str(file)],
        env=server.environment(),
    )
    done = server.run(
        "sounds.prepare(); wait(answered); time.sleep(0.5)\n"
        "hear('stop'); wait(lambda: False, 3.5); sounds.set_volume(50); hear('stop'); wait(lambda: False, 3.5); sounds.set_muted(True); print(hear('stop'))\n"
        "wait(lambda: False, 0.5); sounds.close()"
    )
    recording.terminate()
    recording.wait(timeout=10)
    assert done.stdout.strip() == "False", done.stderr
    heard = memoryview(file.read_bytes()).cast("h")
    peaks = [max(map(abs, heard[i : i + 4_410])) for i in range(0, len(heard) - 4_410, 4_410)]
    loud = [peak for peak in peaks if peak > 24_000]
    soft = [peak for peak in peaks if 4_000 < peak < 9_500]
    assert len(loud) >= 4, peaks
    assert len(soft) >= 4, peaks


@pytest.mark.machine
@needs_server
def test_that_a_server_that_hangs_holds_nobody_up_and_is_used_when_it_comes_back(server: SoundServer) -> None:
    done = server.run(
        "import os; server = int(os.environ['SERVER']); os.kill(server, signal.SIGSTOP)\n"
        "sounds.prepare(); print(wait(answered, 1.5))\n"
        "sounds.play('in'); print(sounds.trouble, longest < 0.5)\n"
        "os.kill(server, signal.SIGCONT); print(wait(lambda: sounds.trouble is None), hear('in'))\n"
        "os.kill(server, signal.SIGSTOP); began = time.monotonic(); sounds.play('out')\n"
        "print(time.monotonic() - began < 0.5); wait(lambda: False, 0.5); print(longest < 0.5)\n"
        "os.kill(server, signal.SIGCONT); sounds.close()"
    )
    assert done.stdout.split() == ["False", "no", "answer", "True", "True", "True", "True", "True"], (
        done.stderr
    )


@pytest.mark.machine
@needs_server
def test_that_a_loudspeaker_may_be_changed_while_the_desk_runs(server: SoundServer) -> None:
    done = server.run(
        "import subprocess\n"
        "def control(*words):\n"
        "    return subprocess.run(['pactl', *words], check=True, capture_output=True, text=True).stdout\n"
        "sounds.prepare(); wait(answered); print(hear('in'))\n"
        "control('load-module', 'module-null-sink', 'sink_name=second'); control('set-default-sink', 'second')\n"
        "wait(lambda: False, 0.5); print(hear('in'), sounds.trouble)\n"
        "sounds.play('alarm'); wait(lambda: False, 0.3)\n"
        "second = next(line.split()[0] for line in control('list', 'short', 'sinks').splitlines() if 'second' in line)\n"
        "print([line.split()[1] for line in control('list', 'short', 'sink-inputs').splitlines()][-1:] == [second])\n"
        "sounds.close()"
    )
    assert done.stdout.split() == ["True", "True", "None", "True"], done.stdout + done.stderr


@pytest.mark.machine
@needs_server
def test_that_a_missing_or_damaged_sound_is_said_and_the_others_are_played(
    server: SoundServer, tmp_path: Path
) -> None:
    folder = tmp_path / "sounds"
    folder.mkdir()
    shutil.copy(FOLDER / "in.wav", folder)
    (folder / "out.wav").write_bytes(b"RIFF, but not really")
    done = server.run(
        "sounds.prepare(); wait(answered); wait(lambda: sounds.trouble is not None, 2)\n"
        "print(sounds.trouble, '/', sounds.detail, '/', hear('in')); sounds.play('alarm'); print(sounds.detail)\n"
        "sounds.close()",
        folder,
    )
    assert done.stdout.splitlines() == ["no file / out / True", "alarm"], done.stdout + done.stderr


@pytest.mark.machine
@needs_server
def test_that_a_folder_without_sounds_is_said(server: SoundServer, tmp_path: Path) -> None:
    code = "sounds.prepare(); wait(answered); sounds.play('in'); print(sounds.trouble); sounds.close()"
    assert server.run(code, tmp_path / "none").stdout.strip() == "no file"


def test_that_the_shortest_sound_is_long_enough_to_be_heard() -> None:
    with wave.open(str(FOLDER / "misread.wav")) as file:
        assert file.getnframes() / file.getframerate() >= 0.03
