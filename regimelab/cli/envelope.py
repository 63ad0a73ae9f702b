"""The one object that ``--json`` prints, for success and for error alike."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from regimelab import __version__
from regimelab.errors import Problem
from regimelab.study.plain import Json, plain


@dataclass(frozen=True)
class Meta:
    """What every answer carries beside its findings."""

    evidence_release: str | None = None
    seed: int | None = None
    elapsed_ms: int | None = 0

    def plain(self) -> Json:
        """Give the fields of ``meta`` in their documented order."""
        return {
            "version": __version__,
            "evidence_release": self.evidence_release,
            "seed": self.seed,
            "elapsed_ms": self.elapsed_ms,
        }


def success(command: str, data: object, warnings: Sequence[str], meta: Meta) -> str:
    """Spell the envelope of an answer."""
    return _text(
        {**_head(command, True), "data": plain(data), "warnings": list(warnings), "meta": meta.plain()}
    )


def failure(command: str, problems: Sequence[Problem], meta: Meta) -> str:
    """Spell the envelope of an error; ``error`` is the first problem, with all where there are more."""
    first, *more = problems
    error: dict[str, object] = {"where": first.where, "what": first.what, "remedy": first.remedy}
    if more:
        error["problems"] = list(problems)
    return _text(
        {**_head(command, False), "data": None, "warnings": [], "error": plain(error), "meta": meta.plain()}
    )


def _head(command: str, ok: bool) -> dict[str, Json]:
    return {"schema": f"regimelab.{command}/1", "ok": ok}


def _text(envelope: dict[str, Json]) -> str:
    return json.dumps(envelope, ensure_ascii=False, allow_nan=False)
