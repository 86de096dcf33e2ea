"""What the scheduler would do in a given day: the same state machine, fed from a timeline."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Final, TextIO, TypeVar

from posture_app.breaks.effects import SHOWN, BreakEffect
from posture_app.breaks.events import ClockSet, PlainEvent
from posture_app.breaks.faults import Checks, FaultsError, PlacedFault
from posture_app.breaks.hours import Calendar, instant_ms, zone_called
from posture_app.breaks.scheduler import Scheduler, start
from posture_app.breaks.settings import BreakSettings, read_settings
from posture_app.breaks.state import to_ms
from posture_app.breaks.state_json import from_json, to_json
from posture_app.breaks.timeline import (
    ChangeClock,
    EventTimeline,
    Play,
    Restart,
    Stall,
    check_timeline,
)
from posture_app.errors import Message, sentence

_Read = TypeVar("_Read")
LARGEST_BYTES: Final = 256 * 1024 * 1024
BYTES_EACH: Final = 12
"""The shortest event has twice as many; empty lists would take a hundred times the file's size."""
LEAST_OBJECTS: Final = 200_000


def read_timeline(raw: object, settings: BreakSettings | None = None) -> EventTimeline:
    """Read a timeline from its JSON form; FaultsError names every fault with its place.

    With `settings`, the kinds of breaks that events name are checked too.
    """
    checks = Checks()
    timeline = check_timeline(checks, raw, settings)
    checks.done()
    if timeline is None:  # cannot be without a fault
        raise FaultsError([PlacedFault("", sentence("this is not a timeline"))])
    return timeline


def simulate(settings: BreakSettings, timeline: EventTimeline) -> Iterator[dict[str, object]]:
    """What would happen, in order of time: `at_s`, `wall`, `event`, `break` and what belongs to it.

    `at_s` is seconds of real time since the start, sleep included.
    """
    for effect, wall in _Player(settings, timeline).play():
        yield {"at_s": effect.at_ms / 1000, "wall": wall, **_more(effect)}


class _Player:
    """Feeds a scheduler and passes on what is shown of what it decides."""

    def __init__(self, settings: BreakSettings, timeline: EventTimeline) -> None:
        self._timeline = timeline
        start_ms = instant_ms(timeline.start, timeline.zone)
        self._less_ms = start_ms
        self._calendar = Calendar(timeline.zone)
        self._scheduler = Scheduler(start(settings, 0.0, start_ms, str(timeline.zone)))
        self._ends: dict[PlainEvent, int] = {}

    def play(self) -> Iterator[tuple[BreakEffect, str]]:
        """What is decided, in order of time, with the local time that the wall clock shows."""
        until_ms = self._timeline.until_ms
        for at_ms, what in zip(self._timeline.at_ms, self._timeline.plays, strict=True):
            if at_ms > until_ms:
                break
            scheduler = self._scheduler
            if self._ends:
                yield from self._go_on(at_ms)
            if isinstance(what, PlainEvent):
                scheduler.take(what, at_ms)
            else:
                yield from self._take_more(at_ms, what)
            if self._scheduler.effects:
                yield from self._told()
        yield from self._go_on(until_ms)
        self._scheduler.finish(until_ms)
        yield from self._told()

    def _take_more(self, at_ms: int, what: Play) -> Iterator[tuple[BreakEffect, str]]:
        match what:
            case Stall(for_s):
                self._stop(at_ms, PlainEvent.STALLS, PlainEvent.RUNS_AGAIN, for_s)
            case Restart(down_s):
                self._stop(at_ms, PlainEvent.KILLED, PlainEvent.STARTED, down_s)
                yield from self._told()
                kept = json.loads(json.dumps(to_json(self._scheduler.state)))
                self._scheduler = Scheduler(from_json(kept))
            case ChangeClock(to, zone):
                # What fell before it still has the time of the clock that was wrong.
                self._scheduler.finish(at_ms)
                yield from self._told()
                if zone is not None:
                    self._calendar = Calendar(zone_called(zone))
                if to is not None:
                    self._less_ms = instant_ms(to, self._calendar.zone) - at_ms
                self._scheduler.take(ClockSet(at_ms + self._less_ms, zone), at_ms)
            case _:
                self._scheduler.take(what, at_ms)

    def _stop(self, at_ms: int, begins: PlainEvent, ends: PlainEvent, for_s: float) -> None:
        self._scheduler.take(begins, at_ms)
        self._ends[ends] = max(self._ends.get(ends, 0), at_ms + to_ms(for_s))

    def _go_on(self, to_ms_: int) -> Iterator[tuple[BreakEffect, str]]:
        """End the stalls and restarts that are over by then."""
        for signal, end_ms in sorted(self._ends.items(), key=lambda item: item[1]):
            if end_ms <= to_ms_:
                del self._ends[signal]
                self._scheduler.take(signal, end_ms)
                yield from self._told()

    def _told(self) -> Sequence[tuple[BreakEffect, str]]:
        effects = self._scheduler.effects
        less_ms, iso = self._less_ms, self._calendar.iso
        shown = [(one, iso(one.at_ms + less_ms)) for one in effects if one.what in SHOWN]
        effects.clear()
        return shown


