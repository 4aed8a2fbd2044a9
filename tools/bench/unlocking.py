"""What every sample vault is unlocked with.

Apart from the vaults themselves: a measured window knows this, and nothing that the program
behind it hasn't loaded.
"""

from vault.kdf import RELEASE_POLICY

PASSPHRASE = b"six words that nobody guesses"
# The cheapest derivation that is ever written: a dearer one would hide more of what the program
# does in the meantime.
PARAMETERS = RELEASE_POLICY.floor
