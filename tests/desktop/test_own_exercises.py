"""A person's own library: what is saved passes `check`, and is read back the same."""

import base64
import json
import random
import stat
import struct
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from posture_app.body.motion_checker import MotionChecker, fingerprints_of
from posture_app.cli import main
from posture_app.desktop import own_exercises as own
from posture_app.desktop.picture_file import taken_picture
from posture_app.errors import FailedError
from posture_app.library.draft import (
    DoseDraft,
    ExerciseDraft,
    SourceDraft,
    copy_of,
    draft_of,
    new_id,
)
from posture_app.library.files import builtin, load, personal_paths
from posture_app.library.model import Library, Pictures
from posture_app.library.pictures import picture_content, picture_size
from posture_app.library.problems import BrokenFileError
from posture_app.library.references import is_slug
from posture_app.plans.files import carried_library, plan_bytes, plan_file, read_plan
from posture_app.plans.model import Plan, PlanItem, PlanPhase
from posture_app.plans.own_exercises import CheckedDraft, checked
from tests.there import there

CHECK_MOTIONS = MotionChecker(fingerprints_of(builtin())).problems
OURS = load().library
BUILTIN = frozenset(one.id for one in builtin().sources)
DRAFT = ExerciseDraft(
    name="Wandengel",
    purpose="Bewegt die Schultern nach oben.",
    category="mobility",
    regions=("upper_back", "shoulder_girdle"),
    primary=("lower trapezius",),
    position="standing_at_wall",
    equipment=("wall",),
    sides="together",
    dose=DoseDraft(model="reps_with_hold", reps=8, hold_s=1, move_s=3, return_s=3, per_day=1),
    steps="Stellen Sie sich mit dem Rücken an die Wand.\n\nHeben Sie die Arme.\n",
    cues="Lang bleiben",
)


def check(draft: ExerciseDraft, library: Library = OURS) -> CheckedDraft:
    return checked(draft, library, CHECK_MOTIONS)


def fields(draft: ExerciseDraft, library: Library = OURS) -> list[str]:
    return [one.field for one in check(draft, library).problems]


def save(folder: Path, draft: ExerciseDraft, mark: str = "a1b2c3") -> str:
    library = loaded(folder)
    draft = draft if draft.id else replace(draft, id=new_id(draft.name, mark, library.exercises))
    made = check(draft, library)
    assert made.problems == ()
    own.save_exercise(folder, library, "de", there(made.exercise), made.sources)
    return draft.id


def loaded(folder: Path) -> Library:
    found = load(personal_paths(folder))
    assert found.broken == ()
    return found.library


def test_an_empty_draft_lacks_what_an_exercise_needs_and_nothing_else_is_said() -> None:
    problems = check(ExerciseDraft()).problems
    assert {one.field for one in problems} == {
        *("name", "purpose", "category", "regions", "position", "sides", "steps", "dose.reps"),
    }
    assert all(one.is_gap for one in problems)


def test_what_is_wrong_is_said_with_its_field_while_others_are_still_missing() -> None:
    draft = ExerciseDraft(
        name="n" * 121,
        steps=f"Sit.\n{'far ' * 31}",
        dose=DoseDraft(model="timed_hold", hold_s=0),
        own_sources=(SourceDraft(citation="A book"), SourceDraft(url="x")),
    )
    found = {(one.field, one.number) for one in check(draft).problems if not one.is_gap}
    assert found == {("name", None), ("dose.hold_s", None), ("own_sources", 1)}
    draft = replace(draft, name="Nod", dose=DoseDraft(reps=8), own_sources=())
    [long_step] = [one for one in check(draft).problems if not one.is_gap]
    assert (long_step.field, long_step.number) == ("steps", 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"primary": ("splenius capitis",), "regions": ("leg",)}, "regions"),
        ({"easier": "bird-dog"}, "easier"),
        ({"pictures": Pictures(start="/nowhere/a.jpg")}, "pictures"),
        ({"harder": "no-such"}, "harder"),
    ],
)
def test_what_a_physiotherapist_would_strike_out_is_said_beside_its_field(change, field) -> None:
    assert fields(DRAFT) == []
    assert fields(replace(DRAFT, **change)) == [field]


