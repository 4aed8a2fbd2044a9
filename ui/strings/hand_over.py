"""Words on the desk's steps, the check and handing over."""

from collections.abc import Callable

from ui.strings import plural, translate
from ui.strings.errors import words_for
from ui.strings.releases import pages, records
from vault import errors


def step(number: int) -> str:
    """A step's name, from 0."""
    return _STEPS[number]()


def step_for_reader(number: int, of: int, name: str, state: str) -> str:
    """What a screen reader hears of a step."""
    return translate("hand_over", "Step {number} of {of}: {name}. {state}").format(
        number=number, of=of, name=name, state=state
    )


def client_checked() -> str:
    """State of the first step."""
    return translate("hand_over", "The client, identity checked")


def client_unchecked() -> str:
    """State of the first step."""
    return translate("hand_over", "Identity not checked yet")


def right_of_access() -> str:
    """State of the second step."""
    return translate("hand_over", "Right of access")


def not_settled() -> str:
    """State of a step that a block stands in."""
    return translate("hand_over", "Not settled")


def what_goes_and_stays(going: int, staying: int) -> str:
    """State of the third step: "33 records, 1 stays"."""
    if not staying:
        return records(going)
    rest = plural(
        staying,
        translate("hand_over", "1 stays"),
        translate("hand_over", "%n stay", "", staying).replace("%n", str(staying)),
    )
    return f"{records(going)}, {rest}"


def signed_and_legible() -> str:
    """State of the fourth step."""
    return translate("hand_over", "Signed, whole, legible")


def encrypted_pdf() -> str:
    """State of the fifth step."""
    return translate("hand_over", "Encrypted PDF")


def handed_over() -> str:
    """State of the fifth step at the end, and the title of the receipt."""
    return translate("hand_over", "Handed over")


def back() -> str:
    """The button that goes one step back."""
    return translate("hand_over", "Back")


def kept() -> str:
    """The line beside the primary button."""
    return translate("hand_over", "Saved as you go.")


def go_on() -> str:
    """The primary button of the first two steps."""
    return translate("hand_over", "Go on")


def check() -> str:
    """The primary button of the third step, and the title of the fourth."""
    return translate("hand_over", "Check the file")


def to_last_step() -> str:
    """The primary button of the fourth step."""
    return translate("hand_over", "On to handing over")


def act() -> str:
    """The button that can't be undone."""
    return translate("hand_over", "Hand over")


def checking() -> str:
    """What the check says while the document is made."""
    return translate("hand_over", "Checking…")


def all_signed(count: int) -> str:
    """A line of the check."""
    return plural(
        count,
        translate("hand_over", "The record is signed and says what was signed"),
        translate("hand_over", "All %n records are signed and say what was signed"),
    ).replace("%n", str(count))


def hash_compared() -> str:
    """How that was checked."""
    return translate("hand_over", "Each was compared with the fingerprint of its signature.")


def alone(called: str) -> str:
    """A line of the check."""
    return translate("hand_over", "Every record is of {name} alone").format(name=called)


def confidences_out(count: int) -> str:
    """How passages told in confidence are treated."""
    if not count:
        return translate("hand_over", "No passage was told in confidence by somebody else.")
    return plural(
        count,
        translate("hand_over", "1 passage told in confidence is out; its place is marked."),
        translate("hand_over", "%n passages told in confidence are out; their places are marked."),
    ).replace("%n", str(count))


def staying(count: int) -> str:
    """A line of the check."""
    return plural(
        count,
        translate("hand_over", "1 record stays in the vault"),
        translate("hand_over", "%n records stay in the vault"),
    ).replace("%n", str(count))


def staying_said() -> str:
    """What the document says of it."""
    return translate("hand_over", "The cover says what isn't in the file, and why.")


def all_legible() -> str:
    """A line of the check."""
    return translate("hand_over", "Every character can be printed")


def fonts_inside() -> str:
    """How that was checked."""
    return translate("hand_over", "The file brings its own fonts and looks the same everywhere.")


def illegible(count: int) -> str:
    """A line of the check."""
    return plural(
        count,
        translate("hand_over", "1 character can't be printed"),
        translate("hand_over", "%n characters can't be printed"),
    ).replace("%n", str(count))


def illegible_named(listed: str) -> str:
    """Which they are."""
    return translate("hand_over", "They stand in the file by their names: {list}").format(
        list=listed
    )


def length(count: int) -> str:
    """A line of the check."""
    return translate("hand_over", "{pages}, made in memory").format(pages=pages(count))


def looked_through() -> str:
    """What remains to the counselor."""
    return translate("hand_over", "Look through them beside this: nobody else does.")


def six_words() -> str:
    """Title above the password."""
    return translate("hand_over", "Six words open the file")


