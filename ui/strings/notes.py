"""Words on notes: the timeline, the editor, signing."""

from collections.abc import Callable

from ui import names
from ui.strings import attendance, plural, translate
from vault.meetings import MeetingForm
from vault.notes import Hindrance, NoteRow, NoteType
from vault.passages import Section, Template
from vault.units import Unit, UnitKind


def tab() -> str:
    """The tab of a client's file."""
    return translate("notes", "Notes")


def new_note() -> str:
    """The primary button of a client's file."""
    return translate("notes", "New note")


def new_note_for(unit: str) -> str:
    """The same button where a client has several units: "New note · with Sam Okafor"."""
    return translate("notes", "New note · {unit}").format(unit=unit)


def other_notes() -> str:
    """Name of the small button that opens the list of note types."""
    return translate("notes", "Other kinds of note")


def meeting_note() -> str:
    """The first entry of the list of note types."""
    return translate("notes", "Session note, starting now")


def for_whom(unit: Unit) -> str:
    """An entry of the list of units: "For Dana alone", "For the couple Dana and Marcus"."""
    present_now = [one for one in unit.members if one.left_on is None] or unit.members
    called = [names.first(one.called) for one in present_now]
    sentence = _FOR_WHOM[unit.kind]()
    if unit.kind is UnitKind.COUPLE:
        return sentence.format(name=translate("notes", " and ").join(called))
    return sentence.format(name=names.shown(unit.name) or ", ".join(called))


def no_notes() -> str:
    """What an empty timeline says."""
    return translate("notes", "No notes yet. A new note starts a session now.")


def choose_note() -> str:
    """What the editor's place says while no note is open."""
    return translate("notes", "Choose a note to read it.")


def timeline() -> str:
    """Accessible name of the list of notes."""
    return translate("notes", "Notes, newest first")


def type_name(note_type: NoteType) -> str:
    """What a note is called that has no session number."""
    return _TYPES[note_type]()


def title(note_type: NoteType, number: int | None) -> str:
    """A note's title: "Session 12", "Phone contact"."""
    if note_type is NoteType.PROGRESS and number is not None:
        return translate("notes", "Session {number}").format(number=number)
    return type_name(note_type)


def kind_name(kind: UnitKind) -> str:
    """What a unit is."""
    return _KINDS[kind]()


def who(row: NoteRow, seen: str = "", *, brief: bool = False) -> str:
    """A timeline row's second line: "Couple · both present", "Individual · Dana".

    Where a client is seen in several units of one kind, `seen` says in which: "With Sam Okafor ·
    both present". `brief` says one of the two, where there is no room for both.
    """
    met = row.number is not None and row.kind is not UnitKind.INDIVIDUAL
    how = seen or kind_name(row.kind)
    if met:
        there = attendance.present(row.kind, row.people)
    else:
        people = row.people[:1] if row.kind is UnitKind.INDIVIDUAL else row.people
        there = "" if seen else ", ".join(names.first(one) for one in people)
    told = (there if met and not seen else how) if brief else _dotted(how, there)
    return told[:1].upper() + told[1:]


def draft() -> str:
    """State of a note."""
    return translate("notes", "Draft")


def signed() -> str:
    """State of a note."""
    return translate("notes", "Signed")


def signed_with_addendum_draft() -> str:
    """State of a signed note with an addendum that isn't signed yet."""
    return translate("notes", "Signed · addendum draft")


def amended() -> str:
    """State of a note of which something was corrected."""
    return translate("notes", "Amended")


def addendum() -> str:
    """State of a note that was added to."""
    return translate("notes", "Addendum")


def template_name(template: Template) -> str:
    """A template's name."""
    return _TEMPLATES[template]()


def change_template() -> str:
    """Accessible name of the button with the template's name."""
    return translate("notes", "Layout of this note")


def minutes(count: int) -> str:
    """How long a meeting lasted."""
    return translate("notes", "{count} min").format(count=count)


def form_name(form: MeetingForm) -> str:
    """How people met."""
    return _FORMS[form]()


def saved_at(time: str) -> str:
    """The line that tells that everything is stored."""
    return translate("notes", "Saved {time}").format(time=time)


def section_name(section: Section) -> str:
    """A section's heading."""
    return _SECTIONS[section]()


def placeholder(*, shared: bool) -> str:
    """What an empty section says."""
    if shared:
        return translate(
            "notes", "Type to add. Every paragraph can be tagged to the person it is about."
        )
    return translate("notes", "Type to add.")


def everybody(kind: UnitKind, count: int) -> str:
    """The tag of a paragraph about all of a unit; somebody may have joined a couple."""
    if kind is UnitKind.COUPLE and count == 2:
        return translate("notes", "Both")
    return translate("notes", "Everyone")


