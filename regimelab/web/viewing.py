"""Which evidence a page looks at, from its address."""

from typing import Annotated

from fastapi import Query

from regimelab.study.lab.labs import View


def viewing(
    without: Annotated[list[str] | None, Query(max_length=20)] = None,
    as_of: Annotated[str | None, Query(pattern=r"^\d{4}(-\d{2}){0,2}$")] = None,
) -> View:
    """Read the view: families of sources left out, and the date of knowledge."""
    return View(tuple(sorted(set(without or ()))), as_of)