def tell_separately(name: str) -> str:
    """What to do with it."""
    return translate(
        "hand_over",
        "Tell them to {name} separately, by phone. They aren't stored: write them down until then."
        " After a lock they are others.",
    ).format(name=name)


def renewed() -> str:
    """Under words that came in the place of others."""
    return translate("hand_over", "New words: those noted before no longer count.")


def other_words() -> str:
    """The link that draws six others."""
    return translate("hand_over", "Other words")


def where_to() -> str:
    """Title above the destination."""
    return translate("hand_over", "Where the file goes")


def nowhere_yet() -> str:
    """The destination while there is none."""
    return translate("hand_over", "A stick that you hand over, or a folder from which you send it.")


def choose_place() -> str:
    """The button that opens the dialog."""
    return translate("hand_over", "Choose a place…")


def other_place() -> str:
    """The same button afterwards."""
    return translate("hand_over", "Another place…")


def dialog_title() -> str:
    """Title of the dialog; never a client's name."""
    return translate("hand_over", "Save the encrypted file")


def dialog_filter() -> str:
    """The kind of file."""
    return translate("hand_over", "PDF (*.pdf)")


def what_leaves() -> str:
    """Title above the summary."""
    return translate("hand_over", "What leaves")


def sealed_summary(count: int, length_: int) -> str:
    """What the act does."""
    return translate(
        "hand_over",
        "{records} on {pages}, encrypted with AES-256. The disclosure is recorded with it.",
    ).format(records=records(count), pages=pages(length_))


def sealing() -> str:
    """The line while it is done."""
    return translate("hand_over", "Sealing and writing…")


def not_undone() -> str:
    """The line beside the act."""
    return translate("hand_over", "This can't be undone.")


def file() -> str:
    """Label of a line of the receipt."""
    return translate("hand_over", "File")


def folder() -> str:
    """Label of a line of the receipt."""
    return translate("hand_over", "Folder")


def size() -> str:
    """Label of a line of the receipt."""
    return translate("hand_over", "Size")


def fingerprint() -> str:
    """Label of a line of the receipt."""
    return translate("hand_over", "SHA-256")


def size_and_pages(size_: str, count: int) -> str:
    """A line of the receipt."""
    return f"{size_}, {pages(count)}"


def words_label() -> str:
    """Label of the password on the receipt."""
    return translate("hand_over", "Six words")


def what_now() -> str:
    """Title of the last list."""
    return translate("hand_over", "What to do now")


def to_do(name: str) -> tuple[str, ...]:
    """The steps after handing over."""
    steps = (
        translate("hand_over", "Give {name} the file: the stick, or the way they asked for."),
        translate(
            "hand_over", "Call {name} and tell them the words: they are gone once you leave here."
        ),
        translate("hand_over", "Delete your copy of the file once {name} has opened it."),
    )
    return tuple(one.format(name=name) for one in steps)


def see_record() -> str:
    """The link to the disclosure."""
    return translate("hand_over", "See it under Disclosures")


def done() -> str:
    """The button that leaves the desk."""
    return translate("hand_over", "Done")


def in_vault() -> str:
    """Why a destination is refused."""
    return translate(
        "hand_over",
        "That is inside the vault's folder, which is for the vault alone. Choose another place.",
    )


def taken() -> str:
    """Why a destination is refused."""
    return translate(
        "hand_over", "There is a file of that name already. Choose another name or place."
    )


def trouble(error: object) -> str:
    """What went wrong while handing over, in a sentence or two; nothing is lost by it."""
    if isinstance(error, errors.InvalidField) and error.problem is errors.Problem.ALREADY_TAKEN:
        return in_vault()
    for kind, words in _TROUBLES.items():
        if isinstance(error, kind):
            return words()
    return " ".join(words_for(error)).strip()


_STEPS: tuple[Callable[[], str], ...] = (
    lambda: translate("hand_over", "Who is asking"),
    lambda: translate("hand_over", "Authority"),
    lambda: translate("hand_over", "What is released"),
    lambda: translate("hand_over", "Check"),
    lambda: translate("hand_over", "Hand over"),
)

_TROUBLES: dict[type[errors.ActionableError], Callable[[], str]] = {
    errors.FolderReadOnly: lambda: translate(
        "hand_over", "That folder can't be written to. Choose another place."
    ),
    errors.FolderGone: lambda: translate(
        "hand_over", "That folder is gone. Plug the stick in again, or choose another place."
    ),
    errors.NotAFile: lambda: translate(
        "hand_over", "That place leads nowhere. Choose another one."
    ),
    errors.DiskFull: lambda: translate(
        "hand_over",
        "There is no space left there. Nothing was handed over: choose another place, or free"
        " some space and press again.",
    ),
    errors.DiskFault: lambda: translate(
        "hand_over",
        "The disk failed while writing. Nothing was handed over: choose another place.",
    ),
}
