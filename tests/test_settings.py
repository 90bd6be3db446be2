"""Settings: every file, however wrong, gives settings that work, and what is saved is there whole."""

import os
import stat
import tomllib
import uuid
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.settings import Look, MailSecurity, Settings, load, save

LINES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co", "Zs")),
    min_size=1,
    max_size=60,
)
ALL_SETTINGS = st.builds(
    Settings,
    desk=LINES,
    room=LINES,
    computer=st.uuids().map(str),
    look=st.sampled_from(Look),
    text_percent=st.integers(100, 150),
    scanner_gap_ms=st.integers(20, 120),
    sounds=st.booleans(),
    volume=st.integers(0, 100),
    mail_port=st.integers(1, 65_535),
    mail_security=st.sampled_from(MailSecurity),
    camera=LINES,
    printer=LINES,
    backup_minutes=st.integers(1, 1_440),
    backup_folder=LINES,
    last_event=LINES,
    recent_events=st.lists(LINES.filter(str.strip), max_size=6).map(tuple),
    scanner_tested=st.booleans(),
    sounds_heard=st.booleans(),
    checklist=st.booleans(),
    language=st.sampled_from(["en", "ro", "it"]),
)
TOML_VALUES = st.one_of(
    st.integers(-(2**60), 2**60),
    st.booleans(),
    st.floats(allow_nan=True),
    LINES,
    st.lists(st.integers(), max_size=3),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.toml"


def written(file: Path, content: str | bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


@given(settings=ALL_SETTINGS)
def test_that_what_is_saved_is_loaded_again_without_a_word(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    save(settings, file)
    loaded = load(file)
    assert loaded.settings == settings
    assert loaded.complaints == ()


def test_that_a_new_computer_gets_settings_that_work_and_a_name_of_its_own(file: Path) -> None:
    loaded = load(file)
    assert loaded.complaints == ()
    assert uuid.UUID(loaded.settings.computer).version == 4
    assert loaded.settings == Settings(computer=loaded.settings.computer)


def test_that_the_computer_keeps_its_name(file: Path) -> None:
    first = load(file).settings.computer
    assert load(file).settings.computer == first
    assert tomllib.loads(file.read_text())["computer"] == first


def test_that_two_computers_have_two_names(tmp_path: Path) -> None:
    assert load(tmp_path / "a.toml").settings.computer != load(tmp_path / "b.toml").settings.computer


def test_that_a_computer_without_a_name_keeps_its_other_settings_and_gets_one(file: Path) -> None:
    loaded = load(written(file, 'desk = "Side door"\nvolume = 12\n'))
    assert (loaded.settings.desk, loaded.settings.volume) == ("Side door", 12)
    assert loaded.complaints == ()
    assert load(file) == loaded


@pytest.mark.parametrize(
    ("line", "field", "usual", "said"),
    [
        ("text_percent = 90", "text_percent", 100, "from 100 to 150"),
        ("text_percent = 151", "text_percent", 100, "from 100 to 150"),
        ("text_percent = true", "text_percent", 100, "from 100 to 150"),
        ("text_percent = 100.0", "text_percent", 100, "whole number"),
        ("scanner_gap_ms = 19", "scanner_gap_ms", 35, "from 20 to 120"),
        ('scanner_gap_ms = "35"', "scanner_gap_ms", 35, "whole number"),
        ("volume = -1", "volume", 80, "from 0 to 100"),
        ("backup_minutes = 0", "backup_minutes", 10, "from 1 to 1440"),
        ("sounds = 1", "sounds", True, "true or false"),
        ("mail_port = 0", "mail_port", 587, "from 1 to 65535"),
        ('mail_security = "ssl"', "mail_security", MailSecurity.STARTTLS, "tls, starttls, none"),
        ('look = "blue"', "look", Look.SYSTEM, "system, light, dark"),
        ("look = ['light']", "look", Look.SYSTEM, "system, light, dark"),
        ('desk = ""', "desk", "Front desk", "should not be empty"),
        ('desk = "  "', "desk", "Front desk", "should not be empty"),
        ('desk = "two\\nlines"', "desk", "Front desk", "one line of text"),
        ("camera = 0", "camera", "", "one line of text"),
        ("room = 2023-11-22", "room", "", "one line of text"),
        ("[printer]\nname = 'x'", "printer", "", "one line of text"),
    ],
)
def test_that_a_wrong_value_falls_back_to_the_usual_one_and_is_told(
    file: Path, line: str, field: str, usual: object, said: str
) -> None:
    name = str(uuid.uuid4())
    before = f'computer = "{name}"\nlast_event = "/events/iasi.checkin"\n{line}\n'
    loaded = load(written(file, before))
    assert getattr(loaded.settings, field) == usual
    assert (loaded.settings.computer, loaded.settings.last_event) == (name, "/events/iasi.checkin")
    (complaint,) = loaded.complaints
    assert field in complaint
    assert said in complaint
    assert str(file) in complaint
    assert file.read_text() == before


def test_that_every_wrong_value_is_told_and_not_only_the_first(file: Path) -> None:
    loaded = load(written(file, 'computer = "x"\nvolume = 101\nsounds = "loud"\nlook = 3\ncolour = "teal"\n'))
    assert len(loaded.complaints) == 4
    assert loaded.settings == Settings(computer="x")


def test_that_an_unknown_setting_is_told(file: Path) -> None:
    (complaint,) = load(written(file, 'computer = "x"\nkiosk = true\n')).complaints
    assert "«kiosk» is no setting of this version" in complaint


def test_that_a_long_wrong_value_is_not_repeated_whole(file: Path) -> None:
    (complaint,) = load(written(file, f'computer = "x"\ndesk = "{"a" * 5_000}"\n')).complaints
    assert len(complaint) < 400


@pytest.mark.parametrize(
    "content",
    [
        b"desk = ",
        b"\xff\xfe\x00d\x00e",
        b'desk = "Caf\xe9"',
        b"\x00" * 4_096,
        b"desk = 'a'\ndesk = 'b'\n",
        b"a = " + b"[" * 200_000,
        b"# " + b"x" * 1_000_001,
    ],
    ids=["cut short", "UTF-16", "Latin-1", "zeros", "twice the same", "nested without end", "too large"],
)
def test_that_a_damaged_file_is_kept_aside_and_the_program_goes_on(file: Path, content: bytes) -> None:
    loaded = load(written(file, content))
    assert loaded.settings == Settings(computer=loaded.settings.computer)
    (complaint,) = loaded.complaints
    assert "damaged" in complaint
    assert file.with_name("settings.toml.damaged").read_bytes() == content
    assert load(file).complaints == ()
    assert load(file).settings == loaded.settings


def test_that_a_byte_order_mark_is_no_damage(file: Path) -> None:
    loaded = load(written(file, b"\xef\xbb\xbfcomputer = 'x'\ndesk = 'Ia\xc8\x99i'\n"))
    assert loaded.settings == Settings(computer="x", desk="Iași")
    assert loaded.complaints == ()


@given(content=st.binary(max_size=300))
def test_that_no_bytes_whatever_stop_the_program(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = written(tmp_path_factory.mktemp("bytes") / "settings.toml", content)
    loaded = load(file)
    assert isinstance(loaded.settings, Settings)
    assert load(file).settings == loaded.settings


@given(values=st.dictionaries(st.sampled_from([field.name for field in fields(Settings)]), TOML_VALUES))
def test_that_any_value_in_any_setting_gives_settings_that_can_be_saved(
    values: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    import tomli_w

    file = written(tmp_path_factory.mktemp("values") / "settings.toml", tomli_w.dumps(values))
    settings = load(file).settings
    save(settings, file)
    again = load(file)
    assert again.settings == settings
    assert again.complaints == ()


def test_that_a_folder_in_the_place_of_the_file_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.mkdir()
    loaded = load(file)
    assert loaded.settings == Settings(computer=loaded.settings.computer)
    assert any("could not be read" in complaint for complaint in loaded.complaints)
    assert any("could not be saved" in complaint for complaint in loaded.complaints)
    assert file.is_dir()


def test_that_a_place_where_nothing_can_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("in the way of a folder")
    loaded = load(tmp_path / "a-file" / "settings.toml")
    assert loaded.settings == Settings(computer=loaded.settings.computer)
    assert loaded.complaints


def test_that_saving_leaves_no_other_file_behind(file: Path) -> None:
    save(Settings(), file)
    save(Settings(), file)
    assert list(file.parent.iterdir()) == [file]


def test_that_a_save_that_fails_leaves_the_old_settings(file: Path) -> None:
    save(Settings(computer="x"), file)
    before = file.read_bytes()
    unsaveable = replace(Settings(), desk=object())  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        save(unsaveable, file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_that_only_the_user_may_read_the_settings(file: Path) -> None:
    save(Settings(), file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_that_settings_are_a_value() -> None:
    settings = Settings(computer="x")
    assert settings == Settings(computer="x")
    assert not hasattr(settings, "__dict__")
    with pytest.raises(AttributeError):
        settings.desk = "Other"  # type: ignore[misc]


@pytest.mark.parametrize("wrong", ["[1]", '""', '["a", ""]', str(["x"] * 21).replace("'", '"')])
def test_that_a_wrong_list_of_recent_events_is_told_and_forgotten(file: Path, wrong: str) -> None:
    loaded = load(written(file, f'computer = "c"\nrecent_events = {wrong}\n'))
    assert loaded.settings.recent_events == ()
    assert len(loaded.complaints) == 1
    assert loaded.complaints[0].count("recent_events") == 1
