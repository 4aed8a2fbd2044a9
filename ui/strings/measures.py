"""Words on measures: the lists, a result, the form.

What a questionnaire itself says comes from the pack and is never translated here: it is
validated in its own words.
"""

import re
from collections.abc import Sequence

from resources.measures import Measure, RiskPrompt
from ui.strings import translate
from ui.strings.scores import band_name


def new_result() -> str:
    """The button that offers the measures."""
    return translate("measures", "New result")


def none_yet() -> str:
    """What an empty tab says."""
    return translate(
        "measures", "Questionnaires that this client filled in, scored and drawn over time."
    )


def list_name() -> str:
    """Accessible name of the list of measures."""
    return translate("measures", "Measures, the newest first")


def results_name(measure: str) -> str:
    """Accessible name of the list of results."""
    return translate("measures", "{measure}, the newest result first").format(measure=measure)


def menu_entry(measure: Measure) -> str:
    """An entry of the list of measures: "PHQ-9 · Depression, over the last 2 weeks"."""
    return f"{measure.name} · {measure.about}"


def risk(prompt: RiskPrompt) -> str:
    """What the banner says."""
    if prompt.item is None:
        return translate("measures", "This triage calls for a risk assessment.")
    return translate(
        "measures", "Item {item} was answered with {least} or more: assess the risk."
    ).format(item=prompt.item, least=prompt.at_least)


def write_risk_note() -> str:
    """The banner's button."""
    return translate("measures", "Write a risk assessment")


def risk_note_there(day: str) -> str:
    """What stands in the banner's place once there is a signed note."""
    return translate("measures", "A risk assessment of {day} is among the notes.").format(day=day)


def risk_note_begun() -> str:
    """What the banner says while there is a draft."""
    return translate("measures", "A risk assessment is begun, not signed.")


def open_risk_note() -> str:
    """Its button then."""
    return translate("measures", "Open the draft")


def assess() -> str:
    """A mark beside a result that calls for a risk assessment and has none."""
    return translate("measures", "Assess the risk")


def assessment_begun() -> str:
    """The mark while there is a draft of a note."""
    return translate("measures", "Draft not signed")


def assessed() -> str:
    """The mark once there is a signed note."""
    return translate("measures", "Risk assessed")


def was_looked_at() -> str:
    """The mark once somebody said why no note is needed."""
    return translate("measures", "Looked at")


def no_note_needed() -> str:
    """The button of a result that calls for a risk assessment."""
    return translate("measures", "No note needed…")


def look_hint() -> str:
    """What that means."""
    return translate("measures", "It leaves Today; your name, the time and this line are kept.")


def look_now() -> str:
    """The button that does it."""
    return translate("measures", "Mark as looked at")


def looked_at_line(day: str, by: str, reason: str) -> str:
    """Who looked at a result: "Looked at on 9 Nov 2026 by Ines Halloran, LMFT: Asked"."""
    if not by:
        return translate("measures", "Looked at on {day}: {reason}").format(day=day, reason=reason)
    return translate("measures", "Looked at on {day} by {name}: {reason}").format(
        day=day, name=by, reason=reason
    )


def risk_unknown(prompt: RiskPrompt) -> str:
    """What is said of a result without the item that matters."""
    return translate("measures", "Item {item} isn't known: ask about it.").format(item=prompt.item)


def not_verified() -> str:
    """What stands beside a rule that has no source."""
    return translate("measures", "Not verified. Check with your board.")


def doubted(said: str) -> str:
    """What a rule without a source comes to: "Up 6 since 3 Nov, a reliable change (…)"."""
    return translate("measures", "{said} (not verified, check with your board)").format(
        said=said.removesuffix(".")
    )


def no_diagnosis() -> str:
    """What stands below every measure."""
    return translate("measures", "A score is no diagnosis.")


def scoring_source(source: str, checked_on: str) -> str:
    """Whose rules it is scored by."""
    return translate("measures", "Scored by the rules of: {source}. Compared on {day}.").format(
        source=_cited(source), day=checked_on
    )


def wording_source(source: str) -> str:
    """Where the wording comes from."""
    return translate("measures", "Wording: {source}. Compare it with your printed form.").format(
        source=_cited(source)
    )


def taken(day: str, meeting: str) -> str:
    """When, and at which session: "7 Nov 2026, at a session"."""
    return f"{day}, {meeting}" if meeting else day


def at_meeting() -> str:
    """Said of a result that was taken at a session."""
    return translate("measures", "at a session")


def answers_line(answers: Sequence[int | None]) -> str:
    """The answers in their order: "Answers: 1 1 2 0", a dot for one that is missing."""
    shown = " ".join("·" if answer is None else str(answer) for answer in answers)
    return translate("measures", "Answers: {answers}").format(answers=shown)


def was_corrected() -> str:
    """A mark beside a result."""
    return translate("measures", "Corrected")


def was_withdrawn() -> str:
    """A mark beside a result."""
    return translate("measures", "Withdrawn")


