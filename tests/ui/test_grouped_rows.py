"""Rows that act, and rows that are texts to be read whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posture_app.ui.widgets.grouped_rows import GroupedRow, GroupedRows
from posture_app.ui.widgets.rows import RowWords
from tests.ui.acting import told

NOTE = "The neck felt stiff in the morning and looser after the second set of the day. " * 4


@pytest.fixture
def rows(make, qtbot):
    one = make(GroupedRows, name="rows", title="Rows")
    qtbot.addWidget(one)
    one.resize(420, 300)
    one.show()
    return one


def height(rows, key):
    return rows.visualRect(rows.index_of(key)).height()


def test_a_text_is_as_high_as_all_of_its_lines_and_can_be_copied(rows):
    short = GroupedRow("a", RowWords("Loose."), "Notes", is_text=True)
    rows.show_groups([short, GroupedRow("b", RowWords(NOTE), is_last=True, is_text=True)])
    assert height(rows, "b") > 4 * rows.fontMetrics().lineSpacing()
    before = height(rows, "b")
    rows.resize(900, 300)
    assert height(rows, "b") < before
    assert rows.height() > before / 2
    rows.show_groups([])
    assert rows.height() == 0
    rows.show_groups([short, GroupedRow("b", RowWords(NOTE), is_last=True, is_text=True)])
    rows.select("b")
    QTest.keySequence(rows, "Ctrl+C")
    assert QApplication.clipboard().text() == NOTE
    assert rows.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_what_a_row_does_is_said_and_done_by_enter(rows, qtbot):
    rows.show_groups([GroupedRow("a", RowWords("Neck"), is_last=True, action="Put back")])
    index = rows.index_of("a")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Neck. Put back"
    rows.select("a")
    assert told(qtbot, rows.opened, lambda: QTest.keyClick(rows, Qt.Key.Key_Return)) == "a"
    assert rows.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
