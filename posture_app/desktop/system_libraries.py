"""The system's libraries that Qt's wheels need and do not bring along.

Qt aborts with a core dump where its platform plug-in cannot be loaded; the command line tries
that first (`display.load_qt`) and asks here for the names where it fails. Standard library only:
the set-up runs it before anything is installed. The names come from the wheels' own ELF headers;
tests/desktop/test_system_libraries.py compares the two.
"""

import ctypes
import platform
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal

from posture_app.dataclass import dataclass
from posture_app.desktop.display import platform_plugins
from posture_app.errors import FailedError, Message, sentence

Family = Literal["debian", "fedora"]
Loads = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class SharedLibrary:
    """A shared library by its file name, and the packages that hold it."""

    soname: str
    debian: str
    fedora: str

    def package(self, family: Family) -> str:
        """The package of this family of distributions."""
        return self.debian if family == "debian" else self.fedora


_CORE: Final = (
    SharedLibrary("libstdc++.so.6", "libstdc++6", "libstdc++"),
    SharedLibrary("libz.so.1", "zlib1g", "zlib-ng-compat"),
    SharedLibrary("libzstd.so.1", "libzstd1", "libzstd"),
    SharedLibrary("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    SharedLibrary("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
)
_WINDOWS: Final = (
    SharedLibrary("libEGL.so.1", "libegl1", "libglvnd-egl"),
    SharedLibrary("libGL.so.1", "libgl1", "libglvnd-glx"),
    SharedLibrary("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    SharedLibrary("libfreetype.so.6", "libfreetype6", "freetype"),
    SharedLibrary("libX11.so.6", "libx11-6", "libX11"),
    SharedLibrary("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    SharedLibrary("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    SharedLibrary("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5-libs"),
    SharedLibrary("libbrotlidec.so.1", "libbrotli1", "libbrotli"),
    SharedLibrary("libbrotlicommon.so.1", "libbrotli1", "libbrotli"),
)
_XCB: Final = (
    SharedLibrary("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    SharedLibrary("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    SharedLibrary("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    SharedLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    SharedLibrary("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    SharedLibrary("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    SharedLibrary("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    SharedLibrary("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    SharedLibrary("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    SharedLibrary("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    SharedLibrary("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    SharedLibrary("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    SharedLibrary("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    SharedLibrary("libxcb.so.1", "libxcb1", "libxcb"),
    SharedLibrary("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    SharedLibrary("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
_WAYLAND: Final = (
    SharedLibrary("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
    SharedLibrary("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
    SharedLibrary("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl"),
)
NEEDED: Final[Mapping[str, tuple[SharedLibrary, ...]]] = {
    "xcb": (*_CORE, *_WINDOWS, *_XCB),
    "wayland": (*_CORE, *_WINDOWS, *_WAYLAND),
}
"""By platform plug-in; every other one (offscreen) needs what all of Qt's windows need."""


def loads(soname: str) -> bool:
    """Can the dynamic linker load this library? Loads it: Qt would have done so a moment later."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(plugin: str, can_load: Loads = loads) -> list[SharedLibrary]:
    """The libraries that a platform plug-in needs and that cannot be loaded.

    Args:
        plugin: Qt's name for it: `xcb`, `wayland`, `offscreen`.
        can_load: Tells whether a library can be loaded, by its file name.
    """
    needed = NEEDED.get(plugin, (*_CORE, *_WINDOWS))
    return [library for library in needed if not can_load(library.soname)]


def require_libraries(environ: Mapping[str, str], can_load: Loads = loads) -> None:
    """Make sure that Qt can load one of the platform plug-ins it will try.

    Raises:
        FailedError: It cannot; the message names the packages to install.
    """
    if sys.platform != "linux":
        return
    plugins = platform_plugins(environ)
    missing = [missing_libraries(plugin, can_load) for plugin in plugins]
    if all(missing):
        raise FailedError(missing_sentence(missing[0], distribution_family()))


def missing_sentence(missing: Sequence[SharedLibrary], family: Family | None) -> Message:
    """What is missing and the command that installs it, where the distribution is known."""
    names = ", ".join(library.soname for library in missing)
    if family is None:
        return sentence(
            "the window cannot open, for the system has no {libraries}; install the packages that "
            "hold these libraries",
            libraries=names,
        )
    return sentence(
        "the window cannot open, for the system has no {libraries}; install with: {command}",
        libraries=names,
        command=install_command(packages(missing, family), family),
    )


def packages(libraries: Iterable[SharedLibrary], family: Family) -> list[str]:
    """The packages that hold these libraries, each once."""
    return list(dict.fromkeys(library.package(family) for library in libraries))


def install_command(names: Iterable[str], family: Family) -> str:
    """The line that a person types to install packages."""
    manager = "apt-get" if family == "debian" else "dnf"
    return f"sudo {manager} install {' '.join(names)}"


def distribution_family(release: Mapping[str, str] | None = None) -> Family | None:
    """Debian's family (Ubuntu and Mint are of it), Fedora's, or None.

    Args:
        release: The fields of `os-release`; this machine's where none are given.
    """
    if release is None:
        try:
            release = platform.freedesktop_os_release()
        except OSError:
            return None
    ids = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    if ids & {"debian", "ubuntu"}:
        return "debian"
    return "fedora" if ids & {"fedora", "rhel"} else None
