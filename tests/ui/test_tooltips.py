"""Tooltips show text as it is: Qt takes what looks like markup for markup, whoever typed it."""

import ast
from pathlib import Path

import posture_app.ui

UI = Path(posture_app.ui.__file__).parent
OF_THE_PANEL = {"tray.py"}  # the panel shows it, not Qt


def plain(argument):
    """Whether what is shown is a sentence of ours alone, or made plain."""
    named = isinstance(argument, ast.Call) and isinstance(argument.func, ast.Name)
    return named and argument.func.id in {"plain_tip", "_"}


def calls_in(path):
    text = path.read_text(encoding="utf-8")
    if "setToolTip" not in text:  # to parse all sources takes long
        return []
    return [
        one
        for one in ast.walk(ast.parse(text))
        if isinstance(one, ast.Call)
        and isinstance(one.func, ast.Attribute)
        and one.func.attr == "setToolTip"
    ]


def test_every_tooltip_is_plain_text():
    found = {path: calls_in(path) for path in UI.rglob("*.py") if path.name not in OF_THE_PANEL}
    assert sum(map(len, found.values())) > 10
    assert [
        (path.name, ast.unparse(one))
        for path, calls in found.items()
        for one in calls
        if not plain(one.args[0])
    ] == []
