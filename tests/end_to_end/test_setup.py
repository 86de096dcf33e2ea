"""What is installed is what is shipped: the wheel in an empty environment, and the pins."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from tests.library.test_files import SOUND
from tests.there import there

ROOT = Path(__file__).parents[2]
PINS = (ROOT / "constraints.txt").read_text("utf-8")


def run(*command, returns=0, **given):
    ended = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, **given
    )
    assert ended.returncode == returns, ended.stdout + ended.stderr
    return ended.stdout


def wheel(test):
    """A test of the installed wheel, which the first of them has to wait for."""
    return pytest.mark.slow(pytest.mark.timeout(600)(test))


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An environment that holds the wheel, what the wheel asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    # Neither a pip of its own nor what nobody runs in it compiled: both take longer than the rest.
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv")
    pip = (sys.executable, "-m", "pip", "--python", folder / "venv/bin/python")
    run(*pip, "install", "--quiet", "--no-compile", "--no-index", "--no-deps", built)
    (packages,) = folder.glob("venv/lib/python*/site-packages")
    (of_wheel,) = packages.glob("posture_app-*.dist-info")
    for package in needed(Distribution.at(of_wheel)):
        for name in {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}:
            (packages / name).symlink_to(Path(package.locate_file(name)))
    run(*pip, "check")
    return folder


def needed(package):
    """What a package asks for, and what that asks for, from the environment of this run.

    To unpack it all once more would take longer than everything that is done with it.
    """
    found = {}
    asking = [package]
    while asking:
        for asked in map(Requirement, asking.pop().requires or ()):
            name = normal(asked.name)
            if name not in found and (not asked.marker or asked.marker.evaluate({"extra": ""})):
                found[name] = distribution(name)
                asking.append(found[name])
    return found.values()


@pytest.fixture
def program(installed):
    """Runs the installed program where nothing of the checkout can be found."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environ.pop(name, None)
    environ["POSTURE_APP_DATA_DIR"] = str(installed / "data")

    def program(*words, returns=0, **variables):
        command = (installed / "venv/bin/posture-app", *words)
        return run(*command, cwd=installed, env=environ | variables, returns=returns)

    return program


@wheel
def test_the_wheel_runs_installed_outside_the_checkout(program, installed):
    code = "from posture_app.library.files import data_root; print(data_root())"
    root = Path(run(installed / "venv/bin/python", "-c", code, cwd=installed).strip())
    assert root.is_relative_to(installed / "venv")
    assert (root / "exercises.json").read_bytes() == (ROOT / "exercises.json").read_bytes()
    shipped = {path.relative_to(root) for path in (root / "resources").rglob("*")}
    assert shipped == {
        Path("resources") / path.relative_to(ROOT / "resources")
        for path in (ROOT / "resources").rglob("*")
    }
    assert program("check", root / "exercises.json")

    phases = program("play", "desk-reset-60", "--unattended", "--speed", 5000, "--json")
    assert len(phases.splitlines()) > 3
    (session,) = json.loads(program("log", "--json"))
    assert session["items"]


SHOWN_FONT = """
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
from posture_app.ui.theme.theme import Theme
app = QApplication(["test", "-platform", "offscreen"])
font = QFontInfo(Theme(app).font("title"))
print(font.family(), font.weight())
"""


@wheel
def test_the_wheel_brings_its_font(installed):
    said = run(installed / "venv/bin/python", "-c", SHOWN_FONT, cwd=installed)
    assert said.split() == ["Lato", "600"]


@wheel
def test_the_installed_program_speaks_german_outside_the_checkout(program, installed):
    german = {"LANGUAGE": "de"}
    sound = installed / "sound.json"
    sound.write_text(json.dumps(SOUND), "utf-8")
    assert ": in Ordnung: 1 Übung, 1 Programm, " in program("check", sound, **german)
    broken = installed / "broken.json"
    broken.write_text('{"format": ', "utf-8")
    said = program("check", broken, returns=1, **german)
    assert said.endswith(": Zeile 1, Spalte 12: ist kein JSON: Hier fehlt ein Wert\n")
    speaks = "from posture_app.words.catalogue import _, use; use('de'); print(_('Neck'))"

    assert run(installed / "venv/bin/python", "-c", speaks, cwd=installed) == "Nacken und Hals\n"


@wheel
def test_the_installed_program_shows_what_it_does_without_a_display(program, installed):
    said = program("--demo-without-display", installed / "demo")
    assert "There is no display here" in said.splitlines()[0]
    assert "completed" in said.splitlines()[-1]
    pictures = list((installed / "demo").glob("*.png"))
    assert len(pictures) > 5
    assert min(picture.stat().st_size for picture in pictures) > 5_000


def test_every_direct_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = {normal(line.partition("==")[0]) for line in PINS.splitlines() if "==" in line}
    assert {normal(there(re.match(r"[\w.-]+", line))[0]) for line in asked} <= pinned


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_pins_name_versions_and_no_places():
    lines = [line for line in PINS.splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)


