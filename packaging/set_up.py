"""Sets up a checkout: system packages, `.venv`, pinned dependencies and the project, editable.

`make run` and `make test` call it each time; it does nothing where all is in place. It needs Python
3.11 and its standard library. Nothing is installed into the system but with root's or password-less
sudo's rights on Debian, Ubuntu and Fedora; elsewhere it says what to install.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from posture_app.desktop.display import platform_plugins
from posture_app.desktop.system_libraries import (
    Family,
    SharedLibrary,
    distribution_family,
    install_command,
    missing_libraries,
)

ROOT = Path(__file__).parents[1]
INPUTS = ("pyproject.toml", "constraints.txt")
# The tests open real windows on a virtual screen and speak to real services on a message bus.
TEST_PROGRAMS: Mapping[str, Mapping[Family, str]] = {
    "Xvfb": {"debian": "xvfb", "fedora": "xorg-x11-server-Xvfb"},
    "xprop": {"debian": "x11-utils", "fedora": "xprop"},
    "xdotool": {"debian": "xdotool", "fedora": "xdotool"},
    "openbox": {"debian": "openbox", "fedora": "openbox"},
    "dbus-daemon": {"debian": "dbus", "fedora": "dbus-daemon"},
    "dconf": {"debian": "dconf-cli", "fedora": "dconf"},
    "sway": {"debian": "sway", "fedora": "sway"},
    "Xwayland": {"debian": "xwayland", "fedora": "xorg-x11-server-Xwayland"},
    "grim": {"debian": "grim", "fedora": "grim"},
    # A desktop is asked what it knows of the program's menu entry and of its type of file.
    "desktop-file-validate": {"debian": "desktop-file-utils", "fedora": "desktop-file-utils"},
    "update-mime-database": {"debian": "shared-mime-info", "fedora": "shared-mime-info"},
    "gio": {"debian": "libglib2.0-bin", "fedora": "glib2"},
    # The page for a telephone is played in a real browser.
    "chromium": {"debian": "chromium", "fedora": "chromium"},
    "chromedriver": {"debian": "chromium-driver", "fedora": "chromedriver"},
}
DBUS_MOCK: Mapping[Family, str] = {
    "debian": "python3-dbusmock",
    "fedora": "python3-dbusmock",
}
SCREEN_READER: Mapping[str, Mapping[Family, str]] = {
    "at-spi2-core": {"debian": "at-spi2-core", "fedora": "at-spi2-core"},
    "Atspi": {"debian": "gir1.2-atspi-2.0", "fedora": "at-spi2-core"},
    "PyGObject": {"debian": "python3-gi", "fedora": "python3-gobject-base"},
}
SCREEN_READER_ASKS = (
    "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
)
# The rooms of the model are tested where neither Qt nor a database is installed.
MODEL_TEST_NEEDS = (
    "pytest",
    "hypothesis",
    "babel",
    "pydantic",
    "annotated-types",
    "tzdata",
    "numpy",
    "scipy",
)


def main() -> int:
    """Set up; returns the exit code."""
    parser = argparse.ArgumentParser(description="Set up a checkout.")
    parser.add_argument("--for-tests", action="store_true", help="with what the tests need")
    options = parser.parse_args()
    try:
        if sys.platform == "linux":
            _system_packages(for_tests=options.for_tests)
        _environments(for_tests=options.for_tests)
        _catalogues()
        _library()
    except subprocess.CalledProcessError as error:
        return _fail(f"this command failed, see above: {' '.join(map(str, error.cmd))}")
    except LookupError as error:
        return _fail(str(error))
    return 0


def _say(sentence: str) -> None:
    print(f"set-up: {sentence}", flush=True)


def _fail(sentence: str) -> int:
    print(f"set-up: {sentence}", file=sys.stderr)
    return 1


def _environments(*, for_tests: bool) -> None:
    """Make the environments side by side: each of them waits for what is fetched and unpacked."""
    needs = {".venv": [["hatchling", "babel"], ["--no-build-isolation", "--editable", ".[dev]"]]}
    if for_tests:
        needs[".venv-core"] = [list(MODEL_TEST_NEEDS)]
    with ThreadPoolExecutor(len(needs)) as pool:
        for made in [
            pool.submit(_environment, ROOT / name, asked) for name, asked in needs.items()
        ]:
            made.result()


def _environment(folder: Path, requirements: Sequence[Sequence[str]]) -> None:
    """Make a virtual environment with these requirements, unless it is up to date."""
    stamp = folder / "set-up.stamp"
    state = _state(requirements)
    if _python(folder).exists() and stamp.exists() and stamp.read_text("utf-8") == state:
        return
    _say(f"{folder.name} is being made; the first time this takes some minutes")
    stamp.unlink(missing_ok=True)
    if not _python(folder).exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    pip = [str(_python(folder)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pip.append("--no-compile")  # most of it is never imported, and what is, is compiled then
    for requirement in requirements:
        subprocess.run(
            [*pip, "--constraint", "constraints.txt", *requirement], cwd=ROOT, check=True
        )
    stamp.write_text(state, "utf-8")


def _catalogues() -> None:
    """Compile the languages' catalogues where one has changed since."""
    locale = ROOT / "posture_app" / "words" / "locale"
    for source in locale.glob("*.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime_ns < source.stat().st_mtime_ns:
            compiler = str(ROOT / "packaging" / "catalogues.py")
            subprocess.run([str(_python(ROOT / ".venv")), compiler, "compile"], check=True)
            return


def _library() -> None:
    """Compile the built-in library where it has changed since, or what reads and solves it."""
    model, body = ROOT / "posture_app" / "library", ROOT / "posture_app" / "body"
    files = [ROOT / "exercises.json", *ROOT.glob("exercises.*.json")]
    made = [(model / source.name).with_suffix(".pickle") for source in files]
    made.append(body / "motions.pickle")
    sources = (*files, *model.glob("*.py"), *body.glob("*.py"))
    newest_ns = max(source.stat().st_mtime_ns for source in sources)
    if any(not one.exists() or one.stat().st_mtime_ns < newest_ns for one in made):
        compiler = str(ROOT / "packaging" / "compile_library.py")
        subprocess.run([str(_python(ROOT / ".venv")), compiler], check=True)


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _state(requirements: Sequence[Sequence[str]]) -> str:
    digest = hashlib.sha256(repr((sys.version_info[:2], requirements)).encode())
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Need:
    """Something of the system that is missing, and the package that has it.

    What only some tests need is not required: they are skipped without it, but not in CI.
    """

    what: str
    package: Mapping[Family, str]
    required: bool = True


def _system_packages(*, for_tests: bool) -> None:
    """Install what is missing, or say what to install.

    Raises:
        LookupError: Something that is required is missing and cannot be installed from here.
        CalledProcessError: The package manager failed.
    """
    needs = [*_library_needs(), *_tool_needs(), *(_test_needs() if for_tests else [])]
    if not needs:
        return
    family = distribution_family()
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if family is not None and (not sudo or _runs([*sudo, "true"])):
        _install(needs, family, sudo)
        return
    what = f"missing on this system: {', '.join(need.what for need in needs)}"
    if family is not None:
        first = dict.fromkeys(need.package[family] for need in needs)
        what += f"; install with: {install_command(first, family)}"
    if any(need.required for need in needs):
        raise LookupError(what)
    _say(f"{what}; without it some tests are skipped")


def _library_needs() -> list[Need]:
    # Where Qt has a choice of plug-ins, one of them is enough.
    absent = [missing_libraries(plugin) for plugin in platform_plugins()]
    return [_library_need(library) for library in absent[0]] if all(absent) else []


def _library_need(library: SharedLibrary, *, required: bool = True) -> Need:
    return Need(library.soname, {"debian": library.debian, "fedora": library.fedora}, required)


def _tool_needs() -> list[Need]:
    needs = []
    if importlib.util.find_spec("ensurepip") is None and not _python(ROOT / ".venv").exists():
        debian = f"python3.{sys.version_info.minor}-venv"
        needs.append(Need("Python's venv module", {"debian": debian, "fedora": "python3"}))
    return needs


def _test_needs() -> list[Need]:
    libraries = [
        _library_need(library, required=plugin == "offscreen")
        for plugin in ("offscreen", "xcb", "wayland")
        for library in missing_libraries(plugin)
    ]
    needs = [
        Need(name, where, required=False)
        for name, where in TEST_PROGRAMS.items()
        if shutil.which(name) is None
    ]
    # It serves from a process of its own, by the system's Python.
    if not _runs(["/usr/bin/python3", "-c", "import dbusmock"]):
        needs.append(Need("dbusmock", DBUS_MOCK, required=False))
    # A screen reader reads the window from the bus for assistive technology.
    launchers = (Path(folder) / "at-spi-bus-launcher" for folder in ("/usr/libexec", "/usr/lib"))
    if not any(launcher.exists() for launcher in launchers) or not _runs(
        ["/usr/bin/python3", "-c", SCREEN_READER_ASKS]
    ):
        needs += [Need(name, where, required=False) for name, where in SCREEN_READER.items()]
    return [*libraries, *needs]


def _install(needs: Sequence[Need], family: Family, sudo: Sequence[str]) -> None:
    _say(f"installing what is missing: {', '.join(need.what for need in needs)}")
    if family == "debian":
        install = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
        install += ["--no-install-recommends", "install"]
        subprocess.run([*sudo, "apt-get", "-q", "update"], check=True)
    else:
        install = ["dnf", "-q", "-y", "install"]
    packages = dict.fromkeys(need.package[family] for need in needs)
    subprocess.run([*sudo, *install, *packages], check=True)


def _runs(command: Sequence[str]) -> bool:
    """Does a command end well? What it prints is of no interest."""
    try:
        quiet = subprocess.DEVNULL
        return subprocess.run(command, stdout=quiet, stderr=quiet, check=False).returncode == 0
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    raise SystemExit(main())
