"""What is made ready while the window is idle, so that the first figure is there at once."""

from tests.program.test_window import boxes, window  # noqa: F401 - fixtures


def test_the_first_figure_is_made_ready_when_all_is_loaded(
    window,  # noqa: F811 - the fixture
    qtbot,
    monkeypatch,
):
    bodies: list[str] = []
    monkeypatch.setattr("posture_app.ui.figure.picture.preload", bodies.append)
    monkeypatch.setattr("posture_app.program.loading.SETTLED_MS", 0)
    window()
    qtbot.waitUntil(lambda: bodies == ["narrow"])
