"""What the wizard asks of the computer, and what it says about the answers."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from ui.releases.destination import is_inside
from ui.strings import errors as error_words
from ui.strings import first_run as words
from ui.tasks import Op, Tasks
from vault.errors import ActionableError, CasekeepError, FaultError
from vault.first_run import ORDER, Created, FirstRun, Step
from vault.first_run_steps import Judgement, KitKept, Obstacle, PlaceReport, Reason
from vault.ports import Clock, NewVault, Outbox
from vault.printed import DocumentPress, PageImage, RecoveryKit

T = TypeVar("T")

PREVIEW_WIDTH = 720
PRINT_DOTS_PER_INCH = 300
_PAGE_INCHES = 8.5


class FirstRunViewModel(QObject):
    """Drives a FirstRun: slow questions run beside the window, the making on the database's thread.

    `problems` carries a tuple of (Obstacle, sentence); an empty one takes every problem back.
    """

    step_changed = Signal()
    problems = Signal(object)
    busy = Signal(bool)
    place_known = Signal()
    strength_known = Signal()
    minutes_chosen = Signal()
    words_drawn = Signal()
    kit_drawn = Signal(object)
    kit_kept = Signal()
    page_ready = Signal(object)
    failed = Signal(str)
    made = Signal(object)

    def __init__(
        self,
        first_run: FirstRun,
        tasks: Tasks,
        press: DocumentPress,
        outbox: Outbox,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.first_run = first_run
        self._tasks = tasks
        self._press = press
        self._outbox = outbox
        self._clock = clock
        self._words_forgotten = False
        self._continuing = False
        self._judging = False
        self._preparing = False
        self._kit = b""
        self._kit_names = ""
        self._kit_image: PageImage | None = None
        self._created: Created | None = None

    @property
    def kit_image(self) -> PageImage | None:
        """The kit's page as `kit_drawn` brought it, None until then."""
        return self._kit_image

    @property
    def words_forgotten(self) -> bool:
        """Whether six words were shown before those on offer, and forgotten behind the cover."""
        return self._words_forgotten

    @property
    def is_preparing(self) -> bool:
        """Whether the kit is being drawn."""
        return self._preparing

    @property
    def created(self) -> Created | None:
        """The vault, from the moment it stands; for the database's thread, where it is made."""
        return self._created

    def choose_folder(self, path: str) -> None:
        """Take another folder, and look at it."""
        self.first_run.place.choose(Path(path.strip()).expanduser() if path.strip() else Path())
        self.look()

    def look(self) -> None:
        """Look at the chosen folder."""
        self._aside(self.first_run.place.inspection(), self._on_report)

    def accept_synced(self, *, accepted: bool) -> None:
        """Take the counselor's word on a folder that is copied elsewhere."""
        self.first_run.place.accept_synced(accepted=accepted)
        self.problems.emit(())

    def draw_words(self) -> None:
        """Offer six words, other ones each time."""
        self._words_forgotten = False
        self._draw_words()

    def use_own(self, *, own: bool) -> None:
        """Change between the six words and a passphrase of one's own."""
        self.first_run.passphrase.use_own(own=own)
        self.problems.emit(())

    def type_own(self, typed: bytearray) -> None:
        """Take one's own passphrase, and estimate its strength."""
        self.first_run.passphrase.type_own(typed)
        self._judge()

    def choose_idle_minutes(self, minutes: int) -> None:
        """Take after how many minutes without input the vault locks, and the wizard covers."""
        self.first_run.set_idle_minutes(minutes)
        self.minutes_chosen.emit()

    def save_kit(self, path: Path) -> None:
        """Write the kit's page to a file, but not beside what it opens."""
        kit, folder = self._kit, self.first_run.place.folder

        def write() -> bool:
            if is_inside(path, folder):
                return False
            file = self._outbox.stage(path, kit)
            try:
                file.publish()
            except BaseException:
                file.discard()
                raise
            return True

        def written(is_out: bool) -> None:
            if not is_out:
                self.failed.emit(words.not_in_the_vault())
            elif kit is self._kit:
                self.kept(KitKept.SAVED)

        self._aside(write, written)

    def draw_page(self) -> None:
        """Draw the kit's page as fine as a printer wants it; `page_ready` brings it."""
        self._aside(lambda: self._image(round(_PAGE_INCHES * PRINT_DOTS_PER_INCH)), self._on_page)

    def kept(self, how: KitKept) -> None:
        """Note that the kit was printed or saved, unless the wizard ended meanwhile."""
        if self.first_run.step in ORDER:
            self.first_run.kit.keep(how)
            self.problems.emit(())
            self.kit_kept.emit()

    def go_on(self) -> None:
        """Take the next step, or say what stands in the way."""
        before = self.first_run.step
        obstacles = self.first_run.forward()
        if self.first_run.step is not before:
            self._arrive()
        if any(one.reason is Reason.NOT_CHECKED for one in obstacles):
            self._wait_for_answer(obstacles)
            return
        self._continuing = False
        self.problems.emit(tuple((one, sentence_for(one)) for one in obstacles))

    def go_back(self) -> None:
        """Take a step back."""
        self._continuing = False
        self.first_run.back()
        self._arrive()

    def hide(self) -> None:
        """Forget what no passphrase guards yet, and take no step behind the cover."""
        self._continuing = False
        shown = bool(self.first_run.passphrase.offered)
        self.first_run.hide()
        self._words_forgotten |= shown and not self.first_run.passphrase.offered
        if self.first_run.kit.keys is None:
            self._forget_kit()

    def come_back(self) -> None:
        """Have six words on offer where they are shown next."""
        step = self.first_run.step
        if step is Step.PASSPHRASE and not self.first_run.passphrase.offered:
            self._draw_words()

    def _draw_words(self) -> None:
        self.first_run.passphrase.draw()
        self.words_drawn.emit()

    def leave(self) -> None:
        """End the wizard; while the vault is being made nothing can be left."""
        if self.first_run.step is not Step.MAKING:
            self.first_run.leave()
            self._forget_kit()

    @property
    def _vault_name(self) -> str:
        return self.first_run.place.folder.name

    def _arrive(self) -> None:
        self.come_back()
        step = self.first_run.step
        if step is Step.KIT:
            self._require_kit()
        self.step_changed.emit()
        if step is Step.MAKING:
            op = Op(self, self._making())
            op.success(self._on_made).failure(self._on_failed)
            op.fault(lambda: self._on_failed(FaultError())).on(self._tasks)

    def _making(self) -> Callable[[], Created]:
        creation = self.first_run.creation()

        def make() -> Created:
            self._created = creation()
            return self._created

        return make

    def _wait_for_answer(self, obstacles: tuple[Obstacle, ...]) -> None:
        self._continuing = True
        self.problems.emit(())
        match obstacles[0].field:
            case "folder":
                self.look()
            case "own":
                self._judge()
            case _:
                self._continuing = False
                self._prepare_kit()

    def _answered(self) -> None:
        if self._continuing:
            self.go_on()

    def _on_report(self, report: PlaceReport) -> None:
        if self.first_run.step is Step.LEFT:
            return
        self.first_run.place.inspected(report)
        self.place_known.emit()
        self._answered()

    def _judge(self) -> None:
        # One at a time: whoever types fast isn't followed letter by letter.
        if not self._judging:
            self._judging = True
            self._aside(self.first_run.passphrase.judging(), self._on_judged)

    def _on_judged(self, judgement: Judgement) -> None:
        self._judging = False
        passphrase = self.first_run.passphrase
        passphrase.judged(judgement)
        if self.first_run.step is Step.LEFT:
            return
        if passphrase.judgement is None:
            self._judge()
            return
        self.strength_known.emit()
        self._answered()

    def _require_kit(self) -> None:
        """Draw the kit where there is none, or where it names a folder that was given up."""
        if self._kit and self._kit_names == self._vault_name:
            return
        if self._kit:
            self._forget_kit()
            self.first_run.kit.take_back()
            self.kit_kept.emit()
        self._prepare_kit()

    def _prepare_kit(self) -> None:
        if self._preparing:
            return
        self._preparing = True
        self.busy.emit(True)
        if self.first_run.kit.keys is None:
            self._aside(self.first_run.key_drawing(), self._on_keys, self._on_kit_fault)
        else:
            self._typeset()

    def _on_keys(self, keys: NewVault) -> None:
        self.first_run.keys_drawn(keys)
        if self.first_run.kit.keys is not None:
            self._typeset()

    def _typeset(self) -> None:
        keys = self.first_run.kit.keys
        if keys is None:
            return
        kit = RecoveryKit(
            practice=self.first_run.profile.shown_practice.strip() or "Casekeep",
            vault=self._vault_name,
            made_at=self._clock.local(self._clock.now_utc()),
            groups=keys.recovery_groups,
            sealed_block=keys.sealed_block,
            steps=words.kit_steps(),
        )

        def typeset() -> tuple[bytes, PageImage]:
            pdf = self._press.typeset_kit(kit).pdf
            with self._press.pages(pdf) as pages:
                return pdf, pages.image(0, PREVIEW_WIDTH)

        self._aside(typeset, lambda made: self._on_kit(keys, kit.vault, *made), self._on_kit_fault)

    def _on_kit(self, keys: NewVault, names: str, kit: bytes, image: PageImage) -> None:
        self._preparing = False
        self.busy.emit(False)
        if keys is not self.first_run.kit.keys or names != self._vault_name:
            # Hidden or left meanwhile, and those keys are gone; or the vault goes elsewhere.
            if self.first_run.step is Step.KIT:
                self._prepare_kit()
            return
        self._kit, self._kit_names, self._kit_image = kit, names, image
        self.kit_drawn.emit(image)

    def _forget_kit(self) -> None:
        self._kit, self._kit_image = b"", None

    def _on_kit_fault(self) -> None:
        self._preparing = False
        self.busy.emit(False)
        self.failed.emit(words.kit_not_made())

    def _image(self, width: int) -> PageImage:
        with self._press.pages(self._kit) as pages:
            return pages.image(0, width)

    def _on_page(self, image: PageImage) -> None:
        self.page_ready.emit(image)

    def _on_made(self, created: Created) -> None:
        self.first_run.made()
        self._forget_kit()
        self.step_changed.emit()
        self.made.emit(created)

    def _on_failed(self, error: CasekeepError) -> None:
        self.first_run.failed(error)
        self._arrive()
        self.failed.emit(said(error))

    def _aside(
        self,
        call: Callable[[], T],
        then: Callable[[T], object],
        fault: Callable[[], object] | None = None,
    ) -> None:
        op: Op[T] = Op(self, call)
        op.success(then).failure(self._on_refused)
        op.fault(fault or (lambda: self._on_refused(FaultError()))).on(self._tasks.aside)

    def _on_refused(self, error: ActionableError | FaultError) -> None:
        self._continuing = self._judging = False
        self.failed.emit(said(error))


def said(error: CasekeepError) -> str:
    """Say what went wrong and what to do, in one line."""
    return " ".join(filter(None, error_words.words_for(error)))


def sentence_for(obstacle: Obstacle) -> str:
    """Say what an obstacle is, in the wizard's words or the general ones."""
    special = words.for_obstacle(obstacle)
    if special or isinstance(obstacle.reason, Reason):
        return special
    return error_words.problem(obstacle.reason)
