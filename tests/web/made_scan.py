"""A small collection of laws of made words, in which it is known who has what from whom."""

import csv

from regimelab.study.laws.files import scan_files
from regimelab.study.laws.scan import Asked, scan_laws
from tests.texts.made_laws import made_articles, made_law

MODEL, BORROWER, OWN = "ru_2002", "kg_2005", "kz_2005"


def collection(folder):
    """Write three laws; of the second, eight articles of twelve come from the first, some words changed."""
    model = made_articles("model", 12)
    borrowed = [body.replace(" and ", " ").replace(body.split()[9], "altered", 1) for body in model[:8]]
    laws = {
        MODEL: ("RUS", "2002-07-25", "-On matters", model),
        BORROWER: ("KGZ", "2005-08-17", "On such matters", borrowed + made_articles("kyrgyz", 4)),
        OWN: ("KAZ", "2005-02-18", "On matters of its own", made_articles("kazakh", 12)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for name, (state, day, title, bodies) in laws.items():
        (folder / f"{name}.txt").write_text(made_law(bodies))
        rows.append(
            {"file": f"{name}.txt", "id": name, "title": title, "state": state, "adopted": day}
            | {"language": "en"}
        )
    with (folder / "manifest.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def scanned(laws, into):
    """Scan a collection as the command line does, and write its files."""
    found = scan_laws(Asked(str(laws), workers=1))
    into.mkdir(parents=True, exist_ok=True)
    for name, content in scan_files(found).items():
        (into / name).write_bytes(content)
    return found.result.data
