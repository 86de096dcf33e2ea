"""The page for the telephone from the command line."""

import json

import pytest

from posture_app.cli import main


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
    return path


def test_a_page_is_written_in_the_plans_language(told, plan, tmp_path):
    path = tmp_path / "b.postureplan"
    words = ("--template", "acute-low-back", "--for", "AB", "--language", "de", "--out", path)
    assert told("new", *words)[0] == 0
    page = tmp_path / "page.html"
    code, out, err = told("page", path, "--out", page, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"file": str(page), "bytes": len(page.read_bytes())}
    text = page.read_text("utf-8")
    assert '<html lang="de">' in text
    assert "Mit den Übungen beginnen" in text


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
