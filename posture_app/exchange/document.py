"""The file with everything that Posture App keeps about a person (docs/data.md), as a model.

Its records are those of the journal, so that what the journal comes to hold is in the file, too.
`resources/journal.schema.json` is made from here.
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from posture_app.coach.health import Health
from posture_app.dataclass import dataclass
from posture_app.journal.breaks import BreakRecord, Stretch
from posture_app.journal.entries import CheckIn, Note, QuestionnaireResponse, Spasm, Treatment
from posture_app.journal.merging import Deleted
from posture_app.journal.model import SessionRecord
from posture_app.journal.programme import FollowedPhase
from posture_app.journal.received import PlanStep, ReceivedPlan
from posture_app.preferences import Preferences

if TYPE_CHECKING:  # pydantic is imported when a file is read or written: docs/decisions/0002
    from pydantic import TypeAdapter

FORMAT: Final = "posture-app/journal"
VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFile:
    """Everything that Posture App keeps about a person, for another machine or another program.

    Attributes:
        preferences: How the program looks, sounds and behaves; null where nothing was chosen.
        break_settings: The settings of the breaks, as `posture-app settings` has them.
        health: The health profile.
        programmes: The stays in phases of programmes that are or were followed.
        plans: The plans that were received from a therapist, each revision as its file was.
        plan_steps: What was decided about exercises that were proposed in the place of a plan's.
        deleted: Which sessions and entries were deleted, and when, so that a merge with another
            journal does not bring them back.
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = {
        "extra": "forbid",
        "strict": True,
        "allow_inf_nan": False,
    }

    format: Literal["posture-app/journal"] = FORMAT
    version: Literal[1] = VERSION
    preferences: Preferences | None = None
    break_settings: dict[str, Any] | None = None
    health: Health | None = None
    programmes: tuple[FollowedPhase, ...] = ()
    plans: tuple[ReceivedPlan, ...] = ()
    plan_steps: tuple[PlanStep, ...] = ()
    sessions: tuple[SessionRecord, ...] = ()
    breaks: tuple[BreakRecord, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    spasms: tuple[Spasm, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    notes: tuple[Note, ...] = ()
    questionnaires: tuple[QuestionnaireResponse, ...] = ()
    deleted: tuple[Deleted, ...] = ()


HEAD: Final = ("format", "version")
SETTINGS: Final = ("preferences", "break_settings", "health")
"""What is one object each, and has no history."""
RECORDS: Final = tuple(
    one.name for one in fields(JournalFile) if one.name not in {*HEAD, *SETTINGS}
)
"""The lists of the file, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSettings:
    """What a person has set; None for what they never changed.

    Attributes:
        preferences: How the program looks, sounds and behaves.
        break_settings: The settings of the breaks in their JSON form (`breaks.settings`).
        health: The health profile.
    """

    preferences: Preferences | None = None
    break_settings: Mapping[str, Any] | None = None
    health: Health | None = None


@cache
def adapter() -> "TypeAdapter[JournalFile]":
    """What reads and writes the file, or a part of it as a file that holds nothing else."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - see above

    return TypeAdapter(JournalFile)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the file, from the same model that reads it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"{FORMAT}, version {VERSION}. Made from posture_app/exchange/document.py.",
        **adapter().json_schema(),
    }