def not_tagged() -> str:
    """The tag of a paragraph of which nobody said yet whom it is about."""
    return translate("notes", "No tag")


def somebody_else() -> str:
    """The tag of a paragraph about somebody outside the unit."""
    return translate("notes", "Someone else")


def former_member() -> str:
    """The tag of a paragraph about somebody who isn't in the unit any more."""
    return translate("notes", "Former member")


def about(person: str) -> str:
    """What a screen reader hears of a paragraph's tag."""
    return translate("notes", "About: {person}").format(person=person)


def hindrance(what: Hindrance) -> str:
    """Why a note can't be signed yet."""
    return _HINDRANCES[what]()


def show_untagged() -> str:
    """The step that leads to the first paragraph without a tag."""
    return translate("notes", "Show it")


def sign() -> str:
    """The primary button of a draft; it asks once more."""
    return translate("notes", "Sign…")


def sign_this_note() -> str:
    """The button that signs."""
    return translate("notes", "Sign this note")


def keep_writing() -> str:
    """The button beside it."""
    return translate("notes", "Keep writing")


def before_signing() -> str:
    """What signing means."""
    return translate(
        "notes", "A signed note never changes. What you learn later goes into an addendum."
    )


def signed_line(by: str, licence: str, day: str, time: str) -> str:
    """The line at the foot of a signed note, with the signer's licence as it was then."""
    if not by:
        return translate("notes", "Signed {day}, {time}.").format(day=day, time=time)
    signer = names.apart(by)
    if licence:
        signer = translate("notes", "{by} (license {license})").format(by=signer, license=licence)
    line = translate("notes", "Signed by {by}, {day}, {time}.")
    return line.format(by=signer, day=day, time=time)


def delete_draft() -> str:
    """The small button that takes a draft away that says nothing."""
    return translate("notes", "Delete this empty draft")


def add_risk_assessment() -> str:
    """The button of a draft that begins a risk assessment beside it."""
    return translate("notes", "Add risk assessment")


def addendum_of(day: str, time: str) -> str:
    """Heading of an addendum below its note."""
    return translate("notes", "Addendum, {day}, {time}").format(day=day, time=time)


def add_addendum() -> str:
    """The button of a signed note."""
    return translate("notes", "Add addendum")


def not_saved(sentence: str) -> str:
    """What a banner says while a draft can't be stored."""
    return translate(
        "notes", "Not saved: {problem} Your text is kept here, but only until Casekeep locks."
    ).format(problem=sentence)


def clash() -> str:
    """What a banner says where the stored note is newer."""
    return translate(
        "notes", "This note was changed in the meantime. What you typed is still here."
    )


def keep_both() -> str:
    """The step that a clash offers."""
    return translate("notes", "Keep both")


def row_for_reader(title_: str, who_: str, when: str, state: str) -> str:
    """What a screen reader hears of a timeline row."""
    return f"{title_}, {who_}, {when}, {state}"


def drafts_waiting(count: int) -> str:
    """How many drafts wait for a signature."""
    return plural(
        count,
        translate("notes", "1 draft to sign"),
        translate("notes", "%n drafts to sign", "", count).replace("%n", str(count)),
    )


