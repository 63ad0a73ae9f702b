"""A page of the reference, as Markdown."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Page(NamedTuple):
    """A page of the reference: file, title and what stands under it."""

    file: str
    title: str
    intro: str
    body: str

    @property
    def text(self) -> str:
        """The page as it is written."""
        return f"# {self.title}\n\n{self.intro}\n\n{self.body.strip()}\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lay out rows as a table in Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )
