"""The kinds of files that are read, a sound one of each, and what the program does with them."""

import io
import json
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import cast

from posture_app.body.motion_checker import MotionChecker, fingerprints_of
from posture_app.breaks.events import BreakNow, MeetingStarts, Pause, PlainEvent
from posture_app.breaks.settings import BreakSettings, settings_json
from posture_app.breaks.simulator import run
from posture_app.coach.health import Health
from posture_app.coach.timeline import compile_routine
from posture_app.desktop.clock import ClockReading
from posture_app.desktop.health import health_path, read_health, write_health
from posture_app.desktop.settings import (
    read_settings,
    read_state,
    settings_path,
    state_path,
    write_settings,
)
from posture_app.journal.breaks import BreakRecord, Stretch
from posture_app.library.demands import demands
from posture_app.library.files import builtin, builtin_path, load
from posture_app.library.problems import MOST_TOLD, BrokenFileError
from posture_app.reminders import engine
from posture_app.reminders.buffered_history import BufferedHistory, LogLike, buffer_path
from posture_app.reminders.preview import preview
from posture_app.remote.status import status_json
from posture_app.words.breaks import explained
from posture_app.words.catalogue import said, speaking
from posture_app.words.problems import file_problem
from posture_app.words.status import status_lines
from tests.reminders.hand import START
from tests.reminders.test_buffered_history import record

TODAY = START.wall.date()
ZONE = "Europe/Berlin"


@dataclass(frozen=True)
class Target:
    """A kind of file: its place in a data folder, sound content, and what reads it.

    `read` must come to its end: what is wrong with the file is said, and never raised.
    """

    name: str
    place: Callable[[Path], Path]
    sound: Callable[[], bytes]
    read: Callable[[Path], None]


def _library() -> bytes:
    document = json.loads(builtin_path().read_bytes())
    own = [{**one, "id": f"own-{one['id']}"} for one in document["exercises"][:3]]
    items = [{"exercise": one["id"], "dose": one["dose"]} for one in own]
    routine = {**document["routines"][0], "id": "own-routine", "items": items}
    parts = {"exercises": own, "routines": [routine], "sources": document["sources"][:2]}
    return json.dumps({**document, **parts}).encode()


def _read_library(folder: Path) -> None:
    checker = MotionChecker(_known_motions())
    loaded = load([_library_path(folder)], checker.problems, "de")
    for broken in loaded.broken:
        assert 1 <= len(broken.problems) <= MOST_TOLD + 1
        say(broken)
    library = loaded.library
    for exercise in library.exercises.values():
        if exercise.id.startswith("own"):
            demands(exercise)
    for routine in library.routines.values():
        if routine.id.startswith("own"):
            compile_routine(routine, library).as_json()


def say(broken: BrokenFileError) -> None:
    """Tell what is wrong with a file in every language."""
    for language in ("en", "de"):
        with speaking(language):
            for problem in broken.problems:
                assert file_problem(broken.path.name, problem).encode()


@cache
def _known_motions() -> frozenset[str]:
    return frozenset(fingerprints_of(builtin()))


def _library_path(folder: Path) -> Path:
    return folder / "own.json"


def _settings() -> bytes:
    return json.dumps({
        "version": 1, "appearance": "dark", "text_scale": 1.25, "volume": 40, "muted": True,
        "breaks": True, "posture": "standing", "language": "de", "discreet": False,
        "week_start": "sunday",
    }).encode()  # fmt: skip


def _read_settings(folder: Path) -> None:
    read, problem = read_settings(folder, TODAY)
    if problem is not None:
        assert said(problem).encode()
    write_settings(folder, read)
    assert read_settings(folder, TODAY) == (read, None)


def _read_window(folder: Path) -> None:
    read_state(folder)


def _health() -> bytes:
    return json.dumps({
        "version": 1, "answered": True, "conditions": [], "injected_on": "2026-02-20",
        "injected_regions": ["neck"], "pain_middle_from": 3, "pain_high_from": 6,
        "emergency_number": "112",
    }).encode()  # fmt: skip


def _read_health(folder: Path) -> None:
    read, problem = read_health(folder, TODAY)
    if problem is not None:
        assert said(problem).encode()
    write_health(folder, read)
    assert read_health(folder, TODAY)[0] == read or read == Health()


def _breaks() -> bytes:
    hours = {"mon": [["09:00", "17:00"]], "fri": [["22:00", "06:00"]]}
    return json.dumps({**settings_json(BreakSettings()), "work": hours}).encode()


def _read_breaks(folder: Path) -> None:
    found, problem = engine.load_settings(folder)
    assert (found is None) == bool(problem)
    problem.encode()
    _live_on(folder, found)
    if found is not None:
        preview(found, TODAY, ZONE)
    engine.save_settings(folder, found or BreakSettings())
    assert engine.load_settings(folder) == (found or BreakSettings(), "")


