"""A small collection of laws of made words, in which it is known who has what from whom."""

import csv
import random

from regimelab.study.laws.files import scan_files
from regimelab.study.laws.scan import Asked, scan_laws

SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "an", "or")]
MODEL, BORROWER, OWN = "ru_2002", "kg_2005", "kz_2005"


def articles(seed, count=12):
    draw = random.Random(f"lab {seed}")
    words = sorted({"".join(draw.sample(SYLLABLES, draw.randint(2, 4))) for _ in range(900)})
    return [
        " ".join(f"{' '.join(draw.choices(words, k=20)).capitalize()}." for _ in range(4))
        for _ in range(count)
    ]


def text_of(bodies):
    return "\n".join(f"Article {number}. On matters\n{body}" for number, body in enumerate(bodies, start=1))


def collection(folder):
    """Write three laws; of the second, eight articles of twelve come from the first, some words changed."""
    model = articles("model")
    borrowed = [body.replace(" and ", " ").replace(body.split()[9], "altered", 1) for body in model[:8]]
    laws = {
        MODEL: ("RUS", "2002-07-25", "-On matters", model),
        BORROWER: ("KGZ", "2005-08-17", "On such matters", borrowed + articles("kyrgyz", 4)),
        OWN: ("KAZ", "2005-02-18", "On matters of its own", articles("kazakh")),
    }
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for name, (state, day, title, bodies) in laws.items():
        (folder / f"{name}.txt").write_text(text_of(bodies))
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
