"""What the page of the patients is given to draw."""

from collections.abc import Mapping, Sequence
from datetime import date

from posture_app.dataclass import dataclass
from posture_app.plans.attention import Attention, Need
from posture_app.plans.patient import KeptPlan, Patient
from posture_app.plans.patient_course import PatientCourse


@dataclass(frozen=True, slots=True)
class PatientsSnapshot:
    """All patients.

    Attributes:
        patients: Who needs attention first is first.
        today: The therapist's day.
        can_lock: Whether there is a passphrase, behind which they can be put.
    """

    patients: Sequence[Attention]
    today: date
    can_lock: bool = False


@dataclass(frozen=True, slots=True)
class PatientSnapshot:
    """One patient.

    Attributes:
        plans: All that is kept of their plans, those that were made last at the end.
        course: How they do the plan that they have; None where they have none.
        days: How many days of it are looked at; None: all.
        names: The names of exercises, by their ids.
        needs: Why they need attention, the most urgent first.
    """

    patient: Patient
    today: date
    plans: Sequence[KeptPlan] = ()
    course: PatientCourse | None = None
    days: int | None = None
    names: Mapping[str, str] | None = None
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadIn:
    """Files that are read in, or were.

    Attributes:
        lines: What became of each file, as a sentence; those with something to look at first.
        faults: What is wrong with files, one a line.
        is_cancelled: Whether the person ended it before all was read.
    """

    title: str
    lines: Sequence[str]
    faults: Sequence[str] = ()
    is_cancelled: bool = False