def test_the_environment_of_this_run_has_the_pinned_versions():
    """What was tested is what `constraints.txt` says."""
    freeze = run(sys.executable, "-m", "pip", "freeze", "--exclude-editable")
    installed = {normal(line.split("==")[0]): line for line in freeze.splitlines()}
    pinned = {normal(line.split("==")[0]): line for line in PINS.splitlines() if "==" in line}
    both = installed.keys() & pinned.keys()
    assert len(both) > 30
    assert {version(installed[name]) for name in both} == {version(pinned[name]) for name in both}


def version(line):
    name, _, number = line.partition("==")
    return normal(name), number


def test_continuous_integration_runs_what_a_person_runs():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[-1] == "CI=true exec make test"


# The set-up itself, with a machine that is made up.


@pytest.fixture
def set_up(monkeypatch, tmp_path):
    """The set-up of an empty project on a Debian where all is there; keeps what it would run."""
    spec = there(importlib.util.spec_from_file_location("set_up", ROOT / "packaging" / "set_up.py"))
    module: Any = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "set_up", module)
    there(spec.loader).exec_module(module)
    for name in module.INPUTS:
        (tmp_path / name).write_text("first")
    module.ran = []
    module.refused = ()

    def run(command, **_given):
        words = [str(word) for word in command]
        module.ran.append(" ".join(words))
        if words[1:3] == ["-m", "venv"]:
            python = tmp_path / words[-1] / "bin" / "python"
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return subprocess.CompletedProcess(command, int(words[0] in module.refused))

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module.subprocess, "run", run)
    monkeypatch.setattr(module, "_library", lambda: None)  # there is none in the empty project
    monkeypatch.setattr(module, "missing_libraries", lambda plugin: [])
    monkeypatch.setattr(module, "distribution_family", lambda: "debian")
    monkeypatch.setattr(module.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(sys, "argv", ["set_up.py"])
    return module


CURSOR = ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor")


def test_a_second_set_up_does_nothing(set_up):
    assert set_up.main() == 0
    assert any("--editable .[dev]" in line for line in set_up.ran)
    set_up.ran.clear()
    assert set_up.main() == 0
    assert set_up.ran == []


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_another_list_of_dependencies_is_installed(set_up, tmp_path, name):
    set_up.main()
    set_up.ran.clear()
    (tmp_path / name).write_text("second")
    set_up.main()
    assert any("pip install" in line for line in set_up.ran)
    assert not any(line.endswith(".venv") for line in set_up.ran)  # the environment is kept


def test_a_set_up_that_failed_is_done_again(set_up, monkeypatch, capsys):
    run = set_up.subprocess.run

    def failing(command, **given):
        if "install" in command:
            raise subprocess.CalledProcessError(1, command)
        return run(command, **given)

    with monkeypatch.context() as patch:
        patch.setattr(set_up.subprocess, "run", failing)
        assert set_up.main() == 1
    assert "this command failed" in capsys.readouterr().err
    set_up.ran.clear()
    assert set_up.main() == 0
    assert any("pip install" in line for line in set_up.ran)


def test_with_rights_what_is_missing_is_installed(set_up, monkeypatch):
    monkeypatch.setattr(set_up, "missing_libraries", lambda plugin: [set_up.SharedLibrary(*CURSOR)])
    assert set_up.main() == 0
    assert "sudo -n apt-get -q update" in set_up.ran
    assert any(line.endswith("install libxcb-cursor0") for line in set_up.ran)


def test_without_rights_what_is_missing_is_named(set_up, monkeypatch, capsys):
    set_up.refused = ("sudo",)
    monkeypatch.setattr(set_up, "missing_libraries", lambda plugin: [set_up.SharedLibrary(*CURSOR)])
    assert set_up.main() == 1
    assert capsys.readouterr().err == (
        "set-up: missing on this system: libxcb-cursor.so.0; "
        "install with: sudo apt-get install libxcb-cursor0\n"
    )
    assert not any("pip" in line for line in set_up.ran)


def test_an_unknown_distribution_is_told_what_is_missing(set_up, monkeypatch, capsys):
    monkeypatch.setattr(set_up, "distribution_family", lambda: None)
    monkeypatch.setattr(set_up, "missing_libraries", lambda plugin: [set_up.SharedLibrary(*CURSOR)])
    assert set_up.main() == 1
    assert capsys.readouterr().err == "set-up: missing on this system: libxcb-cursor.so.0\n"


def test_what_some_tests_need_is_no_reason_to_stop(set_up, monkeypatch, capsys):
    set_up.refused = ("sudo",)
    monkeypatch.setattr(set_up.shutil, "which", lambda program: None)
    monkeypatch.setattr(sys, "argv", ["set_up.py", "--for-tests"])
    assert set_up.main() == 0
    assert "without it some tests are skipped" in capsys.readouterr().out
