"""The words of invented notes: sentences of a theme, drawn and filled as a case progresses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from resources import samples
from vault.ids import MemberId
from vault.note_service import template_for
from vault.notes import NoteContent, NoteType
from vault.passages import SECTIONS, UNTAGGED, About, AboutKind, Passage, Section, Template
from vault.units import UnitKind

_SLOT: Final = re.compile(r"\{(\w+)\}")
_POSSESSIVES: Final = {"she/her": "her", "he/him": "his", "they/them": "their"}
_STAGES: Final = ("early", "middle", "late")

# Which sentences a section of a template is made of.
_MATERIAL: Final = {
    Section.SUBJECTIVE: ("reported",),
    Section.OBJECTIVE: ("observed",),
    Section.DATA: ("reported", "observed"),
    Section.BEHAVIOR: ("observed", "reported"),
    Section.GOAL: ("goal",),
    Section.INTERVENTION: ("intervention",),
    Section.RESPONSE: ("response",),
    Section.ASSESSMENT: ("assessment",),
    Section.PLAN: ("plan",),
}

# Where the people's own words stand; what everybody did together comes first there.
_VOICED: Final = {Section.SUBJECTIVE, Section.DATA, Section.BEHAVIOR, Section.GOAL}

_FREE_MATERIAL: Final = {
    NoteType.INTAKE: "intake",
    NoteType.PHONE: "phone",
    NoteType.RISK: "risk_assessment",
    NoteType.TREATMENT_PLAN: "treatment_plan",
    NoteType.DISCHARGE: "discharge",
    NoteType.ADDENDUM: "addendum",
}

# Where the sentences stand of a note that has headings of its own.
_OWN_SECTIONS: Final = {
    NoteType.RISK: (Section.OBSERVED_RISK, Section.PROTECTS, Section.RISK_JUDGMENT),
    NoteType.TREATMENT_PLAN: SECTIONS[Template.TREATMENT_PLAN],
    NoteType.DISCHARGE: (Section.COURSE, Section.AFTERCARE, Section.STANDING),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a note."""

    member: MemberId
    called: str
    pronouns: str = "they/them"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a note is about: `progress` runs from 0 at a case's start to 1 at its end."""

    type: NoteType
    template: Template
    theme: str
    kind: UnitKind
    present: tuple[Voice, ...]
    progress: float
    hard: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether several people's words can stand in the note."""
        return self.kind is not UnitKind.INDIVIDUAL


