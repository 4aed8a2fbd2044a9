"""What went wrong and what to do, for each error that the user can act on."""

from collections.abc import Callable

from ui.strings import translate
from vault import errors
from vault.errors import Problem

Words = tuple[str, str]


def words_for(error: object) -> Words:
    """Give a sentence and the next step; an unknown error is our fault, and says so."""
    for kind, words in _FIXED.items():
        if isinstance(error, kind):
            return words()
    if isinstance(error, errors.VaultTooNew):
        return (
            translate("errors", "This vault was written by a newer Casekeep."),
            translate("errors", "Install version {needs} or later, then open it again.").format(
                needs=error.needs
            ),
        )
    if isinstance(error, errors.RecoveryKeyTypo):
        return (
            translate("errors", "There is a typo in group {group}.").format(group=error.group),
            translate("errors", "Compare it with your recovery kit."),
        )
    if isinstance(error, errors.InvalidField):
        return (problem(error.problem), "")
    return (
        translate("errors", "Something went wrong inside Casekeep."),
        translate("errors", "Nothing was lost. Try again; if it comes back, restart Casekeep."),
    )


def problem(kind: Problem) -> str:
    """Say beside a field what is wrong with what stands in it."""
    return _PROBLEMS[kind]()


_FIXED: dict[type[errors.ActionableError], Callable[[], Words]] = {
    errors.WrongPassphrase: lambda: (
        translate("errors", "That isn't the passphrase of this vault."),
        translate("errors", "Check Caps Lock and the keyboard layout, then try again."),
    ),
    errors.WrongRecoveryKey: lambda: (
        translate("errors", "That recovery key belongs to another vault."),
        translate("errors", "Look for the kit that names this vault."),
    ),
    errors.KeyFileDamaged: lambda: (
        translate("errors", "The key file is damaged, so no passphrase can be checked."),
        translate(
            "errors",
            "Your records are still there. Put vault.key back from a backup, and change nothing"
            " else in the folder.",
        ),
    ),
    errors.KeyFileMissing: lambda: (
        translate("errors", "The key file is missing from the vault's folder."),
        translate("errors", "Put vault.key back from a backup. Your records are still there."),
    ),
    errors.DatabaseDamaged: lambda: (
        translate("errors", "The passphrase is right, but the records can't be read."),
        translate(
            "errors",
            "The file vault.db is damaged. Leave it as it is, and restore the newest backup into"
            " another folder.",
        ),
    ),
    errors.DatabaseMissing: lambda: (
        translate("errors", "The passphrase is right, but the file with the records is missing."),
        translate("errors", "Put vault.db back into the vault's folder from a backup."),
    ),
    errors.ProcessNotesDamaged: lambda: (
        translate("errors", "The passphrase is right, but the process notes can't be read."),
        translate(
            "errors",
            "The file process.db is damaged. Leave it as it is, and restore it from a backup.",
        ),
    ),
    errors.ProcessNotesMissing: lambda: (
        translate("errors", "The passphrase is right, but the file of process notes is missing."),
        translate("errors", "Put process.db back into the vault's folder from a backup."),
    ),
    errors.VaultInUse: lambda: (
        translate("errors", "This vault is open in another window."),
        translate("errors", "Go to that window, or lock it there first."),
    ),
    errors.VaultAlreadyThere: lambda: (
        translate("errors", "There is a vault in this folder already."),
        translate("errors", "Open it, or choose an empty folder."),
    ),
    errors.NoVaultThere: lambda: (
        translate("errors", "There is no vault in this folder."),
        translate("errors", "Choose the folder that holds vault.key and vault.db."),
    ),
    errors.FolderReadOnly: lambda: (
        translate("errors", "This folder can't be written to."),
        translate("errors", "Choose another folder, or allow writing to it."),
    ),
    errors.FolderGone: lambda: (
        translate("errors", "The vault's folder is gone."),
        translate("errors", "Connect the disk again or put the folder back where it was."),
    ),
    errors.NotAFile: lambda: (
        translate("errors", "A folder or a link stands where a file of the vault belongs."),
        translate(
            "errors",
            "Move it away if it is called vault.key, vault.key.bak or in-use.lock, then try again.",
        ),
    ),
    errors.DiskFull: lambda: (
        translate("errors", "The disk is full."),
        translate("errors", "Free some space. What you typed stays here and is tried again."),
    ),
    errors.DiskFault: lambda: (
        translate("errors", "The disk failed to read or write."),
        translate("errors", "What you typed stays here. Check the disk and its cable."),
    ),
    errors.ChangedElsewhere: lambda: (
        translate("errors", "This was changed in the meantime."),
        translate("errors", "Your text is kept here. Open it again to see the newer one."),
    ),
    errors.NoteSigned: lambda: (
        translate("errors", "This note is signed and can't change."),
        translate("errors", "Write an addendum instead."),
    ),
    errors.UnderLegalHold: lambda: (
        translate("errors", "This client's records are on legal hold."),
        translate("errors", "Nothing of them can be deleted until the hold is lifted."),
    ),
    errors.MeetingHeld: lambda: (
        translate("errors", "A signed note is about this session, so it can't change."),
        translate("errors", "Say what was different in an addendum to that note."),
    ),
    errors.MeetingHasNote: lambda: (
        translate("errors", "A note or a measure is about this session, so it stays."),
        "",
    ),
    errors.StillNamed: lambda: (
        translate("errors", "Notes or sessions name this person, who can't be taken out."),
        translate("errors", "Say instead on which day they left."),
    ),
    errors.NotACalendar: lambda: (
        translate("errors", "This file isn't a calendar that can be read."),
        translate("errors", "Export the calendar again as an .ics file. Nothing was changed."),
    ),
    errors.CalendarTooLarge: lambda: (
        translate("errors", "This calendar holds too much to go through."),
        translate("errors", "Export a shorter time, or one calendar alone. Nothing was changed."),
    ),
    errors.SourceUnreadable: lambda: (
        translate("errors", "This file can't be read."),
        translate("errors", "Copy it to another folder, then try again."),
    ),
    errors.NotEnoughMemory: lambda: (
        translate("errors", "This computer has too little free memory to check the passphrase."),
        translate("errors", "Close other programs, then try again."),
    ),
    errors.PassphraseTooWeak: lambda: (
        translate("errors", "That passphrase is too easy to guess."),
        translate("errors", "Add words, or take the six that are offered."),
    ),
}

_PROBLEMS: dict[Problem, Callable[[], str]] = {
    Problem.EMPTY: lambda: translate("errors", "Fill this in."),
    Problem.TOO_LONG: lambda: translate("errors", "This is too long."),
    Problem.CONTROL_CHARACTER: lambda: translate(
        "errors", "This holds a character that can't be shown. Type it again."
    ),
    Problem.NOT_TEXT: lambda: translate("errors", "This holds something that isn't text."),
    Problem.NOT_A_DATE: lambda: translate("errors", "Write a date like 1990-04-27."),
    Problem.SHORT_YEAR: lambda: translate(
        "errors", "Write the year in four digits. Between slashes, the month comes first."
    ),
    Problem.IN_THE_FUTURE: lambda: translate("errors", "This day is still to come."),
    Problem.TOO_LONG_AGO: lambda: translate("errors", "This is too long ago."),
    Problem.END_BEFORE_START: lambda: translate("errors", "This ends before it starts."),
    Problem.OUT_OF_RANGE: lambda: translate("errors", "This is outside what is possible."),
    Problem.UNKNOWN_CHOICE: lambda: translate("errors", "Choose one of the list."),
    Problem.ALREADY_TAKEN: lambda: translate("errors", "This is taken already."),
}
