"""A plan with something of everything, what came back of it, and any that a stranger may make."""

from hypothesis import strategies as st

from posture_app.coach.pain_rule import Condition, Sign
from posture_app.library.model import Dose
from posture_app.plans.model import (
    ItemDone,
    Plan,
    PlanCriterion,
    PlanItem,
    PlanPhase,
    Practice,
    SessionDone,
)

PLAN = Plan(
    id="9f1c",
    revision=2,
    name="Neck at the desk",
    goal="Turn the head without pain.",
    patient="A. B.",
    changed_on="2026-03-02",
    practice=Practice(name="Practice", therapist="C. D.", phone="030 1", address="Street 1"),
    precautions=(Condition.OSTEOPOROSIS,),
    phases=(
        PlanPhase(
            id="settle",
            name="Settle",
            aim="Less pain.",
            weeks=1,
            items=(
                PlanItem(exercise="chin-tuck-seated", per_day=3, note="Slowly."),
                PlanItem(exercise="levator-scap-stretch", side="left", days=("monday", "friday")),
            ),
        ),
        PlanPhase(
            id="load",
            name="Load",
            weeks=2,
            criterion=PlanCriterion(effort_at_most=4),
            items=(
                PlanItem(
                    exercise="bridge",
                    dose=Dose(model="reps", sets=2, reps=8, rest_s=30),
                    load="red band",
                    per_day=2,
                    days_per_week=3,
                    may_step=False,
                ),
            ),
            routines=("neck-relief-5",),
        ),
        PlanPhase(id="alone", name="Alone"),
    ),
    when_it_hurts="Do less.",
    when_to_call="Call when unsure.",
)
SESSION = SessionDone(
    id="4d1f",
    day="2026-03-02",
    at="07:30",
    phase="load",
    revision=2,
    items=(
        ItemDone(
            exercise="bridge",
            asked_sets=2,
            done_sets=1,
            asked_reps=16,
            done_reps=8,
            asked_hold_s=4.5,
            done_hold_s=2.0,
            pain=4,
            hurt=True,
        ),
        ItemDone(
            exercise="unknown-here", asked_sets=1, done_sets=0, skipped=True, instead_of="bridge"
        ),
    ),
    pain_before=0,
    pain_after=4,
    pain_next_morning=2,
    effort=3,
    stopped="pain",
    red_flags=(Sign.SHARP_PAIN.value, "something else"),
    note="Too early in the day.",
)
BARE = SessionDone(id="x", day="2026-03-03", phase="gone", revision=1)

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_SCALE = st.none() | st.integers(0, 10)
_COUNT = st.none() | st.integers(0, 2000)
_EXERCISES = ("chin-tuck-seated", "bridge", "levator-scap-stretch", "walk-brisk")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PHASES = ("a", "b-2", "c")
_ITEM = st.builds(
    PlanItem,
    exercise=st.sampled_from(_EXERCISES),
    side=st.sampled_from(("both", "left", "right")),
    load=_TEXT,
    per_day=st.integers(1, 12),
    days_per_week=st.integers(1, 7),
    days=st.lists(st.sampled_from(_WEEK), unique=True, max_size=7).map(tuple),
    note=_TEXT,
)
_CRITERION = st.builds(
    PlanCriterion, sessions=st.integers(1, 20), pain_at_most=_SCALE, effort_at_most=_SCALE
)
_PHASE = st.builds(
    PlanPhase,
    id=st.sampled_from(_PHASES),
    name=_TEXT,
    aim=_TEXT,
    weeks=st.none() | st.integers(1, 52),
    criterion=st.none() | _CRITERION,
    items=st.lists(_ITEM, max_size=3, unique_by=lambda one: one.exercise).map(tuple),
    routines=st.lists(st.sampled_from(("neck-relief-5", "no such")), unique=True).map(tuple),
)
PLANS = st.builds(
    Plan,
    id=st.sampled_from(("p", "q-1")),
    name=_TEXT,
    goal=_TEXT,
    patient=_TEXT,
    changed_on=st.dates().map(str) | st.just(""),
    practice=st.builds(Practice, name=_TEXT, therapist=_TEXT, phone=_TEXT, address=_TEXT),
    precautions=st.lists(st.sampled_from(Condition), unique=True, max_size=2).map(tuple),
    phases=st.lists(_PHASE, min_size=1, max_size=3, unique_by=lambda one: one.id).map(tuple),
    when_it_hurts=_TEXT,
    when_to_call=_TEXT,
)
_DONE = st.builds(
    ItemDone,
    exercise=st.sampled_from(_EXERCISES) | st.text(min_size=1, max_size=9),
    asked_sets=st.integers(1, 20),
    done_sets=st.integers(0, 20),
    asked_reps=_COUNT,
    done_reps=_COUNT,
    asked_hold_s=st.none() | st.floats(0, 86_400),
    done_hold_s=st.none() | st.floats(0, 86_400),
    pain=_SCALE,
    hurt=st.booleans(),
    skipped=st.booleans(),
    instead_of=st.none() | st.text(min_size=1, max_size=9),
)
SESSIONS = st.lists(
    st.builds(
        SessionDone,
        id=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9),
        day=st.dates().map(str),
        at=st.none() | st.times().map(lambda one: f"{one:%H:%M}"),
        phase=st.sampled_from(_PHASES) | st.text(min_size=1, max_size=5),
        revision=st.integers(1, 9),
        items=st.lists(_DONE, max_size=3).map(tuple),
        pain_before=_SCALE,
        pain_after=_SCALE,
        pain_next_morning=_SCALE,
        effort=_SCALE,
        stopped=st.sampled_from((None, "pain", "time", "tired", "other")),
        red_flags=st.lists(st.sampled_from(["fall", "x y"]) | _TEXT, max_size=3).map(tuple),
        note=_TEXT,
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)
