from ui.strings import measures as words


def test_a_source_is_named_without_the_program_that_quoted_it() -> None:
    source = "Documentation of CamCOPS (phq9), quoting phqscreeners.com"
    assert words.scoring_source(source, "9 Nov") == (
        "Scored by the rules of: phqscreeners.com (as others quote it). Compared on 9 Nov."
    )
