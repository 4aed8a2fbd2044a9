"""Words of the note's editor: tags, finding, spelling, phrases, what is inserted."""

from ui.strings import plural, translate


def caption(speaker: str, *, in_confidence: bool) -> str:
    """The line below a paragraph: "Told in confidence", "Said by Marcus", or both; else empty."""
    if in_confidence and speaker:
        return translate("editor", "Told in confidence by {name}").format(name=speaker)
    if in_confidence:
        return translate("editor", "Told in confidence")
    return translate("editor", "Said by {name}").format(name=speaker) if speaker else ""


def add_or_remove() -> str:
    """The list in which several people are chosen for one paragraph."""
    return translate("editor", "Several people")


def third_person() -> str:
    """The entry that asks for the name of somebody outside the unit."""
    return translate("editor", "Someone else…")


def who_is_it() -> str:
    """What the field for somebody outside the unit asks."""
    return translate("editor", "Who is it about?")


def said_by() -> str:
    """The list of those who can have said a paragraph."""
    return translate("editor", "Who said it")


def not_said() -> str:
    """The entry of that list that takes the name back."""
    return translate("editor", "Not noted")


def in_confidence() -> str:
    """The entry for what was told to the counselor alone."""
    return translate("editor", "Told in confidence")


def no_longer_in_confidence() -> str:
    """What a screen reader hears when the mark of confidence was taken away."""
    return translate("editor", "Not in confidence")


def find_person() -> str:
    """The field that narrows a long list of people."""
    return translate("editor", "Type a name")


def became_untagged() -> str:
    """What a screen reader hears when two paragraphs about different people became one."""
    return translate("editor", "Two paragraphs became one: say whom it is about.")


def pictures_left_out() -> str:
    """What the editor says once when a paste had pictures in it."""
    return translate("editor", "Pictures were left out. Add them under Documents.")


def pasted_untagged() -> str:
    """What the editor says once when several paragraphs were pasted beside several people."""
    return translate(
        "editor", "What you pasted isn't tagged yet. Select it and say whom it is about: Alt+1…"
    )


def too_long_to_paste() -> str:
    """What the editor says when a book was pasted; it can be pasted in parts."""
    return translate(
        "editor", "That is too long for one paste. Paste it in parts, or add it under Documents."
    )


def was_divided() -> str:
    """What the editor says once when a text came in that is too long for one paragraph."""
    return translate("editor", "A very long paragraph was divided. Not a letter of it is lost.")


def tag_paragraph() -> str:
    """The entry that opens the list of people for a paragraph."""
    return translate("editor", "Say whom it is about…")


def find() -> str:
    """Name of the bar and of its field."""
    return translate("editor", "Find in this note")


def find_next() -> str:
    """The button to the next hit."""
    return translate("editor", "Next")


def find_previous() -> str:
    """The button to the hit before."""
    return translate("editor", "Previous")


def close() -> str:
    """The button that closes a bar above the note."""
    return translate("editor", "Close")


def hits(which: int, count: int) -> str:
    """How many hits there are, and which of them is shown; 0 for none of them."""
    if not count:
        return translate("editor", "Not found")
    if not which:
        one = translate("editor", "1 hit")
        many = translate("editor", "%n hits", "", count).replace("%n", str(count))
        return plural(count, one, many)
    return translate("editor", "{which} of {count}").format(which=which, count=count)


def insert_date() -> str:
    """The entry that writes today's date."""
    return translate("editor", "Insert the date")


def insert_time() -> str:
    """The entry that writes the present time."""
    return translate("editor", "Insert the time")


def undo() -> str:
    """An entry of the text's menu."""
    return translate("editor", "Undo")


def redo() -> str:
    """An entry of the text's menu."""
    return translate("editor", "Redo")


def cut() -> str:
    """An entry of the text's menu."""
    return translate("editor", "Cut")


def copy() -> str:
    """An entry of the text's menu."""
    return translate("editor", "Copy")


def paste() -> str:
    """An entry of the text's menu."""
    return translate("editor", "Paste")


def select_all() -> str:
    """An entry of the text's menu."""
    return translate("editor", "Select all")


def spelling() -> str:
    """The list of languages to check the spelling in."""
    return translate("editor", "Spelling")


def language_name(code: str) -> str:
    """A language of spelling; an empty code is none."""
    known = {
        "": translate("editor", "Not checked"),
        "en-US": translate("editor", "English, American"),
        "en-GB": translate("editor", "English, British"),
    }
    return known[code]


def add_word(word: str) -> str:
    """The entry that makes a word right in this vault."""
    return translate("editor", "Add “{word}” to this vault's dictionary").format(word=word)


def no_suggestion() -> str:
    """The entry in place of suggestions where there are none."""
    return translate("editor", "No suggestion")


def misspelt(word: str) -> str:
    """What a screen reader hears of a word that isn't in the dictionary."""
    return translate("editor", "Not in the dictionary: {word}").format(word=word)


def nothing_misspelt() -> str:
    """What is said where no word is left to look at."""
    return translate("editor", "No word to check")


def phrases() -> str:
    """Name of the list of phrases and of its panel."""
    return translate("editor", "Phrases")


def no_phrases() -> str:
    """What the list of phrases says while there are none."""
    return translate("editor", "No phrases yet. Give a text a short name, then type /name and Tab.")


def no_phrase(name: str) -> str:
    """What Tab after a slash says of a name that no phrase has."""
    return translate("editor", "No phrase is called {name}.").format(name=name)


def manage_phrases() -> str:
    """The entry that opens the panel of phrases."""
    return translate("editor", "Edit phrases…")


def phrase_name() -> str:
    """A field of the panel of phrases."""
    return translate("editor", "Short name")


def phrase_text() -> str:
    """A field of the panel of phrases."""
    return translate("editor", "Text")


def new_phrase() -> str:
    """The button that empties the form for another phrase."""
    return translate("editor", "New")


def keep_phrase(chosen: str, name: str) -> str:
    """The button that keeps a phrase, new or in place of the chosen one, maybe under a new name."""
    if not chosen:
        return translate("editor", "Keep phrase")
    if name == chosen:
        return translate("editor", "Keep change")
    return translate("editor", "Rename “{name}”").format(name=chosen)


def phrase_kept(name: str) -> str:
    """What is said once a new phrase is kept, and how it is written."""
    return translate("editor", "Kept: /{name} and Tab write it.").format(name=name)


def phrase_changed(chosen: str, name: str) -> str:
    """What is said once a phrase was changed or given another name."""
    if name == chosen:
        return translate("editor", "“{name}” was changed.").format(name=name)
    said = translate("editor", "“{before}” is called “{after}” now.")
    return said.format(before=chosen, after=name)


def phrase_removed(name: str) -> str:
    """What is said once a phrase was removed."""
    return translate("editor", "“{name}” was removed.").format(name=name)


def phrase_put_away() -> str:
    """What is said where another phrase takes the place of one that is half typed."""
    return translate("editor", "What you typed was put away.")


def remove_phrase() -> str:
    """The button that takes a phrase away."""
    return translate("editor", "Remove")


def phrase_problem() -> str:
    """What stands beside a phrase that can't be kept."""
    return translate(
        "editor", "A short name is one word of letters and digits, and the text can't be empty."
    )


def phrase_taken(name: str) -> str:
    """What stands beside a phrase whose name another one has."""
    said = translate("editor", "There is a phrase “{name}”. Choose it in the list to change it.")
    return said.format(name=name)
