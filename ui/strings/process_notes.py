"""Words on process notes: the closed drawer, the notes in it, and what may not live there."""

from collections.abc import Callable

from ui import names
from ui.strings import notes as note_words
from ui.strings import plural, translate
from vault.misplaced import Matter
from vault.process_notes import ProcessNoteRow
from vault.units import Unit


def tab() -> str:
    """The tab in a client's file."""
    return translate("process_notes", "Process notes")


def locked_title() -> str:
    """Heading while they are closed."""
    return translate("process_notes", "Locked apart from the file")


def locked_because() -> str:
    """What process notes are and how they open, in two sentences."""
    return translate(
        "process_notes",
        "Process notes are your own thoughts about what was said, kept under a key of their own:"
        " no search, export, release or print ever sees them. They open with your passphrase and"
        " close after two minutes without a key, and whenever you hide or lock.",
    )


def passphrase() -> str:
    """Label of the field."""
    return translate("process_notes", "Your passphrase")


def open_them() -> str:
    """The button that opens them."""
    return translate("process_notes", "Open process notes")


def opening() -> str:
    """The button while the key is being derived."""
    return translate("process_notes", "Opening")


def nothing_typed() -> str:
    """The problem of an empty passphrase."""
    return translate("process_notes", "Type your passphrase first.")


def begin_anew() -> str:
    """The step where the file of the notes is lost for good."""
    return translate("process_notes", "It is lost: begin with empty process notes")


def timeline() -> str:
    """Accessible name of the list."""
    return translate("process_notes", "Process notes, newest first")


def new_note() -> str:
    """The button that begins one."""
    return translate("process_notes", "New process note")


def no_notes() -> str:
    """What an empty drawer says."""
    return translate(
        "process_notes",
        "Nothing here yet. What a session made you think and feel goes here, and nothing else.",
    )


def choose_note() -> str:
    """What the sheet says while no note is open."""
    return translate("process_notes", "Choose a note in the list.")


def empty_row() -> str:
    """What the list says of a note in which nothing is written."""
    return translate("process_notes", "Nothing written yet")


def row_for_reader(row: ProcessNoteRow, day: str, unit: str) -> str:
    """What a screen reader hears of a row."""
    return ", ".join(part for part in (day, unit, names.veiled(row.opening) or empty_row()) if part)


def of_unit(unit: Unit) -> str:
    """Whose session a note is about, where it isn't the client alone: "Couple: Reyes"."""
    if not unit.is_shared:
        return ""
    kind = note_words.kind_name(unit.kind)
    return f"{kind}: {names.shown(unit.name)}" if unit.name else kind


def day() -> str:
    """Accessible name of the field for a note's day."""
    return translate("process_notes", "Day of the session")


def editor() -> str:
    """Accessible name of the text."""
    return translate("process_notes", "Process note")


def placeholder() -> str:
    """What stands in an empty note."""
    return translate("process_notes", "Write freely. It saves itself.")


def overfull() -> str:
    """Said when something too long is pasted."""
    return translate(
        "process_notes",
        "That is too long for one process note, so nothing was pasted. Paste a part of it, or add"
        " it as a document.",
    )


def delete() -> str:
    """The button that destroys a note."""
    return translate("process_notes", "Delete this process note")


def deleted(day_: str) -> str:
    """What a banner says of a note that was destroyed."""
    return translate(
        "process_notes", "The note of {day} is deleted, for good once these notes close."
    ).format(day=day_)


def moved(day_: str) -> str:
    """What a banner says of a passage that went over."""
    sentence = translate("process_notes", "Moved to the progress note of {day}, a draft.")
    return sentence.format(day=day_)


def undo() -> str:
    """The step back."""
    return translate("process_notes", "Undo")


def belongs_elsewhere(matter: Matter, section: str) -> str:
    """What a banner says of a paragraph, with the rule behind it."""
    sentence = translate(
        "process_notes",
        "This looks like {matter}. That belongs in the progress note, and isn't protected as a"
        " process note here ({section}).",
    )
    return sentence.format(matter=_MATTERS[matter](), section=section)


def move_it() -> str:
    """The step that such a banner offers."""
    return translate("process_notes", "Move it to the progress note")


def leave_it() -> str:
    """The other step."""
    return translate("process_notes", "Leave it here")


def show_it() -> str:
    """The step to a paragraph that isn't the one with the cursor."""
    return translate("process_notes", "Show it")


def closes_in(seconds: int) -> str:
    """The line that counts down: "Closes in 1:37 when idle"."""
    time = f"{seconds // 60}:{seconds % 60:02}"
    return translate("process_notes", "Closes in {time} when idle").format(time=time)


def close() -> str:
    """The button that closes them now."""
    return translate("process_notes", "Close process notes")


def behind(missing: int) -> str:
    """What a banner says where the file is an older one."""
    return plural(
        missing,
        translate(
            "process_notes",
            "These are older process notes than the last ones used here: 1 change is missing.",
        ),
        translate(
            "process_notes",
            "These are older process notes than the last ones used here: %n changes are missing.",
            "",
            missing,
        ).replace("%n", str(missing)),
    )


_MATTERS: dict[Matter, Callable[[], str]] = {
    Matter.TIMES: lambda: translate("process_notes", "the times of a session"),
    Matter.MODALITY: lambda: translate("process_notes", "the form or frequency of treatment"),
    Matter.MEDICATION: lambda: translate("process_notes", "medication"),
    Matter.TEST_RESULTS: lambda: translate("process_notes", "test results"),
    Matter.DIAGNOSIS: lambda: translate("process_notes", "a diagnosis"),
    Matter.STATUS: lambda: translate("process_notes", "functional status"),
    Matter.PLAN: lambda: translate("process_notes", "a treatment plan"),
    Matter.SYMPTOMS: lambda: translate("process_notes", "a summary of symptoms"),
    Matter.PROGNOSIS: lambda: translate("process_notes", "a prognosis"),
    Matter.PROGRESS: lambda: translate("process_notes", "progress to date"),
}
