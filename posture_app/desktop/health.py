"""The health profile in a file of its own, which only its owner can read.

`settings/health.json` stands apart from `settings.json`, so that settings can be copied to another
machine or shown to somebody without it. Version 1: `answered`, `conditions`, `injected_on` (a day
as 2026-03-02, or null), `injected_regions`, `signs`, `bothers`, `factors`,
`birth_year` and `followed` (they came later and may be left out), `pain_middle_from`,
`pain_high_from`, `emergency_number`. `followed` is null, or the `treatment_id` that the injection
is known from, with what was `told` by it and what was there `before`, each with `is_known`, `on`
and `regions`.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

from posture_app.coach.factors import Factor
from posture_app.coach.health import FIRST_BIRTH_YEAR, FollowedTreatment, Health, Injected
from posture_app.coach.pain_rule import Bands, Condition, Sign
from posture_app.coach.suitability import needs_a_doctor
from posture_app.desktop.private_files import read_file, save_json
from posture_app.desktop.settings import set_aside
from posture_app.errors import Message, reason, sentence
from posture_app.library.model import Region

VERSION: Final = 1
_MOST_BYTES: Final = 100_000
_NUMBER: Final = re.compile(r"[0-9+ ]{0,20}")
_REGIONS: Final[tuple[Region, ...]] = get_args(Region)


def health_path(data_folder: Path) -> Path:
    """The profile's file."""
    return data_folder / "settings" / "health.json"


def read_health(data_folder: Path, today: date) -> tuple[Health, Message | None]:
    """The profile, and a sentence for the person where something was wrong with its file.

    A file with a fault is set aside, so that nothing is lost; what is sound in it counts. Whoever
    cannot be read was not asked, so that every caution is shown.
    """
    path = health_path(data_folder)
    try:
        document = json.loads(read_file(path, _MOST_BYTES))
    except FileNotFoundError:
        return Health(), None
    except OSError as error:
        return Health(), sentence(
            "{path} cannot be read ({reason}); every caution is shown. {what_was_done}",
            path=path,
            reason=reason(error),
            what_was_done=set_aside(path, today),
        )
    except (ValueError, RecursionError):
        document = None
    read, sound = _read(document)
    if sound:
        return read, None
    return read, sentence(
        "{file}: something in it cannot be used. {what_was_done}",
        file=path.name,
        what_was_done=set_aside(path, today),
    )


def look_at_health(data_folder: Path) -> Health | None:
    """What is sound in the profile's file, which stays as it is; None where there is none."""
    try:
        return _read(json.loads(read_file(health_path(data_folder), _MOST_BYTES)))[0]
    except (OSError, ValueError, RecursionError):
        return None


def write_health(data_folder: Path, health: Health) -> None:
    """Keep the profile.

    Raises:
        FailedError: It cannot be written.
    """
    path = health_path(data_folder)
    document = {
        "version": VERSION,
        "answered": health.answered,
        "conditions": sorted(health.conditions),
        "injected_on": health.injected_on.isoformat() if health.injected_on else None,
        "injected_regions": sorted(health.injected_regions),
        "signs": sorted(health.signs),
        "bothers": sorted(health.bothers),
        "factors": sorted(health.factors),
        "pain_middle_from": health.bands.middle_from,
        "pain_high_from": health.bands.high_from,
        "emergency_number": health.emergency_number,
        "birth_year": health.birth_year,
        "followed": _followed_written(health.followed),
    }
    save_json(path, document)


def _read(document: object) -> tuple[Health, bool]:
    """What is sound in a file, and whether all of it is."""
    if not isinstance(document, dict) or document.get("version") != VERSION:
        return Health(), False
    given = {name: document[name] for name in _FIELDS if name in document}
    found: dict[str, Any] = {}
    faults = set(document) - set(_FIELDS) - {"version", *_BANDS}
    for name, value in given.items():
        try:
            found[name] = _FIELDS[name](value)
        except (TypeError, ValueError):
            faults.add(name)
    try:
        bands = Bands(**{_BANDS[name]: _strength(document[name]) for name in _BANDS})
    except (KeyError, TypeError, ValueError):
        faults.update(name for name in _BANDS if name in document)
        bands = Bands()
    if faults:
        found["answered"] = False
    conditions, signs = document.get("conditions"), document.get("signs")
    if "conditions" in faults and isinstance(conditions, list):
        found["conditions"] = frozenset(one for one in Condition if one.value in conditions)
    if "signs" in faults and isinstance(signs, list):
        found["signs"] = needs_a_doctor(one for one in Sign if one.value in signs)
    return Health(**found, bands=bands), not faults


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _conditions(value: object) -> frozenset[Condition]:
    return frozenset(Condition(one) for one in _list(value))


def _signs(value: object) -> frozenset[Sign]:
    return needs_a_doctor(Sign(one) for one in _list(value))


def _regions(value: object) -> frozenset[Region]:
    known = frozenset(one for one in _REGIONS if one in _list(value))
    if len(known) != len(_list(value)):
        raise ValueError(value)
    return known


def _factors(value: object) -> frozenset[Factor]:
    return frozenset(Factor(one) for one in _list(value))


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))


def _number(value: object) -> str:
    if not _NUMBER.fullmatch(_text(value)):
        raise ValueError(value)
    return _text(value)


def _year(value: object) -> int | None:
    if value is None:
        return None
    year = _strength(value)
    if not FIRST_BIRTH_YEAR <= year <= date.max.year:
        raise ValueError(value)
    return year


def _followed_written(followed: FollowedTreatment | None) -> dict[str, Any] | None:
    if followed is None:
        return None
    return {
        "treatment_id": followed.treatment_id,
        "told": _injected_written(followed.told),
        "before": _injected_written(followed.before),
    }


def _injected_written(told: Injected) -> dict[str, Any]:
    on = told.on.isoformat() if told.on else None
    return {"is_known": told.is_known, "on": on, "regions": list(told.regions)}


def _followed(value: object) -> FollowedTreatment | None:
    if value is None:
        return None
    given = _mapping(value, {"treatment_id", "told", "before"})
    return FollowedTreatment(
        treatment_id=_text(given["treatment_id"]),
        told=_injected(given["told"]),
        before=_injected(given["before"]),
    )


def _injected(value: object) -> Injected:
    given = _mapping(value, {"is_known", "on", "regions"})
    regions = tuple(sorted(_regions(given["regions"])))
    return Injected(is_known=_flag(given["is_known"]), on=_day(given["on"]), regions=regions)


def _mapping(value: object, names: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != names:
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _strength(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


_FIELDS: Final[Mapping[str, Callable[[object], Any]]] = {
    "answered": _flag,
    "conditions": _conditions,
    "injected_on": _day,
    "injected_regions": _regions,
    "signs": _signs,
    "bothers": _regions,
    "factors": _factors,
    "emergency_number": _number,
    "birth_year": _year,
    "followed": _followed,
}
_BANDS: Final = {"pain_middle_from": "middle_from", "pain_high_from": "high_from"}
