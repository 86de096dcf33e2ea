"""What the entries of the journal have to do with today: read, and put into words."""

from collections.abc import Sequence
from datetime import UTC, datetime

from posture_app.journal.entries import CheckIn
from posture_app.journal.flare import Flare
from posture_app.journal.model import SessionRecord
from posture_app.journal.zones import zone
from posture_app.program.entry_keeper import new_id
from posture_app.program.health import CurrentHealth, safety_of
from posture_app.store.entries import Entries
from posture_app.ui.pages.snapshots import (
    CheckInAsked,
    CheckInTold,
    EntriesToday,
    SpasmTold,
)
from posture_app.ui.programmes import FollowedFacts
from posture_app.words import today as words
from posture_app.words.safety import judgement


def entries_today(
    entries: Entries,
    recent: Sequence[SessionRecord],
    now: datetime,
    time_zone: str,
    health: CurrentHealth,
    flare: Flare | None = None,
    followed: FollowedFacts | None = None,
) -> EntriesToday:
    """What Today asks and tells.

    Args:
        entries: Those of the open log.
        recent: The sessions of the last weeks, newest first.
        now: An aware instant.
        time_zone: The person's.
        health: The person's.
        flare: The spasm that makes the day another one.
        followed: The programme that rests with it.

    Raises:
        StoreError: The entries cannot be read.
    """
    today = now.astimezone(zone(time_zone)).date()
    told = entries.between(CheckIn, today, today)
    check_in: CheckInAsked | CheckInTold
    if told:
        # What to do about a spasm is told by itself.
        advice = _advice(told[-1], health) if flare is None else ""
        said = words.check_in_said(told[-1], time_zone)
        check_in = CheckInTold(entry=told[-1], said=said, advice=advice)
    else:
        asked = recent[0] if recent and recent[0].local_day == today else None
        check_in = CheckInAsked(suggested=None if asked is None else asked.pain_after)
    spasm = None
    if flare is not None:
        programme = "" if followed is None else followed.programme.name
        spasm = SpasmTold(
            entry=flare.spasm,
            said=words.spasm_said(flare.spasm, now, time_zone),
            why=words.why_flare(flare, today, health.number, programme),
        )
    return EntriesToday(check_in=check_in, spasm=spasm)


def plain_check_in(pain: int, now: datetime, time_zone: str) -> CheckIn:
    """A check-in of one number, now."""
    at = now.astimezone(UTC)
    return CheckIn(id=new_id(), at=at, time_zone=time_zone, edited_at=at, now=pain)


def _advice(entry: CheckIn, health: CurrentHealth) -> str:
    """What the rule says to the pain of a check-in; nothing where it is little."""
    safety = safety_of(health)
    told = [entry.now, *(one.now for one in entry.places)]
    strongest = max((one for one in told if one is not None), default=0)
    if strongest < safety.bands.middle_from:
        return ""
    hurts = [one.zone for one in entry.places if one.now != 0]
    return judgement(safety.judge(before=strongest, where=hurts), safety.number)
