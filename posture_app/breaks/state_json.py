"""The scheduler's state as JSON, and back, whatever has become of the file in the meantime.

Every field is looked at as a stranger's: one that cannot be has the value of a state that begins,
and the others stand. Without the two clocks nothing else has a meaning, and a new state is due.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, fields
from typing import Any, Final, TypeGuard, TypeVar

from posture_app.breaks.effects import BreakEffect, effect_json, read_effect
from posture_app.breaks.faults import Checks, got
from posture_app.breaks.hours import NEVER, zone_called
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.settings import DAY_S, BreakSettings, check_settings, settings_json
from posture_app.breaks.state import (
    KEPT_DECISIONS,
    READ_WAIT_MS,
    AnnouncedBreak,
    BreakTimer,
    Hold,
    RunningBreak,
    SchedulerState,
)
from posture_app.breaks.version_1 import decision_of_version_1

FORMAT: Final = "posture-app/breaks-state"
VERSION: Final = 2
"""Version 1 had decisions as loose data, with reasons in English."""
LONGEST_MS: Final = 101 * 366 * 86_400_000
"""No instant of a state is further away: the calendar must not run out."""
LATEST_WALL_MS: Final = 32_503_680_000_000
"""The year 3000."""

_COUNTED: Final = ("mark_ms", "snoozed_until_ms", "snoozes", "withheld_ms")
_Is = Callable[[object], bool]
_Part = TypeVar("_Part", AnnouncedBreak, RunningBreak, Hold)


def to_json(state: SchedulerState) -> dict[str, object]:
    """The state as JSON can write it, versioned."""
    plain = {name: getattr(state, name) for name in SchedulerState.__dataclass_fields__}
    plain["settings"] = settings_json(state.settings)
    plain["notice"] = state.notice and asdict(state.notice)
    plain["running"] = state.running and asdict(state.running)
    plain["holds"] = {key: asdict(hold) for key, hold in state.holds.items()}
    plain["counts"] = [
        {"kind": count.kind, **{name: getattr(count, name) for name in _COUNTED}}
        for count in state.counts
    ]
    plain["decisions"] = [effect_json(effect) for effect in state.decisions]
    return {"format": FORMAT, "version": VERSION, "state": plain}


def from_json(raw: object) -> SchedulerState:
    """Read what `to_json` wrote; ValueError says why it is not that."""
    state, faults = mended(raw)
    if faults:
        raise ValueError(f"the state of the breaks is damaged ({'; '.join(faults)})")
    return state


def mended(raw: object) -> tuple[SchedulerState, list[str]]:
    """Read a state, and say what was wrong with it; that is as in a state that begins.

    Raises:
        ValueError: Nothing of it can be used, and a new state is due.
    """
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ValueError("this is not the state of the breaks")
    version = raw.get("version")
    if version not in (1, VERSION):
        raise ValueError(f"the state of the breaks has version {got(version)}, not {VERSION}")
    plain = raw.get("state")
    plain = plain if isinstance(plain, dict) else {}
    now_ms, less_ms = plain.get("now_ms"), plain.get("wall_less_boot_ms")
    if not (
        _is_number(now_ms)
        and _is_number(less_ms)
        and abs(now_ms) < LATEST_WALL_MS
        and 0 <= now_ms + less_ms < LATEST_WALL_MS
    ):
        raise ValueError("the state of the breaks is damaged (it does not say when it was written)")
    reader = _Reader(plain, now_ms)
    return reader.state(1 if version == 1 else VERSION), reader.faults


class _Reader:
    """Reads a state that was written at `now_ms`, and collects what is wrong with it."""

    def __init__(self, plain: Mapping[str, Any], now_ms: int) -> None:
        self._plain, self._now_ms = plain, now_ms
        self.faults: list[str] = []
        self._optional_past: _Is = lambda value: value is None or self._is_past(value)
        self._optional_instant: _Is = lambda value: value is None or self._is_instant(value)

    def state(self, version: int) -> SchedulerState:
        """The state, sound in every field."""
        checks = Checks()
        settings = check_settings(checks, "settings", self._plain.get("settings"))
        self.faults += map(str, checks.faults)
        known = {one.name for one in fields(SchedulerState)}
        self.faults += [f"{got(name)}: no field" for name in self._plain if name not in known]
        state = SchedulerState(
            settings=settings,
            zone=self._value(self._plain, "", "zone", _is_zone, "UTC"),
            now_ms=self._now_ms,
            wall_less_boot_ms=self._plain["wall_less_boot_ms"],
            **{name: self._plain_value(name, sound) for name, sound in self._scalars().items()},
        )
        self._read_parts(state)
        self._read_decisions(state, version)
        return state

    def _scalars(self) -> Mapping[str, _Is]:
        """Every field that stands by itself, and what it may be."""
        flags = ("input_on", "unseen", "idle", "reading", "typing")
        absences = ("locked", "asleep", "stalled", "down")
        optional = ("returned_ms", "poked_ms", "session_since_ms", "away_since_ms")
        return {
            **dict.fromkeys((*flags, *absences, "working", "nudged"), _is_flag),
            **dict.fromkeys(("last_input_ms", "left_ms"), self._is_past),
            **dict.fromkeys((*optional, "counting_since_ms"), self._optional_past),
            **dict.fromkeys(
                ("active_at_last_input_ms", "active_at_return_ms", "active_ms"), _is_length
            ),
            "hours_change_ms": lambda value: value == NEVER or self._is_instant(value),
            "last_hold": lambda value: (
                value is None or (isinstance(value, str) and value in _HOLDS)
            ),
        }

    def _plain_value(self, name: str, is_sound: _Is) -> Any:  # noqa: ANN401 - a field's
        default = SchedulerState.__dataclass_fields__[name].default
        if name in _INSTANTS:
            default = self._now_ms
        value = self._value(self._plain, "", name, is_sound, default)
        return HoldKey(value) if name == "last_hold" and value is not None else value

    def _value(
        self, raw: Mapping[str, Any], place: str, name: str, is_sound: _Is, otherwise: object
    ) -> Any:  # noqa: ANN401 - a field's
        value = raw.get(name, MISSING)
        if value is MISSING and otherwise is not MISSING:
            return otherwise
        if is_sound(value):
            return value
        shown = "nothing" if value is MISSING else got(value)
        self.faults.append(f"{place}{name}: got {shown}")
        return otherwise

    def _read_parts(self, state: SchedulerState) -> None:
        state.counts = self._counts(state)
        state.holds = self._holds()
        state.notice = self._notice(state)
        state.running = self._running()

    def _notice(self, state: SchedulerState) -> AnnouncedBreak | None:
        raw = self._plain.get("notice")
        if raw is None:
            return None
        kinds = {count.kind for count in state.counts}
        sound: Mapping[str, _Is] = {
            "kind": lambda kind: isinstance(kind, str) and kind in kinds,
            "starts_active_ms": lambda value: _is_number(value) and abs(value) <= LONGEST_MS,
            "waiting": _is_flag,
        }
        return self._part(raw, "notice", AnnouncedBreak, sound)

    def _running(self) -> RunningBreak | None:
        raw = self._plain.get("running")
        if raw is None:
            return None
        sound: Mapping[str, _Is] = {
            "kind": lambda kind: isinstance(kind, str) and bool(kind),
            "length_ms": lambda value: _is_length(value) and value <= DAY_S * 1000,
            "started_ms": self._is_past,
            "ends_ms": self._is_instant,
            "rest_ms": _is_length,
            "resting_since_ms": self._optional_past,
            "read_ms": lambda value: _is_length(value) and value <= READ_WAIT_MS,
            "reading_since_ms": self._optional_past,
        }
        running = self._part(raw, "running", RunningBreak, sound)
        if running is None or running.ends_ms == running.latest_end_ms:
            return running
        self.faults.append("running: ends at another time than its length says")
        return None

    def _part(
        self, raw: object, name: str, made: type[_Part], sound: Mapping[str, _Is]
    ) -> _Part | None:
        """A part that is there or not: one that has anything wrong is not."""
        if not isinstance(raw, dict):
            self.faults.append(f"{name}: got {got(raw)}")
            return None
        before = len(self.faults)
        self.faults += [f"{name}.{got(field)}: no field" for field in raw if field not in sound]
        defaults = made.__dataclass_fields__
        values = {
            field: self._value(raw, f"{name}.", field, is_sound, defaults[field].default)
            for field, is_sound in sound.items()
        }
        return made(**values) if len(self.faults) == before else None

    def _counts(self, state: SchedulerState) -> list[BreakTimer]:
        listed = self._plain.get("counts")
        if not isinstance(listed, list):
            self.faults.append(f"counts: got {got(listed)}")
            listed = []
        written: dict[str, Mapping[str, Any]] = {}
        for index, item in enumerate(listed):
            kind = item.get("kind") if isinstance(item, dict) else None
            if isinstance(kind, str):
                written[kind] = item
            else:
                self.faults.append(f"counts[{index}]: got {got(item)}")
        active_ms = state.active_at(self._now_ms)
        return [
            self._count(BreakTimer.of(kind, active_ms), written.get(kind.id))
            for kind in state.settings.kinds
            if kind.on
        ]

    def _count(self, count: BreakTimer, raw: Mapping[str, Any] | None) -> BreakTimer:
        if raw is None:
            self.faults.append(f"counts: {got(count.kind)} is missing")
            return count
        latest_ms = count.mark_ms
        sound: Mapping[str, _Is] = {
            "mark_ms": lambda value: _is_number(value) and abs(value) <= LONGEST_MS,
            "snoozed_until_ms": self._optional_instant,
            "snoozes": _is_length,
            "withheld_ms": self._optional_past,
        }
        for name, is_sound in sound.items():
            value = self._value(raw, f"counts.{got(count.kind)}.", name, is_sound, MISSING)
            if value is not MISSING:
                setattr(count, name, value)
        count.mark_ms = min(count.mark_ms, latest_ms)
        return count

    def _holds(self) -> dict[HoldKey, Hold]:
        listed = self._plain.get("holds")
        if not isinstance(listed, dict):
            self.faults.append(f"holds: got {got(listed)}")
            return {}
        found: dict[HoldKey, Hold] = {}
        for key, raw in listed.items():
            place = f"holds.{got(key)}"
            hold = self._hold(place, raw) if key in _HOLDS else None
            if hold is not None:
                found[HoldKey(key)] = hold
            elif key not in _HOLDS:
                self.faults.append(f"{place}: no hold")
        return found

    def _hold(self, place: str, raw: object) -> Hold | None:
        sound: Mapping[str, _Is] = {
            "since_ms": self._is_past,
            "until_ms": self._optional_instant,
            "until_wall_ms": lambda value: (
                value is None or (_is_number(value) and 0 <= value < LATEST_WALL_MS + LONGEST_MS)
            ),
            "gone_ms": self._optional_past,
        }
        return self._part(raw, place, Hold, sound)

    def _read_decisions(self, state: SchedulerState, version: int) -> None:
        listed = self._plain.get("decisions")
        if not isinstance(listed, list):
            self.faults.append(f"decisions: got {got(listed)}")
            return
        for index, item in enumerate(listed[-KEPT_DECISIONS:]):
            try:
                state.decisions.append(self._decision(item, state.settings, version))
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                self.faults.append(f"decisions[{index}]: {error}")

    def _decision(self, item: Any, settings: BreakSettings, version: int) -> BreakEffect:  # noqa: ANN401 - JSON
        effect = read_effect(decision_of_version_1(item, settings) if version == 1 else item)
        since_ms = getattr(effect, "since_ms", None)
        if not (self._is_past(effect.at_ms) and self._optional_past(since_ms)):
            raise ValueError(f"at_ms: got {got(effect.at_ms)}")
        return effect

    def _is_instant(self, value: object) -> bool:
        return _is_number(value) and abs(value - self._now_ms) <= LONGEST_MS

    def _is_past(self, value: object) -> bool:
        return _is_number(value) and 0 <= self._now_ms - value <= LONGEST_MS


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_number(value: object) -> TypeGuard[int]:
    return type(value) is int


def _is_length(value: object) -> TypeGuard[int]:
    return _is_number(value) and 0 <= value <= LONGEST_MS


def _is_zone(value: object) -> bool:
    try:
        zone_called(str(value))
    except ValueError:
        return False
    return isinstance(value, str)


_INSTANTS: Final = frozenset({"last_input_ms", "left_ms"})
"""The instants that a state always has."""
_HOLDS: Final = frozenset(HoldKey)
