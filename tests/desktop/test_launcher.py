"""The entry in the desktop's menu, its actions and its icons."""

import os
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from posture_app.cli import main
from posture_app.desktop.launcher import PLAN_TYPE, LauncherWords, launcher_entry, plan_type
from posture_app.ui.app_icon import SIZES_PX, WINDOW_SIZES_PX, app_icon
from tests.there import there

ASKED = ("update-mime-database", "update-desktop-database", "gio")
WORDS = {
    "en": LauncherWords(
        kind="K", comment="C", keywords=("a", "b"), actions=("B", "P", "Q"), plan="A <plan>"
    ),
    "de": LauncherWords(
        kind="Kd", comment="Cd", keywords=("c",), actions=("Bd", "Pd", "Qd"), plan="Ein Plan"
    ),
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def test_the_entry_has_its_actions_and_languages():
    text = launcher_entry(["/opt/posture app/posture-app"], WORDS)
    assert "GenericName=K\nGenericName[de]=Kd\nComment=C\nComment[de]=Cd\n" in text
    assert "Keywords=a;b;\nKeywords[de]=c;\n" in text
    assert "Actions=break-now;pause;quit;\n" in text
    assert (
        "\n[Desktop Action break-now]\nName=B\nName[de]=Bd\n"
        'Exec="/opt/posture app/posture-app" break\n'
    ) in text
    assert '\nExec="/opt/posture app/posture-app" %f\n' in text
    assert "\nMimeType=application/x-posture-plan;\n" in text
    assert text.endswith('Exec="/opt/posture app/posture-app" quit\n')


def test_it_is_put_into_the_persons_own_folders(home, capsys):
    assert main(["install-desktop"]) == 0
    entry = home / "applications" / "posture-app.desktop"
    assert str(entry) in capsys.readouterr().out
    text = entry.read_text(encoding="utf-8")
    assert "Comment[de]=" in text
    assert "\nName=Break now\nName[de]=" in text
    assert "Icon=posture-app\n" in text
    icons = home / "icons" / "hicolor"
    for size in SIZES_PX:
        image = QImage(str(icons / f"{size}x{size}" / "apps" / "posture-app.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(size // 2, size // 2).alpha() == 255
        assert image.pixelColor(0, 0).alpha() < 255
    assert (home / "mime" / "packages" / "posture-app.xml").exists()
    drawing = (icons / "scalable" / "apps" / "posture-app.svg").read_text(encoding="utf-8")
    assert "<svg" in drawing
    assert main(["install-desktop"]) == 0  # a second time replaces it


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None and os.environ.get("CI") != "true",
    reason="it is not installed",
)
def test_the_entry_is_valid(home, capsys):
    main(["install-desktop"])
    entry = home / "applications" / "posture-app.desktop"
    checked = subprocess.run(
        ["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, "")


def test_a_plan_is_a_type_of_its_own_with_its_names():
    root = ET.fromstring(plan_type(WORDS))
    (kind,) = root
    assert kind.get("type") == PLAN_TYPE
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    names = {
        one.get("{http://www.w3.org/XML/1998/namespace}lang"): one.text
        for one in kind.findall(f"{space}comment")
    }
    assert names == {None: "A <plan>", "de": "Ein Plan"}
    assert there(kind.find(f"{space}glob")).get("pattern") == "*.postureplan"


@pytest.mark.skipif(
    not all(map(shutil.which, ASKED)) and os.environ.get("CI") != "true",
    reason="they are not installed",
)
def test_a_desktop_knows_a_plan_and_what_opens_it(home, capsys, tmp_path):
    main(["install-desktop"])
    plan = tmp_path / "a.postureplan"
    plan.write_text("{}")
    told = [
        subprocess.run(["gio", *words], capture_output=True, text=True, check=True).stdout
        for words in (
            ("info", "-a", "standard::content-type", str(plan)),
            ("mime", PLAN_TYPE),
        )
    ]
    assert f"standard::content-type: {PLAN_TYPE}\n" in told[0]
    assert "posture-app.desktop" in told[1]


def test_a_folder_that_cannot_be_written_is_told(home, capsys):
    (home / "icons").write_text("a file where the folder should be")
    assert main(["install-desktop"]) == 1
    told = capsys.readouterr().err
    assert "could not be written" in told
    assert os.fspath(home) in told


def test_the_windows_have_the_icon(qapp):
    assert {size.width() for size in app_icon().availableSizes()} == set(WINDOW_SIZES_PX)
