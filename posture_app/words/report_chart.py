"""What stands beside the chart of a report."""

from posture_app.words.catalogue import _, pgettext


def legend_pain(*, by_week: bool) -> str:
    """What the full dots are."""
    if by_week:
        return _("Pain, median of the week")
    return _("Highest pain of the day")


def legend_worst(*, by_week: bool) -> str:
    """What the hollow dots are."""
    if by_week:
        return _("Highest pain of the week")
    return _("Worst since the check-in before")


def legend_gap() -> str:
    """What a gap of the line is."""
    return _("Gap: not answered")


def lane_spasms() -> str:
    """The row of spasms below the chart."""
    return pgettext("row of a chart", "Spasms")


def lane_treatments() -> str:
    """The row of treatments below the chart."""
    return pgettext("row of a chart", "Treatments")


def lane_sessions() -> str:
    """The row of sessions below the chart."""
    return pgettext("row of a chart", "Sessions")
