"""Passages: the paragraphs of a note, each with whom it is about.

The tag is what makes a lawful copy of a couple's, family's or group's file possible, so a
passage carries it from the first key press on.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from vault.ids import MemberId, NoteId


class AboutKind(StrEnum):
    """Whom a passage is about."""

    UNTAGGED = "untagged"
    ALL = "all"
    MEMBERS = "members"
    THIRD_PERSON = "third_person"


@dataclass(frozen=True, slots=True)
class About:
    """Whom a passage is about: nobody said so yet, all of the unit, members, or a third person.

    Members stand in the order of their numbers, each once.
    """

    kind: AboutKind = AboutKind.UNTAGGED
    members: tuple[MemberId, ...] = ()
    third_person: str = ""

    def __post_init__(self) -> None:
        if len(self.members) > 1:
            object.__setattr__(self, "members", tuple(sorted(set(self.members))))

    @classmethod
    def all(cls) -> "About":
        """Everybody of the unit."""
        return cls(AboutKind.ALL)

    @classmethod
    def of(cls, *members: MemberId) -> "About":
        """One member or several."""
        return cls(AboutKind.MEMBERS, members)

    @classmethod
    def somebody_else(cls, name: str) -> "About":
        """Somebody outside the unit, such as "her sister"."""
        return cls(AboutKind.THIRD_PERSON, third_person=name)

    def turned(self, member: MemberId) -> "About":
        """Give the same members with this one, or without this one where it was among them."""
        if member not in self.members:
            return About.of(*self.members, member)
        rest = tuple(one for one in self.members if one != member)
        return About.of(*rest) if rest else UNTAGGED


UNTAGGED = About()


class Section(StrEnum):
    """The sections that templates are made of; a passage keeps the one it was written in."""

    SUBJECTIVE = "subjective"
    OBJECTIVE = "objective"
    DATA = "data"
    BEHAVIOR = "behavior"
    GOAL = "goal"
    INTERVENTION = "intervention"
    RESPONSE = "response"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    TEXT = "text"
    CORRECTION = "correction"
    ADDITION = "addition"
    OBSERVED_RISK = "observed_risk"
    RAISES_RISK = "raises_risk"
    PROTECTS = "protects"
    RISK_JUDGMENT = "risk_judgment"
    RISK_ACTIONS = "risk_actions"
    WARNING_SIGNS = "warning_signs"
    OWN_WAYS = "own_ways"
    DISTRACTIONS = "distractions"
    HELPERS = "helpers"
    PROFESSIONALS = "professionals"
    SAFER_PLACE = "safer_place"
    PROBLEMS = "problems"
    GOALS = "goals"
    OBJECTIVES = "objectives"
    STEPS = "steps"
    REASON_FOR_ENDING = "reason_for_ending"
    COURSE = "course"
    STANDING = "standing"
    AFTERCARE = "aftercare"
    ADDRESSEE = "addressee"
    SUBJECT = "subject"
    BODY = "body"


class Template(StrEnum):
    """The ways to lay out a note: those that a session's note can switch between, and others.

    The others belong to one type of note each; their headings are our own.
    """

    SOAP = "soap"
    DAP = "dap"
    BIRP = "birp"
    GIRP = "girp"
    FREE = "free"
    AMENDMENT = "amendment"
    RISK = "risk"
    SAFETY_PLAN = "safety_plan"
    TREATMENT_PLAN = "treatment_plan"
    DISCHARGE = "discharge"
    LETTER = "letter"


LAYOUTS = (Template.SOAP, Template.DAP, Template.BIRP, Template.GIRP, Template.FREE)

SECTIONS: dict[Template, tuple[Section, ...]] = {
    Template.SOAP: (Section.SUBJECTIVE, Section.OBJECTIVE, Section.ASSESSMENT, Section.PLAN),
    Template.DAP: (Section.DATA, Section.ASSESSMENT, Section.PLAN),
    Template.BIRP: (Section.BEHAVIOR, Section.INTERVENTION, Section.RESPONSE, Section.PLAN),
    Template.GIRP: (Section.GOAL, Section.INTERVENTION, Section.RESPONSE, Section.PLAN),
    Template.FREE: (Section.TEXT,),
    Template.AMENDMENT: (Section.CORRECTION, Section.ADDITION),
    Template.RISK: (
        Section.OBSERVED_RISK,
        Section.RAISES_RISK,
        Section.PROTECTS,
        Section.RISK_JUDGMENT,
        Section.RISK_ACTIONS,
    ),
    Template.SAFETY_PLAN: (
        Section.WARNING_SIGNS,
        Section.OWN_WAYS,
        Section.DISTRACTIONS,
        Section.HELPERS,
        Section.PROFESSIONALS,
        Section.SAFER_PLACE,
    ),
    Template.TREATMENT_PLAN: (
        Section.PROBLEMS,
        Section.GOALS,
        Section.OBJECTIVES,
        Section.STEPS,
    ),
    Template.DISCHARGE: (
        Section.REASON_FOR_ENDING,
        Section.COURSE,
        Section.STANDING,
        Section.AFTERCARE,
    ),
    Template.LETTER: (Section.ADDRESSEE, Section.SUBJECT, Section.BODY),
}

# Where a passage stands that was written in a section which the template hasn't; else in its
# first one.
_NEAREST: dict[Template, dict[Section, Section]] = {
    Template.SOAP: {
        Section.BEHAVIOR: Section.OBJECTIVE,
        Section.INTERVENTION: Section.OBJECTIVE,
        Section.RESPONSE: Section.ASSESSMENT,
    },
    Template.DAP: {Section.RESPONSE: Section.ASSESSMENT},
    Template.BIRP: {Section.ASSESSMENT: Section.RESPONSE},
    Template.GIRP: {Section.ASSESSMENT: Section.RESPONSE},
    Template.AMENDMENT: dict.fromkeys(Section, Section.ADDITION),
    Template.DISCHARGE: {Section.PLAN: Section.AFTERCARE},
    Template.LETTER: dict.fromkeys(Section, Section.BODY),
}


def template_named(name: str) -> Template:
    """Give the session's layout of a name, the first one where the name is unknown."""
    return next((layout for layout in LAYOUTS if layout == name), Template.SOAP)


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage of a signed note, which stays where it is; `place` counts from 1."""

    note_id: NoteId
    place: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: where it was written, what it says, whom it is about and who said it.

    `in_confidence`: told to the counselor alone. `corrects` names the statement in whose stead it
    is to be read, `copied_from` the note whose words these are.
    """

    section: Section
    text: str
    about: About = UNTAGGED
    said_by: MemberId | None = None
    in_confidence: bool = False
    corrects: Statement | None = None
    copied_from: NoteId | None = None