@cache
def _state() -> bytes:
    """The state of breaks that were lived through, with everything that can be in it."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        lived = engine.Engine(BreakSettings(), ZONE, START, Path(folder))
        for seconds, event in (
            (100, PlainEvent.CALL_STARTS),
            (2000, PlainEvent.CALL_ENDS),
            (2020, BreakNow("movement")),
            (2030, PlainEvent.SNOOZE),
            (2040, Pause(900.0)),
            (2050, MeetingStarts(600.0)),
            (2060, BreakNow("micro")),
        ):
            lived.take(event, _later(seconds))
        lived.keep()
        return engine.state_path(Path(folder)).read_bytes()


def _read_state(folder: Path) -> None:
    _live_on(folder, None)


def _live_on(folder: Path, settings: BreakSettings | None) -> None:
    """Start with what is there, live for an hour, and tell how things stand."""
    one = engine.Engine(settings, ZONE, _later(2100), folder)
    one.begin()
    for seconds, event in ((2110, PlainEvent.SKIP), (2200, BreakNow("micro")), (5800, None)):
        if event is None:
            one.look(_later(seconds))
        else:
            one.take(event, _later(seconds))
        assert 0 <= one.wait_s(_later(seconds)) <= engine.LONGEST_WAIT_S
        one.has_news(_later(seconds))
        state = one.state
        json.dumps(status_json(state, with_reasons=True), allow_nan=False)
        "\n".join([*status_lines(state), *explained(state, state.now_s)]).encode()
    one.keep()
    again = engine.Engine(None, ZONE, _later(5900), folder)
    assert again.state.counts == again.state.counts


def _later(seconds: float) -> ClockReading:
    wall = START.wall + timedelta(seconds=seconds)
    return replace(
        START, wall=wall, boot_s=START.boot_s + seconds, monotonic_s=START.monotonic_s + seconds
    )


class _Taken:
    """Stands for the log."""

    unsaved: Sequence[BreakRecord | Stretch] = ()

    def add(self, record: BreakRecord) -> None:
        """Take a break."""
        assert record.local_began

    def add_stretch(self, stretch: Stretch) -> None:
        """Take a stretch."""
        assert stretch.began <= stretch.ended

    def records(self, _since: datetime, _until: datetime) -> Sequence[BreakRecord]:
        """None are known."""
        return ()

    def stretches(self, _since: datetime, _until: datetime) -> Sequence[Stretch]:
        """None are known."""
        return ()

    def retry(self) -> None:
        """Nothing waits."""


@cache
def _buffered_history() -> bytes:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = buffer_path(Path(folder))
        box = BufferedHistory(path)
        for number in range(3):
            box.add(record(number))
            began = START.wall + timedelta(minutes=10 * number)
            box.add_stretch(Stretch(began, began + timedelta(minutes=5), "active"))
        return path.read_bytes()


def _read_buffered_history(folder: Path) -> None:
    box = BufferedHistory(buffer_path(folder))
    ever = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    box.records(*ever)
    box.stretches(*ever)
    box.hand_over(cast("LogLike", _Taken()))


def _timeline() -> bytes:
    return json.dumps({
        "start": "2026-03-02T08:55:00", "time_zone": ZONE, "until_s": 30000,
        "events": [
            {"at_s": 100, "event": "input_stops"},
            {"at_s": 500, "event": "input_resumes"},
            {"at_s": 2000, "event": "break_now", "break": "micro"},
            {"at_s": 2500, "event": "pause", "for_s": "until_tomorrow"},
            {"at_s": 2600, "event": "meeting_starts", "for_s": 600},
            {"at_s": 3000, "event": "clock_set", "to": "2026-03-03T08:00:00"},
            {"at_s": 3100, "event": "zone_set", "time_zone": "Asia/Tokyo"},
            {"at_s": 4000, "event": "restart", "down_s": 60},
            {"at_s": 5000, "event": "settings", "settings": json.loads(_breaks())},
            {"at_s": 6000, "event": "stall", "for_s": 100},
            {"at_s": 7000, "event": "suspend"},
            {"at_s": 9000, "event": "resume"},
        ],
    }).encode()  # fmt: skip


def _timeline_path(folder: Path) -> Path:
    return folder / "timeline.json"


def _read_timeline(folder: Path) -> None:
    (folder / "breaks.json").write_bytes(_breaks())
    paths = str(folder / "breaks.json"), str(_timeline_path(folder))
    out, errors = io.StringIO(), io.StringIO()
    with redirect_stderr(errors):
        code = run(*paths, out, said)
    assert bool(errors.getvalue()) == bool(code)


TARGETS = (
    Target("library", _library_path, _library, _read_library),
    Target("settings", settings_path, _settings, _read_settings),
    Target("window", state_path, lambda: b'{"geometry": "AA==", "page": "today"}', _read_window),
    Target("health", health_path, _health, _read_health),
    Target("breaks", engine.settings_path, _breaks, _read_breaks),
    Target("breaks-state", engine.state_path, _state, _read_state),
    Target("buffered_history", buffer_path, _buffered_history, _read_buffered_history),
    Target("timeline", _timeline_path, _timeline, _read_timeline),
)
