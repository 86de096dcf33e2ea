"""The scheduler's state on this machine's clocks: fed by the sensors, kept in a file."""

import json
import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from posture_app.breaks import clocks, scheduler
from posture_app.breaks.effects import BreakEffect
from posture_app.breaks.events import (
    ChangeSettings,
    ClockSet,
    Event,
    LastInput,
    PlainEvent,
)
from posture_app.breaks.faults import FaultsError
from posture_app.breaks.settings import BreakSettings, read_settings, settings_json
from posture_app.breaks.state import SchedulerState
from posture_app.breaks.state_json import mended, to_json
from posture_app.desktop.clock import ClockReading
from posture_app.desktop.private_files import SMALL_BYTES, move_aside, read_file, write_privately
from posture_app.desktop.sensors.model import Readings
from posture_app.words.catalogue import _

_log = logging.getLogger(__name__)

LONGEST_WAIT_S: Final = 60.0
"""The state is looked at, and written, at least this often."""
KEPT_S: Final = 50.0
"""A look this long after the last writing writes: timers that may be late are early at times."""
GAP_S: Final = 2.0
"""So long without input is a gap in typing."""
NEW_INPUT_S: Final = 1.0
"""Two answers about one last input differ by less."""
SAME_BOOT_MS: Final = 2000
SEAMLESS_S: Final = 5.0
"""A program that starts over goes on as if it had run all the time."""
LOGGED_FAULTS: Final = 20

_SWITCHES: Final = (
    ("locked", PlainEvent.LOCK, PlainEvent.UNLOCK),
    ("call", PlainEvent.CALL_STARTS, PlainEvent.CALL_ENDS),
    ("fullscreen", PlainEvent.FULLSCREEN_STARTS, PlainEvent.FULLSCREEN_ENDS),
    ("dnd", PlainEvent.DND_STARTS, PlainEvent.DND_ENDS),
    ("asleep", PlainEvent.SUSPEND, PlainEvent.RESUME),
)

_LEFT_ON: Final = (PlainEvent.SESSION_ENDS, PlainEvent.TYPING_ENDS, PlainEvent.SHARING_ENDS)
"""What a run that was cut off may have left behind, and nothing would end."""


def state_path(data_folder: Path) -> Path:
    """Where the state is kept."""
    return data_folder / "settings" / "breaks-state.json"


def settings_path(data_folder: Path) -> Path:
    """Where the person's settings for breaks are kept."""
    return data_folder / "settings" / "breaks.json"


def load_settings(data_folder: Path) -> tuple[BreakSettings | None, str]:
    """The settings, or None with a sentence where they could not be read."""
    path = settings_path(data_folder)
    try:
        return read_settings(json.loads(read_file(path, SMALL_BYTES))), ""
    except FileNotFoundError:
        return BreakSettings(), ""
    except (OSError, ValueError, RecursionError, FaultsError) as error:
        problem = _(
            "The settings for breaks in {path} could not be read, so those from before hold: "
            "{error}"
        )
        return None, problem.format(path=path, error=error)


def save_settings(data_folder: Path, settings: BreakSettings) -> None:
    """Write the settings so that `load_settings` reads them.

    A file that could not be read, as its writer made a slip, is set aside as `breaks.bad.json`, or
    by the next number where there is one.

    Raises:
        OSError: They cannot be written; the old ones stay.
    """
    path = settings_path(data_folder)
    if path.is_file() and load_settings(data_folder)[0] is None:
        move_aside(path, "bad")
    content = json.dumps(settings_json(settings), indent=2, ensure_ascii=False)
    write_privately(path, f"{content}\n".encode())


