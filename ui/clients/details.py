"""The Details tab: all that the counselor knows about a client, saving itself."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from resources.tokens import XL, L, M, S
from ui.clients.details_model import DetailsViewModel, Typed, with_unkept
from ui.clients.lines import ContactLine, Lines, ReachLine
from ui.clients.tab import ClientTab
from ui.open_vault import OpenVault
from ui.strings import clients as words
from ui.strings import dates
from ui.strings import errors as error_words
from ui.strings import notes as note_words
from ui.widgets.banner import Banner
from ui.widgets.choice import CheckBox
from ui.widgets.form import FieldRow
from ui.widgets.overlay_bar import OverlayBar
from ui.widgets.own_words import OwnField
from ui.widgets.text import Line
from vault.clients import Client, ClientFlags, EmergencyContact, Reach, ReachKind
from vault.errors import ChangedElsewhere, Problem

MEASURE = 720


class DetailsTab(ClientTab):
    """The Details tab of a client's file."""

    def __init__(self, vault: OpenVault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vm = DetailsViewModel(vault, self)
        self._form = DetailsView(vault, self._vm)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)

    def focus_first(self) -> None:
        """Go to the first field after the name, which a new client has already."""
        self._form.focus_first()

    def show_client(self, client: Client) -> None:
        """Show a client's details, unless they are being typed here."""
        self._vm.show_client(client)

    def leave(self) -> None:
        """Store what stands in the fields now."""
        self._vm.autosave.save_now()

    def pending_saves(self) -> list[Callable[[], object]]:
        """Give the call that stores what isn't stored yet, for the database's thread."""
        return list(self._vm.pending_saves())

    def cover(self) -> None:
        """Show nothing new while the page is covered."""
        self._form.cover()

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._form.uncover()


