"""Words for what can be done by name or by key."""

from ui.strings import translate


def search() -> str:
    """Opens the palette."""
    return translate("actions", "Search")


def new_note() -> str:
    """Begins a session's note for the client that is open."""
    return translate("actions", "New note")


def new_client() -> str:
    """Shows the form for a new client."""
    return translate("actions", "New client")


def go_to(page: str) -> str:
    """Brings a page to the front: "Go to Today"."""
    return translate("actions", "Go to {page}").format(page=page)


def start_release() -> str:
    """Begins a release for the client that is open."""
    return translate("actions", "Release this client's records…")


def hide() -> str:
    """Covers the screen."""
    return translate("actions", "Hide the screen")


def lock() -> str:
    """Locks the vault."""
    return translate("actions", "Lock the vault")


def shortcuts() -> str:
    """Title of the list of keys, and the action that shows it."""
    return translate("actions", "Keyboard shortcuts")


def anywhere() -> str:
    """Heading of the keys that work on every page."""
    return translate("actions", "Everywhere")


def in_a_note() -> str:
    """Heading of the keys that work while a note is written."""
    return translate("actions", "In a note")


def in_search() -> str:
    """Heading of the keys that work in the search panel."""
    return translate("actions", "In search")


def tag_everybody() -> str:
    """What Alt and 0 does in a note of several people."""
    return translate("actions", "This paragraph is about everyone")


def tag_one() -> str:
    """What Alt and another digit does."""
    return translate("actions", "This paragraph is about the first person, the second, …")


def add_one() -> str:
    """What Alt, Shift and a digit do."""
    return translate("actions", "Add the first person to it, the second, … or take one out")


def name_another() -> str:
    """What Alt and P do."""
    return translate("actions", "This paragraph is about someone else")


def say_speaker() -> str:
    """What Alt and S do."""
    return translate("actions", "Who said this paragraph")


def mark_confidence() -> str:
    """What Alt and C do."""
    return translate("actions", "Told in confidence, or no longer")


def walk_sections() -> str:
    """What Ctrl and Down does, and Ctrl and Up the other way."""
    return translate("actions", "The next section; with Up, the one before")


def find_in_note() -> str:
    """What Ctrl and F do."""
    return translate("actions", "Find in this note")


def list_phrases() -> str:
    """What Ctrl and J do."""
    return translate("actions", "Your phrases")


def insert_date() -> str:
    """What Ctrl and ; do."""
    return translate("actions", "Insert the date")


def next_misspelt() -> str:
    """What F7 does."""
    return translate("actions", "The next misspelt word")


def choose_tag() -> str:
    """What Alt and Down does."""
    return translate("actions", "Choose whom this paragraph is about from a list")


def undo() -> str:
    """What Ctrl and Z does."""
    return translate("actions", "Undo")


def walk_results() -> str:
    """What Up and Down do in the search panel."""
    return translate("actions", "Next or previous result")


def open_result() -> str:
    """What Enter does in the search panel."""
    return translate("actions", "Open it")


def complete() -> str:
    """What Tab does in the search panel."""
    return translate("actions", "Complete a filter")


def turn_around() -> str:
    """What changes which results come first."""
    return translate("actions", "Oldest first, or newest first again")


def back() -> str:
    """What Esc does."""
    return translate("actions", "Back, or close")