def shown_in(template: Template, section: Section) -> Section:
    """Say in which section of a template a passage stands that was written in `section`.

    Switching templates changes nothing but this, so that switching back restores the note.
    """
    sections = SECTIONS[template]
    if section in sections:
        return section
    return _NEAREST.get(template, {}).get(section, sections[0])


def laid_out(
    template: Template, passages: tuple[Passage, ...]
) -> dict[Section, tuple[Passage, ...]]:
    """Arrange passages under a template's sections, in order; empty sections are there too."""
    places: dict[Section, list[Passage]] = {section: [] for section in SECTIONS[template]}
    for passage in passages:
        places[shown_in(template, passage.section)].append(passage)
    return {section: tuple(found) for section, found in places.items()}


def following(passage: Passage) -> Passage:
    """Give the empty passage that is begun after another: about the same people.

    Who said it, that it was told in confidence and where it was copied from are said of certain
    words, so that they don't spread to the next ones.
    """
    return replace(passage, text="", said_by=None, in_confidence=False, copied_from=None)


def unclaimed(passage: Passage) -> Passage:
    """Give the empty passage for words that came in beside another, about nobody yet."""
    return replace(following(passage), about=UNTAGGED)


def split(passage: Passage, at: int) -> tuple[Passage, Passage]:
    """Break a passage in two; each half with words in it keeps all that was said of them."""
    first, second = (replace(passage, text=half) for half in (passage.text[:at], passage.text[at:]))
    if not second.text.strip():
        return first, replace(following(passage), text=second.text)
    return (first if first.text.strip() else replace(following(passage), text=first.text)), second


def joined(first: Passage, second: Passage) -> Passage:
    """Make two passages one; words never come to be about anybody else by it.

    Where only one of them says anything, it stays what it was. Where both do and they were tagged
    differently, the whole is untagged until somebody says whom it is about; what either was told
    in confidence stays so, and who said it stays only where it was one person.
    """
    text = first.text + second.text
    if not text.strip():
        return replace(following(first), text=text)
    if not second.text.strip():
        return replace(first, text=text)
    if not first.text.strip():
        return replace(second, text=text)
    return replace(
        first,
        text=text,
        about=first.about if first.about == second.about else UNTAGGED,
        said_by=first.said_by if first.said_by == second.said_by else None,
        in_confidence=first.in_confidence or second.in_confidence,
        corrects=first.corrects or second.corrects,
        copied_from=first.copied_from if first.copied_from == second.copied_from else None,
    )
