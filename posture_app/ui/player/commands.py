"""What a person can want of a routine that is being played, by key or by button."""

from collections.abc import Callable
from enum import Enum, unique
from functools import partial
from typing import Final, Literal, assert_never

from PySide6.QtCore import Qt

from posture_app.coach import session as coach
from posture_app.coach.session import SessionStep

REST_STEP_S: Final = 15.0


@unique
class PlayerCommand(Enum):
    """A wish; its value is part of the name of its button."""

    PAUSE = "pause"
    """Stand still, or go on."""
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
    LONGER = "longer"
    SHORTER = "shorter"
    HURT = "hurt"
    WHEN_TO_STOP = "when_to_stop"
    LEAVE = "leave"
    MUTE = "mute"
    FULL_SCREEN = "full_screen"


KEYS: Final[dict[Qt.Key, PlayerCommand]] = {
    Qt.Key.Key_Space: PlayerCommand.PAUSE,
    Qt.Key.Key_Right: PlayerCommand.NEXT,
    Qt.Key.Key_Left: PlayerCommand.BACK,
    Qt.Key.Key_Up: PlayerCommand.LONGER,
    Qt.Key.Key_Down: PlayerCommand.SHORTER,
    Qt.Key.Key_R: PlayerCommand.REPEAT,
    Qt.Key.Key_P: PlayerCommand.HURT,
    Qt.Key.Key_H: PlayerCommand.WHEN_TO_STOP,
    Qt.Key.Key_M: PlayerCommand.MUTE,
    Qt.Key.Key_F: PlayerCommand.FULL_SCREEN,
    Qt.Key.Key_Escape: PlayerCommand.LEAVE,
}


def step_of(
    command: Literal[
        PlayerCommand.PAUSE,
        PlayerCommand.NEXT,
        PlayerCommand.BACK,
        PlayerCommand.REPEAT,
        PlayerCommand.LONGER,
        PlayerCommand.SHORTER,
    ],
) -> Callable[[coach.Session, float], SessionStep]:
    """What the coach does for a wish."""
    match command:
        case PlayerCommand.PAUSE:
            return _toggle
        case PlayerCommand.NEXT:
            return coach.skip
        case PlayerCommand.BACK:
            return coach.back
        case PlayerCommand.REPEAT:
            return coach.repeat
        case PlayerCommand.LONGER:
            return partial(coach.lengthen, by_s=REST_STEP_S)
        case PlayerCommand.SHORTER:
            return partial(coach.lengthen, by_s=-REST_STEP_S)
        case _:
            assert_never(command)


def _toggle(session: coach.Session, now_s: float) -> SessionStep:
    if session.status == "paused":
        return coach.resume(session, now_s)
    return coach.pause(session, now_s)
