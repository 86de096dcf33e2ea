"""The benchmarks' figures can be read whatever their children have to say."""

import json
import os
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"

SERVER = "print('a word of the X server'); os.write(int(sys.argv[2]), b'5'); signal.pause()"
BUS = """
print('a word of the bus')
pathlib.Path(sys.argv[sys.argv.index('--inside') + 1]).write_text('{"limits": {}}')
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is measured")
def test_figures_do_not_mix_with_what_the_desktop_writes(tmp_path):
    for name, does in {
        "Xvfb": SERVER,
        "dbus-run-session": BUS,
        "openbox": "",
        "xdotool": "",
    }.items():
        path = tmp_path / name
        path.write_text(f"#!{sys.executable}\nimport os, pathlib, signal, sys\n{does}\n")
        path.chmod(0o755)
    ran = subprocess.run(
        [sys.executable, BENCHMARKS / "cost.py"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(ran.stdout) == {"limits": {}}
    assert "a word of the bus" in ran.stderr


def test_what_is_limited_stands_first_with_its_limit():
    spec = spec_from_file_location("benchmarks_run", BENCHMARKS / "run.py")
    assert spec is not None
    assert spec.loader is not None
    run = module_from_spec(spec)
    spec.loader.exec_module(run)
    figures = {
        "cost": {"limits": {"hidden": 1.3, "wakeups": 1}, "times_bare_window": {"hidden": 1.2}},
        "figure": {"frame_ms": 2},
        "start": {
            "limits": {"all_loaded": 5.0},
            "times_bare_window": {"all_loaded": 4.9, "every_page_shown": 8},
        },
    }
    assert run.summary(figures) == {
        "hidden": {"times": 1.2, "limit": 1.3},
        "all_loaded": {"times": 4.9, "limit": 5.0},
        "every_page_shown": {"times": 8},
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has other sockets")
def test_a_small_soak_leaves_nothing_behind():
    words = ["--breaks", "6", "--connections", "200", "--windows", "7"]
    root = BENCHMARKS.parent
    ran = subprocess.run(
        [sys.executable, BENCHMARKS / "soak.py", *words],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    found = json.loads(ran.stdout)
    assert all(found[name]["flat"] for name in ("breaks", "connections", "windows")), found
