"""Profile, settings and place in memory."""

from dataclasses import replace

from tests.fakes.records import FakeRepo
from vault.place import FormKey, FormKind, FormWords, Place
from vault.profile import Profile
from vault.settings import Settings


class FakeProfileRepo(FakeRepo):
    def get(self) -> Profile:
        return self._records.profile

    def put(self, profile: Profile) -> None:
        self._records.profile = profile


class FakeSettingRepo(FakeRepo):
    def get(self) -> Settings:
        return self._records.settings

    def put(self, settings: Settings) -> None:
        self._records.settings = settings

    def place(self) -> Place:
        place = self._records.place
        return replace(
            place,
            client_id=place.client_id if place.client_id in self._records.clients else None,
            note_id=place.note_id if place.note_id in self._records.notes else None,
        )

    def put_place(self, place: Place) -> None:
        self._records.place = place

    def unfinished(self, kind: FormKind) -> dict[int, FormWords]:
        found = self._records.unfinished.items()
        return {about: typed for (one, about), typed in found if one is kind}

    def put_unfinished(self, kind: FormKind, about: int, typed: FormWords) -> None:
        self._records.unfinished.pop((kind, about), None)
        if typed:
            self._records.unfinished[kind, about] = typed

    def finish_form(self, form: FormKey | None) -> None:
        if form is not None:
            self.put_unfinished(*form, ())

    def process_mark(self) -> int | None:
        return self._records.process_mark

    def put_process_mark(self, writes: int | None) -> None:
        self._records.process_mark = writes
