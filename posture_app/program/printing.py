"""Prints what was laid out in pages, after the person has chosen a printer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from posture_app.handout.document import LaidOut


class Printing(QObject):
    """One document at a time.

    Signals:
        printed: The printer has taken it.
        refused: The printer did not take it.
    """

    printed = Signal()
    refused = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer: QPrinter | None = None
        self._document: LaidOut | None = None

    def ask(self, document: "LaidOut", sheet: QWidget) -> None:
        """Ask for a printer over a sheet, and print the document on it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from posture_app.handout.document import page_layout

        self._document = document
        self._printer = printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(document))
        printer.setDocName(document.title)
        dialog = QPrintDialog(printer, sheet)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._print_if)
        QDialog.open(dialog)  # its own `open` wants to know whom to tell

    def forget(self) -> None:
        """Print nothing any more."""
        self._printer = self._document = None

    @Slot(int)
    def _print_if(self, result: int) -> None:
        from posture_app.handout.document import paint_on

        printer, document = self._printer, self._document
        self.forget()
        if result != QDialog.DialogCode.Accepted or printer is None or document is None:
            return
        if paint_on(printer, document):
            self.printed.emit()
        else:
            self.refused.emit()
