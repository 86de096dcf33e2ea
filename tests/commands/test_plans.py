"""Plans from the command line: begun, checked, shown and compared."""

import json

import pytest

from posture_app.cli import main
from posture_app.library.files import load
from posture_app.library.model import Library
from posture_app.plans.files import check_sum, read_plan
from posture_app.plans.templates import NAMES

NOTHING = Library({}, {}, {})


@pytest.fixture
def told(tmp_path, capsys):
    """Runs a verb of plan; returns the exit code, the output and the errors."""

    def run(*words):
        code = main(["--data-dir", str(tmp_path / "data"), "plan", *map(str, words)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def begun(told, tmp_path):
    """A plan that was begun from a template, and what is in it."""
    path = tmp_path / "a.postureplan"
    words = ("--template", "acute-low-back", "--for", " A. B. ", "--out", path)
    assert told("new", *words) == (0, f"{path}: Acute low back pain\n", "")
    return path, json.loads(path.read_text())


def changed(path, document):
    """Another version of a plan beside the first."""
    other = path.with_name("b.postureplan")
    other.write_text(json.dumps(document))
    return other


def test_what_is_begun_stands_by_itself(begun):
    path, _ = begun
    read = read_plan(path, NOTHING)
    assert (read.plan.patient, read.plan.revision, read.plan.language) == ("A. B.", 1, "en")
    assert len(read.plan.id) == 36
    assert len(read.plan.changed_on) == 10
    used = {item.exercise for phase in read.plan.phases for item in phase.items}
    assert {one.id for one in read.exercises} == used
    assert path.stat().st_mode & 0o077 == 0


def test_two_that_are_begun_have_ids_of_their_own(told, tmp_path):
    ids = set()
    for name in ("a", "b"):
        out = tmp_path / name
        words = ("--template", "osteoporosis", "--for", "x", "--out", out, "--json")
        code, printed, _ = told("new", *words)
        answer = json.loads(printed)
        assert (code, answer["file"]) == (0, str(out))
        ids.add(answer["id"])
    assert len(ids) == 2


def test_the_patients_language_is_independent_of_the_programs(told, tmp_path):
    out = tmp_path / "a"
    words = ("--template", "osteoporosis", "--for", "x", "--out", out, "--language", "de")
    assert told("new", *words) == (0, f"{out}: Kräftig und sicher mit Osteoporose\n", "")
    read = read_plan(out, NOTHING)
    assert read.plan.language == "de"
    assert read.exercises[0].name == load(language="de").library.exercises["sit-to-stand"].name


def test_nothing_is_written_over(told, begun):
    path, document = begun
    code, printed, errors = told("new", "--template", NAMES[0], "--for", "x", "--out", path)
    assert (code, printed) == (1, "")
    assert errors == f"posture-app: {path} is there already; name a new file\n"
    assert json.loads(path.read_text()) == document


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 2, "expected new, check, show"),
        (
            ("new", "--template", "knee", "--for", "x", "--out", "no"),
            2,
            'no template "knee"',
        ),
        (("new", "--template", NAMES[0], "--for", "x" * 61, "--out", "no"), 1, "plan.patient: got"),
        (("new", "--template", NAMES[0], "--for", "x", "--out", "no/a"), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_begun_is_told(told, tmp_path, monkeypatch, words, code, sentence):
    monkeypatch.chdir(tmp_path)
    ended, printed, errors = told(*words)
    assert (ended, printed) == (code, "")
    assert sentence in errors
    assert list(tmp_path.iterdir()) == []


def test_templates_are_listed(told):
    code, printed, _ = told("templates")
    assert code == 0
    known = [*NAMES, *load().library.programmes]
    assert [line.split()[0] for line in printed.splitlines()] == known
    listed = json.loads(told("templates", "--json")[1])
    assert [one["template"] for one in listed] == known
    assert listed[2]["name"] == "Acute low back pain"
    assert listed[2]["phases"] == 3


def test_a_sound_plan_is_summed_up(told, begun):
    path, _ = begun
    assert told("check", path) == (0, f"{path}: sound: 3 phases, 9 exercises\n", "")
    assert json.loads(told("check", path, "--json")[1]) == {"faults": [], "remarks": []}


def test_remarks_inform_and_never_fail(told, begun):
    path, document = begun
    document["plan"]["phases"][0].pop("weeks")
    document["plan"]["phases"][0].pop("criterion")
    other = changed(path, document)
    told_words = "“First days” has neither a length nor a criterion, so that nothing leads to the"
    code, printed, errors = told("check", other)
    assert (code, errors) == (0, "")
    assert printed.splitlines()[1] == f"{told_words} next phase."
    [remark] = json.loads(told("check", other, "--json")[1])["remarks"]
    assert (remark["remark"], remark["phase"]) == ("no_way_on", "first-days")


def test_everything_wrong_is_told_at_once(told, begun):
    path, document = begun
    items = document["plan"]["phases"][0]["items"]
    items[0]["per_day"] = 13
    items[1]["side"] = "up"
    other = changed(path, document)
    code, printed, errors = told("check", other)
    assert (code, printed) == (1, "")
    assert [line.split(": ")[1] for line in errors.splitlines()] == [
        "plan.phases[0].items[0].per_day",
        "plan.phases[0].items[1].side",
    ]
    code, printed, _ = told("check", other, "--json")
    assert code == 1
    assert [one["place"] for one in json.loads(printed)["faults"]] == [
        "plan.phases[0].items[0].per_day",
        "plan.phases[0].items[1].side",
    ]


def test_motions_that_are_brought_along_are_proved(told, begun):
    path, document = begun
    carried = document["exercises"][1]
    motion = carried["motion"]
    motion["keyframes"][0]["pose"]["joints"] = {"elbow_left": {"flexion": 400}}
    code, _, errors = told("check", changed(path, document))
    assert code == 1
    assert "exercises[1].motion" in errors


@pytest.mark.parametrize("verb", ["check", "show"])
def test_no_plan_is_told_to_be_none(told, tmp_path, verb):
    assert told(verb, tmp_path / "gone") == (1, "", f"{tmp_path / 'gone'} does not exist\n")


def test_a_plan_is_shown(told, begun):
    path, document = begun
    code, printed, errors = told("show", path)
    assert (code, errors) == (0, "")
    lines = printed.splitlines()
    assert lines[0] == "Acute low back pain"
    assert lines[1].startswith("Version 1, ")
    assert lines[2] == "For: A. B."
    assert "1. First days" in lines
    assert any(line.startswith("   - Pelvic tilt") for line in lines)
    assert "To read: When to see somebody" in lines
    shown = json.loads(told("show", path, "--json")[1])
    assert shown["plan"] == document["plan"]
    assert shown["check_sum"] == check_sum(read_plan(path, NOTHING).plan)
    assert shown["carries"] == [one["id"] for one in document["exercises"]]
    assert [one["phase"] for one in shown["times"]] == ["first-days", "move", "strength"]
    assert shown["times"][0]["week_s"] > shown["times"][0]["session_s"] > 0


def test_what_was_changed_is_told(told, begun):
    path, document = begun
    document["plan"]["revision"] = 2
    item = document["plan"]["phases"][0]["items"][1]
    item["per_day"] = 3
    item["dose"] = {"model": "reps", "reps": 5, "tempo_s": {"move": 2, "return": 2}}
    other = changed(path, document)
    code, printed, errors = told("diff", path, other)
    assert (code, errors) == (0, "")
    assert printed.splitlines() == [
        "“Pelvic tilt lying down” in “First days”. Amount: 5 repetitions (before: 10 repetitions,"
        " hold 5 seconds)",
        "“Pelvic tilt lying down” in “First days”. Times a day: 3 (before: 2)",
    ]
    answer = json.loads(told("diff", path, other, "--json")[1])
    assert (answer["same_plan"], answer["old"], answer["new"]) == (True, 1, 2)
    first, second = answer["differences"]
    assert (first["field"], first["before"], first["after"]) == ("dose", None, item["dose"])
    assert (second["exercise"], second["before"], second["after"]) == ("pelvic-tilt-supine", 2, 3)


def test_the_same_has_no_differences(told, begun):
    path, document = begun
    assert told("diff", path, path) == (0, "Nothing was changed.\n", "")
    document["plan"]["id"] = "another"
    assert "These are two plans" in told("diff", path, changed(path, document))[1]


def test_both_files_of_a_comparison_have_their_faults_told(told, tmp_path):
    code, printed, errors = told("diff", tmp_path / "a", tmp_path / "b")
    assert (code, printed) == (1, "")
    assert len(errors.splitlines()) == 2
