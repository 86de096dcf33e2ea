"""An exercise or routine that goes without the cautions of its class is found by `check`."""

import json
from dataclasses import replace

import pytest

from posture_app.cli import main
from posture_app.library.demands import Demand, demands
from posture_app.library.files import builtin, builtin_path
from posture_app.library.missed_demands import missed_demands
from posture_app.library.model import (
    Dose,
    Exercise,
    LibraryFile,
    Muscles,
    Position,
    Routine,
    RoutineItem,
)


@pytest.fixture(scope="module")
def ours() -> dict[str, Exercise]:
    return {one.id: one for one in builtin().exercises}


def found(*exercises: Exercise, routines: tuple[Routine, ...] = ()) -> list[str]:
    library_file = replace(builtin(), exercises=exercises, routines=routines)
    known = {one.id: one for one in builtin().exercises}
    return [str(one) for one in missed_demands(library_file, known)]


def test_our_own_library_lacks_none() -> None:
    assert list(missed_demands(builtin(), {})) == []


@pytest.mark.parametrize(
    ("exercise_id", "demand", "region", "wrong"),
    [
        ("ccf-nod-supine", Demand.NECK, "neck", "shoulder_girdle"),
        ("doorway-pec-stretch", Demand.ARM, "chest", "upper_back"),
        ("bridge", Demand.BACK, "hip", "upper_back"),
        ("dead-bug-heel-tap", Demand.ABDOMINAL, "trunk", "low_back"),
    ],
)
def test_muscles_that_are_of_another_region(ours, exercise_id, demand, region, wrong) -> None:
    one = replace(ours[exercise_id], regions=(wrong,), motion=None)
    assert demand not in demands(one)
    [told] = found(one)
    assert told.startswith("exercises[0].regions: ")
    assert f'expected "{region}" as the first region' in told


@pytest.mark.parametrize(
    ("exercise_id", "expected"),
    [("prone-on-elbows", "prone"), ("prone-press-up", "prone"), ("bridge", "hook_lying")],
)
def test_a_motion_from_another_position(ours, exercise_id: str, expected: Position) -> None:
    [told] = found(replace(ours[exercise_id], position="sitting"))
    assert told.startswith("exercises[0].position: ")
    assert f'got "sitting", expected "{expected}"' in told


def test_a_band_that_is_not_told_of(ours) -> None:
    [told] = found(replace(ours["band-lateral-raise"], equipment=()))
    assert told.startswith("exercises[0].equipment: ")


def test_a_movement_of_the_neck_that_becomes_a_stretch(ours) -> None:
    held = Dose(model="reps_with_hold", reps=2, hold_s=30)
    [told] = found(replace(ours["neck-side-bend"], dose=held))
    assert told.startswith("exercises[0].dose.hold_s: ")
    routine = replace(
        builtin().routines[0], items=(RoutineItem(exercise="neck-side-bend", dose=held),)
    )
    [told] = found(routines=(routine,))
    assert told.startswith("routines[0].items[0].dose.hold_s: ")


def test_a_walk_and_what_only_rests_lack_nothing(ours) -> None:
    resting = replace(ours["jaw-relaxation"], muscles=Muscles(primary=("Longus colli",)))
    assert found(ours["walk-break"], resting) == []
    carried = replace(ours["walk-break"], category="strength")
    assert len(found(carried)) == 1


def test_check_names_them_and_is_not_content(tmp_path, capsys) -> None:
    document = json.loads(builtin_path().read_text())
    for one in document["exercises"]:
        one["id"] = one["id"] + "-of-mine"
        one["easier"] = one["harder"] = None
        if one["id"] == "band-row-of-mine":
            one["equipment"] = []
    document["routines"] = document["programmes"] = []
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(document))
    assert main(["--data-dir", str(tmp_path / "data"), "check", str(path)]) == 1
    [line] = capsys.readouterr().out.splitlines()
    assert "band-row-of-mine" in line
    assert "none of the cautions of bands" in line


def test_the_parts_of_a_file_that_are_not_exercises_may_be_empty() -> None:
    nothing = LibraryFile(
        format="posture-app/library",
        version=1,
        language="en",
        exercises=(),
        routines=(),
        sources=(),
    )
    assert list(missed_demands(nothing, {})) == []
