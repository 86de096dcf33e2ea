"""The kinds of failure that a person is told about in one sentence."""


class FailedError(Exception):
    """Something could not be done; the message says what and, where possible, what helps."""


class WrongUseError(Exception):
    """What was asked for makes no sense; the message says what was expected."""


class NothingRunningError(FailedError):
    """Something was asked of the running program, and none runs on this data folder."""


class RefusedError(FailedError):
    """Something makes sense but is not allowed now; the message says why."""
