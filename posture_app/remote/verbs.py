"""What the running copy does and answers when it is asked by the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QTimer

from posture_app.breaks.effects import Refused
from posture_app.breaks.events import (
    MEETING_S,
    BreakNow,
    Event,
    MeetingExtends,
    MeetingStarts,
    Pause,
    PlainEvent,
)
from posture_app.breaks.reasons import HoldKey
from posture_app.breaks.settings import BreakSettings
from posture_app.breaks.state import SchedulerState
from posture_app.desktop.instance import Arguments, Instance, NotReadyError
from posture_app.errors import FailedError, Message, RefusedError, WrongUseError, sentence
from posture_app.remote.status import latest_decisions, status_json
from posture_app.words.breaks import (
    explained,
    kind_name,
    length,
    name_of,
    refusal_message,
    strict_refusal,
    when,
)
from posture_app.words.catalogue import _
from posture_app.words.formats import enumerated
from posture_app.words.status import decision_lines, status_lines

if TYPE_CHECKING:
    from posture_app.reminders.reminders import Reminders

EXTENSION_S: Final = 15 * 60.0
LONGEST_S: Final = 7 * 24 * 3600.0
"""No pause or meeting with an end is longer."""

Said = Mapping[str, Any]


class ProgramLike(Protocol):
    """What is asked of the program."""

    def show(self, play: str = "") -> None:
        """Bring the window to the front, with a routine to be played; WrongUseError where not."""
        ...

    def open_plan(self, path: Path) -> None:
        """Bring the window to the front, with a plan's file to be looked at."""
        ...

    def quit(self) -> None:
        """End."""
        ...

    def note_log_change(self) -> None:
        """Another program has written into the log."""
        ...


class BreaksLike(Protocol):
    """What is asked of the breaks: they are ready when all is loaded, and None when turned off."""

    @property
    def ready(self) -> bool:
        """Whether all is loaded."""
        ...

    @property
    def reminders(self) -> "Reminders | None":
        """What runs."""
        ...

    @property
    def failed(self) -> Message | str:
        """Why nothing runs though nobody has turned it off; "" where nothing went wrong."""
        ...


