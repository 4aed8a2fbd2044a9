from tests.builders import DAY, a_passage, a_time, keep_alone, keep_client, keep_document
from vault.clients import EmergencyContact
from vault.documents import Belonging, Tagging
from vault.notes import NewNote, NoteContent, NoteType
from vault.passages import About, Template
from vault.phrases import Phrase
from vault.ports import Store
from vault.units import NewMember, NewUnit, UnitKind


class TestDictionaryRepo:
    def test_keeps_a_word_once_and_in_its_spelling(self, store: Store) -> None:
        with store.write() as work:
            for word in ("Ozempic", "naïveté", "Ozempic"):
                work.dictionary.add(word)
        with store.read() as work:
            assert work.dictionary.words() == ["Ozempic", "naïveté"]

    def test_a_word_that_is_forgotten_is_gone_and_another_isnt(self, store: Store) -> None:
        with store.write() as work:
            work.dictionary.add("one")
            work.dictionary.add("two")
            work.dictionary.remove("one")
            work.dictionary.remove("never there")
            assert work.dictionary.words() == ["two"]

    def test_knows_the_names_of_clients_and_of_members_without_a_file(self, store: Store) -> None:
        with store.write() as work:
            client_id = keep_client(work, "Zoë Okoye", used_name="Zed")
            members = (NewMember(client_id=client_id), NewMember(name="Aunt Xiu"))
            work.units.add(NewUnit(UnitKind.FAMILY, DAY, members, "Okoye"))
        with store.read() as work:
            assert sorted(work.dictionary.names()) == ["Aunt Xiu", "Okoye", "Zed", "Zoë Okoye"]

    def test_knows_what_people_are_called_apart_from_units(self, store: Store) -> None:
        with store.write() as work:
            contacts = (EmergencyContact("Nils Berg"),)
            client_id = keep_client(work, "Zoë Okoye", emergency_contacts=contacts)
            members = (NewMember(client_id=client_id), NewMember(name="Aunt Xiu"))
            work.units.add(NewUnit(UnitKind.FAMILY, DAY, members, "Tuesday evening"))
        with store.read() as work:
            assert sorted(work.dictionary.people()) == ["Aunt Xiu", "Nils Berg", "Zoë Okoye"]

    def test_knows_whom_else_notes_and_documents_are_about(self, store: Store) -> None:
        with store.write() as work:
            _, unit_id = keep_alone(work)
            said = (
                a_passage(about=About.somebody_else("uncle Rob")),
                a_passage(about=About.somebody_else("uncle Rob")),
                a_passage(about=About.all()),
            )
            content = NoteContent(Template.SOAP, said)
            work.notes.add(NewNote(unit_id, NoteType.PROGRESS, content, a_time()), a_time())
            keep_document(work, Belonging(unit_id=unit_id))
            of_zed = Tagging(About.somebody_else("Aunt Zed"))
            work.documents.tag(keep_document(work, Belonging(unit_id=unit_id), 2), of_zed)
        with store.read() as work:
            assert sorted(work.dictionary.third_persons()) == ["Aunt Zed", "uncle Rob"]


class TestPhraseRepo:
    def test_keeps_the_newest_text_of_a_name(self, store: Store) -> None:
        with store.write() as work:
            work.phrases.put(Phrase("mse", "Alert."))
            work.phrases.put(Phrase("end", "Next week."))
            work.phrases.put(Phrase("mse", "Alert and\noriented. 🌿"))
        with store.read() as work:
            assert work.phrases.all() == [
                Phrase("end", "Next week."),
                Phrase("mse", "Alert and\noriented. 🌿"),
            ]

    def test_a_phrase_that_is_removed_is_gone(self, store: Store) -> None:
        with store.write() as work:
            work.phrases.put(Phrase("mse", "Alert."))
            work.phrases.remove("mse")
            work.phrases.remove("mse")
            assert work.phrases.all() == []
