"""What of a page is to be shown, by types that name the page themselves.

`MainWindow.show_details` opens one; the page of it knows those that are its own. What is shown of
it is told by the same types, so that the way back finds it again.
"""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from posture_app.dataclass import dataclass
from posture_app.ui.page_keys import PageKey
from posture_app.words.page_parts import BreaksPart, ProgressPart, SettingsSection

if TYPE_CHECKING:
    from posture_app.journal.entries import Entry
    from posture_app.journal.model import SessionRecord
    from posture_app.ui.add_menu import NewOn

PatientPart = Literal["plan", "progress", "notes"]
TemplateKind = Literal["own", "library"]


@dataclass(frozen=True, slots=True)
class ExerciseTarget:
    """The details of an exercise, by its id."""

    page: ClassVar[PageKey] = "move"
    exercise_id: str


@dataclass(frozen=True, slots=True)
class RoutineTarget:
    """The details of a routine, by its id."""

    page: ClassVar[PageKey] = "move"
    routine_id: str


@dataclass(frozen=True, slots=True)
class ProgrammeTarget:
    """The details of a programme, by its id."""

    page: ClassVar[PageKey] = "move"
    programme_id: str


@dataclass(frozen=True, slots=True)
class GuideTarget:
    """A page of the guide, by its id."""

    page: ClassVar[PageKey] = "move"
    page_id: str


@dataclass(frozen=True, slots=True)
class BreaksTarget:
    """A part of the page Breaks."""

    page: ClassVar[PageKey] = "breaks"
    part: BreaksPart


@dataclass(frozen=True, slots=True)
class ProgressTarget:
    """A part of the page Progress."""

    page: ClassVar[PageKey] = "progress"
    part: ProgressPart


@dataclass(frozen=True, slots=True)
class SessionTarget:
    """The details of a session."""

    page: ClassVar[PageKey] = "progress"
    session: "SessionRecord"


@dataclass(frozen=True, slots=True)
class EntryTarget:
    """The details of an entry of the journal."""

    page: ClassVar[PageKey] = "progress"
    entry: "Entry"


@dataclass(frozen=True, slots=True)
class SettingsTarget:
    """A section of the settings."""

    page: ClassVar[PageKey] = "settings"
    section: SettingsSection


@dataclass(frozen=True, slots=True)
class PatientTarget:
    """A patient, by their id, and a part; None is the one that was looked at last."""

    page: ClassVar[PageKey] = "patients"
    patient_id: str
    part: PatientPart | None = None


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A plan of a patient in the builder, by its id."""

    page: ClassVar[PageKey] = "plans"
    plan_id: str


@dataclass(frozen=True, slots=True)
class TemplateTarget:
    """A template of the practice's own in the builder, by its id."""

    page: ClassVar[PageKey] = "plans"
    template_id: str


@dataclass(frozen=True, slots=True)
class TemplateLookTarget:
    """A template that is looked at: whose it is, and its id or its name in the library."""

    page: ClassVar[PageKey] = "plans"
    kind: TemplateKind
    key: str


@dataclass(frozen=True, slots=True)
class PlanFileTarget:
    """The file of a plan of which a template of one's own is to be made."""

    page: ClassVar[PageKey] = "plans"
    path: Path


@dataclass(frozen=True, slots=True)
class OwnExerciseTarget:
    """An exercise on the page Library, by its id."""

    page: ClassVar[PageKey] = "library"
    exercise_id: str


@dataclass(frozen=True, slots=True)
class ExerciseFormTarget:
    """The form for an exercise as it was left, or the part of it in which the figure is posed."""

    page: ClassVar[PageKey] = "library"
    is_posing: bool = False


@dataclass(frozen=True, slots=True)
class NewTarget:
    """Something new: a patient, a template, an exercise, by the page that it is made on."""

    page: "NewOn"


MoveTarget = ExerciseTarget | RoutineTarget | ProgrammeTarget | GuideTarget
DiaryTarget = ProgressTarget | SessionTarget | EntryTarget
WritingTarget = PlanTarget | TemplateTarget
PlansTarget = WritingTarget | TemplateLookTarget | PlanFileTarget | NewTarget
LibraryTarget = OwnExerciseTarget | ExerciseFormTarget | NewTarget
PageTarget = (
    MoveTarget
    | BreaksTarget
    | DiaryTarget
    | SettingsTarget
    | PatientTarget
    | PlansTarget
    | LibraryTarget
)
