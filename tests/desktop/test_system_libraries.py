"""The libraries that Qt needs: the table against the wheels, and the sentence in a real process."""

import struct
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from posture_app.desktop.display import (
    has_display,
    platform_arguments,
    platform_plugins,
)
from posture_app.desktop.system_libraries import (
    NEEDED,
    distribution_family,
    loads,
    missing_libraries,
    missing_sentence,
    packages,
    require_libraries,
)
from posture_app.errors import FailedError

from .sensors.conftest import missing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring these along")

QT = Path(PySide6.__file__).parent
# Part of glibc and of the compiler's runtime: without them there is no Python either.
RUNTIME = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1"}
RUNTIME |= {"libresolv.so.2", "libgcc_s.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}

STRING_TABLE, NEEDED_TAG = 5, 1
DYNAMIC, LOAD = 2, 1


def needed_by(path):
    """What an ELF file (64 bits, little-endian) asks for, from its dynamic section."""
    octets = path.read_bytes()
    assert octets[:6] == b"\x7fELF\x02\x01"
    (start,) = struct.unpack_from("<Q", octets, 32)
    size, count = struct.unpack_from("<HH", octets, 54)
    headers = [struct.unpack_from("<IIQQQQQQ", octets, start + size * n) for n in range(count)]
    entries = []
    for kind, _, offset, _, _, length, _, _ in headers:
        if kind == DYNAMIC:
            entries = list(struct.iter_unpack("<qQ", octets[offset : offset + length]))
    table = next(value for tag, value in entries if tag == STRING_TABLE)
    strings = next(
        offset + table - address
        for kind, _, offset, address, _, length, _, _ in headers
        if kind == LOAD and address <= table < address + length
    )
    names = (strings + value for tag, value in entries if tag == NEEDED_TAG)
    return {octets[at : octets.index(b"\0", at)].decode() for at in names}


def of_the_system(*paths):
    """What these files of the wheel ask of the system, directly or by other files of the wheel."""
    wheel = {path.name: path for path in [*QT.glob("*.so*"), *QT.glob("Qt/lib/*.so*")]}
    wheel |= {path.name: path for path in QT.parent.glob("shiboken6/*.so*")}
    open_paths, seen, asked = list(paths), set(), set()
    while open_paths:
        for name in needed_by(open_paths.pop()):
            if name not in wheel:
                asked.add(name)
            elif name not in seen:
                seen.add(name)
                open_paths.append(wheel[name])
    return asked - RUNTIME


MODULES = [
    QT / f"Qt{name}.abi3.so" for name in ("Core", "Gui", "Widgets", "Network", "DBus", "Svg")
]
PLUGINS = QT / "Qt" / "plugins"


@pytest.mark.parametrize(
    ("plugin", "files"),
    [
        # Its parts for OpenGL ask for libxcb-glx as well; the window is painted without them.
        ("xcb", ["platforms/libqxcb.so"]),
        (
            "wayland",
            [
                "platforms/libqwayland.so",
                "wayland-shell-integration/libxdg-shell.so",
                "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
            ],
        ),
    ],
)
def test_the_table_is_what_the_wheels_ask_for(plugin, files):
    asked = of_the_system(*MODULES, *(PLUGINS / file for file in files))
    assert {library.soname for library in NEEDED[plugin]} == asked


def test_every_plugin_needs_what_all_windows_need():
    asked = of_the_system(*MODULES, PLUGINS / "platforms" / "libqoffscreen.so")
    missing = missing_libraries("offscreen", lambda _soname: False)
    assert {library.soname for library in missing} == asked


def test_a_library_that_is_there_loads_and_one_that_is_not_does_not():
    assert loads("libc.so.6")
    assert not loads("libposture-app-has-no-such.so.1")


def without(*sonames):
    return lambda soname: soname not in sonames


@pytest.mark.parametrize(
    ("environ", "plugins"),
    [
        ({}, ("offscreen",)),
        ({"DISPLAY": ""}, ("offscreen",)),
        ({"DISPLAY": ":0"}, ("xcb",)),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ("wayland",)),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, ("xcb", "wayland")),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:size=1x1"}, ("offscreen",)),
        ({"QT_QPA_PLATFORM": "wayland-egl;xcb"}, ("wayland", "xcb")),
    ],
)
def test_the_plugins_are_those_that_qt_will_try(environ, plugins):
    assert platform_plugins(environ) == plugins
    assert has_display(environ, "linux") == ("offscreen" not in plugins)
    assert has_display(environ, "darwin")


