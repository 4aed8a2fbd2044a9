from vault.changes import NOTHING, Changes, Done, Noun


def test_changes_name_what_was_touched() -> None:
    changes = Changes.of(Noun.NOTE, 3, 5) | Changes.of(Noun.CLIENT, 3)
    assert changes.numbers(Noun.NOTE) == {3, 5}
    assert changes.numbers(Noun.CLIENT) == {3}
    assert changes.numbers(Noun.UNIT) == set()
    assert changes.touch(Noun.UNIT, Noun.CLIENT)
    assert not changes.touch(Noun.UNIT, Noun.AUDIT)


def test_what_there_is_one_of_has_the_number_zero() -> None:
    assert Changes.of(Noun.PROFILE).numbers(Noun.PROFILE) == {0}


def test_nothing_is_false_and_adds_nothing() -> None:
    some = Changes.of(Noun.NOTE, 1)
    assert not NOTHING
    assert some
    assert NOTHING | some == some
    assert not NOTHING.touch(*Noun)


def test_a_write_that_changed_nothing_says_so() -> None:
    assert Done("value").changes == NOTHING
