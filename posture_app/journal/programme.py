"""A programme that a person follows: which phase they are in, and since when."""

from datetime import date
from typing import Literal

from posture_app.dataclass import dataclass

PhaseEnd = Literal["advanced", "stepped_back", "finished", "stopped"]
"""How a phase ended: with the next one, with the one before, as the last one of the programme, or
because the person stopped following it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPhase:
    """One stay in a phase of a programme, from a day to a day; `ended_on` is None while it lasts.

    The name of the programme is the one it had on that day.
    """

    id: str
    programme_id: str
    programme_name: str
    phase_id: str
    began_on: date
    ended_on: date | None = None
    ending: PhaseEnd | None = None
