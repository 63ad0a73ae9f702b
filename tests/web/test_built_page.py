"""The page is built once from its source, says so if it cannot be, and asks nobody for anything."""

import gzip
import json
import re
import subprocess
import sys

import pytest

from regimelab.errors import InvalidInput
from regimelab.web.page import MARK, built_page, is_current, source_hash
from tests.web.served import page_or_skip

JAVASCRIPT = 200 * 1024  # bytes, gzipped


def test_a_page_that_is_neither_built_nor_to_be_built_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="not in this installation"):
        built_page(tmp_path / "static", tmp_path / "page")


def test_a_page_is_built_anew_only_if_its_source_has_changed(tmp_path):
    source, static = tmp_path / "page", tmp_path / "static"
    source.mkdir()
    static.mkdir()
    (source / "package.json").write_text("{}")
    (static / "index.html").write_text("page")
    (static / MARK).write_text(source_hash(source))
    assert is_current(static, source) and built_page(static, source) == static
    (source / "node_modules").mkdir()
    (source / "node_modules" / "x").write_text("a build's own")
    assert is_current(static, source)
    (source / "main.tsx").write_text("changed")
    assert not is_current(static, source)


def test_versions_are_exact_and_the_lock_names_no_registry(root):
    told = json.loads((root / "page/package.json").read_text())
    versions = {**told["dependencies"], **told["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values()), versions
    locked = json.loads((root / "page/package-lock.json").read_text())["packages"]
    assert not [name for name, one in locked.items() if "resolved" in one]
    assert all(one.get("integrity") or not name for name, one in locked.items())


def test_the_page_s_types_are_those_of_the_interface(root):
    told = subprocess.run(
        [sys.executable, "-c", "import scripts.page_types as p, sys; sys.stdout.write(p.types())"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == (root / "page/src/api/types.ts").read_text()


def test_scripts_stay_within_their_budget():
    scripts = list(page_or_skip().rglob("*.js"))
    assert scripts and sum(len(gzip.compress(one.read_bytes())) for one in scripts) <= JAVASCRIPT


def test_simferopol_and_vorukh_lie_where_the_united_nations_see_them():
    world = json.loads((page_or_skip() / "world.json").read_text())
    assert country_at(world, 34.10, 44.95) == "UKR"
    assert country_at(world, 70.58, 39.84) == "TJK"


def country_at(world, longitude, latitude):
    """Find the country of a place by counting crossings of its rings; the innermost is asked first."""
    arcs = [absolute(arc, world["transform"]) for arc in world["arcs"]]
    found = []
    for country in world["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country.get("arcs", [])]
        for rings in polygons:
            if sum(crossed(ring, arcs, longitude, latitude) for ring in rings) % 2:
                found.append(country["properties"]["a3"])
    (code,) = found
    return code


def absolute(arc, transform):
    """Undo the differences and the rounding of an arc."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append(
            tuple(
                value * scale + shift
                for value, scale, shift in zip(
                    (x, y), transform["scale"], transform["translate"], strict=True
                )
            )
        )
    return points


def crossed(ring, arcs, longitude, latitude):
    points = [point for number in ring for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
    inside = False
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        if (y1 > latitude) != (y2 > latitude) and longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside
