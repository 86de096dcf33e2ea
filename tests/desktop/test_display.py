"""Qt is loaded without what of PySide6 nobody here needs, and works as it does with it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = """
import builtins, sys
compiles = builtins.compile
if "load" in sys.argv:
    from posture_app.desktop.display import load_qt
    assert load_qt()
from PySide6.QtCore import QObject, Qt
if "load" in sys.argv:
    lib = "shibokensupport.signature.lib"
    for name in ("pyi_generator", "enum_sig"):
        assert not hasattr(sys.modules[f"{lib}.{name}"], "sys")
    assert builtins.compile is compiles
try:
    QObject().setObjectName(Qt.AlignmentFlag.AlignLeft)
except TypeError as error:
    print(error)
print(QObject.setObjectName.__doc__)
"""


def told(*words):
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, *words], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout


def test_what_writes_stubs_is_not_loaded_and_signatures_are_told_as_with_it():
    found = told("load")
    assert "Supported signatures" in found
    assert found == told()
