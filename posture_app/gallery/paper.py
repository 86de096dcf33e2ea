"""The sheets of paper that screens show: each is laid out once for all sizes of a window."""

from typing import Final

from posture_app.handout.document import LaidOut
from posture_app.handout.plan_sheet import SheetChoice, laid_out_plan
from posture_app.library.model import Library
from posture_app.plans.files import plan_file
from posture_app.plans.model import Plan

_KNOWN: Final[dict[tuple[Plan, SheetChoice], tuple[Library, LaidOut]]] = {}
"""The sheets, and the libraries that they are from."""


def sheet_of(plan: Plan, library: Library, choice: SheetChoice) -> LaidOut:
    """A plan as a sheet. It is in its own language, and the letters of the window do not matter."""
    known = _KNOWN.get((plan, choice))
    if known is None or known[0] is not library:
        known = library, laid_out_plan(plan_file(plan, library), library, choice)
        _KNOWN[plan, choice] = known
    return known[1]
