"""An invented library for the pages: every kind of dose, variants, sources, dangerous texts."""

from posture_app.library.model import (
    Dose,
    Exercise,
    GuidePage,
    Library,
    Muscles,
    Routine,
    RoutineItem,
    Source,
    Tempo,
)
from tests.factory import exercise

MARKUP = "<b>bold</b> <img src='x.png'> & more"

NOD = exercise(
    "nod",
    Dose(model="reps", reps=6, tempo_s=Tempo(3, 3), per_day=2),
    name="Nöd slowly",
    aliases=("yes movement",),
    purpose="Moves the neck through a comfortable range.",
    muscles=Muscles(primary=("longus colli",), secondary=("sternocleidomastoid",)),
    cues=("Long neck",),
    mistakes=("Jutting the chin forward: draw it in first.",),
    feel="A gentle pull at the back of the neck.",
    breathing="Breathe out as you nod.",
    cautions=("After a fall or blow to the head, ask a doctor first.",),
    stop_if=("Dizziness",),
    desk=True,
    discreet=True,
    equipment=("chair",),
    harder="tuck",
    sources=("trial-1", "page-1"),
)
TUCK = exercise(
    "tuck",
    Dose(model="reps_with_hold", sets=2, reps=10, hold_s=5, relax_s=2, rest_s=30),
    name="Chin tuck",
    category="strength",
    desk=True,
    easier="nod",
)
LEVATOR = exercise(
    "levator",
    Dose(model="timed_hold", sets=3, hold_s=30, switch_s=5, rest_s=15),
    name="Levator scapulae stretch",
    category="stretch",
    regions=("neck", "shoulder_girdle"),
    sides="each",
    position="standing",
)
BRIDGE = exercise(
    "bridge",
    Dose(model="reps_with_hold", sets=2, reps=8, hold_s=3, rest_s=20),
    name="Bridge",
    category="strength",
    regions=("low_back", "hip"),
    position="hook_lying",
    equipment=("mat",),
)
BREATH = exercise(
    "breath",
    Dose(model="continuous", duration_s=120),
    name=f"Breathing {MARKUP}",
    purpose=MARKUP,
    category="relaxation",
    regions=("trunk",),
    position="supine",
    equipment=("mat", "pillow"),
)
EXERCISES: tuple[Exercise, ...] = (NOD, TUCK, LEVATOR, BRIDGE, BREATH)


def routine(routine_id: str, name: str, *exercises: Exercise) -> Routine:
    return Routine(
        id=routine_id,
        name=name,
        goal=f"The goal of {name}.",
        audience="Office workers",
        items=tuple(RoutineItem(exercise=one.id) for one in exercises),
        cautions=("Stop when something hurts.",),
        sources=("trial-1",),
    )


ROUTINES = (
    routine("neck", "Neck relief", NOD, TUCK, LEVATOR),
    routine("back", "Back care", BRIDGE, BREATH, NOD),
    routine("minute", "One minute", NOD),
)
SOURCES = (
    Source(id="trial-1", citation="A. Author (2011). A trial.", kind="trial", doi="10.1000/xyz"),
    Source(
        id="page-1",
        citation="A public page.",
        kind="public_body",
        url="https://example.org/" + "a-very-long-address/" * 6,
    ),
)
GUIDE = (
    GuidePage(
        id="knots",
        topic="pain",
        title="Knots and what they are",
        summary="What people call a knot. " * 6,
        picture="nod",
        exercises=("nod", "levator"),
        sources=("trial-1", "page-1"),
        words=("trigger point",),
        diagrams=("laptop", "two_screens"),
        text="A first word.\n\n## Why\n\n- *One* and **two**.\n- A [bridge](exercise:bridge).\n\n"
        f"See [whom to ask](guide:ask). {MARKUP}",
    ),
    GuidePage(
        id="ask",
        topic="day",
        title="Whom to ask",
        summary="Signs that a doctor must see.",
        picture="breath",
        exercises=(),
        sources=("page-1",),
        names_signs=True,
        text="Ask early, also about Zwerchfell.",
    ),
)
LIBRARY = Library(
    {one.id: one for one in EXERCISES},
    {one.id: one for one in ROUTINES},
    {one.id: one for one in SOURCES},
    guide={one.id: one for one in GUIDE},
)
