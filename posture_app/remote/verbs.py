"""What the running copy does and answers when it is asked by the command line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QTimer

from posture_app.breaks.events import (
    BreakNow,
    Event,
    MeetingExtends,
    MeetingStarts,
    Pause,
    Signal,
)
from posture_app.breaks.settings import Settings
from posture_app.breaks.state import State
from posture_app.breaks.view import span
from posture_app.desktop.instance import Arguments, Instance, NotReadyError
from posture_app.errors import RefusedError, WrongUseError
from posture_app.remote.status import kind_name, status_json, status_lines, until

if TYPE_CHECKING:
    from posture_app.reminders.reminders import Reminders

MEETING_S: Final = 30 * 60.0
EXTENSION_S: Final = 15 * 60.0
LONGEST_S: Final = 7 * 24 * 3600.0
"""No pause or meeting with an end is longer."""

Said = Mapping[str, Any]


class Program(Protocol):
    """What is asked of the program."""

    def show(self, play: str = "") -> None:
        """Bring the window to the front, with a routine to be played; WrongUseError where not."""
        ...

    def quit(self) -> None:
        """End."""
        ...


class Breaks(Protocol):
    """What is asked of the breaks: they are ready when all is loaded, and None when turned off."""

    @property
    def ready(self) -> bool:
        """Whether all is loaded."""
        ...

    @property
    def reminders(self) -> "Reminders | None":
        """What runs."""
        ...


def answer(instance: Instance, program: Program, breaks: Breaks) -> None:
    """Do from now on what other copies ask for."""
    verbs = _Verbs(program, breaks)
    instance.verbs.update(
        {
            "show": verbs.show,
            "quit": verbs.quit,
            "status": verbs.status,
            "pause": verbs.pause,
            "resume": verbs.resume,
            "break": verbs.break_now,
            "skip": verbs.skip,
            "snooze": verbs.snooze,
            "meeting_start": verbs.meeting_start,
            "meeting_extend": verbs.meeting_extend,
            "meeting_end": verbs.meeting_end,
        }
    )


class _Verbs:
    """Each takes the message's arguments; what is done is told as `said`, a sentence."""

    def __init__(self, program: Program, breaks: Breaks) -> None:
        self._program, self._breaks = program, breaks

    def show(self, arguments: Arguments) -> Said:
        routine = str(arguments.get("play") or "")
        if routine:
            self._require_ready()
        self._program.show(routine)
        return {"said": "The window is shown."}

    def quit(self, _arguments: Arguments) -> Said:
        QTimer.singleShot(0, self._program.quit)  # after the answer is sent
        return {"said": "Posture App has ended."}

    def status(self, arguments: Arguments) -> Said:
        state = self._state()
        told = status_json(state, with_reasons=arguments.get("explain") is True)
        return {"status": told, "lines": list(status_lines(state))}

    def pause(self, arguments: Arguments) -> Said:
        tomorrow = arguments.get("until_tomorrow") is True
        state = self._tell(Pause(_seconds(arguments), until_tomorrow=tomorrow))
        until_ms = state.holds["paused"].until_ms
        end = "you resume them" if until_ms is None else until(state, until_ms)
        return {"said": f"Breaks are paused until {end}."}

    def resume(self, _arguments: Arguments) -> Said:
        return self._end_hold("paused", Signal.UNPAUSE, "Breaks go on.", "Breaks are not paused.")

    def break_now(self, arguments: Arguments) -> Said:
        reminders = self._reminders()
        kind_id = arguments.get("kind")
        if kind_id is None:
            kind_id = reminders.view().next_kind or _shortest(reminders.settings)
        kind = reminders.settings.kind(kind_id) if isinstance(kind_id, str) else None
        if kind is None:
            there_are = ", ".join(one.id for one in reminders.settings.kinds) or "none"
            raise WrongUseError(f'there is no kind of break "{kind_id}"; there are {there_are}')
        self._tell(BreakNow(kind.id))
        return {"said": f"{kind.name}: started, {span(kind.length_s)}."}

    def skip(self, _arguments: Arguments) -> Said:
        kind = self._at_hand()
        known = self._reminders().settings.kind(kind)
        if known is not None and known.strictness == "strict":
            raise RefusedError(
                f"{known.name} is strict: it is skipped on the screen, by holding the space bar "
                "for three seconds"
            )
        state = self._tell(Signal.SKIP)
        return {"said": f"{kind_name(state, kind)}: skipped."}

    def snooze(self, _arguments: Arguments) -> Said:
        kind = self._at_hand()
        state = self._tell(Signal.SNOOZE)
        name, count = kind_name(state, kind), state.count(kind)
        if not state.working:
            return {"said": f"{name}: dropped, as the work hours are over."}
        if count is None or count.snoozed_until_ms is None:
            return {"said": f"{name}: you were away for long enough, which counts as this break."}
        return {"said": f"{name}: put off until {until(state, count.snoozed_until_ms)}."}

    def meeting_start(self, arguments: Arguments) -> Said:
        return self._meet(MeetingStarts(_seconds(arguments) or MEETING_S))

    def meeting_extend(self, arguments: Arguments) -> Said:
        return self._meet(MeetingExtends(_seconds(arguments) or EXTENSION_S))

    def meeting_end(self, _arguments: Arguments) -> Said:
        return self._end_hold(
            "meeting", Signal.MEETING_ENDS, "The meeting is over.", "There is no meeting."
        )

    def _meet(self, event: MeetingStarts | MeetingExtends) -> Said:
        state = self._tell(event)
        until_ms = state.holds["meeting"].until_ms
        return {"said": f"In a meeting until {until(state, until_ms or state.now_ms)}."}

    def _end_hold(self, key: str, event: Signal, over: str, nothing: str) -> Said:
        reminders = self._reminders()
        reminders.look()
        hold = reminders.state.holds.get(key)
        if hold is None or hold.gone_ms is not None:
            return {"said": nothing}
        self._tell(event)
        return {"said": over}

    def _at_hand(self) -> str:
        """The kind that is announced or on, "" for none, which the rules then refuse."""
        return self._reminders().view().kind or ""

    def _tell(self, event: Event) -> State:
        """Let something happen; returns the state after it.

        Raises:
            RefusedError: The rules do not allow it.
        """
        reminders = self._reminders()
        for effect in reminders.tell(event):
            if effect.what == "refused":
                raise RefusedError(str(effect.data["reason"]))
        return reminders.state

    def _state(self) -> State | None:
        """The state as it is now; None where breaks are turned off."""
        self._require_ready()
        reminders = self._breaks.reminders
        if reminders is None:
            return None
        reminders.look()
        return reminders.state

    def _reminders(self) -> "Reminders":
        self._require_ready()
        if self._breaks.reminders is None:
            raise RefusedError("breaks are turned off in Settings")
        return self._breaks.reminders

    def _require_ready(self) -> None:
        if not self._breaks.ready:
            raise NotReadyError("Posture App is still starting; try again in a moment")


def _shortest(settings: Settings) -> str:
    """The shortest kind that is on, or of all where none is."""
    kinds = [kind for kind in settings.kinds if kind.on] or settings.kinds
    return min(kinds, key=lambda kind: kind.length_s).id if kinds else ""


def _seconds(arguments: Arguments) -> float | None:
    """The length of time in a message, which anybody may have written.

    Raises:
        WrongUseError: It is none, or no sensible one.
    """
    seconds = arguments.get("for_s")
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise WrongUseError(f"expected a length of time in seconds, got {seconds!r}")
    if not 1 <= seconds <= LONGEST_S:
        raise WrongUseError("expected a length of time from 1 s to 7 days")
    return float(seconds)
