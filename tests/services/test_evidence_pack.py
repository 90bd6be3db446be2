"""An evidence pack has everything, is the same bytes each time, and whatever is changed in it is noticed."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin_app.domain.certificate import CertificateRule, shown_check
from checkin_app.domain.errors import BadInput
from checkin_app.services import pack_check
from checkin_app.services.certificates import CertificateService
from checkin_app.services.evidence_pack import EvidenceService, Packed
from checkin_app.services.pack_check import is_pack, verify_pack
from checkin_app.store.verification import Verification
from tests.domain.programmes import ENTRANCE, LAB, OPENING
from tests.store.event_files import Desk, result_of
from tests.store.troubles import files_no_longer_than

PARTS = [
    "READ-ME.txt",
    "log.jsonl",
    "papers/attendance-report.pdf",
    "papers/signatures-day-1.pdf",
    "papers/signatures-day-2.pdf",
    "papers/signatures-day-3.pdf",
    "programme.toml",
    "tables/attendance.xlsx",
    "tables/matrix.csv",
    "tables/people.csv",
    "tables/scans.csv",
    "tables/summary.csv",
]
Contents = dict[str, bytes]


@pytest.fixture
def busy(front: Desk) -> Desk:
    """A desk after a morning, beside another one."""
    front.scan("Ana")
    front.beside("Back").scan("Li", LAB, force="Invited")
    front.scan("Seán", LAB)
    front.scan_out("Ana")
    front.checkin.undo()
    front.checkin.scan("rubbish", OPENING)
    return front


def packed(desk: Desk, out: Path) -> Packed:
    return result_of(EvidenceService(desk.journal).pack(out))


def contents(pack: Path) -> Contents:
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(pack: Path, parts: Contents) -> Verification:
    """What is said of a pack with these files."""
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return result_of(verify_pack(pack))


def why(found: Verification) -> str:
    assert found.first_bad is not None
    return found.first_bad.why


def with_true_sums(parts: Contents) -> Contents:
    """As somebody would forge it who knows how the manifest is made."""
    manifest = json.loads(parts["manifest.json"])
    for file in manifest["files"]:
        file["sha256"] = hashlib.sha256(parts[file["name"]]).hexdigest()
        file["bytes"] = len(parts[file["name"]])
    return parts | {"manifest.json": json.dumps(manifest).encode()}


def test_that_a_pack_has_everything_and_verifies(busy: Desk, folder: Path) -> None:
    out = folder / "pack.zip"
    made = packed(busy, out)
    parts = contents(out)
    assert next(iter(parts)) == "manifest.json"
    assert sorted([*parts][1:]) == PARTS
    manifest = json.loads(parts["manifest.json"])
    assert {each["name"]: each["sha256"] for each in manifest["files"]} == {
        name: hashlib.sha256(parts[name]).hexdigest() for name in PARTS
    }
    assert made == Packed(len(PARTS), manifest["records"], hashlib.sha256(parts["manifest.json"]).hexdigest())
    assert result_of(verify_pack(out)) == Verification(made.records, None)
    assert is_pack(out)
    assert not is_pack(busy.file.path)
    assert not is_pack(folder / "nowhere.zip")


def test_that_the_same_event_at_the_same_time_is_the_same_bytes(
    busy: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed(busy, folder / "one.zip")
    monkeypatch.setattr("checkin_app.services.evidence_pack._WORTH_A_PROCESS", 0)
    packed(busy, folder / "other.zip")
    assert (folder / "one.zip").read_bytes() == (folder / "other.zip").read_bytes()


def test_that_the_key_of_the_event_is_not_given_away(busy: Desk, folder: Path) -> None:
    packed(busy, folder / "pack.zip")
    with busy.journal.writing() as act:
        key = act.key
    for content in contents(folder / "pack.zip").values():
        assert key.hex().encode() not in content
        assert key not in content


def test_that_the_chain_can_be_checked_as_the_pack_itself_says(busy: Desk, folder: Path) -> None:
    packed(busy, folder / "pack.zip")
    parts = contents(folder / "pack.zip")
    heads: dict[str, tuple[int, bytes]] = {}
    for raw in parts["log.jsonl"].splitlines():
        record = json.loads(raw)
        seq, last = heads.get(record["desk"], (0, bytes(32)))
        fields = [record[name] for name in ("desk", "seq", "id", "at", "day", "kind", "subject", "operator")]
        listed = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        body = bytes.fromhex(record["body_hash"])
        assert record["body"] is None or hashlib.sha256(record["body"].encode()).digest() == body
        own = hashlib.sha256(last + listed + body).digest()
        assert (record["seq"], record["hash"]) == (seq + 1, own.hex())
        heads[record["desk"]] = record["seq"], own
    chains = json.loads(parts["manifest.json"])["chains"]
    assert {each["desk"]: (each["records"], each["hash"]) for each in chains} == {
        desk: (seq, own.hex()) for desk, (seq, own) in heads.items()
    }
    assert {each["name"] for each in chains} == {"Front", "Back"}


def test_that_the_certificates_that_were_issued_are_in_it_while_they_are_true(
    busy: Desk, folder: Path
) -> None:
    certificates = CertificateService(busy.journal)
    issued = certificates.issue(CertificateRule(days=1)).certificates
    packed(busy, folder / "pack.zip")
    paper = pypdfium2.PdfDocument(contents(folder / "pack.zip")["papers/certificates.pdf"])
    pages = [page.get_textpage().get_text_bounded() for page in paper]
    paper.close()
    assert len(pages) == len(issued) == 3
    for page, each in zip(pages, issued, strict=True):
        assert shown_check(each.check) in page
    for row in busy.attendance.matrix().rows:
        if row.days_present:
            busy.attendance.correct(row.participant.id, ENTRANCE, present=False, reason="All wrong")
    packed(busy, folder / "pack.zip")
    assert "papers/certificates.pdf" not in contents(folder / "pack.zip")


# -- what is changed is noticed --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PARTS)
def test_that_a_file_that_was_changed_or_taken_out_is_named(busy: Desk, folder: Path, name: str) -> None:
    out = folder / "pack.zip"
    packed(busy, out)
    parts = contents(out)
    changed = parts | {name: parts[name].replace(b"a", b"b", 1)}
    if name == "log.jsonl":
        assert not repacked(out, changed).ok
    else:
        assert why(repacked(out, changed)) == f"«{name}» was changed."
    assert why(repacked(out, parts | {name: parts[name] + b"\n"}))
    del parts[name]
    assert name in why(repacked(out, parts))


def test_that_a_file_that_was_put_in_is_named(busy: Desk, folder: Path) -> None:
    out = folder / "pack.zip"
    packed(busy, out)
    assert (
        why(repacked(out, contents(out) | {"papers/more.pdf": b"%PDF"}))
        == "«papers/more.pdf» is not in its manifest."
    )


def change_a_body(lines: list[dict[str, Any]]) -> None:
    lines[-1]["body"] = lines[-1]["body"].replace("misread", "unknown")


def change_a_body_and_its_hash(lines: list[dict[str, Any]]) -> None:
    change_a_body(lines)
    lines[-1]["body_hash"] = hashlib.sha256(lines[-1]["body"].encode()).hexdigest()


def change_a_time(lines: list[dict[str, Any]]) -> None:
    lines[5]["at"] = lines[5]["at"].replace("2023", "2024")


def leave_out_a_body(lines: list[dict[str, Any]]) -> None:
    lines[5]["body"] = None


def take_out_a_record(lines: list[dict[str, Any]]) -> None:
    del lines[5]


def change_places(lines: list[dict[str, Any]]) -> None:
    lines[4], lines[5] = lines[5], lines[4]


def break_a_hash(lines: list[dict[str, Any]]) -> None:
    lines[5]["body_hash"] = "no hash"


def cut_the_end(lines: list[dict[str, Any]]) -> None:
    del lines[-1]


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (change_a_body, "What it says was changed."),
        (change_a_body_and_its_hash, "Its header"),
        (change_a_time, "Its header"),
        (leave_out_a_body, "What it says is missing."),
        (take_out_a_record, "should stand here"),
        (change_places, "should stand here"),
        (break_a_hash, "not hexadecimal"),
        (cut_the_end, "does not end where the manifest says"),
    ],
)
def test_that_a_forged_log_is_noticed_though_its_sum_is_right(
    busy: Desk, folder: Path, forge: Callable[[list[dict[str, Any]]], None], said: str
) -> None:
    out = folder / "pack.zip"
    packed(busy, out)
    parts = contents(out)
    lines = [json.loads(line) for line in parts["log.jsonl"].splitlines()]
    forge(lines)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    found = repacked(out, with_true_sums(parts | {"log.jsonl": text.encode()}))
    assert said in why(found)


def test_that_a_line_that_is_no_record_is_told(busy: Desk, folder: Path) -> None:
    out = folder / "pack.zip"
    packed(busy, out)
    parts = contents(out)
    for line in (b"{}\n", b"\xff\n", b'{"desk": "\\ud800"}\n', b"\n"):
        assert "is no record" in why(repacked(out, with_true_sums(parts | {"log.jsonl": line})))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_that_no_flipped_byte_is_raised_or_believed(busy: Desk, folder: Path, data: st.DataObject) -> None:
    out = folder / "pack.zip"
    if not out.exists():
        packed(busy, out)
    whole = out.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytearray(whole)
    flipped[place] ^= data.draw(st.integers(1, 255))
    other = folder / "flipped.zip"
    other.write_bytes(flipped)
    if result_of(verify_pack(other)).ok:
        assert contents(other) == contents(out)


# -- hostile archives ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "no manifest"),
        ({"a.txt": b"x"}, "no manifest"),
        ({"manifest.json": b"{}"}, "cannot be read"),
        ({"manifest.json": b"[" * 100_000}, "cannot be read"),
        ({"../../evil": b"x"}, "No pack has a file of the name '../../evil'"),
        ({"/etc/passwd": b"x"}, "No pack has a file of the name"),
        ({"folder/": b""}, "No pack has a file of the name"),
        ({"a\u202eb": b""}, "No pack has a file of the name"),
        ({"bomb": b"0" * 5_000_000}, "more than 200 times its size"),
        ({f"f{number}": b"" for number in range(2001)}, "2,001 files"),
    ],
)
def test_that_another_archive_is_told_from_a_pack(folder: Path, parts: Contents, said: str) -> None:
    assert said in why(repacked(folder / "pack.zip", parts))


def test_that_two_files_of_one_name_are_refused(folder: Path) -> None:
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a", b"2")
    assert "two files of one name" in why(result_of(verify_pack(folder / "pack.zip")))


def test_that_an_unusual_packing_is_refused(folder: Path) -> None:
    with zipfile.ZipFile(folder / "pack.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"1")
    assert "packed in a way" in why(result_of(verify_pack(folder / "pack.zip")))


def test_that_a_manifest_of_another_version_is_told(busy: Desk, folder: Path) -> None:
    out = folder / "pack.zip"
    packed(busy, out)
    parts = contents(out)
    manifest = json.loads(parts["manifest.json"]) | {"format": 2}
    assert "another version" in why(repacked(out, parts | {"manifest.json": json.dumps(manifest).encode()}))


def test_that_too_large_a_pack_is_not_unpacked(
    busy: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder / "pack.zip"
    packed(busy, out)
    monkeypatch.setattr(pack_check, "MOST_UNPACKED", 1000)
    assert "It would unpack to" in why(result_of(verify_pack(out)))
    monkeypatch.undo()
    monkeypatch.setattr(pack_check, "LONGEST_LINE", 100)
    assert "is no record" in why(result_of(verify_pack(out)))


@pytest.mark.parametrize("size", [4, 100, -100])
def test_that_half_a_pack_is_told(busy: Desk, folder: Path, size: int) -> None:
    out = folder / "pack.zip"
    packed(busy, out)
    out.write_bytes(out.read_bytes()[:size])
    assert why(result_of(verify_pack(out))) == "It is damaged and cannot be unpacked."


# -- whole or not at all ---------------------------------------------------------------------------------------


def test_that_a_cancelled_pack_leaves_nothing(busy: Desk, folder: Path) -> None:
    before = sorted(folder.iterdir())
    work = EvidenceService(busy.journal).pack(folder / "pack.zip")
    steps = 0
    for _ in work:
        steps += 1
    assert steps > len(PARTS)
    (folder / "pack.zip").unlink()
    for stop in range(1, steps):
        work = EvidenceService(busy.journal).pack(folder / "pack.zip")
        for _ in range(stop):
            next(work)
        work.close()
        assert sorted(folder.iterdir()) == before


def test_that_a_full_disk_leaves_no_half_pack(busy: Desk, folder: Path) -> None:
    out = folder / "pack.zip"
    out.write_text("last week's")
    with files_no_longer_than(6_000), pytest.raises(BadInput, match="cannot be written"):
        packed(busy, out)
    assert out.read_text() == "last week's"
    assert not [path for path in folder.iterdir() if path.suffix == ".part"]
