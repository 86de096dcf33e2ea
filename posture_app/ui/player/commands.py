"""What a person can want of a routine that is being played."""

from enum import Enum, unique


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
