"""What a person has set, as the file with everything has it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from posture_app.breaks.settings import BreakSettings, read_settings, settings_json
from posture_app.coach.health import Health
from posture_app.desktop.health import look_at_health, write_health
from posture_app.desktop.settings import SettingsFile, look_at_settings, write_settings
from posture_app.errors import FailedError, not_written
from posture_app.exchange.document import SETTINGS, PersonalSettings
from posture_app.journal.merging import TELLING, Conflict, MergeOutcome, MergeReport
from posture_app.preferences import Preferences
from posture_app.reminders.engine import load_settings, save_settings, settings_path

_UNTOUCHED: dict[str, Any] = {
    "preferences": Preferences(),
    "break_settings": settings_json(BreakSettings()),
    "health": Health(),
}
"""What counts where a person has set nothing."""


def personal_settings(data_folder: Path) -> PersonalSettings:
    """What the person has set: of a file with a fault, which stays as it is, what is sound."""
    settings = look_at_settings(data_folder)
    breaks = load_settings(data_folder)[0] if settings_path(data_folder).is_file() else None
    return PersonalSettings(
        preferences=None if settings is None else settings.preferences,
        break_settings=None if breaks is None else settings_json(breaks),
        health=look_at_health(data_folder),
    )


def to_take(
    came: PersonalSettings, here: PersonalSettings, report: MergeReport
) -> PersonalSettings:
    """What of the settings that came takes the place of those here: where nothing was set here.

    Args:
        came: The settings of the file.
        here: Those of this machine.
        report: Is told of what stood on both sides.
    """
    taken = PersonalSettings()
    for name in SETTINGS:
        theirs, ours = getattr(came, name), getattr(here, name)
        if theirs is None:
            continue
        if theirs == ours:
            outcome = MergeOutcome.SAME
        elif ours is None or ours == _UNTOUCHED[name]:
            outcome = MergeOutcome.NEW
            taken = replace(taken, **{name: theirs})
        else:
            outcome = MergeOutcome.KEPT
        report.note("settings", outcome)
        if outcome in TELLING:
            report.tell(Conflict(kind="settings", id=name, outcome=outcome, here=ours, came=theirs))
    return taken


def write_personal_settings(data_folder: Path, settings: PersonalSettings) -> None:
    """Keep what is not None.

    Raises:
        FailedError: It cannot be written.
    """
    if settings.preferences is not None:
        kept = look_at_settings(data_folder)
        file = SettingsFile() if kept is None else kept
        write_settings(data_folder, replace(file, preferences=settings.preferences))
    if settings.health is not None:
        write_health(data_folder, settings.health)
    if settings.break_settings is not None:
        try:
            save_settings(data_folder, read_settings(settings.break_settings))
        except OSError as error:
            path = settings_path(data_folder)
            raise FailedError(not_written(path, error)) from None