def revision_line(day: str, said: str, reason: str) -> str:
    """What stood there before: "Until 9 Nov: 12, moderate. Corrected because: Misread"."""
    return translate("measures", "Until {day}: {said}. Corrected because: {reason}").format(
        day=day, said=said, reason=reason
    )


def withdrawn_line(day: str, reason: str) -> str:
    """Why a result doesn't count any more."""
    return translate("measures", "Withdrawn on {day} because: {reason}").format(
        day=day, reason=reason
    )


def correct() -> str:
    """The button of a result."""
    return translate("measures", "Correct…")


def withdraw() -> str:
    """The button of a result."""
    return translate("measures", "Withdraw…")


def withdraw_now() -> str:
    """The button that does it."""
    return translate("measures", "Withdraw this result")


def cancel() -> str:
    """The button beside it."""
    return translate("measures", "Cancel")


def reason() -> str:
    """Label of a field."""
    return translate("measures", "Why")


def withdraw_hint() -> str:
    """What withdrawing means."""
    return translate("measures", "It counts no more, and stays readable with what it said.")


def correct_hint() -> str:
    """What correcting means."""
    return translate("measures", "What stood there before is kept.")


def taken_on() -> str:
    """Label of a field."""
    return translate("measures", "Filled in on")


def meeting() -> str:
    """Label of a field."""
    return translate("measures", "At")


def no_meeting() -> str:
    """The first entry of the list of sessions."""
    return translate("measures", "Not at a session")


def meeting_entry(number: int, time: str) -> str:
    """A session of the day: "Session 12, 14:00"."""
    return translate("measures", "Session {number}, {time}").format(number=number, time=time)


def total_only() -> str:
    """A tick."""
    return translate("measures", "I have the total only")


def total() -> str:
    """Label of a field."""
    return translate("measures", "Score")


def total_hint(measure: Measure) -> str:
    """What may stand in it."""
    rule = measure.scoring
    if rule is None:
        return translate("measures", "As your own form gives it.")
    return translate("measures", "{lowest} to {highest}").format(
        lowest=rule.lowest, highest=rule.highest
    )


def not_a_number() -> str:
    """What is wrong with a score."""
    return translate("measures", "Write the score as a number.")


def day_missing() -> str:
    """What is wrong with an empty day."""
    return translate("measures", "Write the day on which it was filled in.")


def triage() -> str:
    """What stands before the levels of a triage."""
    return translate("measures", "What your form comes to")


def level_line(name: str, when: str) -> str:
    """When a level is the one."""
    return f"{band_name(name).capitalize()}: {when}"


def answer_name(number: int, of: int, wording: str) -> str:
    """Accessible name of an item: "Item 3 of 9: Trouble falling asleep"."""
    return translate("measures", "Item {number} of {of}: {wording}").format(
        number=number, of=of, wording=wording
    )


def answer_said(answer: int, label: str) -> str:
    """What a screen reader hears of an answer: "2, More than half the days"."""
    return f"{answer}, {label}"


def no_answer() -> str:
    """The same where there is none."""
    return translate("measures", "no answer yet")


def keys_hint(highest: int) -> str:
    """How to fill a form in by keyboard."""
    return translate(
        "measures", "Keys 0 to {highest} answer and go on; the arrows go back and forth."
    ).format(highest=highest)


def correcting(measure: str, day: str) -> str:
    """Heading of a form that corrects."""
    return translate("measures", "Correct the {measure} of {day}").format(measure=measure, day=day)


def save() -> str:
    """The form's button."""
    return translate("measures", "Save result")


def back() -> str:
    """Leads from the form back; what was typed stays."""
    return translate("measures", "Back")


def discard() -> str:
    """Throws the form away."""
    return translate("measures", "Discard")


def unfinished(measure: str) -> str:
    """What the tab says of a form that waits."""
    return translate("measures", "A {measure} isn't finished. What you typed is kept.").format(
        measure=measure
    )


def not_stored(why: str) -> str:
    """What the tab says of a form that was left and can't be stored yet."""
    return translate(
        "measures", "{why} A form that you left isn't stored yet. Leave Casekeep open: it tries on."
    ).format(why=why)


def go_on() -> str:
    """Opens it again."""
    return translate("measures", "Go on with it")


def discarded(measure: str) -> str:
    """What the tab says after a form was thrown away."""
    return translate("measures", "The unfinished {measure} is gone.").format(measure=measure)


def bring_back() -> str:
    """Undoes that."""
    return translate("measures", "Bring it back")


def clash() -> str:
    """What is said when a result was corrected meanwhile."""
    return translate(
        "measures", "This result was changed in the meantime. Go back to see it, then try again."
    )


def row_for_reader(*parts: str) -> str:
    """What a screen reader hears of a row."""
    return ", ".join(part for part in parts if part)


def _cited(source: str) -> str:
    """Name the source that was quoted, and that it was; through whom stays in the data."""
    quoted = translate("measures", "{source} (as others quote it)").format(source=r"\1")
    return re.sub(r"Documentation of \w+ \(\w+\),? (?:on|quoting) ([^;]+)", quoted, source)
