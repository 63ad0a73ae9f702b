"""Write the page's types from the interface's description, so that both say the same."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "page" / "src" / "api" / "types.ts"
HEAD = "// Written by scripts/page_types.py from the interface's description. Do not edit.\n"
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def types() -> str:
    """Spell every schema of the interface as a TypeScript interface."""
    from regimelab.study.lab.labs import Labs
    from regimelab.study.opening import Asked
    from regimelab.web.app import make_app
    from regimelab.web.door import Door
    from regimelab.web.held import Held

    here = Held(Labs(Asked("central_asia")), Door("127.0.0.1", 0, "unused"))
    schemas = make_app(here, ROOT / "page").openapi()["components"]["schemas"]
    return HEAD + "".join(_interface(name, one) for name, one in sorted(schemas.items()))


def _interface(name: str, schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return f"\nexport type {_name(name)} = {_type(schema)};\n"
    required = set(schema.get("required", ()))
    fields = "".join(
        f"  {field}{'' if field in required or 'default' in one else '?'}: {_type(one)};\n"
        for field, one in schema.get("properties", {}).items()
    )
    return f"\nexport interface {_name(name)} {{\n{fields}}}\n"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _name(schema["$ref"].rsplit("/", 1)[1])
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " | ".join(dict.fromkeys(_type(one) for one in schema[several]))
    if schema.get("type") == "array":
        return _array(schema)
    if schema.get("type") == "object":
        values = schema.get("additionalProperties")
        return f"Record<string, {_type(values) if isinstance(values, dict) else 'unknown'}>"
    return PLAIN.get(schema.get("type", ""), "unknown")


def _array(schema: dict[str, Any]) -> str:
    if "prefixItems" in schema:
        return f"[{', '.join(_type(one) for one in schema['prefixItems'])}]"
    inner = _type(schema.get("items", {}))
    return f"({inner})[]" if " | " in inner else f"{inner}[]"


def _name(name: str) -> str:
    return name.rsplit("__", 1)[-1].replace("-", "")


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(types(), encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}", file=sys.stderr)