class DetailsView(QScrollArea):
    """A form without a save button: each change is stored inside a second."""

    def __init__(
        self, vault: OpenVault, view_model: DetailsViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = vault.clock
        self._vm = view_model
        self._covered = False
        self._stale = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        OverlayBar(self)
        self._banner = Banner()
        self._banner.hide()
        self._saved = Line("", "small", "ink-2", icon="check")
        self._name = FieldRow(words.name(), OwnField())
        self._used = FieldRow(words.used_name(), OwnField(), words.used_name_hint())
        self._pronouns = FieldRow(words.pronouns(), QLineEdit())
        self._born = FieldRow(words.birth_date(), OwnField(), words.birth_date_hint())
        self._reaches = Lines(words.add_reach())
        self._contacts = Lines(words.add_contact())
        self._closed = CheckBox(words.is_closed())
        self._flags = [
            CheckBox(words.is_minor()),
            CheckBox(words.has_part2()),
            CheckBox(words.has_paid_in_full()),
            CheckBox(words.has_legal_hold()),
            CheckBox(words.has_no_records()),
        ]
        self._lay_out()
        self._connect()
        self._show_client()
        view_model.unkept.ask(self._bring_back)

    def focus_first(self) -> None:
        """Go to the first field after the name, which a new client has already."""
        self._used.field.setFocus()

    def cover(self) -> None:
        """Show nothing new while the page is covered."""
        self._covered = True

    def uncover(self) -> None:
        """Show what came in the meantime."""
        self._covered = False
        if self._stale:
            self._show_client()

    def typed(self) -> Typed:
        """Give what stands in the form."""
        return Typed(
            name=self._text(self._name),
            used_name=self._text(self._used),
            pronouns=self._text(self._pronouns),
            birth_date=self._text(self._born),
            reaches=tuple(
                line.value() for line in self._reaches.lines if isinstance(line, ReachLine)
            ),
            emergency_contacts=tuple(
                line.value() for line in self._contacts.lines if isinstance(line, ContactLine)
            ),
            is_closed=self._closed.isChecked(),
            flags=ClientFlags(*(tick.isChecked() for tick in self._flags)),
        )

    def _lay_out(self) -> None:
        sheet = QWidget()
        column = QVBoxLayout()
        column.setContentsMargins(XL, L, XL, XL)
        column.setSpacing(L)
        head = QHBoxLayout()
        head.addWidget(Line(words.about(), "section"))
        head.addStretch(1)
        head.addWidget(self._saved)
        column.addLayout(head)
        column.addWidget(self._banner)
        for first, second in ((self._name, self._used), (self._pronouns, self._born)):
            pair = QHBoxLayout()
            pair.setSpacing(L)
            pair.addWidget(first, 1, Qt.AlignmentFlag.AlignTop)
            pair.addWidget(second, 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(pair)
        column.addSpacing(S)
        column.addWidget(Line(words.reaches(), "section"))
        column.addWidget(Line(words.reaches_hint(), "small", "ink-2"))
        column.addWidget(self._reaches)
        column.addSpacing(S)
        column.addWidget(Line(words.emergency(), "section"))
        column.addWidget(self._contacts)
        column.addSpacing(S)
        column.addWidget(Line(words.the_file(), "section"))
        ticks = QVBoxLayout()
        ticks.setSpacing(M)
        for tick in (self._closed, *self._flags):
            ticks.addWidget(tick, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(ticks)
        column.addStretch(1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(MEASURE)
        outer = QHBoxLayout(sheet)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(holder, 1)
        outer.addStretch(0)
        outer.setAlignment(holder, Qt.AlignmentFlag(0))
        self.setWidget(sheet)

    def _connect(self) -> None:
        vm = self._vm
        vm.set_reader(self.typed)
        vm.client_changed.connect(self._show_client)
        vm.problems_changed.connect(self._show_problems)
        vm.saved.connect(self._show_saved)
        vm.trouble.connect(self._show_trouble)
        self._banner.step_taken.connect(vm.keep_mine)
        for row in (self._name, self._used, self._pronouns, self._born):
            field = row.field
            assert isinstance(field, QLineEdit)  # noqa: S101 -- made above
            field.textEdited.connect(vm.touch)
        for tick in (self._closed, *self._flags):
            tick.clicked.connect(vm.touch)
        self._reaches.changed.connect(vm.touch)
        self._contacts.changed.connect(vm.touch)
        self._reaches.adding.clicked.connect(self._add_reach)
        self._contacts.adding.clicked.connect(self._add_contact)

    def _show_client(self) -> None:
        self._stale = self._covered
        client = self._vm.client
        if client is None or self._covered:
            return
        self._saved.hide()
        self._fill(Typed.of(client.details))
        self._show_problems()
        self._bring_back()

    def _bring_back(self) -> None:
        """Show again what can't be kept as it stands."""
        client = self._vm.client
        words = self._vm.unkept.take(client.id) if client and not self._covered else ()
        if words:
            self._fill(with_unkept(self.typed(), words))
            self._vm.touch()

    def _fill(self, typed: Typed) -> None:
        for row, value in (
            (self._name, typed.name),
            (self._used, typed.used_name),
            (self._pronouns, typed.pronouns),
            (self._born, typed.birth_date),
        ):
            field = row.field
            if isinstance(field, QLineEdit):
                field.setText(value)
        self._reaches.clear()
        for reach in typed.reaches:
            self._reaches.add(ReachLine(reach))
        self._contacts.clear()
        for contact in typed.emergency_contacts:
            self._contacts.add(ContactLine(contact))
        self._closed.setChecked(typed.is_closed)
        flags = typed.flags
        values = (
            flags.minor,
            flags.part2_records,
            flags.paid_in_full,
            flags.legal_hold,
            flags.no_records_election,
        )
        for tick, on in zip(self._flags, values, strict=True):
            tick.setChecked(on)
        self._order_stops()

    def _order_stops(self) -> None:
        """Have Tab follow the eye; a line that was added stands behind everything else."""
        fields = (row.field for row in (self._name, self._used, self._pronouns, self._born))
        lines = (*self._reaches.stops, *self._contacts.stops)
        for before, after in pairwise((*fields, *lines, self._closed, *self._flags)):
            QWidget.setTabOrder(before, after)

    def _add_reach(self) -> None:
        line = ReachLine(Reach(ReachKind.PHONE, ""))
        self._reaches.add(line)
        self._order_stops()
        line.focus()

    def _add_contact(self) -> None:
        line = ContactLine(EmergencyContact(""))
        self._contacts.add(line)
        self._order_stops()
        line.focus()

    def _show_problems(self) -> None:
        problems = self._vm.problems
        if problems:
            self._saved.hide()  # not all of it is
        for row, name in (
            (self._name, "name"),
            (self._used, "used_name"),
            (self._pronouns, "pronouns"),
            (self._born, "birth_date"),
            (self._reaches, "reaches"),
            (self._contacts, "emergency_contacts"),
        ):
            problem = problems.get(name)
            row.set_problem(_sentence(name, problem) if problem else "")

    def _show_saved(self) -> None:
        now = self._clock.local(self._clock.now_utc())
        self._saved.setText(note_words.saved_at(dates.exact_time(now)))
        self._saved.setVisible(not self._vm.problems)

    def _show_trouble(self, error: object) -> None:
        if error is None:
            self._banner.hide()
            return
        if isinstance(error, ChangedElsewhere):
            self._banner.show_message(words.clash(), "warn", words.keep_mine())
        else:
            sentence, _step = error_words.words_for(error)
            self._banner.show_message(note_words.not_saved(sentence), "stop")
        self._banner.show()

    @staticmethod
    def _text(row: FieldRow) -> str:
        field = row.field
        return field.text() if isinstance(field, QLineEdit) else ""


def _sentence(name: str, problem: Problem) -> str:
    if name == "name" and problem is Problem.EMPTY:
        return words.fill_name()
    return error_words.problem(problem)
