"""What a command hands back: findings, and how to show them to a person."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from regimelab.study.result import Result

if TYPE_CHECKING:
    from rich.console import Console


class Reply(NamedTuple):
    """The result of a study and the function that prints it as tables."""

    result: Result[Any]
    show: "Callable[[Console], None]"
    folder: str = ""  # where files go when -o is not given
    exit_code: int = 0  # of a result that scripts are to notice