def _more(effect: BreakEffect) -> dict[str, object]:
    """What a line says besides when."""
    line: dict[str, object] = {"event": effect.what}
    if effect.kind is not None:
        line["break"] = effect.kind
    for name in SHOWN[effect.what]:
        line[_PRINTED.get(name, name)] = getattr(effect, name)
    return line


_PRINTED: Final = {"asked": "what"}
"""The fields that are printed by another name."""
_WITHOUT_TIME: Final = {what: attrgetter("what", "kind", *more) for what, more in SHOWN.items()}
"""What makes two lines the same but for their time."""


def _written(player: _Player) -> Iterator[str]:
    """The lines as JSON; the part without a time is the same again and again in a long timeline."""
    known: dict[tuple[object, ...], str] = {}
    for effect, wall in player.play():
        key = _WITHOUT_TIME[effect.what](effect)
        more = known.get(key)
        if more is None:
            more = known[key] = json.dumps(_more(effect))[1:]
        yield f'{{"at_s": {effect.at_ms / 1000!r}, "wall": "{wall}", {more}\n'


def run(
    settings_path: str, timeline_path: str, out: TextIO, say: Callable[[Message], str] = str
) -> int:
    """Play a timeline file with a settings file and print a JSON object a line.

    `say` puts a fault into the person's language. Returns 0, or 1 when a file can't be used; then
    every fault is on stderr with its place.
    """
    faults: list[Message] = []
    settings = _read(settings_path, read_settings, faults)
    timeline = _read(timeline_path, partial(read_timeline, settings=settings), faults)
    if settings is None or timeline is None:
        text = "".join(f"{say(fault)}\n" for fault in faults)
        encoding = sys.stderr.encoding or "ascii"
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        return 1
    out.writelines(_written(_Player(settings, timeline)))
    return 0


def _read(path: str, read: Callable[[object], _Read], faults: list[Message]) -> _Read | None:
    """What a file says, or None after noting its faults."""
    raw = _load(path, faults)
    if raw is None:
        return None
    try:
        return read(raw[0])
    except FaultsError as error:
        faults += [_fault_in(path, fault) for fault in error.faults]
        return None


def _fault_in(path: str, fault: PlacedFault) -> Message:
    if not fault.place:
        return sentence("{path}: {fault}", path=path, fault=fault.what)
    return sentence("{path}: {place}: {fault}", path=path, place=fault.place, fault=fault.what)


def _load(path: str, faults: list[Message]) -> tuple[object] | None:
    """The JSON in a file, as a tuple of one because null is JSON too; None after a fault."""
    try:
        file = Path(path)
        if file.stat().st_size > LARGEST_BYTES:
            what = sentence("the file is larger than {most} MB", most=LARGEST_BYTES // 2**20)
        else:
            raw = file.read_bytes()
            if raw.count(b"[") + raw.count(b"{") <= LEAST_OBJECTS + len(raw) // BYTES_EACH:
                return (json.loads(raw.decode("utf-8-sig")),)
            what = sentence("the file holds more lists and objects than a timeline can have")
    except OSError as error:
        what = sentence("the file can't be read: {why}", why=error.strerror or str(error))
    except UnicodeDecodeError as error:
        what = sentence("expected UTF-8 text, byte {byte} is not", byte=error.start)
    except json.JSONDecodeError as error:
        what = sentence(
            "line {line}, column {column}: this is not JSON", line=error.lineno, column=error.colno
        )
    except RecursionError:
        what = sentence("the file is nested too deeply")
    except ValueError:  # a path with a null, or a number of thousands of digits
        what = sentence("the path cannot be used, or a number in the file is too large an integer")
    faults.append(sentence("{path}: {fault}", path=path, fault=what))
    return None
