"""Words of the first run, and of the recovery kit's page."""

from collections.abc import Callable

from ui.strings import plural, translate
from vault.errors import Problem
from vault.first_run import Step
from vault.first_run_steps import KitKept, Obstacle, Reason


def step_of(number: int, count: int) -> str:
    """Line above the title."""
    return translate("first_run", "Step {number} of {count}").format(number=number, count=count)


def title(step: Step) -> str:
    """Title of a step."""
    return _TITLES[step]()


def lead(step: Step) -> str:
    """What a step is for, under its title."""
    return _LEADS[step]()


def go_on() -> str:
    """Button to the next step."""
    return translate("first_run", "Continue")


def make_vault() -> str:
    """Button of the last step."""
    return translate("first_run", "Make the vault")


def back() -> str:
    """Link to the step before."""
    return translate("first_run", "Back")


def look_around() -> str:
    """Link on the first step."""
    return translate("first_run", "Look around with sample records")


def have_one() -> str:
    """Link on the first step, for who has a vault already."""
    return translate("first_run", "Open a vault that I have")


def not_advice() -> str:
    """Line at the foot of the first step."""
    return translate(
        "first_run",
        "Casekeep keeps records. It isn't a billing system, a calendar or legal advice. It has no"
        " account and never uses a network.",
    )


def folder() -> str:
    """Label of the folder."""
    return translate("first_run", "Folder")


def choose_folder() -> str:
    """Button beside the folder."""
    return translate("first_run", "Choose…")


def folder_hint() -> str:
    """Line under the folder."""
    return translate("first_run", "It is made if it isn't there yet.")


def synced(service: str) -> str:
    """Warning about a folder that a service copies."""
    return translate(
        "first_run",
        "{service} copies this folder to other computers. A copy made while you write can be"
        " useless; it is better for backups.",
    ).format(service=service)


def keep_it_there() -> str:
    """Tick under the warning."""
    return translate("first_run", "Keep the vault there all the same")


def your_six_words() -> str:
    """Label over the words on offer."""
    return translate("first_run", "Your six words")


def other_words() -> str:
    """Button that draws again."""
    return translate("first_run", "Other words")


def words_forgotten() -> str:
    """Under six words that came in the place of those that the cover made forget."""
    return translate("first_run", "New words: those noted before no longer count.")


def type_them() -> str:
    """Label of the field for the six words."""
    return translate("first_run", "Type them once, with a space between")


def use_my_own() -> str:
    """Link to a passphrase of one's own."""
    return translate("first_run", "Use one of my own")


def use_six_words() -> str:
    """Link back to the six words."""
    return translate("first_run", "Use six words instead")


def own_passphrase() -> str:
    """Label of one's own passphrase."""
    return translate("first_run", "Passphrase")


def once_more() -> str:
    """Label of the repetition."""
    return translate("first_run", "Once more")


def strength(bits: int, floor: int) -> str:
    """Line under one's own passphrase."""
    if bits >= floor:
        return translate("first_run", "Hard to guess.")
    return translate("first_run", "Too easy to guess so far. Add another word or two.")


def strength_name() -> str:
    """Name of the strength meter."""
    return translate("first_run", "Strength")


def no_reset() -> str:
    """Line under the passphrase fields."""
    return translate(
        "first_run",
        "Nobody can reset it, and nobody else knows it. The next step makes a recovery kit.",
    )


def print_kit() -> str:
    """Button on the kit."""
    return translate("first_run", "Print…")


def save_kit() -> str:
    """Button on the kit."""
    return translate("first_run", "Save as PDF…")


def kit_preview() -> str:
    """Name of the picture of the kit's page."""
    return translate("first_run", "Preview of the recovery kit")


def kit_warning() -> str:
    """Line under the kit's buttons."""
    return translate(
        "first_run",
        "Paper is best. A printer may keep a copy of what it prints, so use your own. A PDF is as"
        " secret as the key of the cabinet: not on this computer, not in the mail.",
    )


def kit_kept(how: KitKept) -> str:
    """What became of the kit."""
    if how is KitKept.PRINTED:
        return translate("first_run", "Sent to the printer.")
    return translate("first_run", "Saved as a PDF.")


def kit_file_name() -> str:
    """Proposed name of the kit's file."""
    return translate("first_run", "Recovery kit.pdf")


def pdf_files() -> str:
    """Kind of file in the save dialog."""
    return translate("first_run", "PDF (*.pdf)")


def not_in_the_vault() -> str:
    """Why the kit isn't saved beside what it opens."""
    return translate(
        "first_run", "That is the vault's own folder. Keep the key away from the cabinet."
    )


def no_printer() -> str:
    """Why nothing was printed."""
    return translate("first_run", "The printer didn't take the page. Try again, or save a PDF.")


def no_printer_there() -> str:
    """Why the print dialog doesn't come."""
    return translate(
        "first_run",
        "This computer has no printer yet. Connect one and try again, or save a PDF on a stick.",
    )


def not_to_a_file() -> str:
    """Why nothing is printed into a file."""
    return translate(
        "first_run", "That would print into a file. Choose a printer, or use Save as PDF."
    )


def kit_not_made() -> str:
    """The page couldn't be typeset."""
    return translate("first_run", "The page couldn't be made. Press Continue to try again.")


def type_back() -> str:
    """Over the two fields of the kit."""
    return translate("first_run", "From the printed page, type these two groups:")


def group(number: int) -> str:
    """Label of one group of the recovery key."""
    return translate("first_run", "Group {number}").format(number=number)


