from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.builders import a_profile
from tests.fakes import FakeKeeper, FakeNewVault
from tests.storage.opened import drawn, keeper_of
from vault.errors import NoVaultThere, VaultAlreadyThere, WrongPassphrase
from vault.lifecycle import LockReason
from vault.ports import Keeper, NewVault, Store
from vault.settings import Settings

PASSPHRASE = b"six words that nobody guesses"
SETTINGS = Settings(idle_minutes=7)


@pytest.fixture(params=["fakes", "files"])
def rooms(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Keeper, Callable[[], NewVault]]]:
    keeper: Keeper
    if request.param == "fakes":
        keeper = FakeKeeper()
        yield keeper, FakeNewVault
    else:
        keeper = keeper_of(tmp_path / "vault")
        yield keeper, drawn
    keeper.close(LockReason.ASKED, 0)


@pytest.fixture
def keeper(rooms: tuple[Keeper, Callable[[], NewVault]]) -> Keeper:
    return rooms[0]


@pytest.fixture
def plan(rooms: tuple[Keeper, Callable[[], NewVault]]) -> NewVault:
    return rooms[1]()


def made(keeper: Keeper, plan: NewVault) -> Store:
    return keeper.create(plan, bytearray(PASSPHRASE), a_profile(), SETTINGS)


def holds_the_profile(store: Store) -> bool:
    with store.read() as work:
        return work.profile.get() == a_profile() and work.settings.get() == SETTINGS


class TestKeeper:
    def test_a_new_vault_is_open_and_knows_its_keeper(self, keeper: Keeper, plan: NewVault) -> None:
        assert holds_the_profile(made(keeper, plan))
        assert len(plan.recovery_groups) == 8

    def test_no_vault_is_made_where_one_stands(self, keeper: Keeper, plan: NewVault) -> None:
        made(keeper, plan)
        keeper.close(LockReason.ASKED, 0)
        with pytest.raises(VaultAlreadyThere):
            made(keeper, plan)

    def test_there_is_nothing_to_unlock_before(self, keeper: Keeper) -> None:
        with pytest.raises(NoVaultThere):
            keeper.unlock(bytearray(PASSPHRASE))

    def test_opens_with_its_passphrase_alone(self, keeper: Keeper, plan: NewVault) -> None:
        made(keeper, plan)
        keeper.close(LockReason.IDLE, 1)
        with pytest.raises(WrongPassphrase):
            keeper.unlock(bytearray(b"some other words"))
        assert holds_the_profile(keeper.unlock(bytearray(PASSPHRASE)))

    def test_opens_with_the_recovery_key(self, keeper: Keeper, plan: NewVault) -> None:
        recovery_key = "-".join(plan.recovery_groups)
        made(keeper, plan)
        keeper.close(LockReason.ASKED, 0)
        assert holds_the_profile(keeper.recover(recovery_key))

    def test_knows_the_open_vaults_passphrase(self, keeper: Keeper, plan: NewVault) -> None:
        made(keeper, plan)
        assert keeper.check_passphrase(bytearray(PASSPHRASE))
        assert not keeper.check_passphrase(bytearray(b"some other words"))

    def test_closing_twice_and_resting_when_closed_do_nothing(
        self, keeper: Keeper, plan: NewVault
    ) -> None:
        keeper.close(LockReason.ASKED, 0)
        made(keeper, plan)
        keeper.rest()
        keeper.close(LockReason.SUSPEND, 2)
        keeper.close(LockReason.ASKED, 0)
        keeper.rest()
        assert holds_the_profile(keeper.unlock(bytearray(PASSPHRASE)))
