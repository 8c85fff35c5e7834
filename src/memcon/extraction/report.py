"""One article in, its record out."""

import importlib
from pathlib import Path

from memcon.actors import Cast, resolve
from memcon.extraction.statements import find_statements
from memcon.language import parse
from memcon.record import Article, Record

ENGLISH = "en"


def extract_record(article: Article, model: Path | None = None) -> Record:
    """Read one report. A report that is not in English yields a record without items."""
    if article.language not in (None, ENGLISH):
        return Record(article=article)
    parsed = parse(article, model)
    cast = resolve(parsed)
    def opt(mod, fn, *a):  # TEMPORARY while modules land
        try:
            return getattr(importlib.import_module(f"memcon.extraction.{mod}"), fn)(*a)
        except (ImportError, AttributeError) as e:
            return ()
    dates = opt("dates", "find_dates", parsed)
    contacts = opt("contacts", "find_contacts", parsed, cast, dates)
    statements = find_statements(parsed, cast)
    claims = opt("claims", "find_claims", parsed, cast, dates)
    commitments = opt("commitments", "find_commitments", parsed, cast, statements)
    framing = opt("framing", "find_framing", parsed, statements)
    return Record(article=article, actors=tuple(cast.actors.values()), contacts=contacts, statements=statements, commitments=commitments, claims=claims, framing=framing)
