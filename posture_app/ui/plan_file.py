"""Asking for a plan's file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from posture_app.words.catalogue import _


def choose_plan(parent: QWidget) -> Path | None:
    """Ask which plan is to be opened; None where the person changed their mind."""
    title, kinds = _("Open a plan"), _("Plans (*.postureplan);;All files (*)")
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(chosen) if chosen else None
