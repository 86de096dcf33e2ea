"""What may go before a pain or a spasm: the factors that a person can keep an eye on.

They are those that the two clinics' pages on myofascial pain and on spasms name, and the literature
behind them (`docs/insight.md`).
"""

from enum import StrEnum
from typing import Annotated, Final

from posture_app.library.ranges import Ge, Le

FactorLevel = Annotated[int, Ge(0), Le(3)]
"""How much of a factor there was on a day: 0 none, 1 a little, 2 some, 3 a lot."""


class Factor(StrEnum):
    """A factor of a day. All but exercise are such that more of it is thought to be worse."""

    POOR_SLEEP = "poor_sleep"
    STRESS = "stress"
    JAW_CLENCHING = "jaw_clenching"
    LONG_SITTING = "long_sitting"
    AWKWARD_POSTURE = "awkward_posture"
    FATIGUE = "fatigue"
    UNUSUAL_LOAD = "unusual_load"
    EXERCISE = "exercise"
    CYCLE = "cycle"
    ILLNESS = "illness"


USUAL_FACTORS: Final = frozenset(
    {Factor.POOR_SLEEP, Factor.STRESS, Factor.LONG_SITTING, Factor.UNUSUAL_LOAD}
)
"""Those that are asked for before a person has chosen: few, so that a check-in stays short."""