def test_what_the_dose_has_no_use_for_is_kept_and_not_saved(tmp_path: Path) -> None:
    draft = replace(DRAFT, dose=replace(DRAFT.dose, duration_s=60, model="reps", hold_s=4))
    one = loaded_after(tmp_path, draft)
    assert (one.dose.duration_s, one.dose.hold_s, one.dose.reps) == (None, None, 8)


def loaded_after(folder: Path, draft: ExerciseDraft):
    key = save(folder, draft)
    return loaded(folder).exercises[key]


def test_an_own_exercise_is_saved_changed_and_removed_and_comes_back(tmp_path: Path) -> None:
    first = save(tmp_path, DRAFT)
    assert first == "wandengel-a1b2c3"
    assert stat.S_IMODE(own.own_path(tmp_path).stat().st_mode) == 0o600
    again = replace(
        draft_of(loaded(tmp_path).exercises[first], loaded(tmp_path), BUILTIN), name="W"
    )
    assert save(tmp_path, again) == first
    second = save(tmp_path, replace(DRAFT, name="Anderes", easier=first))
    assert [loaded(tmp_path).exercises[one].name for one in (first, second)] == ["W", "Anderes"]
    before = own.remove_exercise(tmp_path, loaded(tmp_path), first)
    assert first not in loaded(tmp_path).exercises
    assert loaded(tmp_path).exercises[second].easier is None
    own.put_back(tmp_path, loaded(tmp_path), before, first)
    assert own.own_file(tmp_path, loaded(tmp_path), "en") == before


def test_the_same_name_twice_makes_two_exercises(tmp_path: Path) -> None:
    assert save(tmp_path, DRAFT) != save(tmp_path, DRAFT)


@pytest.mark.parametrize("name", ["Übung für Ärzte", "肩", "a" * 200, "--", "A  b!"])
def test_an_id_comes_from_the_name_whatever_it_is(name: str) -> None:
    made = new_id(name, "0f3c11", ())
    assert is_slug(made)
    assert len(made) <= 60
    assert new_id(name, "0f3c11", {made}) != made


def test_a_library_that_is_broken_is_left_as_it_is(tmp_path: Path) -> None:
    path = own.own_path(tmp_path)
    path.parent.mkdir()
    path.write_text('{"format": "posture-app/library"}')
    with pytest.raises(BrokenFileError):
        own.save_exercise(tmp_path, OURS, "de", there(check(replace(DRAFT, id="a")).exercise))
    assert path.read_text() == '{"format": "posture-app/library"}'


def test_sources_of_ones_own_are_kept_as_long_as_something_rests_on_them(tmp_path: Path) -> None:
    book = SourceDraft(citation="A. Author. A book. 2020.", url="https://example.org/book")
    key = save(tmp_path, replace(DRAFT, own_sources=(book,), sources=("murofushi-2025",)))
    library = loaded(tmp_path)
    draft = draft_of(library.exercises[key], library, BUILTIN)
    assert draft.sources == ("murofushi-2025",)
    assert [one.citation for one in draft.own_sources] == [book.citation]
    assert save(tmp_path, replace(draft, own_sources=())) == key
    assert own.own_file(tmp_path, loaded(tmp_path), "en").sources == ()


def test_a_similar_exercise_is_a_beginning(tmp_path: Path) -> None:
    draft = copy_of(draft_of(OURS.exercises["wall-angel"], OURS, BUILTIN), "My wall angel")
    one = loaded_after(tmp_path, draft)
    theirs = OURS.exercises["wall-angel"]
    assert one == replace(theirs, id=one.id, name="My wall angel", aliases=())


