"""The vault's own dictionary and phrases in memory."""

from tests.fakes.records import FakeRepo
from vault.phrases import Phrase


class FakeDictionaryRepo(FakeRepo):
    def words(self) -> list[str]:
        return sorted(self._records.words)

    def add(self, word: str) -> None:
        self._records.words[word] = None

    def remove(self, word: str) -> None:
        self._records.words.pop(word, None)

    def names(self) -> list[str]:
        units = {unit.name for unit in self._records.units.values()}
        return sorted({*self.people(), *units} - {""})

    def people(self) -> list[str]:
        records = self._records
        found = set()
        for client in records.clients.values():
            details = client.details
            found |= {details.name, details.used_name}
            found |= {contact.name for contact in details.emergency_contacts}
        for unit in records.units.values():
            # A member who is a client is called what the client's file says now.
            found |= {one.called for one in unit.members if one.client_id is None}
        return sorted(found - {""})

    def third_persons(self) -> list[str]:
        records = self._records
        found = {one.tagging.about.third_person for one in records.documents.values()}
        for note in records.notes.values():
            found |= {one.about.third_person for one in note.content.passages}
        return sorted(found - {""})


class FakePhraseRepo(FakeRepo):
    def all(self) -> list[Phrase]:
        return [self._records.phrases[name] for name in sorted(self._records.phrases)]

    def put(self, phrase: Phrase) -> None:
        self._records.phrases[phrase.name] = phrase

    def remove(self, name: str) -> None:
        self._records.phrases.pop(name, None)