class Engine:
    """Owns the state. Every method takes the clocks' reading and returns what came of it."""

    def __init__(
        self, settings: BreakSettings | None, zone: str, now: ClockReading, folder: Path
    ) -> None:
        """Go on from what the last run left, or begin at nothing.

        `settings` None: those that the last run had, or else the defaults. `folder` is that of all
        the program's data.
        """
        self._folder = folder
        self._path = state_path(folder)
        self._before = _reading(now)
        self._asked_for_s = LONGEST_WAIT_S
        self._told: dict[str, bool] = {}
        self._stood: SchedulerState | None = None
        self._kept_at_s = now.boot_s
        self._last_input_s = self._rest_ended_s = now.boot_s
        self.state, self._first = _begun(settings, zone, self._before, self._path)

    def begin(self) -> Sequence[BreakEffect]:
        """What came of the time in which the program did not run."""
        effects, self._first = self._first, ()
        return effects

    def wait_s(self, now: ClockReading) -> float:
        """Seconds until the state must be looked at again; a late look is known by it."""
        deadline = scheduler.next_deadline(self.state)
        wait_s = LONGEST_WAIT_S if deadline is None else deadline - now.boot_s
        self._asked_for_s = min(LONGEST_WAIT_S, max(0.0, wait_s))
        return self._asked_for_s

    def look(self, now: ClockReading) -> Sequence[BreakEffect]:
        """Let the time pass, with what the clocks say of it."""
        reading = _reading(now)
        found = clocks.events_between(
            self._before, reading, self._asked_for_s, told_asleep=self.state.asleep
        )
        self._before = reading
        effects: list[BreakEffect] = []
        for at_s, event in found:
            effects += self._apply(event, at_s)
        self.state, more = scheduler.advance(self.state, now.boot_s)
        return [*effects, *more]

    def take(self, event: Event, now: ClockReading) -> Sequence[BreakEffect]:
        """What the person wants, or what happened in the program."""
        return [*self.look(now), *self._apply(event, now.boot_s)]

    def sense(self, readings: Readings) -> Sequence[BreakEffect]:
        """What the sensors know now; what is not known holds nothing back."""
        now = readings.at
        effects = list(self.look(now))
        for name, begins, ends in _SWITCHES:
            on = bool(getattr(readings, name))
            if self._told.get(name) != on:
                self._told[name] = on
                effects += self._apply(begins if on else ends, now.boot_s)
        effects += self._sense_input(readings)
        return [*effects, *self._sense_typing(readings)]

    def move(self, zone: str, now: ClockReading) -> Sequence[BreakEffect]:
        """This machine is in another zone from now on; one that is not known changes nothing."""
        try:
            return self.take(ClockSet(_reading(now).wall_ms, zone), now)
        except ValueError:
            return ()

    def has_news(self, now: ClockReading) -> bool:
        """Whether something but the time is another than at the last news, or a minute is over."""
        standing = _standing(self.state)
        if standing == self._stood and 0 <= now.boot_s - self._kept_at_s < KEPT_S:
            return False
        self._stood, self._kept_at_s = standing, now.boot_s
        return True

    def change(self, settings: BreakSettings, now: ClockReading) -> Sequence[BreakEffect]:
        """Keep new settings, and go by them from now on.

        Raises:
            OSError: They cannot be written; the old ones hold.
        """
        save_settings(self._folder, settings)
        return self.take(ChangeSettings(settings), now)

    def keep(self) -> None:
        """Write the state down.

        Raises:
            OSError: It cannot be written.
        """
        write_privately(self._path, json.dumps(to_json(self.state)).encode())

    def _sense_input(self, readings: Readings) -> Sequence[BreakEffect]:
        now_s = readings.at.boot_s
        if readings.idle_s is None or readings.idle_at is None:
            return [] if self.state.unseen else self._apply(PlainEvent.INPUT_UNKNOWN, now_s)
        last_s = readings.idle_at.boot_s - readings.idle_s
        effects: list[BreakEffect] = []
        if self.state.unseen:
            effects += self._apply(PlainEvent.INPUT_RESUMES, now_s)
        if last_s > self._last_input_s + NEW_INPUT_S:
            self._last_input_s = last_s
            was_idle = self.state.idle
            effects += self._apply(PlainEvent.INPUT_RESUMES, now_s)
            # One input after an absence may be a knock at the desk: the next answer tells.
            if was_idle:
                return effects
        # Between two quick answers somebody who types always seems to rest.
        if now_s - last_s < GAP_S:
            return effects
        # In a break, rest that has ended is counted already.
        since_s = last_s if self.state.running is None else max(last_s, self._rest_ended_s)
        return [*effects, *self._apply(LastInput(since_s), now_s)]

    def _sense_typing(self, readings: Readings) -> Sequence[BreakEffect]:
        """A break must not begin in the middle of a word; before one, answers come often."""
        typing = readings.idle_s is not None and readings.idle_s < GAP_S
        if typing == self.state.typing:
            return ()
        signal = PlainEvent.TYPING_STARTS if typing else PlainEvent.TYPING_ENDS
        return self._apply(signal, readings.at.boot_s)

    def _apply(self, event: Event, at_s: float) -> Sequence[BreakEffect]:
        rested = _rests(self.state)
        self.state, effects = scheduler.apply(self.state, event, at_s)
        if rested and not _rests(self.state):
            self._rest_ended_s = self.state.now_s
        return effects


