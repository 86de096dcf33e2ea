"""The list of patients: why somebody needs attention is read whole, however small the window is."""

from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics

from posture_app.gallery import drawing
from posture_app.plans.attention import Attention, AttentionReason, Need
from posture_app.ui.therapist.patient_list import PatientList
from posture_app.ui.therapist.snapshots import PatientsSnapshot
from posture_app.ui.widgets.grouped_rows import GroupedRow, GroupedRows
from posture_app.ui.widgets.rows import RowWords

DAY = date(2026, 3, 10)
WHY = (
    "A warning sign was answered on 10 March. No session since 7 March. Pain has risen over three"
    " sessions, the last on 8 March."
)


def heights(rows):
    model = rows.model()
    return [rows.visualRect(model.index(row, 0)).height() for row in range(model.rowCount())]


def test_all_reasons_are_read_in_a_small_window(make, qtbot):
    page = make.scroll_page()
    qtbot.addWidget(page)
    rows = make(GroupedRows, name="patients", title="Patients")
    page.column.addWidget(rows)
    rows.show_groups(
        [
            GroupedRow("a", RowWords("A. B.", WHY, is_whole=True), "Attention"),
            GroupedRow("b", RowWords("C. D.", WHY)),
            GroupedRow("c", RowWords("E. F.", "No session since 7 March.", is_whole=True)),
            GroupedRow("d", RowWords("G. H.", ""), is_last=True),
        ]
    )
    drawing.show_off_screen(page, QSize(1400, 800))
    wide = heights(rows)
    drawing.show_off_screen(page, QSize(560, 800))
    narrow = heights(rows)
    assert narrow[0] > wide[0]
    assert narrow[1:] == wide[1:]
    assert rows.height() == sum(narrow)
    index = rows.model().index(0, 0)
    assert WHY in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "three sessions" in str(index.data(Qt.ItemDataRole.ToolTipRole)).replace("\n", " ")


def test_a_patient_who_needs_attention_has_all_reasons_shown(make, qtbot):
    listed = make(PatientList)
    qtbot.addWidget(listed)
    needs = (Need(AttentionReason.RED_FLAG, DAY), Need(AttentionReason.NO_SESSION, DAY))
    listed.show_snapshot(PatientsSnapshot((Attention("a", "A. B.", needs=needs),), DAY))
    drawing.show_off_screen(listed, QSize(420, 700))
    line = QFontMetrics(make.theme.font("small")).height()
    assert heights(listed.rows)[0] >= 4 * line
