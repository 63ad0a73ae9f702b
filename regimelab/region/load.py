"""Reading region folders: the one place in this room that opens files."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import regimelab
from regimelab.errors import InvalidInput, Problem, UsageError, suggestion
from regimelab.reading.problems import within
from regimelab.reading.toml import read_text, read_toml
from regimelab.region.examine import Contents, examine
from regimelab.region.inherit import with_registers
from regimelab.region.named import CHRONICLE, CORRECTIONS, files_inside, lies_in, stray, table_key
from regimelab.region.schema import Region
from regimelab.region.tables import FORMS, Line, RawTable

REGION_FILE = "region.toml"
PACKAGED = Path(regimelab.__file__).parent / "regions"


def packaged_regions() -> tuple[str, ...]:
    """Names of the regions that ship with the package."""
    return tuple(sorted(file.parent.name for file in PACKAGED.glob(f"*/{REGION_FILE}")))


def region_file(name_or_path: str | Path) -> Path:
    """Region file of a packaged region, of a user's own folder, or the file itself."""
    path = Path(name_or_path)
    if str(name_or_path) in packaged_regions():
        return PACKAGED / str(name_or_path) / REGION_FILE
    if path.is_file():
        return path
    if path.is_dir():
        return path / REGION_FILE
    what = f"'{name_or_path}' is neither a packaged region nor a folder."
    raise UsageError(Problem("region", what, suggestion(str(name_or_path), packaged_regions())))


def load_region(name_or_path: str | Path) -> Region:
    """Load a region that passes every check; otherwise raise with all its problems."""
    region, problems = _examined(region_file(name_or_path))
    if region is None:
        raise InvalidInput(problems)
    return region


def check_region(path: str | Path) -> list[Problem]:
    """List every problem of a region folder at once; a region without any loads."""
    return _examined(region_file(path))[1]


def _examined(file: Path) -> tuple[Region | None, list[Problem]]:
    folder, home = file.parent, _home(file)
    if not lies_in(home, file):
        return None, [stray("region", file.name)]
    raw, problems = read_toml(file)
    if problems:
        return None, problems
    raw, lacking = _with_registers(raw)
    named, strays = files_inside(home, folder, raw)
    tables, unread = _read_tables(folder, named)
    corrections, broken = _read_corrections(folder, named)
    name = str(folder / named.get(CORRECTIONS, "corrections"))
    chronicle = named.get(CHRONICLE, "")
    rows = _chronicle_rows(folder / chronicle) if chronicle else frozenset[str]()
    region, wrong = examine(Contents(folder, str(file), raw, tables, corrections, name, chronicle, rows))
    problems = within(str(file), lacking + strays) + unread + broken + wrong
    return (None if problems else region), problems


def _with_registers(raw: Mapping[str, object]) -> tuple[Mapping[str, object], list[Problem]]:
    """Read the registers of the packaged region that a region file names, if it names one."""
    name = raw.get("registers")
    if not isinstance(name, str) or not name:
        return raw, []
    if name not in packaged_regions():
        what = f"'{name}' is not a packaged region."
        return raw, [Problem("registers", what, suggestion(name, packaged_regions()))]
    return with_registers(raw, read_toml(PACKAGED / name / REGION_FILE)[0]), []


def _home(file: Path) -> Path:
    """Folder in which a region's files must lie; an installer may have linked those of the package."""
    return file.resolve().parent if file.parent.parent == PACKAGED else file.parent.resolve()


def _read_tables(folder: Path, named: Mapping[str, str]) -> tuple[dict[str, RawTable], list[Problem]]:
    """Read the tables that the region file names; the schema asks for those it does not name."""
    tables: dict[str, RawTable] = {}
    problems: list[Problem] = []
    for name in FORMS:
        file = named.get(table_key(name))
        if file:
            text, unread = read_text(folder / file)
            problems += unread
            tables |= {} if unread else {name: _rows(str(folder / file), text)}
    return tables, problems


def _rows(file: str, text: str) -> RawTable:
    reader = csv.reader(io.StringIO(text))
    header = tuple(next(reader, []))
    lines = tuple(Line(reader.line_num, _cells(header, row), len(row)) for row in reader if row)
    return RawTable(file, header, lines)


def _cells(header: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    return dict.fromkeys(header, "") | dict(zip(header, row, strict=False))


def _read_corrections(folder: Path, named: Mapping[str, str]) -> tuple[Mapping[str, object], list[Problem]]:
    return read_toml(folder / named[CORRECTIONS]) if CORRECTIONS in named else ({}, [])


def _chronicle_rows(file: Path) -> frozenset[str]:
    """Ids of the chronicle's rows; its other columns are the evidence's to check."""
    if not file.is_file():
        return frozenset()
    text = file.read_text(encoding="utf-8", errors="replace")
    return frozenset(row.get("id") or "" for row in csv.DictReader(io.StringIO(text)))