def _dotted(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


_TYPES: dict[NoteType, Callable[[], str]] = {
    NoteType.PROGRESS: lambda: translate("notes", "Session note"),
    NoteType.INTAKE: lambda: translate("notes", "Intake"),
    NoteType.PHONE: lambda: translate("notes", "Phone contact"),
    NoteType.RISK: lambda: translate("notes", "Risk assessment"),
    NoteType.SAFETY_PLAN: lambda: translate("notes", "Safety plan"),
    NoteType.TREATMENT_PLAN: lambda: translate("notes", "Treatment plan"),
    NoteType.DISCHARGE: lambda: translate("notes", "Discharge"),
    NoteType.LETTER: lambda: translate("notes", "Letter"),
    NoteType.FREE: lambda: translate("notes", "Free note"),
    NoteType.ADDENDUM: lambda: translate("notes", "Addendum"),
}

_KINDS: dict[UnitKind, Callable[[], str]] = {
    UnitKind.INDIVIDUAL: lambda: translate("notes", "Individual"),
    UnitKind.COUPLE: lambda: translate("notes", "Couple"),
    UnitKind.FAMILY: lambda: translate("notes", "Family"),
    UnitKind.GROUP: lambda: translate("notes", "Group"),
}

_FOR_WHOM: dict[UnitKind, Callable[[], str]] = {
    UnitKind.INDIVIDUAL: lambda: translate("notes", "For {name} alone"),
    UnitKind.COUPLE: lambda: translate("notes", "For the couple {name}"),
    UnitKind.FAMILY: lambda: translate("notes", "For the family {name}"),
    UnitKind.GROUP: lambda: translate("notes", "For the group {name}"),
}

_TEMPLATES: dict[Template, Callable[[], str]] = {
    Template.SOAP: lambda: translate("notes", "SOAP"),
    Template.DAP: lambda: translate("notes", "DAP"),
    Template.BIRP: lambda: translate("notes", "BIRP"),
    Template.GIRP: lambda: translate("notes", "GIRP"),
    Template.FREE: lambda: translate("notes", "Free text"),
    Template.AMENDMENT: lambda: translate("notes", "Amendment"),
    Template.RISK: lambda: translate("notes", "Risk assessment"),
    Template.SAFETY_PLAN: lambda: translate("notes", "Safety plan"),
    Template.TREATMENT_PLAN: lambda: translate("notes", "Treatment plan"),
    Template.DISCHARGE: lambda: translate("notes", "Discharge summary"),
    Template.LETTER: lambda: translate("notes", "Letter"),
}

_FORMS: dict[MeetingForm, Callable[[], str]] = {
    MeetingForm.IN_PERSON: lambda: translate("notes", "in person"),
    MeetingForm.VIDEO: lambda: translate("notes", "video"),
    MeetingForm.PHONE: lambda: translate("notes", "phone"),
}

_SECTIONS: dict[Section, Callable[[], str]] = {
    Section.SUBJECTIVE: lambda: translate("notes", "Subjective"),
    Section.OBJECTIVE: lambda: translate("notes", "Objective"),
    Section.DATA: lambda: translate("notes", "Data"),
    Section.BEHAVIOR: lambda: translate("notes", "Behavior"),
    Section.GOAL: lambda: translate("notes", "Goal"),
    Section.INTERVENTION: lambda: translate("notes", "Intervention"),
    Section.RESPONSE: lambda: translate("notes", "Response"),
    Section.ASSESSMENT: lambda: translate("notes", "Assessment"),
    Section.PLAN: lambda: translate("notes", "Plan"),
    Section.TEXT: lambda: translate("notes", "Text"),
    Section.CORRECTION: lambda: translate("notes", "To be read instead"),
    Section.ADDITION: lambda: translate("notes", "To be added"),
    Section.OBSERVED_RISK: lambda: translate("notes", "What was said or seen"),
    Section.RAISES_RISK: lambda: translate("notes", "What raises the risk"),
    Section.PROTECTS: lambda: translate("notes", "What protects"),
    Section.RISK_JUDGMENT: lambda: translate("notes", "How high the risk is, and why"),
    Section.RISK_ACTIONS: lambda: translate("notes", "What was done and agreed"),
    Section.WARNING_SIGNS: lambda: translate("notes", "How it starts: signs to watch for"),
    Section.OWN_WAYS: lambda: translate("notes", "What helps without anybody else"),
    Section.DISTRACTIONS: lambda: translate("notes", "People and places that take the mind off it"),
    Section.HELPERS: lambda: translate("notes", "Whom to ask for help"),
    Section.PROFESSIONALS: lambda: translate("notes", "Professionals and services to call"),
    Section.SAFER_PLACE: lambda: translate("notes", "Making home safer"),
    Section.PROBLEMS: lambda: translate("notes", "Problems"),
    Section.GOALS: lambda: translate("notes", "Goals"),
    Section.OBJECTIVES: lambda: translate("notes", "Objectives that can be measured"),
    Section.STEPS: lambda: translate("notes", "Interventions"),
    Section.REASON_FOR_ENDING: lambda: translate("notes", "Why the work ends"),
    Section.COURSE: lambda: translate("notes", "How it went"),
    Section.STANDING: lambda: translate("notes", "How things stand now"),
    Section.AFTERCARE: lambda: translate("notes", "What comes next"),
    Section.ADDRESSEE: lambda: translate("notes", "To"),
    Section.SUBJECT: lambda: translate("notes", "Subject"),
    Section.BODY: lambda: translate("notes", "Letter"),
}

_HINDRANCES: dict[Hindrance, Callable[[], str]] = {
    Hindrance.EMPTY: lambda: translate("notes", "Nothing is written yet."),
    Hindrance.UNTAGGED: lambda: translate(
        "notes", "A paragraph isn't tagged yet: say whom it is about before you sign."
    ),
    Hindrance.UNCHANGED: lambda: translate(
        "notes", "A correction still says the same as before: change it, or take it out."
    ),
}
