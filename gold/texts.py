"""Finds the texts of the development gold again: `python gold/texts.py [--data ../shared/data] [--pages FOLDER]`.

No report's text is kept here. Readouts and the reports of the Voice of America are taken from the shared data; pages must
be fetched by whoever has access to them and saved as FOLDER/ID.txt. Only a text with the recorded sha256 is written to
gold/dev/texts/.
"""

import argparse
import hashlib
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from voa import is_voa, text_of

HERE = Path(__file__).parent


def page_of(row: dict[str, Any]) -> str:
    """A readout as its page shows it: headline, summary, text, with an empty line between them."""
    return "\n\n".join(row[part] for part in ("title", "summary", "text") if row.get(part))


def shared_texts(data: Path, golds: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Every text of the shared readouts and of re3d, and the reports of the Voice of America that are asked for."""
    for file in (*sorted((data / "readouts").glob("*.jsonl.xz")), data / "ner" / "re3d.jsonl.xz"):
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = row.get("text")
                if text:
                    yield text
                    yield text.strip()
                    yield page_of(row)
    for record in golds.values():
        if is_voa(record.get("source", "")):
            yield text_of(record["source"], data)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--pages", type=Path, help="folder of page texts named ID.txt")
    arguments = parser.parse_args()
    golds = {
        record["id"]: record
        for file in sorted((HERE / "dev").glob("[a-k]/*.json"))
        for record in [json.loads(file.read_text(encoding="utf-8"))]
    }
    wanted = {record["sha256"]: name for name, record in golds.items()}
    found: dict[str, str] = {}
    for text in shared_texts(arguments.data, golds):
        name = wanted.get(hashlib.sha256(text.encode()).hexdigest())
        if name:
            found[name] = text
    for name in golds.keys() - found.keys() if arguments.pages else ():
        file = arguments.pages / f"{name}.txt"
        if file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == golds[name]["sha256"]:
            found[name] = file.read_bytes().decode("utf-8")
    target = HERE / "dev" / "texts"
    target.mkdir(exist_ok=True)
    for name, text in found.items():
        (target / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    missing = sorted(golds.keys() - found.keys())
    print(f"{len(found)} of {len(golds)} texts written to {target}")
    if missing:
        print("not found (fetch by address and pass --pages):")
        for name in missing:
            print(f"  {name}  {golds[name].get('url')}")


if __name__ == "__main__":
    main()
