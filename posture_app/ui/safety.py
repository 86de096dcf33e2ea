"""What pages and sessions know of a person's health, and what the rule says to their answers."""

from collections.abc import Collection
from dataclasses import field

from posture_app.coach.cautions import SortedCautions, cautions, routine_cautions, sorted_by_profile
from posture_app.coach.health import USUAL_NUMBER
from posture_app.coach.pain_rule import Bands, Judgement, PainAnswers, Sign, advise
from posture_app.coach.suitability import Fits, Profile, Verdict, fit, fitting
from posture_app.dataclass import dataclass
from posture_app.library.model import Exercise, Library, Routine
from posture_app.words import cautions as caution_words
from posture_app.words import safety as safety_words
from posture_app.words.catalogue import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """For one person, and for one session of theirs where it says what was changed for it.

    Attributes:
        profile: What was told about the person's health.
        answered: Whether they were asked.
        bands: Where the bands of pain begin.
        number: The number for emergencies.
        changes: What the profile changed about the routine.
        nothing_fits: Whether nothing of the routine is left, so that it is not played.
        gentler: The id of a routine for a bad day, or empty.
        before_yesterday: The pain before the session of the day before, if there was one and it was
            answered: what it was before is what it should be again the next morning.
    """

    profile: Profile = field(default_factory=Profile)
    answered: bool = False
    bands: Bands = field(default_factory=Bands)
    number: str = USUAL_NUMBER
    changes: Fits = ()
    nothing_fits: bool = False
    gentler: str = ""
    before_yesterday: int | None = None

    def judge(
        self,
        *,
        before: int | None = None,
        during: int | None = None,
        after: int | None = None,
        where: Collection[str] = (),
        signs: Collection[Sign] = (),
    ) -> Judgement:
        """What the rule says to these answers of this person."""
        answers = PainAnswers(
            before=before,
            during=during,
            after=after,
            where=where,
            signs=self.profile.signs | {*signs},
            profile=self.profile.conditions,
        )
        return advise(answers, self.bands)

    def judge_start(self, pain: int | None, signs: Collection[Sign]) -> Judgement:
        """What the rule says to the pain before a session, also as the morning after the last."""
        now = self.judge(before=pain, signs=signs)
        yesterday = self.before_yesterday
        if pain is None or yesterday is None or pain <= yesterday:
            return now
        answers = PainAnswers(
            before=yesterday,
            next_morning=pain,
            signs=self.profile.signs | {*signs},
            profile=self.profile.conditions,
        )
        return max(advise(answers, self.bands), now, key=lambda one: one.advice)

    def for_the_person(self, library: Library) -> tuple[str, ...]:
        """What is to be read before a start because of what this person has told."""
        if self.profile.signs:
            # What to do about them stands in the warning above the buttons.
            return safety_words.before_exercise(self.profile.signs, self.number)[1:]
        names = {one.id: one.name for one in library.exercises.values()}
        days = self.profile.days_since_injection
        return (
            *((safety_words.day_after_injection(days),) if days is not None else ()),
            *safety_words.changes(self.changes, names),
        )

    def in_short(self, routine: Routine, library: Library) -> tuple[str, ...]:
        """The few sentences to read before a start that are for others, too."""
        if self.profile.signs or self.nothing_fits:
            return ()
        others = self._sorted(routine, library).others
        asked = caution_words.in_short(others)
        return (*caution_words.how_to(others), *((asked,) if asked else ()))

    def in_full(self, routine: Routine, library: Library) -> tuple[str, ...]:
        """All cautions of a routine and its exercises, each once."""
        found = self._sorted(routine, library)
        of_exercises = (
            _("{exercise}: {caution}").format(exercise=one.name, caution=caution)
            for one in dict.fromkeys(library.exercises[item.exercise] for item in routine.items)
            for caution in one.cautions
        )
        lines = (
            *routine.cautions,
            *(caution_words.caution(one) for one in (*found.told, *found.others)),
            *of_exercises,
        )
        return tuple(dict.fromkeys(lines))

    def left_out(self, library: Library) -> frozenset[str]:
        """The ids of exercises, and of routines of which nothing is left, that do not fit."""
        exercises = library.exercises.values()
        unfit = {one.id for one in exercises if not self.fits(one)}
        return frozenset(unfit) | {
            one.id
            for one in library.routines.values()
            if fitting(one, library, self.profile)[0] is None
        }

    def fits(self, exercise: Exercise) -> bool:
        """Whether an exercise is left to this person."""
        return fit(exercise, self.profile).verdict is not Verdict.LEAVE_OUT

    def of_exercise(self, exercise: Exercise) -> tuple[str, ...]:
        """The cautions of an exercise: what it says itself, then those of its classes."""
        found = cautions(exercise)
        sort = sorted_by_profile(found, self.profile.conditions, answered=self.answered)
        of_class = (caution_words.caution(one) for one in (*sort.told, *sort.others))
        return tuple(dict.fromkeys((*exercise.cautions, *of_class)))

    def of_routine(self, routine: Routine, library: Library) -> tuple[str, ...]:
        """The cautions of a routine: what it says itself, then those of its exercises' classes."""
        found = self._sorted(routine, library)
        of_class = (caution_words.caution(one) for one in (*found.told, *found.others))
        return tuple(dict.fromkeys((*routine.cautions, *of_class)))

    def changed_in(self, routine: Routine, library: Library) -> tuple[str, ...]:
        """What is left out of a routine for this person or done otherwise, and why."""
        names = {one.id: one.name for one in library.exercises.values()}
        return safety_words.changes(fitting(routine, library, self.profile)[1], names)

    def stops(self) -> tuple[str, ...]:
        """What to stop any exercise for, and what to do then."""
        return caution_words.stops(self.number, self.bands.high_from)

    def _sorted(self, routine: Routine, library: Library) -> SortedCautions:
        found = routine_cautions(routine, library)
        return sorted_by_profile(found, self.profile.conditions, answered=self.answered)
