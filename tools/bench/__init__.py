"""Measures what a person feels, each beside a floor measured in the same run.

A case is a function that takes what its setup yields, does the thing once and returns what it
cost. Its floor is another such function, for the least that the same work could cost; the two
take turns, so that whatever else the machine does falls on both. Cases live in cases_*.py:

    @case("draft saved", unit="ms", repeats=200, must=[Must("p95", 1.0)], setup=vault, floor=sync)
    def draft_saved(vault: Vault) -> float:
        return clocked(lambda: vault.save_draft(...))
"""
