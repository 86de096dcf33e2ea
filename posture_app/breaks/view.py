"""What the window, the tray and `status --explain` show: a frozen picture, and reasons in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from posture_app.breaks import activity, holds
from posture_app.breaks.events import Effect
from posture_app.breaks.hours import NEVER, local_time, zone_called
from posture_app.breaks.scheduler import Scheduler
from posture_app.breaks.state import Count, State, to_ms

Doing = Literal["counting", "away", "notice", "break", "held", "off", "asleep"]


@dataclass(frozen=True, slots=True)
class KindView:
    """Where one kind of break stands; `due_in_s` is of activity, or of time after a snooze."""

    kind: str
    counted_s: float
    due_in_s: float
    snoozes_left: int
    snoozed: bool
    owed: bool


@dataclass(frozen=True, slots=True)
class View:
    """The breaks at one moment.

    `next_kind` comes in `next_in_s` if the person stays active. In a notice or a break, `kind` is
    the one at hand, `left_s` the time left of it and `rested_s` what was rested. `hold` is the
    reason that is in force ("" for none), `hold_since_s` since when. `quiet` asks that nothing
    covers the screen: a break that is on goes on without an overlay while there is a hold.
    """

    doing: Doing
    kind: str | None
    left_s: float
    rested_s: float
    next_kind: str | None
    next_in_s: float
    away_since_s: float | None
    hold: str
    hold_since_s: float
    quiet: bool
    kinds: tuple[KindView, ...]


def view(state: State, now_s: float) -> View:
    """The picture at `now_s` (boot time); the state itself stays where it is."""
    scheduler = Scheduler(state.copy())
    scheduler.advance(to_ms(now_s))
    s, at = scheduler.state, max(to_ms(now_s), scheduler.state.now_ms)
    kinds = tuple(_kind_view(s, count, at) for count in s.counts)
    next_kind, next_in_ms = _next(s, at)
    oldest = holds.oldest(s) if s.holds else ""
    kind, left_ms = None, 0
    if s.running is not None:
        kind, left_ms = s.running.kind, max(0, s.running.ends_ms - at)
    elif s.notice is not None:
        kind, left_ms = s.notice.kind, max(0, s.notice.starts_active_ms - s.active_at(at))
    return View(
        doing=_doing(s),
        kind=kind,
        left_s=left_ms / 1000,
        rested_s=activity.rested_ms(s, at) / 1000,
        next_kind=next_kind,
        next_in_s=next_in_ms / 1000,
        away_since_s=None if s.away_since_ms is None else s.away_since_ms / 1000,
        hold=holds.reason_of(oldest),
        hold_since_s=s.holds[oldest].since_ms / 1000 if oldest else 0.0,
        quiet=bool(s.holds),
        kinds=kinds,
    )


def _doing(s: State) -> Doing:
    states: Sequence[tuple[object, Doing]] = (
        (s.frozen, "asleep"),
        (s.running, "break"),
        (not s.working, "off"),
        (s.notice, "notice"),
        (any(count.withheld_ms is not None for count in s.counts), "held"),
        (s.away_since_ms is not None, "away"),
    )
    return next((doing for true, doing in states if true), "counting")


def _kind_view(s: State, count: Count, at: int) -> KindView:
    return KindView(
        kind=count.kind,
        counted_s=(s.active_at(at) - count.mark_ms) / 1000,
        due_in_s=_left_ms(s, count, at) / 1000,
        snoozes_left=max(0, count.max_snoozes - count.snoozes),
        snoozed=count.snoozed_until_ms is not None,
        owed=count.withheld_ms is not None,
    )


def _left_ms(s: State, count: Count, at: int) -> int:
    if count.snoozed_until_ms is not None:
        return max(0, count.snoozed_until_ms - at)
    return max(0, count.mark_ms + count.every_ms - s.active_at(at))


def _next(s: State, at: int) -> tuple[str | None, int]:
    """The break that comes next and in how long: the first that no longer one swallows."""
    if not s.working or not s.counts:
        return None, 0
    merge_ms = to_ms(s.settings.merge_s)
    left = {count.kind: _left_ms(s, count, at) for count in s.counts}
    for count in sorted(s.counts, key=lambda count: (left[count.kind], -count.length_ms)):
        mine = left[count.kind]
        if not any(
            other.length_ms > count.length_ms and mine <= left[other.kind] <= mine + merge_ms
            for other in s.counts
        ):
            return count.kind, mine
    return None, 0


def explain(state: State, now_s: float) -> Sequence[str]:
    """Why there is a break now or why not, in sentences, the most telling first."""
    scheduler = Scheduler(state.copy())
    scheduler.advance(to_ms(now_s))
    s, at = scheduler.state, max(to_ms(now_s), scheduler.state.now_ms)
    told: list[str] = []
    if s.running is not None:
        told.append(f"{_name(s, s.running.kind)}: on until {clock(s, s.running.ends_ms)}.")
    if not s.working:
        when = "" if s.hours_change_ms == NEVER else f" until {clock(s, s.hours_change_ms)}"
        told.append(f"Outside of the work hours{when}: nothing is counted.")
        return told
    if s.notice is not None:
        waits = "waits for a gap in typing, a minute at most" if s.notice.waiting else ""
        words = waits or "announced, it starts in a moment"
        told.append(f"{_name(s, s.notice.kind)}: {words}.")
    told += [f"Breaks are held back: {hold_words(s, key)}." for key in s.holds]
    if s.reading:
        told.append("You are reading: sitting still counts as activity.")
    if s.session_since_ms is not None:
        since = clock(s, s.session_since_ms)
        told.append(f"Nothing is counted: a routine has been played since {since}.")
    elif s.away_since_ms is not None:
        away = span((at - s.away_since_ms) / 1000)
        told.append(f"Nothing is counted: away for {away}, since {clock(s, s.away_since_ms)}.")
    at_hand = s.running.kind if s.running is not None else None
    told += [_stands(s, count, at) for count in s.counts if count.kind != at_hand]
    return [sentence for sentence in told if sentence]


def _stands(s: State, count: Count, at: int) -> str:
    """Where one kind of break stands; "" where it is due now."""
    if count.withheld_ms is not None:
        return f"{_name(s, count.kind)}: owed since {clock(s, count.withheld_ms)}."
    if count.snoozed_until_ms is not None:
        return f"{_name(s, count.kind)}: put off until {clock(s, count.snoozed_until_ms)}."
    if not _left_ms(s, count, at):
        return ""
    every, counted = span(count.every_ms / 1000), span((s.active_at(at) - count.mark_ms) / 1000)
    return f"{_name(s, count.kind)}: not due, {counted} of {every} of activity are counted."


def hold_words(s: State, key: str) -> str:
    """A hold that is in force and since when, within a sentence: "a call since 14:02"."""
    return f"{HOLD_WORDS[key]} since {clock(s, s.holds[key].since_ms)}"


HOLD_WORDS: Final[Mapping[str, str]] = {
    "call": "a call",
    "meeting": "a meeting",
    "sharing": "a shared screen",
    "fullscreen": "a full-screen window in front",
    "dnd": "do-not-disturb",
    "locked": "a locked screen",
    "paused": "a pause",
}
"""What holds breaks back, in words, by the key of the hold."""
_ABSENCES: Final = {
    "idle": "without input",
    "locked": "with the screen locked",
    "suspend": "with the machine asleep or off",
    "session": "with a routine",
}
_RESULTS: Final = {
    "taken": "taken",
    "skipped": "skipped",
    "snoozed": "put off",
    "interrupted": "interrupted, as less than half of it was rest",
    "away": "taken away from the machine",
}


def why(state: State, effect: Effect) -> str:
    """A decision and its reason as a sentence, such as "held back: a call is on since 14:02"."""
    data = effect.data
    words = _WHY[effect.what](state, data)
    return f"{_name(state, effect.kind)}: {words}." if effect.kind else f"{words}.".capitalize()


_WITHDRAWN: Final = {
    "break_now": "another break was asked for",
    "session": "a routine was started",
    "away": "nobody is there",
}
_Words = Callable[[State, Mapping[str, object]], str]


def _held(s: State, data: Mapping[str, object]) -> str:
    words = HOLD_WORDS.get(str(data.get("held_by", data["reason"])), str(data["reason"]))
    since = data.get("since_ms")
    return f"{words} since {clock(s, since)}" if isinstance(since, int) else words


def _reset(_: State, data: Mapping[str, object]) -> str:
    if data["reason"] == "longer_break":
        return "counts anew, as a longer break was taken"
    return f"{_span(data['away_s'])} {_ABSENCES[str(data['reason'])]} counted as this break"


def _withdrawn(s: State, data: Mapping[str, object]) -> str:
    reason = str(data["reason"])
    words = _WITHDRAWN.get(reason, reason)
    return "notice withdrawn, " + ("for " + _held(s, data) if reason in HOLD_WORDS else words)


def _started(_: State, data: Mapping[str, object]) -> str:
    return "started, as asked for" if data.get("asked_for") else "started"


_WHY: Final[Mapping[str, _Words]] = {
    "notice": lambda _, data: f"announced after {_span(data['counted_s'])} of activity",
    "break_starts": _started,
    "break_ends": lambda _, data: (
        f"{_RESULTS[str(data['result'])]}, {_span(data['rested_s'])} of rest"
    ),
    "merged": lambda s, data: (
        f"dropped in favour of {_name(s, str(data['into']))}, due in {_span(data['due_in_s'])}"
    ),
    "withheld": lambda s, data: "held back by " + _held(s, data),
    "released": lambda _, data: f"no longer held back, after {_span(data['held_s'])}",
    "nudge": lambda _, data: f"still waiting after {_span(data['held_s'])}, told without a sound",
    "dropped": lambda *_: "dropped, as the work hours are over",
    "refused": lambda _, data: f"{str(data['what']).replace('_', ' ')} refused: {data['reason']}",
    "reset": _reset,
    "work_starts": lambda *_: "the work hours begin, all counts begin at nothing",
    "work_ends": lambda *_: "the work hours are over, nothing is counted",
    "withdrawn": _withdrawn,
    "waits": lambda *_: "waits for a gap in typing, a minute at most",
    "settings": lambda *_: "the settings were changed, what was counted is kept",
    "clock_set": lambda _, data: (
        f"the clock was set by {_span(data['step_s'])}, which counts as nothing"
    ),
    "away": lambda _, data: {
        "asleep": f"the machine was asleep, away for {_span(data['away_s'])}",
        "session": f"a routine was played for {_span(data['away_s'])}, which counts as rest",
        "stalled": "the program did not run for a while, which is no sleep",
        "down": f"the program was started again, away for {_span(data['away_s'])}",
    }[str(data["reason"])],
}


def _name(s: State, kind: str | None) -> str:
    known = s.settings.kind(kind) if kind else None
    return known.name if known else str(kind)


def clock(s: State, at_ms: int) -> str:
    """The local time of an instant, such as "14:02"."""
    return local_time(at_ms + s.wall_less_boot_ms, zone_called(s.zone)).strftime("%H:%M")


def _span(seconds: object) -> str:
    return span(float(seconds)) if isinstance(seconds, int | float) else "?"


def span(seconds: float) -> str:
    """A length of time as people say it, such as "1 h 5 min", "3 min" or "40 s"."""
    whole = round(abs(seconds))
    if whole < 120:
        return f"{whole} s"
    minutes = whole // 60
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
