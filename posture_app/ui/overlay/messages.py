"""A notice or a break as a message of the system, with what can be done about it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from posture_app.ui.overlay.snapshots import (
    BreakCommand,
    BreakDone,
    BreakSnapshot,
    NoticeCommand,
    NoticeSnapshot,
    PostponeBreak,
    SkipBreak,
    StartBreak,
)
from posture_app.words import formats
from posture_app.words import library as library_words
from posture_app.words.catalogue import _, pgettext

Chosen = Callable[[str], None]
"""Takes the key of the action that the person chose."""
_COMMANDS: Final[Mapping[str, NoticeCommand | BreakCommand]] = {
    "start": StartBreak(),
    "done": BreakDone(),
    "later": PostponeBreak(),
    "skip": SkipBreak(),
}


class Messages(Protocol):
    """What shows messages of the system, one at a time."""

    def show(
        self,
        title: str,
        words: str,
        otherwise: Callable[[], None],
        *,
        actions: Sequence[tuple[str, str]] = (),
        chosen: Chosen | None = None,
    ) -> None:
        """Show a message in the place of the one before, or call `otherwise` once.

        Args:
            title: One line.
            words: Whole sentences.
            otherwise: Called where the system cannot show it.
            actions: Keys and words of the buttons, where the system has buttons.
            chosen: Takes the key of the button that was pressed.
        """
        ...

    def withdraw(self) -> None:
        """Take the message away that is shown, if it is."""
        ...


class BreakMessages(QObject):
    """Shows a notice or a break as a message, and takes it away when it is answered elsewhere.

    Signals:
        notice_wanted: A `NoticeCommand`, by a button of the message.
        break_wanted: A `BreakCommand`.
    """

    notice_wanted = Signal(object)
    break_wanted = Signal(object)

    def __init__(self, messages: Messages | None, parent: QObject) -> None:
        super().__init__(parent)
        self._messages = messages
        self._standing = 0
        self._count = 0

    def show_notice(self, notice: NoticeSnapshot, otherwise: Callable[[], None]) -> None:
        """Announce a break; `otherwise` is called where the system shows no messages."""
        actions = [("start", _("Start now"))]
        actions += _put_off(notice.snoozes_left, notice.snooze_s, strict=_is_strict(notice))
        left = formats.spoken_duration(round(notice.starts_in_s))
        words = _("It begins in {time}: a good moment to finish your sentence.").format(time=left)
        title = _("{break_name} soon").format(break_name=notice.name)
        self._show(title, words, otherwise, actions, self.notice_wanted.emit)

    def show_break(self, shown: BreakSnapshot, otherwise: Callable[[], None]) -> None:
        """Say that a break begins, and what to do in it."""
        actions = [("done", pgettext("a break", "Done"))]
        actions += _put_off(shown.snoozes_left, shown.snooze_s, strict=_is_strict(shown))
        self._show(shown.name, _as_message(shown), otherwise, actions, self.break_wanted.emit)

    def withdraw(self) -> None:
        """Take away what is shown: it is answered, or over."""
        if self._standing and self._messages is not None:
            self._messages.withdraw()
        self._standing = 0

    def _show(
        self,
        title: str,
        words: str,
        otherwise: Callable[[], None],
        actions: Sequence[tuple[str, str]],
        tell: Callable[[object], None],
    ) -> None:
        if self._messages is None:
            otherwise()
            return
        self._count += 1
        mine = self._standing = self._count

        def chosen(key: str) -> None:
            if self._standing == mine and key in _COMMANDS:
                tell(_COMMANDS[key])

        self._messages.show(title, words, otherwise, actions=actions, chosen=chosen)


def _is_strict(shown: NoticeSnapshot | BreakSnapshot) -> bool:
    return shown.strictness == "strict"


def _put_off(snoozes_left: int, snooze_s: float, *, strict: bool) -> list[tuple[str, str]]:
    later = ("later", _("In {time}").format(time=formats.duration(snooze_s)))
    skip = ("skip", pgettext("a break", "Skip"))
    return [*([later] if snoozes_left > 0 else []), *([] if strict else [skip])]


def _as_message(shown: BreakSnapshot) -> str:
    if shown.choice is None:
        heading, *sentences = shown.lines
        # Translators: what to do in a break: a heading and one or more sentences.
        said = pgettext("heading and sentences", "{heading}. {sentences}")
        return said.format(heading=heading, sentences=" ".join(sentences))
    exercise = shown.choice.exercise
    sides = "together" if shown.choice.side else exercise.sides
    dose = library_words.dose_words(sides, shown.choice.dose)
    # Translators: an exercise and how much of it to do.
    what = pgettext("exercise and dose", "{exercise}: {dose}.").format(
        exercise=exercise.name, dose=dose
    )
    return "\n".join((what, shown.care.short)) if shown.care is not None else what
