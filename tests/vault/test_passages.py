from hypothesis import given
from hypothesis import strategies as st

from vault.ids import MemberId
from vault.passages import (
    LAYOUTS,
    SECTIONS,
    About,
    AboutKind,
    Passage,
    Section,
    Template,
    laid_out,
    shown_in,
)

PASSAGES = st.lists(
    st.builds(
        Passage,
        section=st.sampled_from(Section),
        text=st.sampled_from(["", "same", "same", "other"]),
        in_confidence=st.booleans(),
    ),
    max_size=12,
).map(tuple)


@given(PASSAGES, st.sampled_from(Template))
def test_every_passage_is_laid_out_once_and_in_its_order(
    passages: tuple[Passage, ...], template: Template
) -> None:
    numbered = tuple(
        Passage(one.section, f"{number} {one.text}") for number, one in enumerate(passages)
    )
    found = laid_out(template, numbered)
    assert tuple(found) == SECTIONS[template]
    shown = [one for under in found.values() for one in under]
    assert sorted(shown, key=numbered.index) == list(numbered)
    for under in found.values():
        assert sorted(under, key=numbered.index) == list(under)


@given(PASSAGES)
def test_within_a_written_section_no_template_changes_the_order(
    passages: tuple[Passage, ...],
) -> None:
    for template in Template:
        shown = [one for under in laid_out(template, passages).values() for one in under]
        for section in Section:
            assert [one for one in shown if one.section is section] == [
                one for one in passages if one.section is section
            ]


def test_a_templates_own_sections_show_what_was_written_in_them() -> None:
    for template, sections in SECTIONS.items():
        assert [shown_in(template, section) for section in sections] == list(sections)


def test_every_section_has_a_place_in_every_template() -> None:
    for template in Template:
        assert {shown_in(template, section) for section in Section} <= set(SECTIONS[template])


def test_a_plan_stays_a_plan() -> None:
    for template in set(LAYOUTS) - {Template.FREE}:
        assert shown_in(template, Section.PLAN) is Section.PLAN


def test_members_stand_in_one_order_and_once() -> None:
    tag = About.of(MemberId(3), MemberId(1), MemberId(3))
    assert tag == About(AboutKind.MEMBERS, (MemberId(1), MemberId(3)))
    assert About.all().kind is AboutKind.ALL
