"""A plan from its template to its next version, as a person or another program makes it."""

import json

import pytest

pytestmark = pytest.mark.slow


def test_a_plan_is_begun_checked_changed_and_compared(run, data_dir, tmp_path):
    first, second = tmp_path / "a.postureplan", tmp_path / "b.postureplan"
    listed = json.loads(run("plan", "templates", "--json").stdout)
    begun = run("plan", "new", "--template", listed[0]["template"], "--for", "A.", "--out", first)
    assert (begun.returncode, begun.stderr) == (0, "")
    assert run("plan", "check", first).stdout == f"{first}: sound: 4 phases, 11 exercises\n"
    document = json.loads(first.read_text())
    document["plan"]["phases"][0]["items"][0]["per_day"] = 2
    second.write_text(json.dumps(document))
    compared = run("plan", "diff", first, second, LANGUAGE="de")
    assert compared.stdout == "„Kopfdrehen“ in „Settle“. Mal am Tag: 2 (vorher: 3)\n"
    shown = json.loads(run("plan", "show", second, "--json").stdout)
    assert shown["plan"] == document["plan"]
    assert not data_dir.exists()


def test_a_broken_one_is_told_without_a_stack(run, tmp_path):
    path = tmp_path / "a.postureplan"
    path.write_text('{"format": "posture-app/plan", "version": 9}')
    told = run("plan", "check", path)
    assert (told.returncode, told.stdout) == (1, "")
    assert "was made by a newer version of the program (9; this one reads up to 1)" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_plan_is_handed_over_followed_and_told_of(run, data_dir, tmp_path):
    plan, sheet, done = (tmp_path / name for name in ("a.postureplan", "a.pdf", "a.json"))
    assert run("plan", "new", "--template", "neck-at-the-desk", "--for", "A.", "--out", plan).stdout
    assert run("plan", "handout", plan, "--out", sheet).returncode == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    assert json.loads(run("plan", "merge", plan, "--json").stdout)[0]["arrival"] == "plan"
    followed = run("plan", "import", plan, "--yes", "--json")
    assert followed.returncode == 0, followed.stderr
    told = run("plan", "adherence", "--out", done)
    assert told.returncode == 0, told.stderr
    assert json.loads(done.read_text())["format"] == "posture-app/adherence"
    assert json.loads(run("plan", "merge", done, "--json").stdout)[0]["patient"] == "A."
    [patient] = json.loads(run("plan", "patients", "--json").stdout)
    assert patient["patient"] == "A."
    assert (data_dir / "patients.db").stat().st_mode & 0o777 == 0o600


def test_a_plan_is_written_for_other_programs(run, data_dir, tmp_path):
    plan, bundle, table = (tmp_path / name for name in ("a.postureplan", "a.json", "a.csv"))
    run("plan", "new", "--template", "neck-at-the-desk", "--for", "A.", "--out", plan)
    assert run("plan", "fhir", plan, "--out", bundle).returncode == 0
    assert json.loads(bundle.read_text("utf-8"))["resourceType"] == "Bundle"
    assert run("plan", "csv", plan, "--out", table).returncode == 0
    assert table.read_text("utf-8-sig").startswith("plan")
