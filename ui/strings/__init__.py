"""Every word that the user sees, one module a noun, through Qt's translation.

The pattern, for whoever adds a noun:

    # ui/strings/notes.py
    from ui.strings import plural, translate

    def sign_this_note() -> str:
        return translate("notes", "Sign this note")

    def saved_at(time: str) -> str:
        return translate("notes", "Saved {time}").format(time=time)

    def drafts(count: int) -> str:
        return plural(
            count,
            translate("notes", "1 draft"),
            translate("notes", "%n drafts", "", count),
        )

    # ui/notes/view.py
    from ui.strings import notes as words

    button = Button(words.sign_this_note())

Words are functions, never constants: a constant would be translated once, at import, before any
translator is installed. The context is the module's name, and both arguments stay literals, for
`pyside6-lupdate` reads them from the source. Placeholders are named, so that a translator may
turn a sentence around.
"""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def plural(count: int, one: str, many: str) -> str:
    """The sentence for one, else the one with a count.

    English so needs no catalogue of its own; a translator gives many as many forms as the
    language has.
    """
    return one if count == 1 else many
