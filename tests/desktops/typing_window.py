"""Another program, in which a person types. Answers each line on standard input with its text."""

import json
import sys

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

SETTLING_MS = 100


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    app = QApplication([])
    app.setDesktopFileName("typing")
    field = QLineEdit()
    field.setWindowTitle("typing")
    field.setGeometry(40, 40, 600, 400)
    field.show()
    field.activateWindow()

    def answer() -> None:
        if not sys.stdin.readline():
            app.quit()
            return
        QTimer.singleShot(SETTLING_MS, tell)

    def tell() -> None:
        size = [field.width(), field.height()]
        say(json.dumps({"text": field.text(), "active": field.isActiveWindow(), "size": size}))

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(answer)
    waiting = QTimer()

    def look() -> None:
        if field.isActiveWindow():
            waiting.stop()
            say("ready")

    waiting.timeout.connect(look)
    waiting.start(20)
    app.exec()


if __name__ == "__main__":
    main()
