"""The archive that the tests in a browser look at: reports of our own with whatever a page can show, and one that means harm."""

import sys
from pathlib import Path

from msgspec.structs import replace

from memcon.archive import Archive
from memcon.record import Contact, Participant, Record, Statement
from test_archive_cases import TEXT, article, bridge_record, small_record, span
from test_encounters_cases import call_of_norland, call_of_sudmark
from test_web_countries import filled as fill_years

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from made_reports import reports

MADE = 8
KEY, NORLAND = (record.article.sha256[:6] for record in (bridge_record(), call_of_norland()))

EVIL = '"><script>document.title = "taken"</script><img src="/taken" onerror="document.title = \'taken\'"><b style="color: red">'
OVERRIDE = "\u202eTurned round\u2066"
HEBREW = "שרת החוץ לנה ברנדט אמרה כי הגשר ייפתח בשנת 2025, ולא קודם לכן."
ARABIC = "قالت وزيرة الخارجية إن الجسر سيفتح في عام 2025."
LINE = "bridge" * 5_000
_HOSTILE = "\n\n".join((TEXT, f"He said {EVIL} to all.", f"He said {OVERRIDE}.", HEBREW, ARABIC, LINE))


def fill(archive: Archive) -> None:
    """Adds two dozen reports."""
    fill_years(archive)
    for record in (bridge_record(), call_of_norland(), call_of_sudmark(), hostile_record(), *reports(MADE)):
        archive.add(record)
    archive.add(small_record(date="2099-03-01", published="2024-03-01", countries=("TUR", "IRN"), status="planned"))
    archive.add(small_record(date="2024-03-02", published="2024-03-04", countries=("TUR", "IRN"), status="denied"))


def hostile_record() -> Record:
    """The bridge's report with a text, names and fields that would be a page's own code if they could, or turn its lines round."""
    record = bridge_record()
    said = [span(words, _HOSTILE) for words in (f"{EVIL} to all", OVERRIDE, HEBREW, ARABIC, LINE)]
    statements = tuple(
        Statement(id=f"s{number}", speakers=("brandt",), form="indirect", act="assert", content=(at,), spans=(at,))
        for number, at in enumerate(said, len(record.statements) + 1)
    )
    names = {"brandt": f"Lena {EVIL}", "roux": f"Émile {OVERRIDE}"}
    return replace(
        record,
        article=article(
            _HOSTILE,
            id="hostile",
            title=f"{OVERRIDE} {EVIL} {LINE[:2_000]}",
            outlet=f"{ARABIC} {EVIL}",
            url="javascript:document.title='taken'",
            published="2024-12-21",
        ),
        actors=tuple(replace(actor, name=names.get(actor.id, actor.name)) for actor in record.actors),
        contacts=tuple(_hostile_contact(contact, names) for contact in record.contacts),
        statements=(*record.statements, *statements),
        commitments=tuple(replace(one, act=f"{OVERRIDE} {EVIL}", mechanism=EVIL) for one in record.commitments),
    )


def _hostile_contact(contact: Contact, names: dict[str, str]) -> Contact:
    def part(one: Participant) -> Participant:
        return replace(one, name=names.get(one.actor or "", one.name))

    place = replace(contact.place, name=f"{HEBREW} {EVIL}") if contact.place else None
    parts = tuple(map(part, contact.participants))
    return replace(contact, occasion=EVIL, mechanism=EVIL, place=place, participants=parts, topics=(EVIL, OVERRIDE))


HOSTILE = hostile_record().article.sha256[:6]
