"""How far two annotators agree: `python gold/agreement.py` (needs gold/dev/texts, see texts.py).

The 20 reports of gold/agreement/ were annotated a second time by somebody who saw only the guide. The second annotation is
scored against the first as memcon's records are, so that the figures are the ceiling of what a score can mean.
"""

import json
import re
from pathlib import Path
from typing import Any

from memcon.faces.evaluation import Evaluation, read_gold
from memcon.record import Actor, Article, Claim, Commitment, Contact, Participant, Place, Record, Span, Statement, When

HERE = Path(__file__).parent
_END = re.compile(r"\n|[.!?][\"”’')\]]*(?=\s+[\"“‘'(]?[A-Z0-9])")
"""Where the sentence ends that an annotation begins, as the scorer has it."""


def main() -> None:
    """Command line."""
    second = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in (HERE / "agreement").glob("*.json")}
    evaluation = Evaluation()
    for part in "de":
        for case in read_gold(HERE / "dev" / part).cases:
            if case.gold.id in second:
                evaluation.add(case.gold, case.text, as_record(second[case.gold.id], case.text))
    print(json.dumps(evaluation.figures()))


def as_record(annotation: dict[str, Any], text: str) -> Record:
    """An annotation in the form of a record, as far as the scorer looks at it."""
    names = dict.fromkeys(name for statement in annotation["statements"] for name in statement["speakers"])
    return Record(
        article=Article(id=annotation["id"], text=text, sha256=annotation["sha256"]),
        actors=tuple(Actor(id=name, kind="person", name=name) for name in names),
        contacts=tuple(contact(item, f"c{n}") for n, item in enumerate(annotation["contacts"])),
        statements=tuple(
            Statement(
                id=f"s{n}", speakers=tuple(s["speakers"]), form=s["form"], act="assert", spans=(sentence(s, text),)
            )
            for n, s in enumerate(annotation["statements"])
        ),
        commitments=tuple(
            Commitment(id=f"m{n}", who=(), kind=c["kind"], act="", spans=(sentence(c, text),))
            for n, c in enumerate(annotation["commitments"])
        ),
        claims=tuple(
            Claim(id=f"k{n}", what=c["what"], low=c["low"], spans=(sentence(c, text),))
            for n, c in enumerate(annotation["claims"])
        ),
    )


def contact(item: dict[str, Any], ident: str) -> Contact:
    """A contact of the annotation."""
    day = item["date"]
    precision = {10: "day", 7: "month", 4: "year"}[len(day)] if day else "unknown"
    whole = day and day + {10: "", 7: "-01", 4: "-01-01"}[len(day)]
    participants = [
        Participant(actor=p["name"] or "nobody", name=p["name"], country=p["country"], office=p["office"])
        for p in item["participants"]
    ]
    return Contact(
        id=ident,
        status=item["status"],
        role=item["role"],
        mode=item["mode"],
        when=When(start=whole, end=whole, precision=precision),  # type: ignore[arg-type]
        place=Place(name=item["place"] or "", country=item["country"]),
        participants=tuple(participants),
    )


def sentence(item: dict[str, Any], text: str) -> Span:
    """The sentence that an annotation means by its beginning."""
    end = _END.search(text, item["start"])
    stop = end.end() if end else len(text)
    return Span(item["start"], stop, text[item["start"] : stop])


if __name__ == "__main__":
    main()
