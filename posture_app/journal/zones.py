"""Time zones by name, for instants whose day has to be the person's day."""

from datetime import UTC, tzinfo

from posture_app.breaks.hours import zone_called


def zone(name: str) -> tzinfo:
    """The time zone called `name`.

    Args:
        name: An IANA name ("Europe/Berlin"), or an offset as systems without one give it
            ("UTC+05:30").

    Returns:
        The zone; UTC where this machine does not know the name, so that a log from another
        machine can always be shown.
    """
    try:
        return zone_called(name)
    except ValueError:
        return UTC
