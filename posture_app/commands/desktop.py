"""The desktop's menu: putting the program into it."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from posture_app.commands.parser import AddVerb
from posture_app.errors import FailedError, reason, sentence
from posture_app.words.catalogue import LANGUAGES, _, pgettext, speaking


def add_verbs(add: AddVerb) -> None:
    """Add the verb."""
    add(
        "install-desktop",
        _install,
        _("Put the program with its icon into the desktop's menu, for you alone."),
    )


def _install(_options: argparse.Namespace) -> int:
    from posture_app.desktop.autostart import program_command
    from posture_app.desktop.launcher import (
        LauncherWords,
        applications_folder,
        icons_folder,
        mime_folder,
        write_launcher,
        write_plan_type,
    )
    from posture_app.ui.app_icon import write_icons

    if sys.platform in {"win32", "darwin"}:
        raise FailedError(sentence("only desktops that follow freedesktop.org have such a menu"))
    words: dict[str, LauncherWords] = {}
    for language in LANGUAGES:
        with speaking(language):
            words[language] = LauncherWords(
                kind=_("Posture breaks"),
                comment=_("Posture breaks and guided routines"),
                keywords=(_("neck"), _("back"), _("stretching"), pgettext("rest", "break")),
                actions=(_("Break now"), pgettext("hold breaks back", "Pause"), _("Quit")),
                plan=_("Exercise plan"),
            )
    try:
        write_icons(icons_folder())
        path = write_launcher(applications_folder(), program_command(), words)
        write_plan_type(mime_folder(), words)
    except OSError as error:
        raise FailedError(
            sentence(
                "the entry in the desktop's menu could not be written: {file} ({reason})",
                file=error.filename or applications_folder(),
                reason=reason(error),
            )
        ) from None
    _refresh(path, mime_folder())
    print(_("Posture App is in the desktop's menu: {path}").format(path=path))
    return 0


def _refresh(entry: Path, types: Path) -> None:
    """Check the entry, and tell desktops that keep lists, where there are tools for that."""
    check = shutil.which("desktop-file-validate")
    if check is not None:
        checked = subprocess.run([check, str(entry)], capture_output=True, text=True, check=False)
        print(checked.stdout, end="", file=sys.stderr)
    for tool, folder in (
        ("update-mime-database", types),
        ("update-desktop-database", entry.parent),
    ):
        update = shutil.which(tool)
        if update is not None and os.access(folder, os.W_OK):
            subprocess.run([update, str(folder)], capture_output=True, check=False)
