"""The rules once more, second by second, with nothing planned ahead: slow, plain, and on its own.

It knows input, a locked screen, sleep, calls and what the person asks for, in whole seconds and
without isolated inputs. What was counted is a mark on each of the seconds that were; dating back
takes some of them away. It shares no code with the scheduler.
"""

from typing import Any

IDLE_S, MERGE_S, SETTLE_S, HOLD_S = 60, 300, 10, 600
RESULTS = {"skip": "skipped", "done": "", "snooze": "snoozed"}


class Kind:
    def __init__(self, raw: dict[str, Any]) -> None:
        self.id, self.every_s, self.length_s = raw["id"], raw["every_s"], raw["length_s"]
        self.notice_s, self.snooze_s = raw["notice_s"], raw["snooze_s"]
        self.max_snoozes = raw["max_snoozes"]
        self.begin(0)

    def begin(self, t: int) -> None:
        self.since, self.snoozes = t, 0
        self.comes_at: int | None = None
        self.owed_at: int | None = None


class BySeconds:
    def __init__(self, kinds: list[dict[str, Any]]) -> None:
        self.kinds = [Kind(raw) for raw in kinds]
        self.lines: list[str] = []
        self.active = bytearray()  # a 1 for each second that counts
        self.input, self.idle, self.locked, self.asleep = True, False, False, False
        self.last_input = 0
        self.away_since: int | None = None
        self.notice: tuple[Kind, int] | None = None
        self.running: tuple[Kind, int] | None = None
        self.rest_s = 0
        self.holds: dict[str, tuple[int, int | None]] = {}
        self.last_hold, self.nudged = "", False

    def play(self, events: list[tuple[int, str]], until_s: int) -> list[str]:
        self.active = bytearray(until_s + 1)
        for t in range(until_s + 1):
            self.settle(t)
            for at_s, name in events:
                if at_s == t:
                    self.happens(t, name)
                    self.settle(t)
            self.second(t)
        return self.lines

    def second(self, t: int) -> None:
        away = self.idle or self.locked or self.asleep
        if self.running:
            self.rest_s += not self.input or self.locked or self.asleep
        elif not away:
            self.active[t] = 1
            if self.notice:
                self.notice = self.notice[0], self.notice[1] - 1

    def say(self, t: int, *parts: object) -> None:
        self.lines.append(" ".join(map(str, (t, *parts))))

    # What happens from outside.

    def happens(self, t: int, name: str) -> None:
        if name == "input_stops" and self.input:
            self.input, self.last_input = False, t
        elif name == "input_resumes":
            self.input, self.idle = True, False
        elif name == "suspend":
            self.asleep = True
        elif name == "resume" and self.asleep:
            self.asleep = False
            self.natural(t, "suspend")
        elif name in RESULTS:
            self.asked(t, name)
        else:
            self.hold(t, name)

    def hold(self, t: int, name: str) -> None:
        reason = "call" if name.startswith("call") else "locked"
        since, gone = self.holds.get(reason, (t, None))
        if name in {"lock", "call_starts"}:
            self.holds[reason] = since, None
        elif reason in self.holds and gone is None:
            self.holds[reason] = since, t
        if reason == "locked":
            self.locked = name == "lock"

    def asked(self, t: int, name: str) -> None:
        kind = (self.running or self.notice or (None,))[0]
        if kind is None or self.asleep:
            return self.say(t, "refused", name)
        past = name == "snooze" and kind.snoozes >= kind.max_snoozes
        if past or (name == "done" and not self.running):
            return self.say(t, "refused", kind.id, name)
        if not self.running:
            self.rest_s = 0
        half = "taken" if 2 * self.rest_s >= kind.length_s else "interrupted"
        self.end(t, kind, RESULTS[name] or half, was_on=self.running is not None)
        return None

    def end(self, t: int, kind: Kind, result: str, *, was_on: bool = True) -> None:
        self.notice = self.running = None
        self.say(t, "break_ends", kind.id, result, self.rest_s)
        if result == "snoozed":
            kind.snoozes, kind.comes_at = kind.snoozes + 1, t + kind.snooze_s
        else:
            kind.begin(t)
        if was_on and result in {"taken", "away"}:
            for other in self.kinds:
                if other.length_s < kind.length_s:
                    self.reset(t, other, "longer_break")

    # What falls due by itself.

    def settle(self, t: int) -> None:
        if not self.input and t >= self.last_input + IDLE_S and not self.idle:
            self.become_idle()
        if self.running and t >= self.running[1] + self.running[0].length_s:
            self.run_out(t)
        away = self.idle or self.locked or self.asleep
        self.away_since = (t if self.away_since is None else self.away_since) if away else None
        if self.asleep:
            return
        self.drop_holds(t)
        if self.running:
            return
        self.natural(t, "locked" if self.locked else "idle")
        if self.holds:
            self.withhold(t)
        else:
            self.offer(t)

    def become_idle(self) -> None:
        self.idle = True
        wrong = self.active.count(1, self.last_input)
        self.active[self.last_input :] = bytes(len(self.active) - self.last_input)
        if self.away_since is None or self.away_since > self.last_input:
            self.away_since = self.last_input
        if self.notice:
            kind, left = self.notice
            self.notice = kind, min(kind.notice_s, left + wrong)

    def run_out(self, t: int) -> None:
        assert self.running is not None
        kind = self.running[0]
        if self.asleep:
            self.rest_s = kind.length_s
        half = 2 * self.rest_s >= kind.length_s
        away = self.locked or self.asleep
        self.end(t, kind, "away" if away else "taken" if half else "interrupted")

    def natural(self, t: int, reason: str) -> None:
        if self.away_since is None or self.running:
            return
        for kind in self.kinds:
            waits = kind.comes_at is not None or kind.owed_at is not None or kind.snoozes
            if t - self.away_since >= kind.length_s and (waits or self.counted_s(kind)):
                self.reset(t, kind, reason)

    def reset(self, t: int, kind: Kind, reason: str) -> None:
        self.say(t, "reset", kind.id, reason)
        if self.notice and self.notice[0] is kind:
            self.notice = None
        kind.begin(t)

    def counted_s(self, kind: Kind) -> int:
        return self.active.count(1, kind.since)

    def left_s(self, kind: Kind, t: int) -> int:
        if kind.comes_at is not None:
            return max(0, kind.comes_at - t)
        return max(0, kind.every_s - self.counted_s(kind))

    def drop_holds(self, t: int) -> None:
        over = [
            (gone, reason)
            for reason, (_, gone) in self.holds.items()
            if gone is not None and t >= gone + SETTLE_S
        ]
        for _, reason in sorted(over):
            del self.holds[reason]
            self.last_hold = reason

    def withhold(self, t: int) -> None:
        self.notice = None
        told = min(self.holds, key=lambda name: (self.holds[name][1] is not None, self.holds[name]))
        for kind in self.kinds:
            left_s = self.left_s(kind, t)
            near = kind.owed_at is None and left_s <= kind.notice_s
            if near and not self.merge(t, kind) and not left_s:
                kind.owed_at = t
                self.say(t, "withheld", kind.id, told)
        owed = [(kind.owed_at, kind.id) for kind in self.kinds if kind.owed_at is not None]
        since, first = min(owed, key=lambda item: item[0], default=(t, ""))
        if not self.nudged and t >= since + HOLD_S:
            self.nudged = True
            self.say(t, "nudge", first)

    def merge(self, t: int, kind: Kind) -> bool:
        left_s = self.left_s(kind, t)
        longer = [
            other
            for other in self.kinds
            if other.length_s > kind.length_s
            and other.owed_at is None
            and left_s <= self.left_s(other, t) <= left_s + MERGE_S
        ]
        if longer:
            self.say(t, "merged", kind.id, max(longer, key=lambda other: other.length_s).id)
            kind.begin(t)
        return bool(longer)

    def release(self, t: int) -> None:
        self.nudged = False
        owed = [kind for kind in self.kinds if kind.owed_at is not None]
        if not owed:
            return
        longest = max(owed, key=lambda kind: kind.length_s)
        self.say(t, "released", longest.id, self.last_hold)
        for kind in owed:
            kind.owed_at = None
            if kind is not longest:
                self.say(t, "merged", kind.id, longest.id)
                kind.begin(t)

    def offer(self, t: int) -> None:
        self.release(t)
        if self.notice:
            kind, left = self.notice
            if self.left_s(kind, t) > kind.notice_s:
                self.notice = None
            elif left <= 0:
                return self.start(t, kind)
        if self.notice or self.away_since is not None:
            return None
        near = [kind for kind in self.kinds if self.left_s(kind, t) <= kind.notice_s]
        ripe = [kind for kind in near if not self.merge(t, kind)]
        if ripe:
            kind = min(ripe, key=lambda kind: (self.left_s(kind, t), -kind.length_s))
            if not kind.notice_s:
                return self.start(t, kind)
            self.notice = kind, kind.notice_s
            self.say(t, "notice", kind.id)
        return None

    def start(self, t: int, kind: Kind) -> None:
        self.notice, self.running, self.rest_s = None, (kind, t), 0
        kind.comes_at = kind.owed_at = None
        self.say(t, "break_starts", kind.id)
