"""The motions of the built-in library as the set-up and the wheel's build solve them."""

import ast
import pickle
from pathlib import Path

import pytest

from posture_app.body import compiled as module
from posture_app.body.compiled import compiled, keep
from posture_app.body.motion import motion_of, position_motion, solved_motion
from posture_app.library.files import load

MOTIONS = [motion_of(one) for one in load().library.exercises.values()][:3]
BODY = Path(module.__file__).parent


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "motions.pickle"
    keep(MOTIONS, path)
    return path


def test_what_is_kept_is_what_is_solved(kept):
    assert [compiled(motion, kept) for motion in MOTIONS] == list(map(solved_motion, MOTIONS))


def test_a_kept_start_is_the_first_of_the_way_as_in_a_solved_one(kept):
    solved = compiled(MOTIONS[0], kept)
    assert solved is not None
    assert solved.there.keys[0].stance is solved.start


def test_another_motion_is_solved_anew(kept):
    assert compiled(position_motion("kneeling"), kept) is None


def test_another_way_to_solve_solves_anew(kept, tmp_path, monkeypatch):
    for name in module.SOURCES:
        (tmp_path / name).write_bytes((BODY / name).read_bytes())
    monkeypatch.setattr(module, "__file__", str(tmp_path / "compiled.py"))
    copy = tmp_path / "copy.pickle"
    copy.write_bytes(kept.read_bytes())
    assert compiled(MOTIONS[0], copy) is not None
    (tmp_path / "solve.py").write_text("# another one")
    assert compiled(MOTIONS[0], kept) is None


def test_all_that_solving_imports_is_asked_whether_it_has_changed():
    found, waiting = set(), ["motion"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for node in ast.walk(ast.parse((BODY / f"{name}.py").read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                *above, last = node.module.split(".")
                if above == ["posture_app", "body"]:
                    waiting.append(last)
    assert sorted(f"{name}.py" for name in found) == list(module.SOURCES)


@pytest.mark.parametrize(
    "rest", [b"", b"\1\0\0\0.", b"\4\0\0\0none", b"\5\0\0\0" + pickle.dumps([])]
)
def test_what_is_broken_is_done_without(kept, rest):
    kept.write_bytes(kept.read_bytes()[:32] + rest)
    assert compiled(MOTIONS[0], kept) is None


def test_a_motion_that_was_cut_off_is_solved_anew(kept):
    kept.write_bytes(kept.read_bytes()[:-9])
    assert compiled(MOTIONS[-1], kept) is None


def test_where_it_is_missing_a_motion_is_solved(tmp_path):
    assert compiled(MOTIONS[0], tmp_path / "none") is None
