"""The page of the lab's interface, from its own description."""

from typing import Any

from reference_page import Page, table

from regimelab.web.interface import Spelling, described, short_name, spelled

BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minLength": "{} characters or more",
    "maxLength": "up to {} characters",
    "minItems": "{} or more of them",
    "maxItems": "up to {} of them",
    "pattern": "like `{}`",
}


def interface() -> Page:
    """The lab's interface, from its own description."""
    intro = (
        "What programs ask `regimelab lab` for, and what its page asks. Each address begins with the one "
        "that the lab printed; the token goes with every request, as `Authorization: Bearer TOKEN`. With "
        "`lang=ru` words are told in Russian where there are Russian words for them. A refusal is JSON: "
        "`problems`, each with `where`, `what` and `remedy`. The same as OpenAPI: `/api/v1/openapi.json`. "
        "See [how to use the lab](../how-to/use-the-lab.md)."
    )
    told = described()
    rooms: dict[str, list[str]] = {}
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            rooms.setdefault(one.get("tags", ["none, the lab itself"])[0], []).append(
                _operation(method, path, one)
            )
    asked = (f"## Room: {room}\n\n" + "\n\n".join(found) for room, found in rooms.items())
    values = "\n\n".join(_value(name, one) for name, one in sorted(told["components"]["schemas"].items()))
    return Page(
        "interface.md", "Interface of the lab", intro, "\n\n".join((*asked, f"## Values\n\n{values}"))
    )


def _operation(method: str, path: str, one: dict[str, Any]) -> str:
    rows = [
        (f"`{given['name']}`", given["in"], _ranged(given["schema"]), _default(given))
        for given in one.get("parameters", ())
        if given["name"] != "lang"
    ]
    asked = f"\n\n{table(('asked', 'where', 'type', 'otherwise'), rows)}" if rows else ""
    body = one.get("requestBody", {}).get("content", {}).get("application/json")
    sent = f"\n\nSend: {_said(body['schema'])}." if body else ""
    answers = (
        _said(answer["content"]["application/json"]["schema"])
        if "content" in answer
        else answer["description"]
        for status, answer in one["responses"].items()
        if status.startswith("2")
    )
    return (
        f"### {method.upper()} {path}\n\n{one['description']}{asked}{sent}\n\n"
        f"Answer: {' or '.join(one.rstrip('.') for one in answers)}."
    )


def _value(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", ())
    rows = [
        (f"`{field}`", _ranged(one), "" if field in required else _default({"schema": one}))
        for field, one in schema.get("properties", {}).items()
    ]
    what = " ".join((schema.get("description") or _ranged(schema)).split())
    return f"### {short_name(name)}\n\n{what}" + (
        f"\n\n{table(('field', 'type', 'otherwise'), rows)}" if rows else ""
    )


def _default(given: dict[str, Any]) -> str:
    if given.get("required"):
        return "must be given"
    value = given["schema"].get("default")
    return "–" if value in (None, "", [], {}) else f"`{value}`"


def _ranged(schema: dict[str, Any]) -> str:
    """A type with what bounds it."""
    among = [schema, *schema.get("anyOf", ())]
    bounds = {name: one[name] for one in among for name in BOUNDS if name in one}
    said = [
        BOUNDS[name].format(f"{value:g}" if isinstance(value, float) else value)
        for name, value in bounds.items()
    ]
    return ", ".join((_said(schema), *said))


def _said(schema: dict[str, Any]) -> str:
    """A type in words, leading to the value that it names."""
    return spelled(schema, ENGLISH)


ENGLISH = Spelling(
    named=lambda name: f"[{name}](#{name.lower()})",
    among=lambda values: ", ".join(f"`{one}`" for one in values),
    either=" or ".join,
    row=lambda inner: "list of " + ", ".join(dict.fromkeys(inner)),
    many=lambda inner: f"list of {inner}",
    table=lambda inner: f"table of {inner}" if inner else "table",
    plain=lambda name: "nothing" if name == "null" else name,
)
