"""What the part Plan of a patient is given to draw, and what it wants to be done."""

from collections.abc import Mapping
from dataclasses import field
from enum import Enum, auto

from posture_app.dataclass import dataclass
from posture_app.library.model import Library
from posture_app.plans.patient import KeptPlan
from posture_app.plans.revising import PatientPlans
from posture_app.plans.steps import ExerciseStep
from posture_app.ui.page_targets import TemplateKind


class PlanActionKind(Enum):
    """What can be done with a version of a plan."""

    EDIT = auto()
    HAND_OVER = auto()
    PREVIEW = auto()
    GO_BACK = auto()
    DISCARD = auto()


@dataclass(frozen=True, slots=True)
class PlanAction:
    """What is to be done with a version; `routine` is the one that is previewed."""

    kind: PlanActionKind
    kept: KeptPlan
    routine: str = ""


@dataclass(frozen=True, slots=True)
class TemplateRef:
    """A template that a plan can begin with: whose it is, and its id or name in the library."""

    kind: TemplateKind
    key: str


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """A step that the plan's rule leads to, and the phase it is in."""

    phase: str
    step: ExerciseStep


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPlanFacts:
    """What there is to show of one patient's plans.

    Attributes:
        plans: Their versions.
        library: Has their exercises, as far as they are still there.
        phase: The id of the phase of the plan that the patient is in.
        changes: What the draft changes, as sentences.
        proposals: The steps that the plan's rule leads to.
        next_phase: What is to be said of the next phase, as sentences; empty where nothing is.
        templates: What a plan can begin with, and what it is called.
        routines: What can be played of a version, by its plan's id and revision: ids and names.
    """

    plans: PatientPlans
    library: Library
    phase: str = ""
    changes: tuple[str, ...] = ()
    proposals: tuple[ProposedStep, ...] = ()
    next_phase: str = ""
    templates: tuple[tuple[TemplateRef, str], ...] = ()
    routines: Mapping[tuple[str, int], tuple[tuple[str, str], ...]] = field(default_factory=dict)
