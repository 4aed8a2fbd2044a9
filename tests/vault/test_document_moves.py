"""Documents between a couple's record and that of one of the two alone."""

from dataclasses import replace
from datetime import date
from pathlib import PurePath

import pytest

from tests.builders import keep_alone, keep_client, keep_unit
from tests.vault.documents_world import LETTER, World
from vault.audit import AuditKind
from vault.changes import Changes, Noun
from vault.documents import (
    Belonging,
    RemovalReason,
    Tagging,
)
from vault.errors import (
    InvalidField,
    TagUndecided,
)
from vault.ids import DocumentId
from vault.passages import UNTAGGED, About
from vault.units import Unit, UnitKind


@pytest.fixture
def world() -> World:
    return World()


class TestMoving:
    """Between a couple and one of the two alone."""

    @pytest.fixture
    def pair(self, world: World) -> tuple[Unit, Unit]:
        """The couple, and the unit of its first member alone."""
        with world.store.write() as work:
            both = keep_unit(work, UnitKind.COUPLE, world.client_id, keep_client(work, "Dana"))
            return work.units.get(both), work.units.get(world.unit_id)

    def added(self, world: World, unit: Unit, about: About) -> DocumentId:
        arrival = world.documents.begin(LETTER, Belonging(unit.id), PurePath("x.pdf"), about)
        while arrival.step():
            pass
        return world.documents.keep(arrival).value

    def test_a_tag_goes_along_with_whom_it_names(
        self, world: World, pair: tuple[Unit, Unit]
    ) -> None:
        both, alone = pair
        document_id = self.added(world, both, About.of(both.members[0].id))
        done = world.documents.move(document_id, alone.id)
        found = world.get(document_id)
        assert (found.belonging, found.about) == (
            Belonging(alone.id),
            About.of(alone.members[0].id),
        )
        assert done.changes == Changes.of(Noun.DOCUMENT, document_id)
        assert world.recorded[-1][0::2] == (AuditKind.DOCUMENT_CHANGED, "unit")
        world.documents.move(document_id, both.id)
        assert world.get(document_id).about == About.of(both.members[0].id)

    def test_a_tag_that_means_nobody_there_has_to_be_decided_first(
        self, world: World, pair: tuple[Unit, Unit]
    ) -> None:
        both, alone = pair
        first, second = (one.id for one in both.members)
        for about in (About.of(second), About.of(first, second), About.all(), UNTAGGED):
            document_id = self.added(world, both, about)
            with pytest.raises(TagUndecided):
                world.documents.move(document_id, alone.id)
            assert world.get(document_id).belonging == Belonging(both.id)
            world.documents.move(document_id, alone.id, About.somebody_else("Dana"))
            assert world.get(document_id).about == About.somebody_else("Dana")
            world.documents.remove(document_id, RemovalReason.MISTAKE)

    def test_a_third_person_and_no_tag_yet_stay_as_they_are(
        self, world: World, pair: tuple[Unit, Unit]
    ) -> None:
        both, alone = pair
        document_id = self.added(world, alone, About.somebody_else("the uncle"))
        world.documents.move(document_id, both.id)
        assert world.get(document_id).about == About.somebody_else("the uncle")
        arrival = world.documents.begin(b"own", Belonging(client_id=world.client_id))
        while arrival.step():
            pass
        own = world.documents.keep(arrival).value
        world.documents.move(own, both.id)
        assert world.get(own).tagging == Tagging()

    def test_nothing_goes_to_people_who_have_nothing_to_do_with_it(
        self, world: World, pair: tuple[Unit, Unit]
    ) -> None:
        both, _ = pair
        with world.store.write() as work:
            _, strangers = keep_alone(work, "Nora Lind")
        document_id = self.added(world, both, About.all())
        with pytest.raises(InvalidField):
            world.documents.move(document_id, strangers, About.somebody_else("Dana"))
        assert world.get(document_id).belonging == Belonging(both.id)

    def test_a_member_of_another_unit_is_no_tag(
        self, world: World, pair: tuple[Unit, Unit]
    ) -> None:
        both, alone = pair
        document_id = self.added(world, both, About.all())
        foreign = About.of(alone.members[0].id)
        with pytest.raises(InvalidField):
            world.documents.tag(document_id, Tagging(foreign))
        with pytest.raises(InvalidField):
            world.documents.move(document_id, alone.id, About.of(both.members[1].id))
        assert world.get(document_id).about == About.all()


class TestTheWrongFile:
    """From the file of one client to that of somebody else."""

    def test_whom_it_is_about_is_said_anew_and_it_comes_back_as_it_was(self, world: World) -> None:
        with world.store.write() as work:
            stranger, their_unit = keep_alone(work, "Jonah Bell")
            couple_id = keep_unit(work, UnitKind.COUPLE, stranger, keep_client(work, "Dana"))
            them = work.units.get(their_unit).members[0].id
        document_id = world.add()
        tagging = Tagging(About.somebody_else("Ray"), True, True, date(2026, 3, 2))
        world.documents.tag(document_id, tagging)
        home = world.get(document_id)
        for unit_id, about in ((their_unit, About.of(them)), (couple_id, UNTAGGED)):
            done = world.documents.send_away(document_id, unit_id)
            away = world.get(document_id)
            assert away.belonging == Belonging(unit_id)
            assert away.tagging == replace(tagging, about=about)
            assert done.changes == Changes.of(Noun.DOCUMENT, document_id)
            assert world.recorded[-1][0::2] == (AuditKind.DOCUMENT_CHANGED, "file")
            assert world.documents.of_client(world.client_id).documents == ()
            world.documents.bring_home(done.value)
            assert world.get(document_id) == home
            assert world.recorded[-1][0::2] == (AuditKind.DOCUMENT_CHANGED, "file")
