"""Reading the members of a new region: codes or names of states, every problem at once."""

from collections.abc import Sequence
from datetime import date

from regimelab.errors import Problem, suggestion
from regimelab.evidence.actors import actor_codes, name_of

OPTION = "--members"


def states_of(words: Sequence[str], today: date) -> tuple[tuple[str, ...], list[Problem]]:
    """Read codes (ISO 3166 alpha-3, former ones too) or names as states, and say what is wrong with each."""
    known = _known()
    read = {word: known.get(word.casefold()) for word in words}
    problems = [
        Problem(OPTION, f"'{word}' is not a state's code (ISO 3166 alpha-3) or name.", _near(word, known))
        for word, code in read.items()
        if code is None
    ]
    for code in sorted({code for code in read.values() if code}):
        meant = [word for word in words if read[word] == code]
        named = name_of(code, today) or code
        if len(meant) > 1:
            said = ", ".join(f"'{word}'" for word in meant)
            problems.append(
                Problem(OPTION, f"{said} are one state: {named} ({code}).", "Name each state once.")
            )
    states = tuple(dict.fromkeys(code for code in (read[word] for word in words) if code))
    if len(states) < 2:
        what = f"names {len(states)} state(s)."
        problems.append(Problem(OPTION, what, "A region has two members or more: --members ARM,AZE,GEO."))
    return states, problems


def _known() -> dict[str, str]:
    """Codes and names of states, in small letters, with the code of the state today."""
    rows = actor_codes().to_pylist()
    codes = {row["code"].casefold(): row["actor"] for row in rows if row["scheme"] == "iso3"}
    states = set(codes.values())
    names = {r["code"].casefold(): r["actor"] for r in rows if r["scheme"] == "name" and r["actor"] in states}
    return names | codes


def _near(word: str, known: dict[str, str]) -> str:
    begun = sorted(
        {code for name, code in known.items() if len(word) > 2 and name.startswith(word.casefold())}
    )
    if 0 < len(begun) <= 3:
        return f"Did you mean {' or '.join(begun)}?"
    near = suggestion(word.casefold(), known).partition("Known:")[0].strip()
    guess = near.removeprefix("Did you mean '").removesuffix("'?")
    return f"Did you mean {known[guess]} ({guess})?" if guess in known else "Look its code up in ISO 3166."