def answer(instance: Instance, program: ProgramLike, breaks: BreaksLike) -> None:
    """Do from now on what other copies ask for."""
    verbs = _Verbs(program, breaks)
    instance.verbs.update(
        {
            "show": verbs.show,
            "open_plan": verbs.open_plan,
            "quit": verbs.quit,
            "log_changed": verbs.log_changed,
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
    """Each takes the message's arguments; what is done is told as `said`, a sentence.

    Each may raise what `desktop.instance` hands on to who asked: WrongUseError for arguments that
    make no sense, RefusedError for what is not allowed now.
    """

    def __init__(self, program: ProgramLike, breaks: BreaksLike) -> None:
        self._program, self._breaks = program, breaks

    def show(self, arguments: Arguments) -> Said:
        routine = str(arguments.get("play") or "")
        if routine:
            self._require_ready()
        self._program.show(routine)
        return {"said": _("The window is shown.")}

    def open_plan(self, arguments: Arguments) -> Said:
        path = arguments.get("path")
        if not isinstance(path, str) or not Path(path).is_absolute():
            raise WrongUseError(sentence("Expected the whole path of a plan's file."))
        self._program.open_plan(Path(path))
        return {"said": _("The window is shown.")}

    def quit(self, _arguments: Arguments) -> Said:
        QTimer.singleShot(0, self._program.quit)  # after the answer is sent
        return {"said": _("Posture App has ended.")}

    def log_changed(self, _arguments: Arguments) -> Said:
        self._program.note_log_change()
        return {"said": ""}

    def status(self, arguments: Arguments) -> Said:
        state = self._state()
        explain = arguments.get("explain") is True
        told: dict[str, Any] = {
            "status": status_json(state, with_reasons=explain),
            "lines": list(status_lines(state)),
        }
        if explain:
            told["reasons"] = [] if state is None else list(explained(state, state.now_s))
            told["decisions"] = [] if state is None else _decided(state)
        return told

    def pause(self, arguments: Arguments) -> Said:
        tomorrow = arguments.get("until_tomorrow") is True
        state = self._tell(Pause(_seconds(arguments), until_tomorrow=tomorrow))
        until_ms = state.holds[HoldKey.PAUSED].until_ms
        if until_ms is None:
            return {"said": _("Breaks are paused until you resume them.")}
        said = _("Breaks are paused until {time}.").format(time=when(state, until_ms))
        return {"said": said}

    def resume(self, _arguments: Arguments) -> Said:
        return self._end_hold(
            HoldKey.PAUSED, PlainEvent.UNPAUSE, _("Breaks go on."), _("Breaks are not paused.")
        )

    def break_now(self, arguments: Arguments) -> Said:
        reminders = self._reminders()
        kind_id = arguments.get("kind")
        if kind_id is None:
            kind_id = reminders.view().next_kind or _shortest(reminders.settings)
        kind = reminders.settings.kind(kind_id) if isinstance(kind_id, str) else None
        if kind is None:
            there_are = enumerated([one.id for one in reminders.settings.kinds])
            if not there_are:
                raise WrongUseError(
                    sentence('There is no kind of break "{kind}"; there are none.', kind=kind_id)
                )
            raise WrongUseError(
                sentence(
                    'There is no kind of break "{kind}"; there are {kinds}.',
                    kind=kind_id,
                    kinds=there_are,
                )
            )
        self._tell(BreakNow(kind.id))
        said = _("{name}: started, {length}.")
        return {"said": said.format(name=kind_name(kind), length=length(kind.length_s))}

    def skip(self, _arguments: Arguments) -> Said:
        kind = self._at_hand()
        known = self._reminders().settings.kind(kind)
        if known is not None and not known.skips_at_once:
            raise RefusedError(strict_refusal(known))
        state = self._tell(PlainEvent.SKIP)
        return {"said": _("{name}: skipped.").format(name=name_of(state.settings, kind))}

    def snooze(self, _arguments: Arguments) -> Said:
        kind = self._at_hand()
        state = self._tell(PlainEvent.SNOOZE)
        name, count = name_of(state.settings, kind), state.count(kind)
        if not state.working:
            said, time = _("{name}: dropped, as the work hours are over."), ""
        elif count is None or count.snoozed_until_ms is None:
            said, time = _("{name}: you were away for long enough, which counts as this break."), ""
        else:
            said, time = _("{name}: put off until {time}."), when(state, count.snoozed_until_ms)
        return {"said": said.format(name=name, time=time)}

    def meeting_start(self, arguments: Arguments) -> Said:
        return self._meet(MeetingStarts(_seconds(arguments) or MEETING_S))

    def meeting_extend(self, arguments: Arguments) -> Said:
        return self._meet(MeetingExtends(_seconds(arguments) or EXTENSION_S))

    def meeting_end(self, _arguments: Arguments) -> Said:
        return self._end_hold(
            HoldKey.MEETING,
            PlainEvent.MEETING_ENDS,
            _("The meeting is over."),
            _("There is no meeting."),
        )

    def _meet(self, event: MeetingStarts | MeetingExtends) -> Said:
        state = self._tell(event)
        until_ms = state.holds[HoldKey.MEETING].until_ms
        said = _("In a meeting until {time}.").format(time=when(state, until_ms or state.now_ms))
        return {"said": said}

    def _end_hold(self, key: HoldKey, event: PlainEvent, over: str, nothing: str) -> Said:
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

    def _tell(self, event: Event) -> SchedulerState:
        """Let something happen; returns the state after it.

        Raises:
            RefusedError: The rules do not allow it.
        """
        reminders = self._reminders()
        for effect in reminders.tell(event):
            if isinstance(effect, Refused):
                raise RefusedError(refusal_message(effect))
        return reminders.state

    def _state(self) -> SchedulerState | None:
        """The state as it is now; None where breaks are turned off."""
        self._require_started()
        reminders = self._breaks.reminders
        if reminders is None:
            return None
        reminders.look()
        return reminders.state

    def _reminders(self) -> "Reminders":
        self._require_started()
        if self._breaks.reminders is None:
            raise RefusedError(sentence("Breaks are turned off in Settings."))
        return self._breaks.reminders

    def _require_started(self) -> None:
        self._require_ready()
        if self._breaks.failed:
            raise FailedError(
                sentence(
                    "The breaks could not be started: {reason}. More of what happened is in the "
                    "program's diagnostics.",
                    reason=self._breaks.failed,
                )
            )

    def _require_ready(self) -> None:
        if not self._breaks.ready:
            raise NotReadyError(sentence("Posture App is still starting. Try again in a moment."))


def _decided(state: SchedulerState) -> Sequence[str]:
    return list(decision_lines(state, latest_decisions(state)))


def _shortest(settings: BreakSettings) -> str:
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
        raise WrongUseError(
            sentence("Expected a length of time in seconds, got {value}.", value=repr(seconds))
        )
    if not 1 <= seconds <= LONGEST_S:
        raise WrongUseError(sentence("Expected a length of time from 1 s to 7 days."))
    return float(seconds)
