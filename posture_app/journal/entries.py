"""What a person enters in their journal: check-ins, spasms, treatments, notes, questionnaires.

What was not answered is None or missing, never 0. Each entry has an id that stays the same for ever
and on every machine, and says when it was last edited, so that two journals can be merged: the last
edit wins. Instants are aware and in UTC, with the time zone that the person was in beside them. A
place is an id of `body.zones`.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Final

from posture_app.coach.factors import Factor, FactorLevel
from posture_app.coach.pain_rule import Pain
from posture_app.dataclass import dataclass
from posture_app.journal.zones import zone
from posture_app.library.ranges import Ge, Le

Relief = Annotated[int, Ge(0), Le(3)]
"""How much something helped: 0 not at all, 1 a little, 2 well, 3 it was gone."""

WORKPLACE: Final = "workplace"
"""The key of a check of the workplace among the questionnaires (`journal.workplace`)."""

LONGEST_TEXT: Final = 4000
"""How many characters an own text may have."""


class PainKind(StrEnum):
    """How a pain feels."""

    ACHE = "ache"
    STIFFNESS = "stiffness"
    SPASM = "spasm"
    BURNING = "burning"
    TINGLING = "tingling"
    NUMBNESS = "numbness"


class Trigger(StrEnum):
    """What set a spasm off, as the person sees it."""

    LIFTING = "lifting"
    BENDING = "bending"
    TWISTING = "twisting"
    SUDDEN_MOVE = "sudden_move"
    LONG_SITTING = "long_sitting"
    LONG_STANDING = "long_standing"
    EXERCISE = "exercise"
    COLD = "cold"
    STRESS = "stress"
    POOR_SLEEP = "poor_sleep"
    NOTHING_KNOWN = "nothing_known"


class Measure(StrEnum):
    """What was done against a spasm."""

    REST = "rest"
    GENTLE_MOVEMENT = "gentle_movement"
    STRETCHING = "stretching"
    HEAT = "heat"
    COLD = "cold"
    MASSAGE = "massage"
    BREATHING = "breathing"
    MEDICATION = "medication"
    OTHER = "other"


class TreatmentKind(StrEnum):
    """What was done by somebody, or taken."""

    INJECTION = "injection"
    DRY_NEEDLING = "dry_needling"
    PHYSIOTHERAPY = "physiotherapy"
    CHIROPRACTIC = "chiropractic"
    MASSAGE = "massage"
    MEDICATION = "medication"
    HEAT_OR_COLD = "heat_or_cold"
    OTHER = "other"


NEEDLED: Final = frozenset({TreatmentKind.INJECTION, TreatmentKind.DRY_NEEDLING})
"""After these the first days are others (`coach.suitability`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PainAt:
    """How one place feels: now, and at its worst since the last check-in."""

    zone: str
    kinds: tuple[PainKind, ...] = ()
    now: Pain | None = None
    worst: Pain | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """How a person is at one moment.

    Attributes:
        now: The pain now, all in all.
        worst: The worst pain since the last check-in, all in all.
        places: Where it hurts, each place once.
        factors: What the day was like, for those factors that were answered.
        soreness: How sore the place of a treatment is.
        treatment_id: The treatment that was asked about, if one was.
    """

    id: str
    at: datetime
    time_zone: str
    edited_at: datetime
    now: Pain | None = None
    worst: Pain | None = None
    places: tuple[PainAt, ...] = ()
    factors: tuple[tuple[Factor, FactorLevel], ...] = ()
    soreness: Pain | None = None
    treatment_id: str | None = None

    @property
    def day(self) -> date:
        """The person's day that it counts to."""
        return self.at.astimezone(zone(self.time_zone)).date()

    @property
    def levels(self) -> Mapping[Factor, int]:
        """The factors that were answered."""
        return dict(self.factors)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTaken:
    """Something that was done against a spasm, how much it helped, and after how long."""

    measure: Measure
    relief: Relief | None = None
    after: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spasm:
    """A spasm; `ended_at` is None while it lasts.

    Attributes:
        zones: Where.
        strength: How strong at its worst.
        triggers: What set it off.
        measures: What was done, each measure once.
        note: Own words.
    """

    id: str
    began_at: datetime
    time_zone: str
    edited_at: datetime
    ended_at: datetime | None = None
    zones: tuple[str, ...] = ()
    strength: Pain | None = None
    triggers: tuple[Trigger, ...] = ()
    measures: tuple[MeasureTaken, ...] = ()
    note: str = ""

    @property
    def day(self) -> date:
        """The person's day on which it began."""
        return self.began_at.astimezone(zone(self.time_zone)).date()

    @property
    def is_open(self) -> bool:
        """Whether it lasts."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """A treatment on a day; `at` is the time of it where that is known.

    Attributes:
        zones: Where on the body.
        by: Who did it.
        what: What it was in the person's words: a medication's name and dose, for example.
        note: Own words.
        aftercare: Whether the first days after it are to be others, as after an injection; False
            where the person has overruled it.
    """

    id: str
    kind: TreatmentKind
    day: date
    time_zone: str
    edited_at: datetime
    at: datetime | None = None
    zones: tuple[str, ...] = ()
    by: str = ""
    what: str = ""
    note: str = ""
    aftercare: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that a person wanted to keep."""

    id: str
    at: datetime
    time_zone: str
    edited_at: datetime
    text: str

    @property
    def day(self) -> date:
        """The person's day that it counts to."""
        return self.at.astimezone(zone(self.time_zone)).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireResponse:
    """One time that a questionnaire was filled in.

    Attributes:
        questionnaire: Its key (`journal.questionnaires`), or that of the check of the workplace.
        answers: The answer of each item that was answered, by the item's key.
        texts: What the person named, by the item's key: an activity, for example.
        score: As published for it; None where too little was answered.
    """

    id: str
    questionnaire: str
    at: datetime
    time_zone: str
    edited_at: datetime
    answers: tuple[tuple[str, float], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    score: float | None = None

    @property
    def day(self) -> date:
        """The person's day that it counts to."""
        return self.at.astimezone(zone(self.time_zone)).date()


Entry = CheckIn | Spasm | Treatment | Note | QuestionnaireResponse
