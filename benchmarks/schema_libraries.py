"""pydantic against msgspec on the real model: the figures behind docs/decisions/0002.

Each is measured in processes of its own: importing it, making the model's reader, reading a
library of eighty exercises (the built-in ones, repeated under other ids), the memory all that
takes, and what it tells of a file with five faults. msgspec is no dependency of the project:
without it (`pip install -c constraints.txt msgspec`) its figures are left out. Prints JSON.
"""

import importlib.util
import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 9
EXERCISES = 80

MEASURE = """
import json, sys, time
sys.path[:0] = sys.argv[1:2]
import posture_app.library.model as model

def memory_mb():
    for line in open("/proc/self/smaps_rollup"):
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024

raw = sys.stdin.buffer.read()
broken = raw
for sound, fault in json.loads(sys.argv[2]):
    assert sound.encode() in broken, sound
    broken = broken.replace(sound.encode(), fault.encode(), 1)
memory = memory_mb()
times = [time.perf_counter()]
READER
times.append(time.perf_counter())
document = read(raw)
times.append(time.perf_counter())
assert len(document.exercises) == 80
read(raw)
again = time.perf_counter() - times[-1]
print(json.dumps({
    "import_ms": (imported - times[0]) * 1000,
    "make_reader_ms": (times[1] - imported) * 1000,
    "first_read_ms": (times[2] - times[1]) * 1000,
    "next_read_ms": again * 1000,
    "all_ms": (times[2] - times[0]) * 1000,
    "memory_mb": memory_mb() - memory,
    "faults_told": faults(broken),
}))
"""

PYDANTIC = """
from pydantic import TypeAdapter, ValidationError
imported = time.perf_counter()
read = TypeAdapter(model.LibraryFile).validate_json

def faults(octets):
    try:
        read(octets)
    except ValidationError as error:
        return error.error_count()
"""

MSGSPEC = """
import msgspec
imported = time.perf_counter()
from benchmarks._msgspec_model import struct_of
read = msgspec.json.Decoder(struct_of(model.LibraryFile)).decode

def faults(octets):
    try:
        read(octets)
    except msgspec.ValidationError:
        return 1
"""

FAULTS = [
    ('"category": "', '"category": "no such '),
    ('"desk": true', '"desk": "yes"'),
    ('"sets": ', '"sets": -'),
    ('"purpose": ', '"porpoise": '),
    ('"kind": "', '"kind": "no such '),
]
"""Two values that there are not, a wrong type, a number out of range, and a misspelt field."""


def main() -> None:
    """Measure and print."""
    raw = json.dumps(_library()).encode()
    result: dict[str, object] = {"exercises": EXERCISES, "kilobytes": round(len(raw) / 1000)}
    for name, reader in (("pydantic", PYDANTIC), ("msgspec", MSGSPEC)):
        if importlib.util.find_spec(name) is None:
            result[name] = "not installed"
            continue
        runs = [_run(reader, raw) for _ in range(RUNS)]
        result[name] = {
            figure: round(statistics.median(run[figure] for run in runs), 2) for figure in runs[0]
        }
    json.dump(result, sys.stdout, indent=2)
    print()


def _library() -> dict[str, list[dict[str, object]]]:
    document: dict[str, list[dict[str, object]]]
    document = json.loads((ROOT / "exercises.json").read_bytes())
    first = document["exercises"]
    document["exercises"] = [
        {**first[number % len(first)], "id": f"exercise-{number}"} for number in range(EXERCISES)
    ]
    return document


def _run(reader: str, raw: bytes) -> dict[str, float]:
    code = MEASURE.replace("READER", reader)
    command = [sys.executable, "-c", code, str(ROOT), json.dumps(FAULTS)]
    ended = subprocess.run(command, input=raw, capture_output=True, check=True)
    figures: dict[str, float] = json.loads(ended.stdout)
    return figures


if __name__ == "__main__":
    main()
