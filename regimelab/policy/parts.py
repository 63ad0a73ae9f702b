"""Parts of a long run, as arrays by name: whoever runs it may keep them, and hand them back another time."""

from collections.abc import Callable, Mapping

import numpy as np

Part = Mapping[str, np.ndarray]
Compute = Callable[[], Part]
Keep = Callable[[str, Compute], Part]


def at_once(name: str, compute: Compute) -> Part:
    """Compute a part and keep nothing."""
    return compute()
