"""The health profile as it is now, read from its file when it is first asked for."""

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.errors import FailedError
from posture_app.program.local_time import LocalTime
from posture_app.program.notices import Notices

# The window is shown before the model is imported: docs/decisions/0005.
if TYPE_CHECKING:
    from posture_app.coach.health import Health
    from posture_app.coach.pain_rule import Sign
    from posture_app.coach.suitability import Profile
    from posture_app.ui.safety import Safety


class CurrentHealth(QObject):
    """The one place where the profile changes; each change is kept at once.

    Signals:
        changed: The `Health` from now on.
        wanted: Somebody wants to see and change it.
    """

    changed = Signal(object)
    wanted = Signal()

    def __init__(
        self,
        data_folder: Path,
        local_time: LocalTime,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data_folder, self._local_time, self._notices = data_folder, local_time, notices
        self._health: Health | None = None

    @property
    def today(self) -> date:
        """The person's day."""
        return self._local_time.today

    @property
    def value(self) -> "Health":
        """What counts now."""
        if self._health is None:
            from posture_app.desktop.health import read_health

            self._health, problem = read_health(self._data_folder, self.today)
            if problem:
                self._notices.warn("health", problem)
                self._keep(self._health)
        return self._health

    @property
    def profile(self) -> "Profile":
        """What counts for exercises today."""
        return self.value.profile(self.today)

    @property
    def number(self) -> str:
        """The number for emergencies: what the person set, or that of the system's region."""
        from posture_app.coach.health import number_of

        return self.value.emergency_number.strip() or number_of(system_territory())

    @Slot(object)
    def take(self, wanted: "Health") -> None:
        """Replace the profile; what cannot be written counts all the same, and a notice says so."""
        if wanted == self.value:
            return
        self._health = wanted
        self._keep(wanted)
        self.changed.emit(wanted)

    def note_signs(self, signs: "Iterable[Sign]") -> None:
        """Offer no exercise from now on where one of these signs needs a doctor first."""
        from posture_app.coach.suitability import needs_a_doctor

        known = self.value.signs
        self.take(replace(self.value, signs=known | needs_a_doctor(signs)))

    @Slot()
    def settle_signs(self) -> None:
        """A doctor has looked at what was told of."""
        self.take(replace(self.value, signs=frozenset()))

    def _keep(self, health: "Health") -> None:
        from posture_app.desktop.health import write_health

        try:
            write_health(self._data_folder, health)
        except FailedError as error:
            self._notices.warn("health", error.message)


def system_territory() -> str:
    """The territory of the system's region, as `DE`; empty where it names none."""
    import locale

    from PySide6.QtCore import QLocale

    for name in ("LC_ALL", "LC_MEASUREMENT", "LC_MONETARY", "LC_TIME", "LANG"):
        _language, _, territory = os.environ.get(name, "").partition("_")
        if territory[:2].isalpha() and len(territory) >= 2:
            return territory[:2]
    if QLocale.system().language() is QLocale.Language.C or not locale.getlocale()[0]:
        return ""
    return QLocale.territoryToCode(QLocale.system().territory())


def safety_of(health: CurrentHealth) -> "Safety":
    """What pages and sessions need to know of the person's health today."""
    from posture_app.ui.safety import Safety

    return Safety(
        profile=health.profile,
        answered=health.value.answered,
        bands=health.value.bands,
        number=health.number,
    )
