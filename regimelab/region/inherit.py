"""The registers that a region takes over from another: the brief, threats, mechanisms and half-lives."""

from collections.abc import Mapping

from regimelab.region.references import actor_places

REGISTERS = ("brief", "threats", "mechanisms", "half_lives")


def with_registers(raw: Mapping[str, object], other: Mapping[str, object]) -> Mapping[str, object]:
    """Add the registers that a region file leaves out, as another region has them.

    A threat keeps only those of its actors that the region has.
    """
    known = {place.name for place in actor_places(raw)}
    taken = {name: other[name] for name in REGISTERS if name not in raw and name in other}
    threats = taken.get("threats")
    if isinstance(threats, list):
        taken["threats"] = [_of_region(threat, known) for threat in threats]
    return {**raw, **taken}


def _of_region(threat: Mapping[str, object], known: set[str]) -> Mapping[str, object]:
    actors = threat.get("actors")
    kept = [code for code in actors if code in known] if isinstance(actors, list) else []
    return {**threat, "actors": kept}
