"""The page for the telephone from the command line."""

import json

import pytest

from posture_app.cli import main
from posture_app.plans.files import read_adherence


@pytest.fixture
def told(tmp_path, capsys, qapp):
    def run(*words):
        code = main(["--data-dir", str(tmp_path / "data"), "plan", *map(str, words)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def plan(told, tmp_path):
    path = tmp_path / "a.postureplan"
    assert told("new", "--template", "acute-low-back", "--for", "AB", "--out", path)[0] == 0
    shorten(path)
    return path


def shorten(plan):
    """Leave one exercise in each phase, as every one that moves takes long to draw."""
    content = json.loads(plan.read_text("utf-8"))
    for phase in content["plan"]["phases"]:
        del phase["items"][1:]
    plan.write_text(json.dumps(content), "utf-8")


def test_a_page_is_written_in_the_plans_language(told, tmp_path):
    path = tmp_path / "b.postureplan"
    words = ("--template", "acute-low-back", "--for", "AB", "--language", "de", "--out", path)
    assert told("new", *words)[0] == 0
    shorten(path)
    page = tmp_path / "page.html"
    code, out, err = told("page", path, "--out", page, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"file": str(page), "bytes": len(page.read_bytes())}
    text = page.read_text("utf-8")
    assert '<html lang="de">' in text
    assert "Mit den Übungen beginnen" in text


def test_what_was_changed_and_the_number_for_emergencies_are_told(told, plan, tmp_path):
    page, newer = tmp_path / "page.html", tmp_path / "b.postureplan"
    content = json.loads(plan.read_text("utf-8"))
    content["plan"] |= {"revision": 2, "goal": "Walk to the lake."}
    newer.write_text(json.dumps(content), "utf-8")
    words = ("page", newer, "--out", page, "--before", plan, "--emergency-number", "144")
    assert told(*words)[0] == 0
    text = page.read_text("utf-8")
    assert "Changed since version 1" in text
    assert "Goal: Walk to the lake." in text
    assert "Call 144 now" in text
    assert told("page", newer, "--out", page, "--before", tmp_path / "none")[0] == 1


def test_what_cannot_be_written_is_told(told, plan, tmp_path):
    code, out, err = told("page", plan, "--out", tmp_path / "none" / "page.html")
    assert (code, out) == (1, "")
    assert "cannot be written" in err


def test_a_broken_plan_has_its_faults_told(told, tmp_path):
    path = tmp_path / "a.postureplan"
    path.write_text("{}")
    code, _out, err = told("page", path, "--out", tmp_path / "page.html")
    assert code == 1
    assert "posture-app/plan" in err
    assert not (tmp_path / "page.html").exists()


CODE = "2000G-24XS6-50ZZZ-J01G0-20Z01-10Y02-20Y5F-4G"
"""What the page of a plan in its first version showed in Chromium."""


def test_a_code_becomes_a_file_that_can_be_merged(told, tmp_path):
    path, out = tmp_path / "a.postureplan", tmp_path / "out.json"
    words = ("--template", "chronic-low-back", "--for", "AB", "--out", path)
    assert told("new", *words)[0] == 0
    written = (0, f"{out}: 1 session\n", "")
    assert told("code", path, *CODE.lower().split("-"), "--out", out) == written
    (session,) = read_adherence(out).sessions
    assert (session.day, session.at, session.stopped) == ("2026-11-29", "20:21", "pain")
    assert [one.exercise for one in session.items] == ["bridge", "bird-dog-leg", "hip-hinge"]


def test_a_mistyped_code_is_told_and_nothing_written(told, plan, tmp_path):
    code, out, err = told("code", plan, CODE[:-1] + "0", "--out", tmp_path / "out.json", "--json")
    assert (code, out) == (1, "")
    assert "mistyped" in err
    assert not (tmp_path / "out.json").exists()
