"""A journal from the command line: entered, told, handed on, deleted, and gone back to."""

import json

import pytest

pytestmark = pytest.mark.slow


def test_a_journal_is_kept_handed_on_and_gone_back_to(run, data_dir, tmp_path):
    added = run(
        "journal", "add", "check-in", "--now", 4, "--place", "low_back_left:ache:4", "--json"
    )
    assert (added.returncode, added.stderr) == (0, "")
    entry = json.loads(added.stdout)
    [listed] = json.loads(run("journal", "list", "--json").stdout)
    assert listed["id"] == entry["id"]
    assert entry["id"] in run("journal", "show", entry["id"], "--json").stdout
    everything, report = tmp_path / "all.json", tmp_path / "report.pdf"
    assert run("export", "--out", everything).returncode == 0
    assert run("report", "--out", report).returncode == 0
    assert report.read_bytes().startswith(b"%PDF")
    assert not any(one["said"] for one in json.loads(run("insight", "--json").stdout))
    copies = tmp_path / "copies"
    copies.mkdir()
    copy = json.loads(run("backup", "--to", copies, "--json").stdout)
    assert run("journal", "delete", entry["id"]).returncode == 0
    assert json.loads(run("journal", "list", "--json").stdout) == []
    back = run("restore", copy["path"])
    assert back.returncode == 0, back.stderr
    assert entry["id"] in run("journal", "list", "--json").stdout
    merged = json.loads(run("import", everything, "--dry-run", "--json").stdout)
    assert not any(one.get("new") for one in merged.values() if isinstance(one, dict))
    assert (data_dir.stat().st_mode & 0o777) == 0o700
