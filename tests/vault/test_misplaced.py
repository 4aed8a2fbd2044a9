import pytest

from resources.reference import misplaced as pack
from vault.misplaced import BELONGS_IN, Matter, matter_of


@pytest.mark.parametrize(
    ("passage", "matter"),
    [
        ("14:05-14:55, she came alone.", Matter.TIMES),
        ("2.05 pm to 2.55 pm", Matter.TIMES),
        ("Session ended at 15 past.", Matter.TIMES),
        ("A 50-minute session today.", Matter.TIMES),
        ("We meet weekly sessions from now on.", Matter.MODALITY),
        ("Therapy every other week until May.", Matter.MODALITY),
        ("Continue EMDR.", Matter.MODALITY),
        ("PHQ-9 was 14 today.", Matter.TEST_RESULTS),
        ("The screening results came back.", Matter.TEST_RESULTS),
        ("Sertraline 50 mg, unchanged.", Matter.MEDICATION),
        ("She was prescribed something to sleep.", Matter.MEDICATION),
        ("Diagnosis: F43.10", Matter.DIAGNOSIS),
        ("Meets criteria for nothing I know.", Matter.DIAGNOSIS),
        ("Functional status has not changed.", Matter.STATUS),
        ("Plan: read the letter together.", Matter.PLAN),
        ("Review the treatment goals.", Matter.PLAN),
        ("Symptoms are fewer.", Matter.SYMPTOMS),
        ("Prognosis is good.", Matter.PROGNOSIS),
        ("Progress to date: some.", Matter.PROGRESS),
        ("He made good progress.", Matter.PROGRESS),
    ],
)
def test_recognises_what_belongs_in_the_progress_note(passage: str, matter: Matter) -> None:
    assert matter_of(passage) is matter


@pytest.mark.parametrize(
    "passage",
    [
        "",
        "I caught myself wanting to rescue her from the silence.",
        "He spoke of 1998 as if it were yesterday; 3 people were in the room then.",
        "Her dream: a staircase without an end. What does she plan to find there?",
        "I act as the father here. The session felt long.",
        "She tests whether I stay. Every week she leaves a door open.",
        "هل يختبرني؟",
    ],
)
def test_leaves_an_analysis_of_the_talk_alone(passage: str) -> None:
    assert matter_of(passage) is None


def test_every_matter_has_its_rule_its_source_and_a_place_to_go() -> None:
    assert {one.rule.id for one in pack.matters()} == set(Matter) == set(BELONGS_IN)
    for one in pack.matters():
        assert one.rule.section == "45 CFR 164.501"
        assert one.rule.is_verified
        assert one.wordings