def name() -> str:
    """Label."""
    return translate("first_run", "Your name")


def credential() -> str:
    """Label."""
    return translate("first_run", "Credential")


def practice() -> str:
    """Label."""
    return translate("first_run", "Practice")


def practice_hint() -> str:
    """Line under the practice."""
    return translate("first_run", "Stands on the unlock screen. Empty: your name stands there.")


def licence_number() -> str:
    """Label."""
    return translate("first_run", "License number")


def state() -> str:
    """Label."""
    return translate("first_run", "State of the license")


def choose_state() -> str:
    """The list before a choice."""
    return translate("first_run", "Choose")


def phone() -> str:
    """Label."""
    return translate("first_run", "Phone")


def address() -> str:
    """Label."""
    return translate("first_run", "Address")


def idle_minutes() -> str:
    """Label."""
    return translate("first_run", "Lock after")


def minutes(count: int) -> str:
    """One choice of the list."""
    return plural(
        count,
        translate("first_run", "1 minute"),
        translate("first_run", "%n minutes", "", count),
    )


def idle_hint() -> str:
    """Line under the minutes."""
    return translate(
        "first_run",
        "Counted from the last key or movement of the mouse. You are warned half a minute before,"
        " and every draft is saved.",
    )


def progress() -> str:
    """Shown while the vault is made."""
    return translate("first_run", "This takes a second or two.")


def for_obstacle(obstacle: Obstacle) -> str:
    """Say beside a field what is wrong and what to do; empty where an answer is awaited."""
    words = _OBSTACLES.get((obstacle.field, obstacle.reason))
    if words is not None:
        return words()
    if obstacle.reason is Reason.WRONG_GROUP:
        return translate(
            "first_run", "Group {number} isn't as printed. Compare it letter by letter."
        ).format(number=obstacle.group)
    return ""


def kit_steps() -> tuple[str, ...]:
    """How to use the kit, printed on it."""
    return (
        translate("first_run", "Open Casekeep. It asks for your passphrase."),
        translate("first_run", "Choose “Use a recovery kit”."),
        translate("first_run", "Type the eight groups in order."),
        translate("first_run", "Set a new passphrase at once."),
    )


_TITLES: dict[Step, Callable[[], str]] = {
    Step.PLACE: lambda: translate("first_run", "Where your records live"),
    Step.PASSPHRASE: lambda: translate("first_run", "Your passphrase"),
    Step.KIT: lambda: translate("first_run", "Your recovery kit"),
    Step.PROFILE: lambda: translate("first_run", "You and your practice"),
    Step.IDLE: lambda: translate("first_run", "When you step away"),
    Step.MAKING: lambda: translate("first_run", "Making your vault"),
}

_LEADS: dict[Step, Callable[[], str]] = {
    Step.PLACE: lambda: translate(
        "first_run",
        "One folder on this computer holds everything, locked like a cabinet. Nothing leaves it"
        " unless you hand it over.",
    ),
    Step.PASSPHRASE: lambda: translate(
        "first_run",
        "It is the only key you carry. Six words drawn by chance are hard to guess and easy to"
        " keep in mind.",
    ),
    Step.KIT: lambda: translate(
        "first_run",
        "One page that opens the vault if the passphrase is ever lost. Keep it on paper, in"
        " another place than this computer.",
    ),
    Step.PROFILE: lambda: translate(
        "first_run", "This stands under your notes and on what you hand over."
    ),
    Step.IDLE: lambda: translate(
        "first_run", "Casekeep locks by itself when nobody has used it for a while."
    ),
    Step.MAKING: lambda: translate(
        "first_run", "The key is made slow to try out, so that guessing it takes ages."
    ),
}

_OBSTACLES: dict[tuple[str, Reason | Problem], Callable[[], str]] = {
    ("folder", Problem.EMPTY): lambda: translate(
        "first_run", "Choose a folder, with its whole path."
    ),
    ("folder", Reason.NOT_WRITABLE): lambda: translate(
        "first_run", "You may not write to this folder. Choose another one."
    ),
    ("folder", Reason.NOT_EMPTY): lambda: translate(
        "first_run", "There are other files in this folder. Choose an empty or a new one."
    ),
    ("folder", Reason.VAULT_THERE): lambda: translate(
        "first_run", "There is a vault in this folder already. Choose another one."
    ),
    ("folder", Reason.SYNCED): lambda: translate(
        "first_run", "Choose a folder that stays on this computer, or tick the line below."
    ),
    ("own", Problem.EMPTY): lambda: translate("first_run", "Type a passphrase."),
    ("own", Reason.TOO_WEAK): lambda: translate(
        "first_run", "This is too easy to guess. Add a few words that don't belong together."
    ),
    ("again", Problem.EMPTY): lambda: translate("first_run", "Type the passphrase once more."),
    ("again", Reason.DIFFERENT): lambda: translate(
        "first_run", "This differs from the passphrase above. Show both and compare them."
    ),
    ("kit", Reason.NOT_KEPT): lambda: translate(
        "first_run", "Print the kit or save it first: without it a lost passphrase is final."
    ),
    ("group", Problem.EMPTY): lambda: translate("first_run", "Type this group from the kit."),
    ("name", Problem.EMPTY): lambda: translate("first_run", "Type your name."),
    ("state", Problem.EMPTY): lambda: translate("first_run", "Choose the state of your license."),
    ("idle_minutes", Problem.OUT_OF_RANGE): lambda: translate(
        "first_run", "Choose 1 to 30 minutes."
    ),
}
