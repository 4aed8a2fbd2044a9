"""The counselor's profile: what stands on letters, covers and signatures."""

from dataclasses import dataclass, replace

from vault import fields


@dataclass(frozen=True, slots=True)
class Profile:
    """Who keeps the vault. `state` is the two-letter code of the licence's state."""

    name: str = ""
    credential: str = ""
    practice: str = ""
    licence_number: str = ""
    state: str = ""
    phone: str = ""
    address: str = ""

    @property
    def signs_as(self) -> str:
        """The name with its credential, as it stands under a signed note."""
        return ", ".join(part for part in (self.name, self.credential) if part)

    @property
    def licence(self) -> str:
        """The licence's number with its state's code, as it stands under a signed note."""
        number = self.licence_number
        return ", ".join(part for part in (number, self.state) if part) if number else ""

    @property
    def shown_practice(self) -> str:
        """The practice's name, or the counselor's where the practice has none."""
        return self.practice or self.name

    def checked(self) -> "Profile":
        """Give the same profile, cleaned. Raises InvalidField."""
        return replace(
            self,
            name=fields.line("name", self.name, required=True, longest=fields.NAME_LENGTH),
            credential=fields.line("credential", self.credential, longest=60),
            practice=fields.line("practice", self.practice, longest=fields.NAME_LENGTH),
            licence_number=fields.line("licence_number", self.licence_number, longest=60),
            state=fields.line("state", self.state, required=True, longest=2),
            phone=fields.line("phone", self.phone, longest=60),
            address=fields.line("address", ", ".join(self.address.splitlines())),
        )
