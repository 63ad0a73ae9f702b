"""What one part of a region file says about another: checked on the raw file, however broken."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from regimelab.codebook import ActorClass
from regimelab.errors import Problem, suggestion

Raw = Mapping[str, object]


class Place(NamedTuple):
    """A name written somewhere in the file, and the key path where it stands."""

    path: str
    name: str


def reference_problems(raw: Raw, organisations: Collection[str], rows: Collection[str]) -> list[Problem]:
    """Name everything that refers to something the region does not have.

    ``organisations`` are those of the memberships table, ``rows`` the ids of the chronicle's rows;
    where there are none, nothing is held against them.
    """
    checks: tuple[Callable[[Raw], Iterator[Problem]], ...] = (
        _codes_clash,
        _names_repeat,
        _claims_repeat,
        _strangers,
        _patron,
    )
    found = [problem for check in checks for problem in check(raw)]
    if organisations:
        named = _listed(raw.get("patron"), "patron", "organisations")
        found += _unknown(named, organisations, "an organisation of the memberships table")
    if rows:
        found += _uncited(raw, rows)
    return found


def actor_places(raw: Raw) -> list[Place]:
    """Codes of members, then of outside actors."""
    return _fields(raw, "members", "code") + _fields(raw, "outside", "code")


def fold_places(raw: Raw) -> list[Place]:
    """Codes that outside actors fold into themselves."""
    entries = _entries(raw, "outside")
    return [place for path, entry in entries for place in _listed(entry, path, "folds")]


def _codes_clash(raw: Raw) -> Iterator[Problem]:
    yield from _repeated(actor_places(raw) + fold_places(raw), "One code stands for one actor: drop one.")


def _names_repeat(raw: Raw) -> Iterator[Problem]:
    for register in ("threats", "mechanisms"):
        yield from _repeated(_fields(raw, register, "name"), "Give each its own name.")


def _claims_repeat(raw: Raw) -> Iterator[Problem]:
    numbers = [(path, entry.get("claim")) for path, entry in _entries(raw, "published")]
    places = [Place(f"{path}.claim", str(number)) for path, number in numbers if isinstance(number, int)]
    yield from _repeated(places, "Give one published figure a claim.")


def _strangers(raw: Raw) -> Iterator[Problem]:
    members = [place.name for place in _fields(raw, "members", "code")]
    yield from _unknown(_fields(raw, "transitions", "member"), members, "a member of the region")
    actors = [place.name for place in actor_places(raw)]
    mechanisms = [place.name for place in _fields(raw, "mechanisms", "name")]
    for path, threat in _entries(raw, "threats"):
        yield from _unknown(_listed(threat, path, "actors"), actors, "an actor of the region")
        yield from _unknown(_listed(threat, path, "mechanisms"), mechanisms, "a mechanism of the region")


def _patron(raw: Raw) -> Iterator[Problem]:
    patron = raw.get("patron")
    name = patron.get("actor") if isinstance(patron, Mapping) else None
    if not isinstance(name, str):
        return
    roles = {str(entry.get("code")): entry.get("role") for _, entry in _entries(raw, "outside")}
    place = Place("patron.actor", name)
    yield from _unknown([place], roles, "an outside actor of the region")
    if roles.get(name) in [role.value for role in ActorClass if role is not ActorClass.PATRON]:
        what = f"'{name}' has the role '{roles[name]}' in its own entry."
        yield Problem(
            place.path, what, f"Give it the role '{ActorClass.PATRON.value}', or name another actor."
        )


def _uncited(raw: Raw, rows: Collection[str]) -> Iterator[Problem]:
    for path, source in _sources(raw, ""):
        is_row = source[:1].isupper()
        if is_row and source not in rows:
            yield Problem(
                path, f"'{source}' is not the id of a row of the chronicle.", "Cite a row that is there."
            )


def _sources(value: object, path: str) -> Iterator[Place]:
    """Every source cited anywhere below a place in the file."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from _sources(below, f"{path}.{key}".removeprefix("."))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from _sources(below, f"{path}[{number}]")
    elif isinstance(value, str) and (".sources[" in path or path.endswith(("shock_source", "].act"))):
        yield Place(path, value)


def _repeated(places: list[Place], remedy: str) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path, name in places:
        if name in first:
            yield Problem(path, f"'{name}' stands already at {first[name]}.", remedy)
        first.setdefault(name, path)


def _unknown(places: list[Place], known: Collection[str], what: str) -> list[Problem]:
    return [
        Problem(path, f"'{name}' is not {what}.", suggestion(name, known))
        for path, name in places
        if name not in known
    ]


def _entries(raw: Raw, key: str) -> list[tuple[str, Raw]]:
    """The tables of a list in the file, with the path of each; anything else is the schema's to refuse."""
    found = raw.get(key)
    listed = found if isinstance(found, list) else []
    return [(f"{key}[{n}]", entry) for n, entry in enumerate(listed) if isinstance(entry, Mapping)]


def _fields(raw: Raw, key: str, field: str) -> list[Place]:
    named = [(f"{path}.{field}", entry.get(field)) for path, entry in _entries(raw, key)]
    return [Place(path, name) for path, name in named if isinstance(name, str)]


def _listed(entry: object, path: str, field: str) -> list[Place]:
    names = entry.get(field) if isinstance(entry, Mapping) else None
    listed = names if isinstance(names, list) else []
    return [Place(f"{path}.{field}[{n}]", name) for n, name in enumerate(listed) if isinstance(name, str)]
