"""What a person may ask of the program from any place in the window."""

from PySide6.QtCore import QObject, Signal


class Requests(QObject):
    """Where it is asked, and heard by whoever does it: neither needs to know of the other.

    Signals:
        quit_wanted: The program is to end, whatever goes on without the window.
        welcome_wanted: The steps of the first start are wanted again.
        palette_wanted: The line that finds everything is.
        entry_wanted: An entry of this `EntryKind` is to be added to the journal.
        workplace_wanted: The workplace is to be checked.
        report_wanted: A report is to be made for a doctor or physiotherapist.
        plan_wanted: The `Path` of a plan that is to be looked at, or the id of one put away.
        adherence_wanted: What was done of a plan is to be saved for who made it, with these
            `Notes`.
        patients_files_wanted: The `Path`s of files in which patients tell what they did are to be
            read.
        erase_wanted: Everything that is kept about the person is to be deleted; they were asked.
    """

    quit_wanted = Signal()
    welcome_wanted = Signal()
    palette_wanted = Signal()
    entry_wanted = Signal(object)
    workplace_wanted = Signal()
    report_wanted = Signal()
    plan_wanted = Signal(object)
    adherence_wanted = Signal(object)
    patients_files_wanted = Signal(object)
    erase_wanted = Signal()
