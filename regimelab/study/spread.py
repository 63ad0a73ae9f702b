"""How many futures a spread can be read from."""

ENOUGH = 20  # futures: the fewest of which one lies outside a 90 % interval at either end, assumed


def spread_notes(futures: int) -> tuple[str, ...]:
    """Say that too few futures were asked for to show a spread."""
    if futures == 1:
        return ("one future has no spread: its quantiles are all the same number; ask for more --futures",)
    if futures < ENOUGH:
        return (f"{futures} futures show little of the spread: ask for at least {ENOUGH} --futures",)
    return ()
