"""Reading library files: what is sound, and every way of being wrong."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.library import files, reading
from posture_app.library.files import json_schema, load, personal_paths, read
from posture_app.library.problems import BrokenFileError

EXERCISE: dict[str, Any] = {
    "id": "nod",
    "name": "Nod",
    "purpose": "To move.",
    "category": "mobility",
    "regions": ["neck"],
    "position": "sitting",
    "sides": "together",
    "dose": {"model": "reps_with_hold", "sets": 2, "reps": 10, "hold_s": 5, "rest_s": 30},
    "sources": ["somebody-2020"],
    "steps": ["Sit.", "Nod."],
}
ROUTINE = {"id": "day", "name": "Day", "goal": "To move.", "items": [{"exercise": "nod"}]}
SOURCE = {"id": "somebody-2020", "citation": "Somebody (2020). A trial.", "kind": "trial"}
SOUND = {
    "format": "posture-app/library",
    "version": 1,
    "language": "en",
    "exercises": [EXERCISE],
    "routines": [ROUTINE],
    "sources": [SOURCE],
}


def changed(**paths):
    """The sound file with values set at paths such as `exercises__0__dose__sets`."""
    document = copy.deepcopy(SOUND)
    for path, value in paths.items():
        *parents, last = path.split("__")
        at: Any = document
        for part in parents:
            at = at[int(part)] if part.isdigit() else at[part]
        at[last] = value
    return document


@pytest.fixture
def write(tmp_path):
    def written(document, name="own.json") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    return written


def problems(path, known=None):
    with pytest.raises(BrokenFileError) as caught:
        read(path, known)
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_file_is_read(write):
    library_file = read(write(SOUND))
    assert library_file.exercises[0].dose.hold_s == 5
    assert library_file.routines[0].items[0].exercise == "nod"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            changed(exercises__0__dose__hold_s="five"),
            'exercises[0].dose.hold_s: got "five"; expected a number',
        ),
        (
            changed(exercises__0__dose__sets=2.5),
            "exercises[0].dose.sets: got 2.5; expected a whole number",
        ),
        (
            changed(exercises__0__dose__sets=0),
            "exercises[0].dose.sets: got 0; expected 1 or more",
        ),
        (
            changed(exercises__0__dose__rest_s=-1),
            "exercises[0].dose.rest_s: got -1; expected 0 or more",
        ),
        (
            changed(exercises__0__desk=1),
            "exercises[0].desk: got 1; expected true or false",
        ),
        (
            changed(exercises__0__steps=[]),
            "exercises[0].steps: got 0 entries; expected 1 or more entries",
        ),
        (
            changed(exercises__0__colour="red"),
            "exercises[0].colour: is no field of this format; expected it to be left out",
        ),
        (
            changed(exercises__0__easier="nowhere"),
            'exercises[0].easier: "nowhere" is no exercise; expected the id of one, or null',
        ),
        (
            changed(exercises__0__harder="nod"),
            'exercises[0].harder: "nod" is this exercise itself; expected another',
        ),
        (
            changed(exercises__0__dose__source="nobody"),
            'exercises[0].dose.source: "nobody" is no source; '
            'expected the id of one, or "common practice"',
        ),
        (
            changed(exercises__0__sources=["nobody"]),
            'exercises[0].sources[0]: "nobody" is no source; expected the id of one',
        ),
        (
            changed(routines__0__items=[{"exercise": "gone"}]),
            'routines[0].items[0].exercise: "gone" is no exercise; expected the id of one',
        ),
        (
            changed(exercises__0__dose={"model": "timed_hold"}),
            'exercises[0].dose.hold_s: is missing; a dose of model "timed_hold" needs it',
        ),
        (
            changed(exercises__0__dose={"model": "reps", "reps": 5, "hold_s": 5}),
            "exercises[0].dose.hold_s: got 5; "
            'expected nothing, as the model "reps" has no use for it',
        ),
        (
            changed(exercises__0__id="Kopf hoch"),
            'exercises[0].id: got "Kopf hoch"; expected small letters, digits and hyphens',
        ),
        (changed(version=2), "version: got 2; expected 1"),
        (
            changed(exercises__0__category="magic"),
            'exercises[0].category: got "magic"; expected '
            "'mobility', 'stretch', 'strength', 'stability', 'relaxation' or 'self-massage'",
        ),
    ],
)
def test_a_problem_is_told_with_its_place_and_what_was_expected(write, document, expected):
    assert expected in problems(write(document))


def test_a_missing_id_and_a_doubled_one_are_told(write):
    document = changed(exercises=[EXERCISE, EXERCISE, {**EXERCISE, "id": "other"}])
    del document["exercises"][2]["id"]
    told = problems(write(document))
    assert 'exercises[1].id: "nod" is used 2 times; expected an id of its own' in told
    assert "exercises[2].id: is missing; expected it here" in told


def test_every_problem_is_told_and_not_just_the_first(write):
    document = changed(
        exercises__0__dose__hold_s="five",
        exercises__0__easier="nowhere",
        exercises__0__colour="red",
        routines__0__items=[{"exercise": "gone", "dose": {"model": "timed_hold"}}],
        language="e",
    )
    places = {told.partition(":")[0] for told in problems(write(document))}
    assert places == {
        "exercises[0].dose.hold_s",
        "exercises[0].easier",
        "exercises[0].colour",
        "routines[0].items[0].exercise",
        "routines[0].items[0].dose.hold_s",
        "language",
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"format": ', "is not JSON"),
        (b"\xff\xfe{\x00}\x00", "is not UTF-8 text (byte 1)"),
        ('{"language": "\xe4"}'.encode("latin-1"), "is not UTF-8 text"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a": 1, "a": 2}', '"a" stands twice'),
        (b"[]", "expected an object"),
        (b"", "is not JSON"),
        (b'{"format": NaN}', "format: "),
    ],
)
def test_what_is_no_library_at_all_gets_a_sentence(tmp_path, content, expected):
    path = tmp_path / "file.json"
    path.write_bytes(content)
    assert expected in problems(path)[0]


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "notepad.json"
    path.write_text(json.dumps(SOUND), encoding="utf-8-sig")
    assert read(path).language == "en"


def test_a_huge_file_is_not_even_opened(tmp_path, monkeypatch):
    path = tmp_path / "huge.json"
    path.write_bytes(b" " * (reading.MAX_BYTES + 1))
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was opened"))
    assert problems(path) == ["is 10.0 MB; expected at most 10 MB"]


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path):
    assert problems(tmp_path / "none.json") == ["does not exist"]
    assert problems(tmp_path) == ["is a folder; expected a file"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
PLACES = st.sampled_from(
    [
        "exercises",
        "exercises__0",
        "exercises__0__id",
        "exercises__0__dose",
        "exercises__0__dose__tempo_s",
        "exercises__0__dose__model",
        "exercises__0__easier",
        "exercises__0__sources",
        "exercises__0__regions",
        "routines",
        "routines__0__items",
        "sources",
        "sources__0__id",
        "format",
    ]
)


@settings(max_examples=300)
@given(place=PLACES, value=JSON)
def test_whatever_stands_in_a_field_there_is_a_sentence_and_no_crash(
    tmp_path_factory, place, value
):
    path = tmp_path_factory.mktemp("any") / "any.json"
    if place == "exercises__0":
        document = {**SOUND, "exercises": [value]}
    else:
        document = changed(**{place: value})
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        read(path)
    except BrokenFileError as error:
        assert error.problems
        assert all(problem.what for problem in error.problems)


class TestPersonalLibraries:
    """People's own files are loaded beside the built-in one."""

    @pytest.fixture(autouse=True)
    def _builtin(self, tmp_path, monkeypatch):
        path = tmp_path / "builtin" / "exercises.json"
        path.parent.mkdir()
        path.write_text(json.dumps(SOUND), encoding="utf-8")
        monkeypatch.setattr(files, "builtin_path", lambda: path)

    def own(self, **fields):
        return {
            **SOUND,
            "exercises": [{**EXERCISE, "id": "own", "easier": "nod", **fields}],
            "routines": [{**ROUTINE, "id": "mine", "items": [{"exercise": "nod"}]}],
            "sources": [],
        }

    def test_they_may_point_to_the_built_in_exercises(self, write):
        library = load([write(self.own(sources=["somebody-2020"]))]).library
        assert set(library.exercises) == {"nod", "own"}
        assert set(library.routines) == {"day", "mine"}

    def test_a_broken_one_is_reported_and_never_loses_the_rest(self, write):
        broken = write(self.own(position="floating"), "a.json")
        loaded = load([broken, write(self.own(), "b.json")])
        assert set(loaded.library.exercises) == {"nod", "own"}
        assert [error.path for error in loaded.broken] == [broken]

    def test_one_that_takes_a_built_in_id_is_refused(self, write):
        loaded = load([write(SOUND)])
        told = [str(problem) for problem in loaded.broken[0].problems]
        assert told == [
            'exercises[0].id: "nod" is in use by another library; expected an id of its own',
            'routines[0].id: "day" is in use by another library; expected an id of its own',
        ]

    def test_they_lie_in_the_data_folder_or_in_libraries_below_it(self, tmp_path):
        for name in ("data/b.json", "data/libraries/a.json", "data/notes.txt"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("{}")
        found = personal_paths(tmp_path / "data")
        assert [path.name for path in found] == ["b.json", "a.json"]


@pytest.mark.parametrize(
    "text",
    [
        '{\n"format": "posture-app/journal",\n"version": 1',
        '{"format": "posture-app/plan"}',
        '\ufeff{ "format" : "posture-app/adherence"}',
        '{"resourceType": "Bundle"}',
    ],
)
def test_what_is_written_for_other_uses_is_no_broken_library(tmp_path, text):
    (tmp_path / "export.json").write_text(text, encoding="utf-8")
    assert personal_paths(tmp_path) == []


def test_what_may_be_meant_as_a_library_is_looked_at(tmp_path):
    for name, text in (("a", '{"format": "posture-app/library"'), ("b", "{}"), ("c", "")):
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    (tmp_path / "d.json").mkdir()
    assert [one.stem for one in personal_paths(tmp_path)] == ["a", "b", "c", "d"]


def test_the_schema_in_resources_is_that_of_the_model():
    """Make it anew with `.venv/bin/python packaging/schemas.py`."""
    path = files.data_root() / "resources" / "library.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema()
