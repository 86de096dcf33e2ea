"""Traces: what happens and what must come of it, a line each, so that a test reads as a story."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from posture_app.breaks.effects import BreakEffect, NoticeWithdrawn, Withheld, effect_json
from posture_app.breaks.events import ChangeSettings, Event, PlainEvent
from posture_app.breaks.hours import unix_ms
from posture_app.breaks.scheduler import Scheduler, start
from posture_app.breaks.settings import read_settings
from posture_app.breaks.simulator import read_timeline, simulate

MICRO = {
    "id": "micro",
    "every_s": 1800,
    "length_s": 60,
    "notice_s": 20,
    "snooze_s": 300,
    "max_snoozes": 2,
}
LONG = {**MICRO, "id": "long", "every_s": 5400, "length_s": 300}
EYES = {**MICRO, "id": "eyes", "every_s": 1200, "length_s": 20}
ONE: dict[str, Any] = {"breaks": [MICRO]}
TWO: dict[str, Any] = {"breaks": [MICRO, LONG]}
ONLY_LONG: dict[str, Any] = {"breaks": [LONG]}
ALL_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""2026-03-02, when most traces begin, is a Monday."""

WITH = {
    "snooze": (),
    "break_now": ("break",),
    "pause": ("for_s",),
    "stall": ("for_s",),
    "restart": ("down_s",),
    "clock_set": ("to",),
    "zone_set": ("time_zone",),
    "meeting_starts": ("for_s",),
    "meeting_extends": ("for_s",),
}


def changed(settings: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Settings with other limits; `micro=` and `long=` change those kinds."""
    breaks = [{**kind, **more.pop(kind["id"], {})} for kind in settings["breaks"]]
    return {**settings, "breaks": breaks, **more}


def events(text: str) -> list[dict[str, Any]]:
    """Events as `600 input_stops; 610 pause 300`, split by semicolons or lines."""
    found = []
    for line in text.replace(";", "\n").splitlines():
        if not line.strip():
            continue
        at, name, *more = line.split()
        event: dict[str, Any] = {"at_s": float(at), "event": name}
        for field, value in zip(WITH.get(name, ()), more, strict=False):
            number = value.replace(".", "", 1).isdigit()
            event[field] = float(value) if number else None if value == "null" else value
        found.append(event)
    return found


def play(
    settings: dict[str, Any],
    what: str | list[dict[str, Any]],
    until_s: float,
    *,
    start: str = "2026-03-02T09:00:00",
    zone: str = "Europe/Berlin",
) -> list[str]:
    """What the simulator prints, as lines such as `1860 break_ends micro taken 60`."""
    read = read_settings(settings)
    listed = events(what) if isinstance(what, str) else what
    day = {"start": start, "time_zone": zone, "until_s": until_s, "events": listed}
    return [worded(line) for line in simulate(read, read_timeline(day, read))]


def worded(line: dict[str, Any]) -> str:
    parts = [f"{line['at_s']:g}", line["event"]]
    parts += [
        f"{line[name]:g}" if name == "rested_s" else str(line[name])
        for name in ("break", "result", "rested_s", "into", "what")
        if name in line
    ]
    if "reason" in line and line["event"] != "refused":
        parts.append(line["reason"])
    return " ".join(parts)


def lines(text: str) -> list[str]:
    """An expected trace, split by semicolons or lines."""
    return [line.strip() for line in text.replace(";", "\n").splitlines() if line.strip()]


NINE = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Europe/Berlin"))


def begun(settings: dict[str, Any]) -> Scheduler:
    """A scheduler of its own on Monday at nine in Berlin, at 0 s."""
    return Scheduler(start(read_settings(settings), 0.0, unix_ms(NINE), "Europe/Berlin"))


def tell(
    settings: dict[str, Any], what: str, until_s: float, *more: tuple[float, Event]
) -> list[str]:
    """As `play` for what no timeline has: signals such as `600 typing_starts`, and `more`.

    What is kept only as a reason is told too, but for changed settings and ends of absences.
    """
    scheduler = begun(settings)
    signals = [line.split() for line in lines(what)]
    plays: list[tuple[float, Event]] = [(float(at), PlainEvent(name)) for at, name in signals]
    for at_s, event in sorted([*plays, *more], key=lambda play: play[0]):
        scheduler.take(event, round(at_s * 1000))
    scheduler.advance(round(until_s * 1000))
    return told(scheduler.effects)


def told(effects: Sequence[BreakEffect]) -> list[str]:
    return [_told(effect) for effect in effects if effect.what not in {"settings", "away"}]


def _told(effect: BreakEffect) -> str:
    line: dict[str, Any] = {"at_s": effect.at_ms / 1000, "event": effect.what}
    if effect.kind is not None:
        line["break"] = effect.kind
    line |= {name: value for name, value in effect_json(effect).items() if name != "what"}
    if "asked" in line:
        line["what"] = line["asked"]
    if isinstance(effect, NoticeWithdrawn) and effect.held_by is not None:
        line["reason"] = effect.held_by
    elif isinstance(effect, Withheld):
        line["reason"] = effect.reason
    return worded(line)


def new_settings(settings: dict[str, Any]) -> ChangeSettings:
    return ChangeSettings(read_settings(settings))
