"""Time zones by name, for instants whose day has to be the person's day."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

_OFFSET: Final = re.compile(r"UTC(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?")


def zone(name: str) -> tzinfo:
    """The time zone called `name`.

    Args:
        name: An IANA name ("Europe/Berlin"), or an offset as systems without one give it
            ("UTC+05:30").

    Returns:
        The zone; UTC where this machine does not know the name, so that a log from another
        machine can always be shown.
    """
    offset = _OFFSET.fullmatch(name)
    if offset is not None:
        hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
        if hours < 24:
            sign = -1 if offset["sign"] == "-" else 1
            return timezone(sign * timedelta(hours=hours, minutes=minutes))
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        # Unknown, empty, a folder's name, or a path: zoneinfo has an exception for each of them.
        return UTC
