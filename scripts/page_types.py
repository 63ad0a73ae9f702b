"""Write the page's types from the interface's description, so that both say the same."""

import sys
from pathlib import Path
from typing import Any

from regimelab.web.interface import Spelling, described, short_name, spelled

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "page" / "src" / "api" / "types.ts"
HEAD = "// Written by scripts/page_types.py from the interface's description. Do not edit.\n"
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def types() -> str:
    """Spell every schema of the interface as a TypeScript interface."""
    schemas = described()["components"]["schemas"]
    return HEAD + "".join(_interface(name, one) for name, one in sorted(schemas.items()))


def _interface(name: str, schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return f"\nexport type {_name(name)} = {spelled(schema, TYPESCRIPT)};\n"
    required = set(schema.get("required", ()))
    fields = "".join(
        f"  {field}{'' if field in required or 'default' in one else '?'}: {spelled(one, TYPESCRIPT)};\n"
        for field, one in schema.get("properties", {}).items()
    )
    return f"\nexport interface {_name(name)} {{\n{fields}}}\n"


def _name(name: str) -> str:
    return short_name(name).replace("-", "")


TYPESCRIPT = Spelling(
    named=_name,
    among=lambda values: " | ".join(f'"{value}"' for value in values),
    either=" | ".join,
    row=lambda inner: f"[{', '.join(inner)}]",
    many=lambda inner: f"({inner})[]" if " | " in inner else f"{inner}[]",
    table=lambda inner: f"Record<string, {inner or 'unknown'}>",
    plain=lambda name: PLAIN.get(name, "unknown"),
)


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(types(), encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}", file=sys.stderr)
