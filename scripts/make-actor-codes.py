"""Write the claims of the actor vocabulary: two kept libraries, and what they lack, by hand.

Run: python scripts/make-actor-codes.py, with country_converter 1.3.2 and pycountry 26.2.16 installed.
"""

import csv
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pycountry

BY_HAND = Path(__file__).with_name("actor-codes-by-hand.csv")
WRITTEN = Path(__file__).parents[1] / "regimelab/evidence/actors/actor_codes.csv"
ISO = "pycountry 26.2.16 (ISO 3166-1)"
CONVERTER = "country_converter 1.3.2"
OWN_GW = {"315", "678", "680", "816", "817"}  # the library gives a past state's number to its successor


class Claim(NamedTuple):
    """One code said to mean one actor, from ``since`` to the day before ``until``."""

    scheme: str
    code: str
    since: str
    until: str
    actor: str
    source: str


def iso() -> Iterator[Claim]:
    """Claim the codes and names of ISO 3166-1; CAMEO writes its states so too."""
    for country in pycountry.countries:
        actor = country.alpha_3
        yield Claim("iso3", actor, "", "", actor, ISO)
        yield Claim("cameo", actor, "", "", actor, ISO)
        yield Claim("iso2", country.alpha_2, "", "", actor, ISO)
        for code in {country.numeric, str(int(country.numeric))}:
            yield Claim("iso_numeric", code, "", "", actor, ISO)
        for name in {getattr(country, key, None) for key in ("name", "common_name", "official_name")}:
            if name:
                yield Claim("name", name, "", "", actor, ISO)


def converter(known: set[str]) -> Iterator[Claim]:
    """Claim M49 and Gleditsch-Ward numbers and names from the other library."""
    text = files("country_converter").joinpath("country_data.tsv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        actor = row["ISO3"]
        if actor not in known or row["obsolete"]:
            continue
        if row["UNcode"]:
            for code in {row["UNcode"].zfill(3), str(int(row["UNcode"]))}:
                yield Claim("un", code, "", "", actor, CONVERTER)
        if row["GWcode"] and row["GWcode"] not in OWN_GW:
            yield Claim("gw", row["GWcode"], "", "", actor, CONVERTER)
        for name in {row["name_short"], row["name_official"]} - {""}:
            yield Claim("name", name, "", "", actor, CONVERTER)


def by_hand() -> Iterator[Claim]:
    """Claim what the libraries lack."""
    with BY_HAND.open(encoding="utf-8", newline="") as file:
        yield from (Claim(**row) for row in csv.DictReader(file))


def main() -> None:
    """Write every claim once, the first source that makes it first."""
    states = list(iso())
    claims = [*states, *converter({claim.actor for claim in states} | {"XKX"}), *by_hand()]
    first = {claim[:5]: claim for claim in reversed(claims)}
    with WRITTEN.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(Claim._fields)
        rows.writerows(sorted(first.values()))


if __name__ == "__main__":
    main()
