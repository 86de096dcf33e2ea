"""What a therapist prescribes to one patient: the model, and what a plan's file holds.

The field names are those of the file format (`docs/plans.md`). A plan names exercises by their ids
and carries each one that it uses, so that it can be played where the library lacks it.
"""

from dataclasses import field
from datetime import date
from typing import Annotated, Final, Literal

from posture_app.coach.pain_rule import Condition
from posture_app.dataclass import dataclass
from posture_app.library.model import CarriedPicture, Dose, Exercise, Id, Source, Weekday
from posture_app.library.ranges import Ge, Le, MaxLen, MinLen
from posture_app.library.schema import FileObject

FORMAT: Final = "posture-app/plan"
VERSION: Final = 1
MAX_ITEMS: Final = 100
"""Items of one phase."""
MAX_PHASES: Final = 26
MAX_SESSIONS: Final = 5000
"""Of one adherence file."""

PlanSide = Literal["both", "left", "right"]
Language = Literal["en", "de"]
Line = Annotated[str, MaxLen(200)]
LongText = Annotated[str, MaxLen(4000)]
Count = Annotated[int, Ge(1), Le(20)]
Scale = Annotated[int, Ge(0), Le(10)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem(FileObject):
    """One exercise of a phase; each exercise stands in a phase once.

    Attributes:
        dose: Replaces the exercise's own dose where it is given.
        side: Which side is done, where the exercise has sides.
        load: The band's colour or the weight, in words.
        per_day: How many times on a day that asks for it.
        days_per_week: On how many days of a week; `days` names them where they are fixed.
        note: What the therapist tells the patient about it.
        may_step: Whether the rules may propose the easier or the harder exercise instead.
    """

    exercise: Id
    dose: Dose | None = None
    side: PlanSide = "both"
    load: Line = ""
    per_day: Annotated[int, Ge(1), Le(12)] = 1
    days_per_week: Annotated[int, Ge(1), Le(7)] = 7
    days: Annotated[tuple[Weekday, ...], MaxLen(7)] = ()
    note: Annotated[str, MaxLen(1000)] = ""
    may_step: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCriterion(FileObject):
    """What has to be so in so many sessions running; what is None is not asked for."""

    sessions: Count = 3
    pain_at_most: Scale | None = 3
    effort_at_most: Scale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPhase(FileObject):
    """One step of the plan.

    Attributes:
        weeks: How long it lasts at least; None where only the criterion counts.
        criterion: What leads to the next phase; None where only the weeks count.
        routines: Routines of the library that are done beside the items, by their ids.
    """

    id: Id
    name: Annotated[str, MinLen(1), MaxLen(120)]
    aim: LongText = ""
    weeks: Annotated[int, Ge(1), Le(52)] | None = None
    criterion: PlanCriterion | None = None
    items: Annotated[tuple[PlanItem, ...], MaxLen(MAX_ITEMS)] = ()
    routines: Annotated[tuple[Id, ...], MaxLen(20)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRule(FileObject):
    """When a harder or an easier exercise of the library's ladder is proposed for an item.

    `harder` is what has to be so; from a pain of `easier_from` in one session on, the easier one.
    """

    harder: PlanCriterion = field(
        default_factory=lambda: PlanCriterion(pain_at_most=2, effort_at_most=4)
    )
    easier_from: Scale = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(FileObject):
    """Who hands the plan over, for the patient to know and to call."""

    name: Line = ""
    therapist: Line = ""
    phone: Line = ""
    address: Annotated[str, MaxLen(400)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(FileObject):
    """A plan for one patient.

    Attributes:
        id: The same for ever, whatever is changed.
        revision: Counted from 1; each one that was handed over has its own.
        patient: A code or initials, never more.
        language: In what the patient reads it.
        changed_on: The day of the last change, as 2026-03-02.
        precautions: What the health profile's rules are to heed for this patient.
        when_it_hurts: What to do then, in the therapist's words; empty: the rule for pain alone.
        when_to_call: When to call the practice, in the therapist's words.
        pages: Pages of the guide that the patient is to read, by their ids.
    """

    id: Annotated[str, MinLen(1), MaxLen(36)]
    revision: Annotated[int, Ge(1), Le(100_000)] = 1
    name: Annotated[str, MinLen(1), MaxLen(120)]
    goal: LongText = ""
    patient: Annotated[str, MaxLen(60)] = ""
    language: Language = "en"
    changed_on: Annotated[str, MaxLen(10)] = ""
    practice: Practice = field(default_factory=Practice)
    precautions: Annotated[tuple[Condition, ...], MaxLen(20)] = ()
    phases: Annotated[tuple[PlanPhase, ...], MinLen(1), MaxLen(MAX_PHASES)]
    steps: StepRule = field(default_factory=StepRule)
    when_it_hurts: LongText = ""
    when_to_call: LongText = ""
    pages: Annotated[tuple[Id, ...], MaxLen(30)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile(FileObject):
    """A plan as it is handed over, with every exercise that it uses and what those rest on.

    `pictures` are those of the exercises that have no figure but photographs.
    """

    format: Literal["posture-app/plan"]
    version: Literal[1]
    plan: Plan
    exercises: Annotated[tuple[Exercise, ...], MaxLen(500)] = ()
    sources: Annotated[tuple[Source, ...], MaxLen(500)] = ()
    note: Annotated[str, MaxLen(2000)] = ""
    pictures: Annotated[tuple[CarriedPicture, ...], MaxLen(100)] = ()


ADHERENCE_FORMAT: Final = "posture-app/adherence"
ADHERENCE_VERSION: Final = 1

StopReason = Literal["pain", "time", "tired", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDone(FileObject):
    """What was done of one exercise in one session, against what was asked for.

    What does not apply or was not answered is None. `instead_of` is the exercise of the plan in
    whose place the patient does this one, a step that was proposed and accepted.
    """

    exercise: Id
    asked_sets: Count
    done_sets: Annotated[int, Ge(0), Le(20)]
    asked_reps: Annotated[int, Ge(0), Le(2000)] | None = None
    done_reps: Annotated[int, Ge(0), Le(2000)] | None = None
    asked_hold_s: Annotated[float, Ge(0), Le(86_400)] | None = None
    done_hold_s: Annotated[float, Ge(0), Le(86_400)] | None = None
    pain: Scale | None = None
    hurt: bool = False
    skipped: bool = False
    instead_of: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDone(FileObject):
    """One session of the plan, as the patient did it.

    Attributes:
        id: The same for ever, so that it is never counted twice.
        day: The patient's day, as 2026-03-02; `at` the time of its beginning, as 07:30, if known.
        phase: The id of the plan's phase.
        pain_next_morning: What was answered on the next day.
        stopped: Why it ended before its end; None where it did not.
        note: What the patient chose to send.
    """

    id: Annotated[str, MinLen(1), MaxLen(60)]
    day: Annotated[str, MinLen(10), MaxLen(10)]
    at: Annotated[str, MinLen(5), MaxLen(5)] | None = None
    phase: Id
    revision: Annotated[int, Ge(1), Le(100_000)]
    items: Annotated[tuple[ItemDone, ...], MaxLen(MAX_ITEMS)] = ()
    pain_before: Scale | None = None
    pain_after: Scale | None = None
    pain_next_morning: Scale | None = None
    effort: Scale | None = None
    stopped: StopReason | None = None
    red_flags: Annotated[tuple[Annotated[str, MaxLen(60)], ...], MaxLen(40)] = ()
    note: Annotated[str, MaxLen(1000)] = ""

    @property
    def local_day(self) -> date:
        """The patient's day; a file that was read has a real one."""
        return date.fromisoformat(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdherenceFile(FileObject):
    """What a patient did of a plan, from a day to a day.

    `made_by` tells whether this program or the page on the telephone wrote it.
    """

    format: Literal["posture-app/adherence"]
    version: Literal[1]
    plan: Annotated[str, MinLen(1), MaxLen(36)]
    patient: Annotated[str, MaxLen(60)] = ""
    made_by: Literal["program", "page", "code"] = "program"
    first_day: Annotated[str, MinLen(10), MaxLen(10)]
    last_day: Annotated[str, MinLen(10), MaxLen(10)]
    sessions: Annotated[tuple[SessionDone, ...], MaxLen(MAX_SESSIONS)] = ()