class NoteWriter:
    """Writes the passages of invented notes; the same draws give the same words."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        self._pack = samples.pack("phrases")
        self._slots: dict[str, list[str]] = self._pack["slots"]

    def write(self, occasion: Occasion) -> NoteContent:
        """Write a note."""
        stage = _STAGES[min(2, int(occasion.progress * 3))]
        if occasion.type in _FREE_MATERIAL:
            passages = self._free(occasion, _FREE_MATERIAL[occasion.type])
            template = template_for(occasion.type, Template.FREE)
        else:
            template = occasion.template
            passages = [
                passage
                for section in SECTIONS[template]
                for passage in self._section(occasion, section, stage)
            ]
        if occasion.hard:
            voice = occasion.present[0]
            text = self._filled(self._draw.choice(self._pack["hard"]), voice)
            passages.append(Passage(passages[0].section, text, self._about(occasion, voice)))
        return NoteContent(template, tuple(passages))

    def _free(self, occasion: Occasion, material: str) -> list[Passage]:
        voice = occasion.present[0]
        about = About.all() if occasion.is_shared else UNTAGGED
        sentences = self._pack[material]
        if occasion.type in {NoteType.PHONE, NoteType.ADDENDUM}:
            sentences = [self._draw.choice(sentences)]
        sections = _OWN_SECTIONS.get(occasion.type, (Section.TEXT,) * len(sentences))
        return [
            Passage(section, self._filled(one, voice), about)
            for section, one in zip(sections, sentences, strict=True)
        ]

    def _section(self, occasion: Occasion, section: Section, stage: str) -> list[Passage]:
        if not occasion.is_shared:
            return self._alone(occasion, section, stage)
        if section in _VOICED:
            return self._voiced(occasion, section, stage)
        text = self._sentences(occasion, section, stage, occasion.present[0])
        passages = [Passage(section, text, About.all())]
        if occasion.kind is UnitKind.COUPLE and section is Section.PLAN and self._chance(0.3):
            voice = self._draw.choice(occasion.present)
            line = self._filled(self._draw.choice(self._pack["homework"]), voice)
            about = About.of(voice.member)
            passages.append(Passage(section, f"{voice.called} {line[:1].lower()}{line[1:]}", about))
        return passages

    def _alone(self, occasion: Occasion, section: Section, stage: str) -> list[Passage]:
        voice = occasion.present[0]
        passages = [Passage(section, self._sentences(occasion, section, stage, voice))]
        if section in _VOICED and self._chance(0.08):
            passages.append(self._third_person(section, voice))
        return passages

    def _voiced(self, occasion: Occasion, section: Section, stage: str) -> list[Passage]:
        if section is Section.GOAL:
            shared = self._stage(occasion.theme, "goal", stage)
        else:
            shared = self._pack["together"][occasion.kind][stage]
        together = self._filled(self._draw.choice(shared), occasion.present[0])
        passages = [Passage(section, together, About.all())]
        speaking = list(occasion.present)
        if len(speaking) > 4:
            speaking = self._draw.sample(speaking, 4)
        reported = self._stage(occasion.theme, "reported", stage)
        for voice, sentence in zip(speaking, self._some(reported, len(speaking)), strict=False):
            told_alone = occasion.kind is UnitKind.COUPLE and self._chance(0.05)
            text = self._filled(sentence, voice)
            if told_alone:
                text += " " + self._filled(self._draw.choice(self._pack["confidence"]), voice)
            passages.append(
                Passage(section, text, About.of(voice.member), voice.member, told_alone)
            )
        # The first member of a family is a grown-up.
        if occasion.kind is not UnitKind.GROUP and self._chance(0.1):
            passages.append(self._third_person(section, occasion.present[0]))
        return passages

    def _third_person(self, section: Section, voice: Voice) -> Passage:
        relative = self._draw.choice(self._slots["kin"])
        sentence = self._draw.choice(self._pack["third_person"])
        text = self._filled(sentence.replace("{Relative}", relative.capitalize()), voice)
        about = About(AboutKind.THIRD_PERSON, third_person=f"{relative} of {voice.called}")
        return Passage(section, text, about, voice.member)

    def _sentences(self, occasion: Occasion, section: Section, stage: str, voice: Voice) -> str:
        chosen: list[str] = []
        for material in _MATERIAL[section]:
            if material == "observed" and not occasion.is_shared:
                pool: Sequence[str] = self._pack["observed"][stage]
            else:
                wanted = "response" if material == "observed" else material
                pool = self._stage(occasion.theme, wanted, stage)
            chosen += self._some(pool, 2 if material in {"reported", "plan"} else 1)
        if section is Section.ASSESSMENT and self._chance(0.3):
            chosen.append(self._draw.choice(self._pack["risk"]))
        return " ".join(self._filled(one, voice) for one in chosen)

    def _stage(self, theme: str, material: str, stage: str) -> Sequence[str]:
        found: Any = self._pack["themes"][theme][material]
        return found[stage] if isinstance(found, dict) else found  # type: ignore[no-any-return]

    def _chance(self, share: float) -> bool:
        return self._draw.random() < share

    def _some(self, pool: Sequence[str], count: int) -> list[str]:
        return self._draw.sample(pool, min(count, len(pool)))

    def _about(self, occasion: Occasion, voice: Voice) -> About:
        return About.of(voice.member) if occasion.is_shared else UNTAGGED

    def _filled(self, sentence: str, voice: Voice) -> str:
        def fill(found: re.Match[str]) -> str:
            slot = found[1]
            if slot == "their":
                return _POSSESSIVES.get(voice.pronouns, "their")
            return _SLOT.sub(fill, self._draw.choice(self._slots[slot]))

        filled = _SLOT.sub(fill, sentence) if "{" in sentence else sentence
        return filled[:1].upper() + filled[1:]
