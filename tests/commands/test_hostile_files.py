"""Files that were made to stop the program, hang it or eat the machine; each did one of these."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from posture_app.library.files import read
from posture_app.library.problems import MOST_TOLD, BrokenFileError
from tests.library.test_files import EXERCISE, ROUTINE, SOUND

SECONDS, MEGABYTES = 2, 200

_BAD_ITEM = {"exercise": "nod", "dose": {"model": "reps"}}


def _text(**fields: object) -> str:
    return json.dumps({**SOUND, **fields})


def _many_bad_doses() -> str:
    items = [_BAD_ITEM] * 60
    return _text(routines=[{**ROUTINE, "id": f"r{at}", "items": items} for at in range(2000)])


def _many_bad_lists() -> str:
    wrong = [{**EXERCISE, "id": f"e{at}", "regions": [0] * 4900} for at in range(110)]
    return _text(exercises=wrong)


LARGE = {
    "a doubled field among 60,000": lambda: (
        "{" + "".join(f'"field-{at}":0,' for at in range(60_000)) + '"field-5":1}'
    ),
    "millions of numbers": lambda: _text(exercises=[0] * 2_200_000),
    "millions of regions": lambda: _text(exercises=[{**EXERCISE, "regions": [0] * 3_200_000}]),
    "hundreds of thousands of regions": lambda: _text(
        exercises=[{**EXERCISE, "regions": [0] * 250_000}]
    ),
    "long lists in every exercise": _many_bad_lists,
    "120,000 bad doses": _many_bad_doses,
    "a million objects": lambda: "[" + ",".join(['{"a":{}}'] * 1_000_000) + "]",
    "millions of brackets": lambda: "[" * 5_000_000,
    "one long text": lambda: _text(language="x" * 9_900_000),
    "one long integer": lambda: '{"version":' + "1" * 9_900_000 + "}",
    "one long fraction": lambda: '{"version":1.' + "1" * 9_900_000 + "}",
    "unknown fields": lambda: _text(exercises=[dict.fromkeys(map(str, range(4900)), 0)] * 50),
}

_EACH_CHECKED_ALONE = """
import json, os, re, signal, sys, time
from pathlib import Path
from posture_app.cli import main
from tests.fuzz.pace import at_a_desk
sound, *paths = sys.argv[1:]
main(["check", sound])
sys.stdout.flush()
imported_s = at_a_desk(time.process_time())
for path in paths:
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    signal.alarm(300)
    began = time.process_time()
    os.dup2(os.open(f"{path}.told", os.O_WRONLY | os.O_CREAT), 1)
    main(["check", path])
    sys.stdout.flush()
    taken_s = time.process_time() - began
    status = Path("/proc/self/status").read_text()
    kilobytes = int(re.search("VmHWM: *(.*) kB", status.expandtabs(1))[1])
    used = at_a_desk(taken_s), kilobytes // 1024
    Path(f"{path}.used").write_text(json.dumps(used))
    os._exit(0)
print(imported_s)
"""
"""Each in a process of its own, forked where all that it takes is imported.

What `resource` tells of memory would be that of the process before.
"""


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """What is told of each, and what it took: seconds at a desk, with the import, and megabytes."""
    folder = tmp_path_factory.mktemp("large")
    sound = folder / "sound.json"
    sound.write_text(_text(), encoding="utf-8")
    paths = {what: folder / f"{number}.json" for number, what in enumerate(LARGE)}
    for what, path in paths.items():
        path.write_text(LARGE[what](), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", _EACH_CHECKED_ALONE, *map(str, (sound, *paths.values()))],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    imported_s = float(ran.stdout.splitlines()[-1])
    found = {}
    for what, path in paths.items():
        told = path.with_name(f"{path.name}.told").read_text("utf-8")
        seconds, megabytes = json.loads(path.with_name(f"{path.name}.used").read_text())
        found[what] = told, imported_s + seconds, megabytes
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads how much memory a process had at most")
@pytest.mark.parametrize("what", LARGE)
def test_ten_megabytes_of_anything_are_answered_soon_and_in_little_memory(what, answered):
    told, seconds, megabytes = answered[what]
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    assert 1 <= len(told.splitlines()) <= MOST_TOLD + 1


def _read(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "own.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFileError) as caught:
        read(path)
    return [str(problem) for problem in caught.value.problems]


def test_a_hundred_problems_are_told_and_how_many_more_there_are(tmp_path):
    told = _read(tmp_path, _many_bad_doses())
    assert len(told) == MOST_TOLD + 1
    assert told[0].startswith("routines[0].items[0].dose.reps: is missing")
    assert told[-1] == f"has {120_000 - MOST_TOLD} more problems"


@pytest.mark.parametrize(
    ("number", "field", "told"),
    [
        ("1" * 4301, "sets", "got an endless number; expected a whole number"),
        ("1" * 400, "rest_s", "got an endless number; expected a finite number"),
        ("-" + "1" * 400, "rest_s", "got an endless number; expected a finite number"),
        ("1" * 200, "sets", "got 1.11111e+199; expected 20 or less"),
        ("1e999", "rest_s", "got an endless number; expected a finite number"),
        ("NaN", "rest_s", "got nan; expected a finite number"),
    ],
)
def test_a_number_of_hundreds_of_digits_is_a_problem_in_its_place(number, field, told, tmp_path):
    dose = {**EXERCISE["dose"], field: "HERE"}
    text = _text(exercises=[{**EXERCISE, "dose": dose}]).replace('"HERE"', number)
    assert _read(tmp_path, text) == [f"exercises[0].dose.{field}: {told}"]


def test_half_of_a_character_hides_no_other_problem(tmp_path):
    wrong = {**EXERCISE, "name": "Nod \ud800", "dose": {"model": "reps", "sets": []}}
    assert _read(tmp_path, _text(exercises=[wrong])) == [
        "exercises[0].name: holds half of a character; expected text",
        "exercises[0].dose.sets: got a list; expected a whole number",
    ]


def test_half_of_a_character_in_the_name_of_a_field(tmp_path):
    told = _read(tmp_path, _text(exercises=[{**EXERCISE, "\udcff": 1}]))
    assert told[0] == "exercises[0]: holds half of a character; expected text"


@pytest.mark.parametrize("depth", [40, 900, 100_000])
def test_lists_in_lists(depth, tmp_path):
    nested = "[" * depth + "]" * depth
    told = _read(tmp_path, _text(exercises="HERE").replace('"HERE"', nested))
    assert told == ["is nested too deeply to be a file of this program"]
