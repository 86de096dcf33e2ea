"""What becomes of the breaks: announced, held back, merged, started, ended, or taken naturally."""

from typing import Final

from posture_app.breaks import activity, holds
from posture_app.breaks.effects import (
    BreakEffect,
    BreakEnded,
    BreakStarted,
    BreakWaits,
    CountReset,
    Dropped,
    Merged,
    NoticeGiven,
    NoticeWithdrawn,
    Nudged,
    Refused,
    Released,
    Withheld,
)
from posture_app.breaks.hours import NEVER
from posture_app.breaks.reasons import (
    BreakResult,
    DropReason,
    HoldKey,
    Refusal,
    Request,
    ResetReason,
    Withdrawal,
)
from posture_app.breaks.state import AnnouncedBreak, BreakTimer, RunningBreak, SchedulerState, to_ms

TYPING_WAIT_MS: Final = 60_000
"""A break waits for a gap in typing no longer than this after its notice."""


class BreakRules:
    """The rules for the breaks of a state; `effects` is what they decided, in order."""

    def __init__(self, state: SchedulerState) -> None:
        self.state = state
        self.effects: list[BreakEffect] = []
        self._merge_ms = to_ms(state.settings.merge_s)
        self._owing = any(count.withheld_ms is not None for count in state.counts)

    def natural(self, at: int, reason: ResetReason) -> None:
        """An absence as long as a break is that break, once."""
        s = self.state
        if s.away_since_ms is None:
            return
        away_ms, active_ms = at - s.away_since_ms, s.active_at(at)
        for count in s.counts:
            if count.length_ms <= away_ms and activity.has_begun(count, active_ms):
                counted_s = (active_ms - count.mark_ms) / 1000
                told = CountReset(at, count.kind, reason, counted_s, away_s=away_ms / 1000)
                self._reset(count, active_ms, told)

    def _reset(self, count: BreakTimer, active_ms: int, told: CountReset) -> None:
        s = self.state
        self.tell(told)
        if s.notice is not None and s.notice.kind == count.kind:
            s.notice = None
        count.begin(active_ms)

    def offer(self, at: int) -> None:
        """Announce, start or hold back what is due."""
        s = self.state
        if s.holds:
            return self._withhold(at)
        if self._owing or s.nudged:
            self._release(at)
        if s.notice is not None:
            self._go_on_with(s.notice, at)
        if s.notice is not None or s.running is not None or s.away_since_ms is not None:
            return None  # one at a time, and nothing opens in front of nobody
        ripe = []
        active_ms = s.active_at(at)
        for count in s.counts:
            if (
                count.snoozed_until_ms is None
                and count.mark_ms + count.every_ms - active_ms > count.notice_ms
            ):
                continue  # nearly always
            left = self.left_ms(count, at)
            if left <= count.notice_ms and not self._merge(at, count, left):
                ripe.append((left, -count.length_ms, count))
        if ripe:
            self._announce(at, min(ripe, key=lambda item: item[:2])[2])
        return None

    def _withhold(self, at: int) -> None:
        s = self.state
        held_by = holds.oldest(s)
        since_ms = s.holds[held_by].since_ms
        if s.notice is not None:
            self.withdraw(at, Withdrawal.HELD, held_by.told, since_ms)
        for count in s.counts:
            left = self.left_ms(count, at)
            if count.withheld_ms is None and left <= count.notice_ms:
                if self._merge(at, count, left) or left > 0:
                    continue
                count.withheld_ms = at
                self._owing = True
                self.tell(Withheld(at, count.kind, held_by, since_ms))
        owed = [count for count in s.counts if count.withheld_ms is not None]
        if owed and not s.nudged and at >= holds.nudge_ms(s):
            s.nudged = True
            first = min(owed, key=lambda count: count.withheld_ms or 0)
            held_s = s.settings.max_hold_s
            self.tell(Nudged(at, first.kind, held_s, held_by.told, since_ms))

    def _release(self, at: int) -> None:
        """No hold is left: what is owed becomes one break, the longest."""
        s = self.state
        s.nudged = self._owing = False
        owed = [count for count in s.counts if count.withheld_ms is not None]
        if not owed:
            return
        longest = max(owed, key=lambda count: count.length_ms)
        held_s = (at - min(count.withheld_ms or at for count in owed)) / 1000
        self.tell(Released(at, longest.kind, s.last_hold, held_s))
        for count in owed:
            count.withheld_ms = None
            if count.length_ms < longest.length_ms:
                self._merge_into(at, count, longest)

    def _announce(self, at: int, count: BreakTimer) -> None:
        s = self.state
        s.notice = AnnouncedBreak(count.kind, s.active_at(at) + count.notice_ms)
        if not count.notice_ms:
            return self._end_notice(s.notice, count, at)
        counted_s = (s.active_at(at) - count.mark_ms) / 1000
        starts_in_s = count.notice_ms / 1000
        self.tell(NoticeGiven(at, count.kind, counted_s, starts_in_s, count.snoozes_left))
        return None

    def _go_on_with(self, notice: AnnouncedBreak, at: int) -> None:
        count = self.state.count(notice.kind)
        if count is None:
            self.withdraw(at, Withdrawal.KIND_OFF)
        elif self.left_ms(count, at) > count.notice_ms:
            self.withdraw(at, Withdrawal.NOT_DUE)
        elif self.state.active_at(at) >= notice.starts_active_ms:
            self._end_notice(notice, count, at)

    def _end_notice(self, notice: AnnouncedBreak, count: BreakTimer, at: int) -> None:
        """Start the break, but not in the middle of a word."""
        s = self.state
        if s.away_since_ms is not None:
            self.withdraw(at, Withdrawal.AWAY)  # the person left in the wait
        elif not s.typing or s.active_at(at) >= notice.starts_active_ms + TYPING_WAIT_MS:
            self.start(at, count.kind, count.length_ms)
        elif not notice.waiting:
            notice.waiting = True
            self.tell(BreakWaits(at, count.kind))

    def withdraw(
        self,
        at: int,
        reason: Withdrawal,
        held_by: HoldKey | None = None,
        since_ms: int | None = None,
    ) -> None:
        """Take a notice back."""
        s = self.state
        if s.notice is not None:
            self.tell(NoticeWithdrawn(at, s.notice.kind, reason, held_by, since_ms))
            s.notice = None

    def left_ms(self, count: BreakTimer, at: int) -> int:
        """How long until a break is due if the person stays active, 0 for one that is overdue."""
        until = count.snoozed_until_ms
        if until is not None:
            return max(0, until - at)
        left = count.mark_ms + count.every_ms - self.state.active_at(at)
        return max(0, left)

    def _merge(self, at: int, count: BreakTimer, left_ms: int) -> bool:
        """Drop a break in favour of a longer one that is due soon after it."""
        latest = left_ms + self._merge_ms
        longer = [
            other
            for other in self.state.counts
            if other.length_ms > count.length_ms
            and other.withheld_ms is None
            and left_ms <= self.left_ms(other, at) <= latest
        ]
        if not longer:
            return False
        self._merge_into(at, count, max(longer, key=lambda other: other.length_ms))
        return True

    def _merge_into(self, at: int, count: BreakTimer, longer: BreakTimer) -> None:
        due_in_s = self.left_ms(longer, at) / 1000
        self.tell(Merged(at, count.kind, longer.kind, due_in_s))
        count.begin(self.state.active_at(at))

    def start(self, at: int, kind: str, length_ms: int, *, asked_for: bool = False) -> None:
        """Begin a break, of a kind that is on or off."""
        s = self.state
        s.notice = None
        count = s.count(kind)
        if count is not None:
            count.snoozed_until_ms = count.withheld_ms = None
        s.running = RunningBreak(kind, length_ms, at, at + length_ms)
        snoozes_left = 0 if count is None else count.snoozes_left
        self.tell(BreakStarted(at, kind, length_ms / 1000, snoozes_left, asked_for))
        activity.rest(s, at)
        activity.recount(s, at)

    def run_out(self, at: int) -> None:
        """A break has run its length."""
        s = self.state
        if s.running is None:
            return
        rest_ms, length_ms = activity.rested_ms(s, at), s.running.length_ms
        if s.asleep or s.down:
            rest_ms = length_ms  # nobody knows how long the absence will be; it covers the break
        # Where nothing tells of input, a break that was let run counts by the clock.
        result = "taken" if s.unseen else _by_rest(rest_ms, length_ms)
        self._close(at, "away" if s.locked or s.asleep or s.down else result, rest_ms)

    def rested(self, at: int) -> BreakResult:
        """What came of the break that is on, if it ends now."""
        running = self.state.running
        length_ms = 0 if running is None else running.length_ms
        return _by_rest(activity.rested_ms(self.state, at), length_ms)

    def _close(self, at: int, result: BreakResult, rest_ms: int) -> None:
        s = self.state
        running, s.running = s.running, None
        if running is None:
            return
        length_s = running.length_ms / 1000
        unseen = s.unseen and result == "taken"
        self.tell(BreakEnded(at, running.kind, result, rest_ms / 1000, length_s, unseen))
        count = s.count(running.kind)
        if count is not None:
            if result == "snoozed":
                self._put_off(at, count)
            else:
                count.begin(s.active_ms)
        if result in {"taken", "away"}:
            for other in s.counts:
                if other.length_ms < running.length_ms and other is not count:
                    if s.working:
                        counted_s = (s.active_ms - other.mark_ms) / 1000
                        why, longer = ResetReason.LONGER_BREAK, running.kind
                        told = CountReset(at, other.kind, why, counted_s, longer=longer)
                        self._reset(other, s.active_ms, told)
                    else:
                        other.begin(s.active_ms)

    def _put_off(self, at: int, count: BreakTimer) -> None:
        if not self.state.working:
            self.tell(Dropped(at, count.kind, DropReason.OUTSIDE_HOURS))
            return count.begin(self.state.active_ms)
        count.snoozes += 1
        count.snoozed_until_ms = at + count.snooze_ms
        return None

    def leave(self, at: int, kind: str, result: BreakResult) -> None:
        """End what is at hand as the person asked; a notice ends as a break without rest."""
        s = self.state
        if s.running is None:  # still announced: it ends before it began
            s.notice = None
            count = s.count(kind)
            self.tell(BreakEnded(at, kind, result, 0.0))
            if count is not None:
                if result == "snoozed":
                    self._put_off(at, count)
                else:
                    count.begin(s.active_at(at))
        else:
            self._close(at, result, activity.rested_ms(s, at))

    def at_hand(self) -> str | None:
        """The kind that is announced or on."""
        s = self.state
        if s.running is not None:
            return s.running.kind
        return s.notice.kind if s.notice is not None else None

    def refuse(
        self,
        at: int,
        asked: Request,
        reason: Refusal,
        kind: str | None = None,
        *,
        snoozes: int = 0,
        wanted: str = "",
    ) -> None:
        """Say why something that was asked for is not done."""
        self.tell(Refused(at, asked, reason, kind, snoozes, wanted))

    def tell(self, effect: BreakEffect) -> None:
        """Note a decision: for the caller, and kept with its reason."""
        self.effects.append(effect)
        self.state.decisions.append(effect)

    # What is asked of all kinds together.

    def begin_anew(self, at: int) -> None:
        """The work has begun or ended: all counts begin at nothing, and what waited is dropped."""
        s = self.state
        for count in s.counts:
            waits = count.withheld_ms is not None or count.snoozed_until_ms is not None
            announced = s.notice is not None and s.notice.kind == count.kind
            if not s.working and (waits or announced):
                self.tell(Dropped(at, count.kind, DropReason.OUTSIDE_HOURS))
            if s.running is None or s.running.kind != count.kind:
                count.begin(s.active_ms)
        s.notice = None

    def follow_settings(self, at: int) -> None:
        """New settings keep what has been counted; a break that is no longer due is not owed."""
        s = self.state
        self._merge_ms = to_ms(s.settings.merge_s)
        before = {count.kind: count for count in s.counts}
        s.counts = []
        for kind in s.settings.kinds:
            if not kind.on:
                continue
            count = BreakTimer.of(kind, s.active_at(at))
            old = before.get(kind.id)
            if old is not None:
                count.mark_ms, count.snoozes = old.mark_ms, old.snoozes
                count.snoozed_until_ms = old.snoozed_until_ms
                if not self.left_ms(count, at):
                    count.withheld_ms = old.withheld_ms
            s.counts.append(count)

    def next_ms(self) -> int:
        """The earliest instant at which a kind of break needs looking at, with none running."""
        s = self.state
        now, away_since = s.now_ms, s.away_since_ms
        active_ms = s.active_at(now)
        earliest = NEVER if away_since is None else self._next_natural_ms(away_since, active_ms)
        if s.stalled:
            return earliest
        counting = s.counting_since_ms is not None
        ahead = now - active_ms  # turns the activity clock into instants
        if counting and s.notice is not None:
            starts = ahead + s.notice.starts_active_ms
            earliest = min(earliest, _ahead(now, starts, starts + TYPING_WAIT_MS))
        for count in s.counts:
            due = count.snoozed_until_ms
            if due is None:
                if not counting:
                    continue
                due = ahead + count.mark_ms + count.every_ms
            if due > now and count.withheld_ms is None:
                notice = due - count.notice_ms
                at = notice if notice > now else due
                earliest = min(earliest, at)
        return min(earliest, holds.nudge_ms(s)) if s.holds else earliest

    def _next_natural_ms(self, away_since: int, active_ms: int) -> int:
        earliest = NEVER
        for count in self.state.counts:
            at = away_since + count.length_ms
            if at < earliest and activity.has_begun(count, active_ms):
                earliest = at
        return earliest


def _ahead(now: int, first: int, second: int) -> int:
    """The first of two instants that is still to come, or NEVER."""
    if first > now:
        return first
    return second if second > now else NEVER


def _by_rest(rest_ms: int, length_ms: int) -> BreakResult:
    """Half of a break has to be rest, however it ends."""
    return "taken" if 2 * rest_ms >= length_ms else "interrupted"
