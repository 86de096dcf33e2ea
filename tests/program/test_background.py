"""Work on a thread: what is told of it comes after it was begun, however short it is."""

from concurrent.futures import Future

import pytest

from posture_app.program import background
from posture_app.program.background import Background


class AtOnce:
    """A pool that has done everything before `submit` returns."""

    def __init__(self, **_how):
        pass

    def submit(self, work, *values):
        future: Future[object] = Future()
        try:
            future.set_result(work(*values))
        except ValueError as error:
            future.set_exception(error)
        return future

    def shutdown(self, **_how):
        pass


@pytest.fixture
def work(qapp, monkeypatch):
    monkeypatch.setattr(background, "ThreadPoolExecutor", AtOnce)
    return Background()


def test_what_is_done_at_once_is_told_after_it_was_begun(work, qapp):
    told: list[object] = []
    work.done.connect(told.append)
    assert work.start(lambda _progress: "made")
    assert told == []
    qapp.processEvents()
    assert told == ["made"]


def test_what_fails_at_once_is_told_after_it_was_begun(work, qapp):
    told: list[object] = []
    work.failed.connect(told.append)

    def fail(_progress):
        raise ValueError

    assert work.start(fail)
    assert told == []
    qapp.processEvents()
    assert [type(one) for one in told] == [ValueError]


def test_it_is_busy_until_it_was_told(work, qapp):
    told: list[bool] = []
    work.done.connect(lambda _made: told.append(work.is_busy))
    work.start(lambda _progress: "made")
    assert work.is_busy
    assert not work.start(lambda _progress: "other")
    qapp.processEvents()
    assert told == [False]
    work.start(lambda _progress: "made")
    work.close()
    assert not work.is_busy
    qapp.processEvents()