def _begun(
    settings: BreakSettings | None, zone: str, now: clocks.ClockReadingMs, path: Path
) -> tuple[SchedulerState, Sequence[BreakEffect]]:
    """Go on from the file, or begin at nothing where there is none that can be used."""
    kept = _kept(path)
    if kept is None:
        return scheduler.start(settings or BreakSettings(), now.boot_s, now.wall_ms, zone), ()
    less_ms = now.wall_ms - round(now.boot_s * 1000)
    same_boot = abs(less_ms - kept.wall_less_boot_ms) < SAME_BOOT_MS
    state, wrote_s = clocks.moved_to(kept, now, same_boot=same_boot)
    after: list[Event] = [PlainEvent.RESUME, PlainEvent.RUNS_AGAIN, *_LEFT_ON]
    if zone != state.zone:
        after.append(ClockSet(now.wall_ms, zone))
    if settings is not None and settings != state.settings:
        after.append(ChangeSettings(settings))
    effects: list[BreakEffect] = []
    if not (same_boot and 0 <= now.boot_s - wrote_s < SEAMLESS_S):
        after.insert(0, PlainEvent.STARTED)
        state, first = scheduler.apply(state, PlainEvent.KILLED, wrote_s)
        effects += first
    for event in after:
        state, more = scheduler.apply(state, event, now.boot_s)
        effects += more
    return state, effects


def _kept(path: Path) -> SchedulerState | None:
    """What the last run left, as far as it is sound; None where nothing of it is of use."""
    try:
        state, faults = mended(json.loads(read_file(path, SMALL_BYTES)))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("the state of the breaks cannot be used, they begin anew: %s", error)
        return None
    for fault in faults[:LOGGED_FAULTS]:
        _log.warning("the state of the breaks, %s: it is as in a state that begins", fault)
    return state


def _rests(state: SchedulerState) -> bool:
    return state.running is not None and state.running.resting_since_ms is not None


def _standing(state: SchedulerState) -> SchedulerState:
    """The state without what only says that time passes and that somebody types."""
    running = state.running
    return replace(
        state,
        now_ms=0,
        input_on=True,
        unseen=False,
        last_input_ms=0,
        active_at_last_input_ms=0,
        returned_ms=None,
        left_ms=0,
        active_at_return_ms=0,
        poked_ms=None,
        typing=False,
        active_ms=0,
        counting_since_ms=None,
        running=running and replace(running, rest_ms=0, resting_since_ms=None),
        decisions=deque(),
    )


def _reading(now: ClockReading) -> clocks.ClockReadingMs:
    return clocks.ClockReadingMs(now.boot_s, now.monotonic_s, round(now.wall.timestamp() * 1000))
