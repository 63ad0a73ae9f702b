"""The packages that law texts need, asked for before anything is read."""

from regimelab.errors import on_request


def check_packages() -> None:
    """Refuse early where the extra for law texts is not installed."""
    for name in ("numba", "Stemmer"):
        on_request(name, "laws", "laws")
