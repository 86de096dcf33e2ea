"""What there is to show a window on, which of Qt's plug-ins will, and whether it can be loaded."""

import builtins
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Final, NoReturn

from posture_app.errors import sentence

_WITHOUT_DISPLAY: Final = frozenset({"offscreen", "minimal"})
"""These draw into memory."""
_STUB_WRITERS: Final = frozenset(
    f"shibokensupport/signature/lib/{name}.py" for name in ("pyi_generator", "enum_sig")
)


def has_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a person could see a window. Windows and macOS always have a display."""
    return platform in {"win32", "darwin"} or not _WITHOUT_DISPLAY & {*platform_plugins(environ)}


def platform_plugins(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The plug-ins that Qt will try on Linux, in its order.

    `QT_QPA_PLATFORM` may name several with `;`, each with options after `:`.
    """
    if asked := environ.get("QT_QPA_PLATFORM"):
        names = (name.partition(":")[0].strip() for name in asked.split(";"))
        return tuple("wayland" if name.startswith("wayland") else name for name in names)
    if environ.get("WAYLAND_DISPLAY"):
        return ("xcb", "wayland") if environ.get("DISPLAY") else ("wayland",)
    return ("xcb",) if environ.get("DISPLAY") else ("offscreen",)


def platform_arguments(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> tuple[str, ...]:
    """What to hand to Qt's application, so that it takes the plug-ins named above in their order.

    Qt by itself would prefer Wayland, where a program can't show a window without taking the
    keyboard (docs/decisions/0012). It is an argument and not `QT_QPA_PLATFORM`, which the
    programs that are started from here would inherit.
    """
    plugins = platform_plugins(environ)
    if platform != "linux" or environ.get("QT_QPA_PLATFORM") or len(plugins) < 2:
        return ()
    return ("-platform", ";".join(plugins))


@contextmanager
def opening_display() -> Iterator[None]:
    """Make Qt's application in here: where it finds no display, a sentence ends the program.

    Qt itself writes several, one of which advises to install the program anew, and aborts.
    """
    from PySide6.QtCore import (  # noqa: PLC0415 - whoever looks for a display may not need Qt
        QMessageLogContext,
        QtMsgType,
        qInstallMessageHandler,
    )

    held_back: list[str] = []

    def hold_back(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        held_back.append(text)
        if kind == QtMsgType.QtFatalMsg:
            _end_without_display(held_back[0].strip().partition("\n")[0].rstrip("."))

    before = qInstallMessageHandler(hold_back)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    for text in held_back:
        with suppress(AttributeError):  # Windows gives a program without a console none
            sys.stderr.write(f"{text}\n")


def _end_without_display(why: str) -> NoReturn:
    from posture_app.words import catalogue  # noqa: PLC0415 - needed only here

    if catalogue.language() == "en":  # as long as nothing was chosen
        catalogue.use(catalogue.system_language())
    what = sentence(
        "no window can be opened ({why}); `posture-app play ROUTINE --unattended` needs none",
        why=why,
    )
    with suppress(OSError, AttributeError, ValueError):
        sys.stderr.write(f"posture-app: {catalogue.said(what)}\n")
        sys.stderr.flush()
    os._exit(1)  # Qt would abort


def load_qt(environ: Mapping[str, str] = os.environ) -> bool:
    """Load Qt's modules and, on Linux, one of the platform plug-ins that it will try.

    Qt would load the same a moment later, so where all is well this takes no time of its own.
    Returns whether it could: false where a library of the system is missing.
    """
    try:
        with _without_what_writes_stubs():
            import PySide6.QtWidgets  # noqa: F401, PLC0415 - see above
        from PySide6.QtCore import QLibrary, QLibraryInfo  # noqa: PLC0415 - see above
    except ImportError:
        return False
    # PySide6 would read the source of every module imported after it, to see whether it may ask
    # for PySide6's own variants (`from __feature__ import ...`). None here does, so it need not.
    builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    return sys.platform != "linux" or any(
        QLibrary(f"{folder}/platforms/libq{plugin}.so").load()
        for plugin in platform_plugins(environ)
    )


@contextmanager
def _without_what_writes_stubs() -> Iterator[None]:
    """Import PySide6 in here with two of its modules empty, which write its type stubs.

    WORKAROUND, seen in PySide6 6.11.3: while it is imported, it compiles modules of its own from
    the texts of an archive, of which no byte code is kept. Two of them, and argparse and logging
    with them, are for its type stubs alone; they take as much time as all others together, a
    tenth of a first window (docs/decisions/0005-start.md).

    It imports them without asking, and no usual way keeps it from that: it takes what stands under
    these names out of `sys.modules`, and puts its own finder before all others of `sys.meta_path`.
    Only its call of `compile` can be stepped between, which is done for the length of the import
    and for these two files alone. A PySide6 that does not come by here takes its own time, and
    nothing else changes.
    """
    real = builtins.compile
    compiled: Callable[..., object] = real

    def without_stub_writers(
        source: object, filename: object, *how: object, **named: object
    ) -> object:
        return compiled("" if filename in _STUB_WRITERS else source, filename, *how, **named)

    vars(builtins)["compile"] = without_stub_writers
    try:
        yield
    finally:
        builtins.compile = real
