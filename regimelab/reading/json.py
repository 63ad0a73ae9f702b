"""Reading JSON that a run wrote: the object in a file, or why there is none."""

import json
from pathlib import Path

from regimelab.errors import InvalidInput, Problem


def read_json(path: Path, remedy: str) -> dict[str, object]:
    """Read the object that a JSON file holds; of JSON that is no object, an empty one."""
    try:
        found = json.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        why = "there is no such file" if isinstance(error, FileNotFoundError) else _cannot(error.strerror)
    except UnicodeDecodeError:
        why = "it is not UTF-8 text"
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        why = f"it is not JSON ({place})" if error.doc.strip() else "it is empty"
    except (ValueError, RecursionError) as error:
        why = f"it is not JSON that can be read ({error})"
    else:
        return found if isinstance(found, dict) else {}
    raise InvalidInput(Problem(str(path), f"{why}.", remedy))


def _cannot(why: str | None) -> str:
    return f"it cannot be read: {why}" if why else "it cannot be read"