words = st.text("abcäöü ,.-\n", max_size=40)
numbers = st.one_of(st.none(), st.integers(1, 20))
drafts = st.builds(
    ExerciseDraft,
    name=st.text("abcÄß -", min_size=1, max_size=30),
    aliases=words,
    purpose=st.text("abc .", min_size=1),
    category=st.sampled_from(["mobility", "stretch", "strength", "relaxation"]),
    regions=st.lists(st.sampled_from(["neck", "low_back", "arm"]), unique=True).map(tuple),
    position=st.sampled_from(["sitting", "standing", "prone", "supine"]),
    equipment=st.lists(st.sampled_from(["chair", "band"]), unique=True).map(tuple),
    desk=st.booleans(),
    sides=st.sampled_from(["together", "each", "alternating"]),
    dose=st.builds(
        DoseDraft,
        model=st.sampled_from(["reps", "reps_with_hold", "timed_hold", "continuous"]),
        sets=st.integers(1, 5),
        reps=numbers,
        hold_s=numbers,
        duration_s=numbers,
        rest_s=numbers,
        move_s=numbers,
        return_s=numbers,
    ),
    steps=words,
    cues=words,
    feel=words,
    cautions=words,
    own_sources=st.lists(st.builds(SourceDraft, citation=words), max_size=2).map(tuple),
    motion=st.sampled_from([None, OURS.exercises["chin-tuck-seated"].motion]),
)


@settings(max_examples=40, deadline=None)
@given(draft=drafts)
def test_what_is_saved_passes_check_and_is_read_back_the_same(draft: ExerciseDraft) -> None:
    made = check(replace(draft, id="own-one"))
    if made.exercise is None:
        assert made.problems
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        own.save_exercise(folder, OURS, "de", made.exercise, made.sources)
        assert loaded(folder).exercises["own-one"] == made.exercise
        assert main(["--data-dir", name, "check", str(own.own_path(folder))]) == 0
        library = loaded(folder)
        again = check(draft_of(library.exercises["own-one"], library, BUILTIN), library)
        assert again.exercise == made.exercise


# Pictures


def photograph(path: Path, width: int = 2000, height: int = 1000) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    image.setText("Comment", "SECRET")
    assert image.save(str(path))
    return path