def test_qt_is_told_to_go_through_xwayland_where_there_is_one():
    both = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert platform_arguments(both, "linux") == ("-platform", "xcb;wayland")
    assert platform_arguments({**both, "QT_QPA_PLATFORM": "wayland"}, "linux") == ()
    assert platform_arguments({"WAYLAND_DISPLAY": "wayland-0"}, "linux") == ()
    assert platform_arguments({"DISPLAY": ":0"}, "linux") == ()
    assert platform_arguments(both, "darwin") == ()


def test_all_being_there_nothing_is_said():
    require_libraries({"DISPLAY": ":0"}, lambda _soname: True)


def test_what_is_missing_is_named_with_its_packages(monkeypatch):
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: {"ID": "debian"})
    with pytest.raises(FailedError) as told:
        require_libraries({"DISPLAY": ":0"}, without("libxcb-cursor.so.0", "libEGL.so.1"))
    assert str(told.value) == (
        "the window cannot open, for the system has no libEGL.so.1, libxcb-cursor.so.0; "
        "install with: sudo apt-get install libegl1 libxcb-cursor0"
    )


def test_one_complete_plugin_of_two_is_enough():
    both = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    require_libraries(both, without("libwayland-cursor.so.0"))
    require_libraries(both, without("libxcb-cursor.so.0"))
    with pytest.raises(FailedError, match=r"libxcb-cursor\.so\.0"):
        require_libraries(both, without("libxcb-cursor.so.0", "libwayland-cursor.so.0"))


def test_libraries_of_one_package_name_it_once():
    missing = missing_libraries("xcb", without("libglib-2.0.so.0", "libgthread-2.0.so.0"))
    assert packages(missing, "debian") == ["libglib2.0-0"]
    assert "dnf install glib2" in str(missing_sentence(missing, "fedora"))


def test_on_an_unknown_distribution_the_libraries_are_named():
    missing = missing_libraries("xcb", without("libxcb-cursor.so.0"))
    assert str(missing_sentence(missing, None)).endswith(
        "install the packages that hold these libraries"
    )


@pytest.mark.parametrize(
    ("release", "family"),
    [
        ({"ID": "debian"}, "debian"),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "debian"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "debian"),
        ({"ID": "fedora"}, "fedora"),
        ({"ID": "almalinux", "ID_LIKE": "rhel centos fedora"}, "fedora"),
        ({"ID": "arch"}, None),
        ({}, None),
    ],
)
def test_the_family_of_a_distribution(release, family):
    assert distribution_family(release) == family


def run(code, **environ):
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": "", **environ},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def broken(tmp_path):
    """A place that the linker looks into first, with a library that cannot be loaded."""

    def lay(soname):
        (tmp_path / soname).write_bytes(b"")
        return {"LD_LIBRARY_PATH": str(tmp_path), "DISPLAY": ":987"}

    return lay


QT_ALONE = "from PySide6.QtWidgets import QApplication; QApplication([])"
OURS = "from posture_app.cli import main; raise SystemExit(main([]))"
LOADED = """
import sys
from posture_app.commands.window import require_qt
require_qt()
print(*sorted({"PySide6.QtWidgets", "posture_app.desktop.system_libraries"} & {*sys.modules}))
"""


def test_a_missing_library_of_the_plugin_would_end_the_process(broken):
    assert run(QT_ALONE, **broken("libxcb-cursor.so.0")).returncode < 0


# One that only the plug-in needs, and one that Qt's modules need already.
@pytest.mark.parametrize("soname", ["libxcb-cursor.so.0", "libEGL.so.1"])
def test_the_program_names_what_is_missing_instead(broken, soname):
    ours = run(OURS, **broken(soname))
    assert ours.returncode == 1
    assert ours.stderr.startswith(
        f"posture-app: the window cannot open, for the system has no {soname};"
    )


def need_plugin(plugin):
    """The set-up installs what is missing, where it may."""
    absent = missing_libraries(plugin)
    if absent:
        missing(", ".join(library.soname for library in absent))


def test_in_a_real_process_one_complete_plugin_of_two_is_enough(broken):
    need_plugin("wayland")
    ours = run(LOADED, WAYLAND_DISPLAY="wayland-0", **broken("libxcb-cursor.so.0"))
    assert (ours.returncode, ours.stdout) == (0, "PySide6.QtWidgets\n")


@pytest.mark.parametrize("plugin", ["offscreen", "xcb", "wayland", "wayland-egl"])
def test_where_qt_can_be_loaded_no_library_is_looked_for(plugin):
    need_plugin(*platform_plugins({"QT_QPA_PLATFORM": plugin}))
    ours = run(LOADED, QT_QPA_PLATFORM=plugin)
    assert (ours.returncode, ours.stdout) == (0, "PySide6.QtWidgets\n")
