"""What a key derivation may cost, and how much of it this computer can bear."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vault.errors import Damage, FaultError, KeyFileDamaged

_MIB: Final = 1024  # in KiB, the unit of Argon2


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """The cost of one Argon2id run: memory in KiB, passes over it, lanes in parallel."""

    memory_kib: int
    passes: int
    lanes: int

    def covers(self, other: "KdfParameters") -> bool:
        """Tell whether no cost is below that of `other`."""
        return (
            self.memory_kib >= other.memory_kib
            and self.passes >= other.passes
            and self.lanes >= other.lanes
        )

    def raised_to(self, other: "KdfParameters") -> "KdfParameters":
        """Take the higher of each cost."""
        return KdfParameters(
            max(self.memory_kib, other.memory_kib),
            max(self.passes, other.passes),
            max(self.lanes, other.lanes),
        )


@dataclass(frozen=True, slots=True)
class KdfPolicy:
    """Which costs may be written, and which are believed when a key file asks for them."""

    start: KdfParameters
    floor: KdfParameters
    readable_from: KdfParameters
    readable_to: KdfParameters
    memory_ceiling_kib: int

    def check_write(self, parameters: KdfParameters) -> None:
        """Refuse to seal a key more cheaply than the floor, or so that it couldn't be read.

        Raises FaultError.
        """
        if not parameters.covers(self.floor) or not self.readable_to.covers(parameters):
            raise FaultError("key derivation outside the policy", parameters)

    def check_read(self, parameters: KdfParameters) -> None:
        """Refuse costs that Casekeep never writes, before any memory is taken for them.

        Raises KeyFileDamaged (altered).
        """
        if not parameters.covers(self.readable_from) or not self.readable_to.covers(parameters):
            raise KeyFileDamaged(Damage.ALTERED)


RELEASE_POLICY: Final = KdfPolicy(
    start=KdfParameters(256 * _MIB, 3, 4),
    floor=KdfParameters(64 * _MIB, 3, 4),
    readable_from=KdfParameters(16 * _MIB, 1, 1),
    readable_to=KdfParameters(2048 * _MIB, 20, 16),
    memory_ceiling_kib=1024 * _MIB,
)

TARGET_SECONDS: Final = 1.0
ACCEPTED_SECONDS: Final = (0.7, 1.5)
_MOST_PROBES: Final = 4


def calibrate(
    policy: KdfPolicy, seconds_for: Callable[[KdfParameters], float], ram_kib: int
) -> KdfParameters:
    """Find the costs that take about one second (0.7 to 1.5) on this computer.

    Memory is raised first, to the policy's ceiling and a quarter of `ram_kib`, then passes.
    A computer that is too slow gets the policy's floor, never less. `seconds_for` runs one
    derivation and says how long it took; it is asked at most four times.
    """
    most_memory = max(policy.floor.memory_kib, min(policy.memory_ceiling_kib, ram_kib // 4))
    parameters = _spread(policy, policy.start.memory_kib * policy.start.passes, most_memory)
    least, most = ACCEPTED_SECONDS
    for _ in range(_MOST_PROBES):
        seconds = seconds_for(parameters)
        if least <= seconds <= most:
            break
        work = parameters.memory_kib * parameters.passes * TARGET_SECONDS / max(seconds, 0.001)
        better = _spread(policy, int(work), most_memory)
        if better == parameters:
            break
        parameters = better
    return parameters


def _spread(policy: KdfPolicy, work: int, most_memory: int) -> KdfParameters:
    memory = min(max(work // policy.floor.passes, policy.floor.memory_kib), most_memory)
    passes = min(max(work // memory, policy.floor.passes), policy.readable_to.passes)
    return KdfParameters(memory, passes, policy.floor.lanes)