def with_exif(path: Path, orientation: int) -> Path:
    """A JPEG with an EXIF block that turns it and says where it was taken."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x112, 3, 1, orientation, 0, 0)
    block = b"Exif\0\0" + tiff + b"SECRET PLACE"
    raw = path.read_bytes()
    path.write_bytes(raw[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + raw[2:])
    return path


def test_a_picture_is_scaled_turned_upright_and_stripped(tmp_path: Path) -> None:
    content = taken_picture(with_exif(photograph(tmp_path / "a.jpg"), 6))
    assert picture_size(content) == (600, 1200)
    assert b"Exif" not in content
    assert b"SECRET" not in content
    drawn = taken_picture(photograph(tmp_path / "b.png", 300, 200))
    assert picture_size(drawn) == (300, 200)
    assert b"SECRET" not in drawn


@pytest.mark.qt_log_ignore("JPEG")
def test_what_is_no_picture_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.jpg"
    path.write_text("no picture")
    with pytest.raises(FailedError, match=r"notes\.jpg"):
        taken_picture(path)
    cut = photograph(tmp_path / "cut.jpg")
    cut.write_bytes(cut.read_bytes()[:300])
    with pytest.raises(FailedError, match=r"cut\.jpg"):
        taken_picture(cut)
    (tmp_path / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    with pytest.raises(FailedError, match=r"x\.svg"):
        taken_picture(tmp_path / "x.svg")


def pictured(folder: Path) -> tuple[str, bytes]:
    content = taken_picture(photograph(folder / "photo.jpg"))
    where = own.keep_picture(folder, content)
    return save(folder, replace(DRAFT, pictures=Pictures(start=where))), content


def test_pictures_lie_beside_the_library_and_go_when_nothing_needs_them(tmp_path: Path) -> None:
    key, content = pictured(tmp_path)
    library = loaded(tmp_path)
    where = there(there(library.exercises[key].pictures).start)
    assert picture_content(where) == content
    assert stat.S_IMODE(Path(where).stat().st_mode) == 0o600
    assert main(["--data-dir", str(tmp_path), "check", str(own.own_path(tmp_path))]) == 0
    other = own.keep_picture(tmp_path, taken_picture(photograph(tmp_path / "b.png", 20, 20)))
    own.forget_unused_pictures(tmp_path, library, [Pictures(end=other)])
    assert Path(where).is_file()
    assert Path(other).is_file()
    own.forget_unused_pictures(tmp_path, library, [])
    assert Path(where).is_file()
    assert not Path(other).is_file()
    Path(where).unlink()
    assert [str(one.problems[0]) for one in load(personal_paths(tmp_path)).broken] == [
        f'exercises[0].pictures.start: there is no picture "{Path(where).name}"'
    ]


def test_a_library_is_handed_on_with_its_pictures_and_taken_in(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    mine.mkdir()
    theirs.mkdir()
    key, content = pictured(mine)
    handed = tmp_path / "handed.json"
    handed.write_bytes(own.handed_on_bytes(mine, loaded(mine)))
    assert main(["--data-dir", str(theirs), "check", str(handed)]) == 0
    result = own.take_in(theirs, loaded(theirs), handed, "en", CHECK_MOTIONS)
    assert (result.added, result.changed) == ((key,), ())
    found = there(loaded(theirs).exercises[key].pictures)
    assert picture_content(there(found.start)) == content
    assert str(theirs) in there(found.start)
    again = own.take_in(theirs, loaded(theirs), handed, "en", CHECK_MOTIONS)
    assert (again.added, again.changed) == ((), ())


def test_a_library_with_ids_of_ours_is_not_taken_in(tmp_path: Path) -> None:
    document = json.loads(Path("exercises.json").read_bytes())
    document = {**document, "exercises": document["exercises"][:3], "routines": []}
    document["programmes"] = []
    path = tmp_path / "other.json"
    path.write_text(json.dumps(document))
    with pytest.raises(BrokenFileError) as error:
        own.take_in(tmp_path, OURS, path, "en", CHECK_MOTIONS)
    assert any("in use by another library" in str(one) for one in error.value.problems)


def test_a_plan_carries_the_pictures_and_is_checked_as_a_strangers(tmp_path: Path) -> None:
    key, content = pictured(tmp_path)
    phase = PlanPhase(id="one", name="One", items=(PlanItem(exercise=key),))
    raw = plan_bytes(plan_file(Plan(id="p", name="Plan", phases=(phase,)), loaded(tmp_path)))
    read = read_plan(tmp_path / "a.postureplan", OURS, raw=raw)
    where = there(there(carried_library(read, OURS).exercises[key].pictures).start)
    assert picture_content(where) == content
    assert plan_bytes(read) == raw
    document = json.loads(raw)
    name = document["pictures"][0]["name"]
    for wrong, said in [
        ({"name": "../../etc/passwd", "data": "AAAA"}, "pictures[0].name"),
        ({"name": name, "data": "not base64"}, "pictures[0].data"),
        ({"name": name, "data": base64.b64encode(b"<svg/>").decode()}, "pictures[0].data"),
        ({"name": name, "data": base64.b64encode(huge(content)).decode()}, "has 30000 by 30000"),
    ]:
        altered = json.dumps({**document, "pictures": [wrong]}).encode()
        with pytest.raises(BrokenFileError) as error:
            read_plan(tmp_path / "a.postureplan", OURS, raw=altered)
        assert any(said in str(one) for one in error.value.problems)
    document["exercises"][0]["pictures"]["start"] = "/etc/passwd"
    with pytest.raises(BrokenFileError) as error:
        read_plan(tmp_path / "a.postureplan", OURS, raw=json.dumps(document).encode())
    assert "exercises[0].pictures.start" in str(error.value.problems[0])


def huge(content: bytes) -> bytes:
    """A JPEG whose head says that it is far larger."""
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", 30_000, 30_000) + content[at + 4 :]


def test_a_photograph_full_of_detail_is_small_enough_for_a_plan(tmp_path: Path) -> None:
    image = QImage.fromData(random_ppm(900, 1200))
    assert image.save(str(tmp_path / "noise.png"))
    assert len(taken_picture(tmp_path / "noise.png")) <= 110_000


def random_ppm(width: int, height: int) -> bytes:
    """Nothing but noise in small squares, which no photograph is as bad as."""
    chance = random.Random(4)
    rows = [[chance.randbytes(3) for _x in range(width // 4)] for _y in range(height // 4)]
    lines = (b"".join(one * 4 for one in rows[y // 4]) for y in range(height))
    return f"P6 {width} {height} 255\n".encode() + b"".join(lines)
