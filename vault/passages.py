"""Passages: the paragraphs of a note, each with whom it is about.

The tag is what makes a lawful copy of a couple's, family's or group's file possible, so a
passage carries it from the first key press on.
"""

from dataclasses import dataclass
from enum import StrEnum

from vault.ids import MemberId


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


class Template(StrEnum):
    """The usual ways to lay out a note."""

    SOAP = "soap"
    DAP = "dap"
    BIRP = "birp"
    GIRP = "girp"
    FREE = "free"


SECTIONS: dict[Template, tuple[Section, ...]] = {
    Template.SOAP: (Section.SUBJECTIVE, Section.OBJECTIVE, Section.ASSESSMENT, Section.PLAN),
    Template.DAP: (Section.DATA, Section.ASSESSMENT, Section.PLAN),
    Template.BIRP: (Section.BEHAVIOR, Section.INTERVENTION, Section.RESPONSE, Section.PLAN),
    Template.GIRP: (Section.GOAL, Section.INTERVENTION, Section.RESPONSE, Section.PLAN),
    Template.FREE: (Section.TEXT,),
}

_NEAREST: dict[Template, dict[Section, Section]] = {
    Template.SOAP: {
        Section.OBJECTIVE: Section.OBJECTIVE,
        Section.BEHAVIOR: Section.OBJECTIVE,
        Section.INTERVENTION: Section.OBJECTIVE,
        Section.RESPONSE: Section.ASSESSMENT,
        Section.ASSESSMENT: Section.ASSESSMENT,
        Section.PLAN: Section.PLAN,
    },
    Template.DAP: {
        Section.RESPONSE: Section.ASSESSMENT,
        Section.ASSESSMENT: Section.ASSESSMENT,
        Section.PLAN: Section.PLAN,
    },
    Template.BIRP: {
        Section.INTERVENTION: Section.INTERVENTION,
        Section.RESPONSE: Section.RESPONSE,
        Section.ASSESSMENT: Section.RESPONSE,
        Section.PLAN: Section.PLAN,
    },
    Template.GIRP: {
        Section.INTERVENTION: Section.INTERVENTION,
        Section.RESPONSE: Section.RESPONSE,
        Section.ASSESSMENT: Section.RESPONSE,
        Section.PLAN: Section.PLAN,
    },
    Template.FREE: {},
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: where it was written, what it says, whom it is about and who said it.

    `in_confidence`: told to the counselor alone, in a unit of several people.
    """

    section: Section
    text: str
    about: About = UNTAGGED
    said_by: MemberId | None = None
    in_confidence: bool = False


def shown_in(template: Template, section: Section) -> Section:
    """Say in which section of a template a passage stands that was written in `section`.

    Switching templates changes nothing but this, so that switching back restores the note.
    """
    return _NEAREST[template].get(section, SECTIONS[template][0])


def laid_out(
    template: Template, passages: tuple[Passage, ...]
) -> dict[Section, tuple[Passage, ...]]:
    """Arrange passages under a template's sections, in order; empty sections are there too."""
    places: dict[Section, list[Passage]] = {section: [] for section in SECTIONS[template]}
    for passage in passages:
        places[shown_in(template, passage.section)].append(passage)
    return {section: tuple(found) for section, found in places.items()}
