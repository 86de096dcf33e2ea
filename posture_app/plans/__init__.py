"""What a programme asks for, and when it goes on; plans that a therapist makes for a patient."""

from typing import Final

SUFFIX: Final = ".postureplan"
"""How a plan's file ends."""
PREFIX: Final = "plan."
"""What the ids of a plan's programme and routines begin with, and no other's can."""


def is_plan(name: str) -> bool:
    """Whether a word names a plan's file, by its end; case does not matter."""
    return not name.startswith("-") and name.casefold().endswith(SUFFIX)
