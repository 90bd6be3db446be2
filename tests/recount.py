"""Who was there, counted again from the files of an evidence pack with nothing but Python: none of the program's code."""

import json
import tomllib
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Place = tuple[str, str]
"""A day as ISO and a session's code; no code is the entrance."""
SCANS = ("entered", "left", "refused")


@dataclass
class Recount:
    """`first` is each person's first entry at each place as the clock showed it; `early` who left a session early."""

    zone: ZoneInfo
    places: list[Place]
    titles: list[str]
    people: dict[str, dict[str, Any]]
    first: dict[tuple[str, Place], datetime] = field(default_factory=dict)
    early: set[tuple[str, Place]] = field(default_factory=set)
    scans: list[dict[str, Any]] = field(default_factory=list)

    def days_of(self, who: str) -> int:
        """On how many days somebody came."""
        return len({place[0] for person, place in self.first if person == who})

    def came(self) -> list[int]:
        """How many people came to each place."""
        counted = Counter(place for _, place in self.first)
        return [counted[place] for place in self.places]


def recounted(pack: Path) -> Recount:
    """Everything that the pack's own log and programme say."""
    with zipfile.ZipFile(pack) as archive:
        programme = tomllib.loads(archive.read("programme.toml").decode())
        log = [json.loads(line) for line in archive.read("log.jsonl").splitlines()]
    for record in log:
        record["said"] = json.loads(record["body"]) if record["body"] else {}
    count = _empty(programme)
    counts = _what_counts(log)
    _people(log, count)
    _entries(log, counts, count, _ends(programme))
    for record in log:
        if record["kind"] in SCANS:
            count.scans.append(record | {"counts": counts[record["id"]]})
    return count


def _empty(programme: dict[str, Any]) -> Recount:
    places: list[Place] = []
    titles: list[str] = []
    for number, day in enumerate(programme["day"], 1):
        on = day["date"].isoformat()
        places.append((on, ""))
        titles.append(f"Day {number} ({on})")
        for session in day.get("session", ()):
            places.append((on, session["code"]))
            titles.append(session["code"])
    return Recount(ZoneInfo(programme["event"]["zone"]), places, titles, {})


def _ends(programme: dict[str, Any]) -> dict[Place, datetime]:
    zone = ZoneInfo(programme["event"]["zone"])
    rollover = time.fromisoformat(str(programme["event"].get("rollover", "04:00")))
    ends: dict[Place, datetime] = {}
    for day in programme["day"]:
        for session in day.get("session", ()):
            night: date = day["date"] + timedelta(days=session["ends"] < rollover)
            ends[day["date"].isoformat(), session["code"]] = datetime.combine(night, session["ends"], zone)
    return ends


def _what_counts(log: list[dict[str, Any]]) -> dict[str, bool]:
    """Whether each record counts: an undo takes one back, an undo of an undo brings it back."""
    by_id = {record["id"]: record for record in log}
    counts = dict.fromkeys(by_id, True)
    for record in log:
        if record["kind"] == "voided":
            target = record["said"]["record"]
            counts[target] = False
            while by_id[target]["kind"] == "voided":
                target = by_id[target]["said"]["record"]
                counts[target] = not counts[target]
    return counts


def _people(log: list[dict[str, Any]], count: Recount) -> None:
    for record in log:
        said = record["said"]
        if record["kind"] == "participant_added":
            person = said["participant"]
            count.people[person["id"]] = person
        elif record["kind"] == "participant_changed":
            for change in said["changes"]:
                count.people[said["participant"]][change["field"]] = change["after"]


def _entries(
    log: list[dict[str, Any]], counts: dict[str, bool], count: Recount, ends: dict[Place, datetime]
) -> None:
    exits = {
        record["said"]["entry"]: _instant(record)
        for record in log
        if record["kind"] == "left" and counts[record["id"]]
    }
    entries: dict[tuple[str, Place], list[tuple[datetime, str]]] = defaultdict(list)
    for record in log:
        if record["kind"] == "entered" and counts[record["id"]]:
            said = record["said"]
            place = said["checkpoint"]["day"], said["checkpoint"]["session"]
            for here in {place, (place[0], "")}:
                entries[said["participant"], here].append((_instant(record), record["id"]))
    for key, kept in entries.items():
        kept.sort()
        count.first[key] = kept[0][0].astimezone(count.zone)
        last_exit = exits.get(kept[-1][1])
        if key[1][1] and last_exit and last_exit < ends[key[1]]:
            count.early.add(key)


def _instant(record: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(record["said"].get("happened_at") or record["at"])
