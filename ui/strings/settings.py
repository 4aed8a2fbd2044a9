"""Words of the settings page."""

from collections.abc import Callable

from ui.strings import plural, translate
from vault.settings import LIMITS, Theme


def title() -> str:
    """The page, in the sidebar and over itself."""
    return translate("settings", "Settings")


def goal_action(goal: str) -> str:
    """What leads to a card or a field by name: "Settings: Locking"."""
    return translate("settings", "Settings: {card}").format(card=_GOALS[goal]())


def goal_keywords(goal: str) -> str:
    """By which other words it is looked for."""
    return _KEYWORDS[goal]()


def lead() -> str:
    """What is so for all of them, under the title."""
    return translate("settings", "Kept inside this vault. A change holds at once.")


def locking() -> str:
    """Title of a card."""
    return translate("settings", "Locking")


def idle_minutes() -> str:
    """Label: how long nothing may be done."""
    return translate("settings", "Lock when nothing is done for")


def idle_hint() -> str:
    """What it does."""
    return translate(
        "settings",
        "Counted from your last key, click or touch. You are warned for the last half minute, and"
        " what you type is stored first.",
    )


def hidden_minutes() -> str:
    """Label: how long it may be covered."""
    return translate("settings", "Lock when hidden for")


def hidden_hint() -> str:
    """What it does."""
    return translate(
        "settings",
        "Counted from the moment that you hide with F9. Until then your passphrase brings the page"
        " back; from then on the vault is locked.",
    )


def minutes(count: int) -> str:
    """One choice of minutes."""
    one = translate("settings", "1 minute")
    return plural(count, one, translate("settings", "%n minutes", "", count))


def notes() -> str:
    """Title of a card."""
    return translate("settings", "Notes")


def template() -> str:
    """Label: the layout of new notes."""
    return translate("settings", "Layout of a new note")


def template_hint() -> str:
    """What it does."""
    return translate(
        "settings",
        "Notes that are there already keep theirs. Plans, risk assessments and letters have"
        " headings of their own.",
    )


def late_hours() -> str:
    """Label: when a note is a late entry."""
    return translate("settings", "Late entry after, in hours")


def late_hint() -> str:
    """What it does."""
    return translate(
        "settings",
        "A note whose first words come more hours than this after its session ended is labelled"
        " Late entry, with both times, here and on paper. A signed note keeps the number that it"
        " was signed under. Boards differ in what they call late: check with yours.",
    )


def draft_days() -> str:
    """Label: when an unsigned note is old."""
    return translate("settings", "Old draft after, in days")


def draft_hint() -> str:
    """What it does."""
    return translate(
        "settings",
        "Today lists an unsigned note once its session is more days ago than this. A risk"
        " assessment is listed from the start.",
    )


def number_problem(name: str, kept: int) -> str:
    """What stands beside a number that can't be taken, while `kept` still holds."""
    lowest, highest = LIMITS[name]
    return translate(
        "settings", "Type a whole number from {lowest} to {highest}. Until then {kept} holds."
    ).format(lowest=lowest, highest=highest, kept=kept)


def writing() -> str:
    """Title of a card."""
    return translate("settings", "Writing")


def spelling_hint() -> str:
    """What the language of spelling does."""
    return translate("settings", "Words that aren't in its dictionary have a wave below them.")


def own_words() -> str:
    """The list of words that were added."""
    return translate("settings", "Words you added")


def no_own_words() -> str:
    """What stands there while none was."""
    return translate(
        "settings",
        "None yet. Right-click a word with a wave in a note, and choose to add it to this vault's"
        " dictionary.",
    )


def own_words_hint() -> str:
    """What the list is."""
    return translate("settings", "Taken for right in every note. They never leave this vault.")


def remove_word() -> str:
    """The button that takes the chosen word out."""
    return translate("settings", "Remove")


def word_removed(word: str) -> str:
    """What is said once a word was taken out."""
    return translate("settings", "“{word}” was removed.").format(word=word)


def undo() -> str:
    """The button that puts it back."""
    return translate("settings", "Undo")


def phrases_hint() -> str:
    """Where phrases are kept."""
    return translate(
        "settings", "Your phrases are kept beside the note: Ctrl+J, then Edit phrases…"
    )


def on_screen() -> str:
    """Title of a card."""
    return translate("settings", "On the screen")


def initials_only() -> str:
    """The tick for initials."""
    return translate("settings", "Initials only")


def initials_hint() -> str:
    """What it does."""
    return translate(
        "settings",
        "Shows initials in place of names, in your notes too, for eyes that pass by."
        " Ctrl+Shift+I does the same. Nothing that is stored or given out changes.",
    )


def theme() -> str:
    """Label: light or dark."""
    return translate("settings", "Colors")


def theme_hint() -> str:
    """What it does."""
    return translate("settings", "The locked window has them as well, the next time it is opened.")


def theme_name(theme: Theme) -> str:
    """One choice of colors."""
    return {
        Theme.SYSTEM: translate("settings", "As the system"),
        Theme.LIGHT: translate("settings", "Light"),
        Theme.DARK: translate("settings", "Dark"),
    }[theme]


def practice() -> str:
    """Title of a card."""
    return translate("settings", "You and your practice")


def practice_hint() -> str:
    """What correcting it does, and what it doesn't."""
    return translate(
        "settings",
        "Stands under your notes and on what you hand over. A signed note keeps the name,"
        " credential and license that it was signed with.",
    )


_GOALS: dict[str, Callable[[], str]] = {
    "locking": locking,
    "notes": notes,
    "writing": writing,
    "screen": on_screen,
    "screen.theme": theme,
    "practice": practice,
}

_KEYWORDS: dict[str, Callable[[], str]] = {
    "locking": lambda: translate("settings", "idle timeout minutes hidden hide auto lock"),
    "notes": lambda: translate("settings", "template layout SOAP DAP BIRP late entry draft length"),
    "writing": lambda: translate("settings", "spelling dictionary language words phrases"),
    "screen": lambda: translate("settings", "initials"),
    "screen.theme": lambda: translate("settings", "theme dark light mode appearance"),
    "practice": lambda: translate("settings", "profile name credential license signature state"),
}
