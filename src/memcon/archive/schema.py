"""The tables of the archive: tidy, long, and named as the record names its fields.

A nested field is flattened with an underscore (``when.start`` is ``when_start``); a list of words is a JSON list; a
list of actors is rows of ``parties``. Every item's key is (report, id) with the id it has in its record; what people
type is ``ref``. The whole record stands beside them in ``reports.record``: nothing is lost, the tables can be rebuilt.

Reports and their items are derived from their records (`memcon.archive.writing`); what spans reports, the encounters and
follow-ups, is derived from the items. Only corrections are kept for their own sake: they are appended, never changed.

The tables are created by the migrations alone; a test holds that both agree.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    text,
)

from memcon.archive.columns import Count, Text

SCHEMA_REVISION = "0006"
"""The newest migration. An archive that has another one is migrated or, if it is newer than this program, refused."""

APPLICATION_ID = 0x6D656D63
"""SQLite's own mark of whose file it is: "memc"."""

metadata = MetaData()


def _report() -> Column[str]:
    return Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


def _when(prefix: str) -> list[Column[str]]:
    return [Column(f"{prefix}_{field}", Text) for field in ("start", "end", "precision", "weekday", "method")]


def _place() -> list[Column[str] | Column[float] | Column[int]]:
    return [
        Column("place_name", Text),
        Column("place_country", Text),
        Column("place_lat", Float),
        Column("place_lon", Float),
        Column("place_geonames", Integer),
    ]


def _review() -> list[Column[str] | Column[bool]]:
    return [
        Column("review", Text, comment="accepted, edited or rejected by a person; empty where nobody looked"),
        Column("withdrawn", Boolean, nullable=False, comment="rejected, or of a report that was withdrawn"),
    ]


def _found() -> list[Column[str] | Column[float]]:
    return [Column("found_by", Text, comment="the rule"), Column("confidence", Float)]


def _day() -> Column[str]:
    return Column("day", Text, comment="the day by which lists order it (`memcon.archive.order`)")


_FILTERED = ("status", "mode", "level", "role", "when_start", "when_end", "mechanism")
"""What lists of contacts are filtered by: in the index that orders them, so that only rows of the list are read whole."""

_FACETS = ("status", "mode", "level")
"""What encounters have one value of."""


_OF_COMMITMENTS = ("status", "kept_on", "superseded_on", "kind", "first_day", "last_day", "mechanism")
"""The same of commitments."""

_ALONE = text("contact IS NULL")
_REVIEWED = text("review IS NOT NULL")
_WAITING: dict[str, Any] = {
    "sqlite_where": text("review IS NULL AND withdrawn IS 0"),
    "postgresql_where": text("review IS NULL AND withdrawn IS FALSE"),
}
"""As each engine's dialect writes what the queue asks for, so that the engine sees that the index answers it."""


def _words(name: str) -> Column[list[str]]:
    return Column(name, JSON, nullable=False)


def _by_review(table: str) -> list[Index]:
    """What is to be reviewed, in the order of the queue, and what somebody looked at."""
    return [
        Index(f"{table}_waiting", "confidence", "ref", **_WAITING),
        Index(f"{table}_reviewed", "withdrawn", sqlite_where=_REVIEWED, postgresql_where=_REVIEWED),
    ]


reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True, comment="SHA-256 of the text, in hexadecimal"),
    Column("key", Text, nullable=False, unique=True, comment="the first digits of id, six or as many as tell it apart"),
    Column("article_id", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("outlet_country", Text),
    Column("title", Text),
    Column("dateline", Text),
    Column("published", Text),
    Column("language", Text),
    Column("n_chars", Integer, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("memcon_version", Text, nullable=False),
    Column("record", Text, nullable=False, comment="the whole record as JSON, corrections applied"),
    Column("extracted", Text, comment="the record as it was extracted, where corrections changed it"),
    Column("seq", Integer, nullable=False, unique=True, comment="the order of adding"),
    Column("changed_at", Text, nullable=False, comment="when the record last changed: added, corrected or withdrawn"),
    Column("withdrawn_at", Text),
    Column("withdrawn_why", Text),
    _words("sketch"),
    Column("n_contacts", Integer, nullable=False, comment="withdrawn ones left out, as of statements"),
    Column("n_statements", Integer, nullable=False),
    Column(
        "n_items", Integer, nullable=False, comment="contacts, statements, commitments and claims, withdrawn ones too"
    ),
    Index("reports_changed", "changed_at", "seq", "n_items"),
    Index("reports_outlet", "outlet", "id", "withdrawn_at", "n_contacts", "n_statements"),
    Index("reports_published", "published", "id", "withdrawn_at"),
)

actors = Table(
    "actors",
    metadata,
    _report(),
    _id(),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Column("country", Text),
    Column("office", Text),
    Column("wikidata", Text),
    _words("sectors"),
    Column("identified_by", Text, comment="persons: report, knowledge or archive"),
    Column(
        "stated", JSON, nullable=False, comment="persons: which of name, office and country the report itself gives"
    ),
    Index("actors_office", "country", "office"),
    Index("actors_country", "country", "report", "id"),
    Index("actors_name", "name_folded", "report", "id"),
)

actor_words = Table(
    "actor_words",
    metadata,
    Column("report", Text, primary_key=True),
    Column("actor", Text, primary_key=True),
    Column(
        "sound",
        Text,
        primary_key=True,
        comment="a word, as it sounds, of the name of a person whom the report introduces",
    ),
    ForeignKeyConstraint(["report", "actor"], ["actors.report", "actors.id"], ondelete="CASCADE"),
    Index("actor_words_sound", "sound"),
)

contacts = Table(
    "contacts",
    metadata,
    _report(),
    _id(),
    Column("ref", Text, nullable=False, unique=True),
    Column("seq", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("level", Text),
    *_when("when"),
    *_place(),
    Column("occasion", Text),
    Column("mechanism", Text),
    _words("topics"),
    *_found(),
    *_review(),
    Column("encounter", Text, comment="the encounter that it is told of; that of a withdrawn contact is empty"),
    Column("n_statements", Integer, nullable=False, comment="statements made at it, without withdrawn ones"),
    _day(),
    Index("contacts_day", "day", "report", "seq", "withdrawn", *_FILTERED, "n_statements", "id"),
    *_by_review("contacts"),
    Index("contacts_when", "when_start", "when_end"),
    Index("contacts_encounter", "encounter"),
)

participants = Table(
    "participants",
    metadata,
    Column("report", Text, primary_key=True),
    Column("contact", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("actor", Text, nullable=False),
    Column("name", Text),
    Column("name_folded", Text, nullable=False),
    Column("country", Text),
    Column("office", Text),
    Column("capacity", Text),
    ForeignKeyConstraint(["report", "contact"], ["contacts.report", "contacts.id"], ondelete="CASCADE"),
    Index("participants_country", "country", "report", "contact"),
    Index("participants_name", "name_folded", "report", "contact"),
)

statements = Table(
    "statements",
    metadata,
    _report(),
    _id(),
    Column("ref", Text, nullable=False, unique=True),
    Column("seq", Integer, nullable=False),
    Column("contact", Text),
    Column("form", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("cue", Text),
    Column("words", Text, nullable=False, comment="the content as it stands in the report; a gap is ' … '"),
    Column("start", Integer),
    Column("end", Integer),
    _words("topics"),
    *_found(),
    *_review(),
    _day(),
    Index("statements_day", "day", "report", "seq", "withdrawn"),
    Index("statements_alone", "day", "report", "seq", sqlite_where=_ALONE, postgresql_where=_ALONE),
    Index("statements_contact", "report", "contact"),
    *_by_review("statements"),
    ForeignKeyConstraint(["report", "contact"], ["contacts.report", "contacts.id"], ondelete="CASCADE"),
)

item_facets = Table(
    "item_facets",
    metadata,
    _report(),
    Column("item_type", Text, primary_key=True, comment="statement, if it is not withdrawn, or commitment"),
    Column("item", Text, primary_key=True),
    Column("facet", Text, primary_key=True, comment="country or topic"),
    Column(
        "value",
        Text,
        primary_key=True,
        comment="countries of speakers; of who undertakes, to whom, or was at the contact",
    ),
    Column("contact", Text, comment="the contact that it was made at"),
    Index("item_facets_value", "item_type", "facet", "value", "report", "item", "contact"),
    sqlite_with_rowid=False,
)

report_topics = Table(
    "report_topics",
    metadata,
    _report(),
    Column("topic", Text, primary_key=True, comment="of its contacts, if they are not withdrawn, or statements"),
    Index("report_topics_topic", "topic", "report"),
    sqlite_with_rowid=False,
)

commitments = Table(
    "commitments",
    metadata,
    _report(),
    _id(),
    Column("ref", Text, nullable=False, unique=True),
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False),
    *_when("due"),
    Column("mechanism", Text),
    Column("statement", Text),
    Column("status", Text, nullable=False),
    Column("followed_by", Text),
    *_found(),
    *_review(),
    Column("contact", Text, comment="the contact at which it was made"),
    Column("made", Text, comment="the day of that contact, where it was not later than publication; else publication"),
    _day(),
    Column(
        "first_day",
        Text,
        comment="the first day on which that contact may have been; publication where no day is known",
    ),
    Column("last_day", Text, comment="the last such day"),
    Column("kept_on", Text, comment="the day of the first encounter or statement that shows that it was kept"),
    Column("superseded_on", Text, comment="the day of the first commitment that supersedes it"),
    Index("commitments_due", "due_start"),
    Index("commitments_day", "day", "made", "report", "seq", "id", "contact", "withdrawn", *_OF_COMMITMENTS),
    *_by_review("commitments"),
    ForeignKeyConstraint(["report", "statement"], ["statements.report", "statements.id"], ondelete="CASCADE"),
)

claims = Table(
    "claims",
    metadata,
    _report(),
    _id(),
    Column("ref", Text, nullable=False, unique=True),
    Column("seq", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("low", Count),
    Column("high", Count),
    Column("approximate", Boolean, nullable=False),
    Column("victims", Text),
    Column("by", Text),
    *_place(),
    *_when("when"),
    Column("said_by", Text, comment="empty where the outlet itself says so"),
    *_found(),
    *_review(),
    _day(),
    Index("claims_day", "day", "report", "seq", "withdrawn"),
    *_by_review("claims"),
)

events = Table(
    "events",
    metadata,
    _report(),
    _id(),
    Column("ref", Text, nullable=False, unique=True),
    Column("seq", Integer, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("event_mode", Text),
    _words("context"),
    *_when("when"),
    *_place(),
    Column("cameo", Text),
    Column("goldstein", Float),
    Column("from", Text, nullable=False),
    *_found(),
)

framing = Table(
    "framing",
    metadata,
    _report(),
    Column("seq", Integer, primary_key=True),
    Column("term", Text, nullable=False),
    Column("neutral", Text, nullable=False),
    Column("target", Text),
    Column("voice", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

parties = Table(
    "parties",
    metadata,
    _report(),
    Column("item_type", Text, primary_key=True, comment="statement, commitment or event"),
    Column("item", Text, primary_key=True),
    Column("field", Text, primary_key=True, comment="speakers, addressees, about, who, to, actor or recipient"),
    Column("seq", Integer, primary_key=True),
    Column("actor", Text, nullable=False),
    Index("parties_actor", "actor", "report", "item_type", "field", "item"),
)

evidence = Table(
    "evidence",
    metadata,
    _report(),
    Column("item_type", Text, primary_key=True, comment="article, actor, contact, participant, statement …"),
    Column("item", Text, primary_key=True, comment="its id; a participant's is CONTACT/SEQ"),
    Column("field", Text, primary_key=True, comment="the field that the words support; spans = the item as a whole"),
    Column("seq", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

contact_dyads = Table(
    "contact_dyads",
    metadata,
    Column("report", Text, primary_key=True),
    Column("contact", Text, primary_key=True),
    Column("dyad", Text, primary_key=True, comment="two countries in alphabetical order: IRN-TUR"),
    Column("first", Text, comment="first day on which the contact may have been; empty where nothing is known"),
    Column("last", Text),
    ForeignKeyConstraint(["report", "contact"], ["contacts.report", "contacts.id"], ondelete="CASCADE"),
    Index("contact_dyads_dyad", "dyad", "first", "last"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("item_type", Text, nullable=False, comment="title, paragraph or statement"),
    Column("item", Text, comment="the statement's id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column(
        "folded", Text, nullable=False, comment="its words without case and accents; the full-text index is on them"
    ),
    Index("passages_report", "report"),
)

encounters = Table(
    "encounters",
    metadata,
    Column("id", Text, primary_key=True, comment="the ref of the contact of it that was added first"),
    Column("status", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("level", Text),
    *_when("when"),
    *_place(),
    Column("occasion", Text),
    Column("mechanism", Text),
    _words("countries"),
    _words("topics"),
    Column("n_reports", Integer, nullable=False),
    Column("n_sources", Integer, nullable=False, comment="reports, copies of one text counted once"),
    Column("first_reported", Text),
    Column("last_reported", Text),
    _day(),
    Column("last_day", Text, comment="its last day, or that of its last report where its own is not known"),
    Index("encounters_when", "when_start", "when_end"),
    Index("encounters_mechanism", "mechanism"),
    Index("encounters_day", "day", "id", "last_day", "when_start", "when_end", *_FACETS),
)

facet_values = Table(
    "facet_values",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("facet", Text, nullable=False, comment="country, dyad, person, name, topic, outlet, role or mechanism"),
    Column("value", Text, nullable=False, comment="a value that some encounter has, or had"),
    Index("facet_values_value", "facet", "value", "id", unique=True),
)

encounter_facets = Table(
    "encounter_facets",
    metadata,
    Column("encounter", Text, ForeignKey("encounters.id", ondelete="CASCADE"), primary_key=True),
    Column("value", Integer, ForeignKey("facet_values.id"), primary_key=True, autoincrement=False),
    Column("day", Text),
    Column("last_day", Text),
    *(Column(name, Text) for name in _FACETS),
    Index("encounter_facets_value", "value", "day", "encounter", "last_day", *_FACETS),
    sqlite_with_rowid=False,
)

encounter_tallies = Table(
    "encounter_tallies",
    metadata,
    Column("encounter", Text, ForeignKey("encounters.id", ondelete="CASCADE"), primary_key=True),
    Column("tally", LargeBinary, nullable=False, comment="what is counted of it, in numbers of 32 bits"),
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    _report(),
    Column("person", Text, primary_key=True, comment="the id of an actor who is a person with a name"),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("office", Text),
    Column("published", Text),
    Column("statements", Integer, nullable=False, comment="what he says in the report, without withdrawn statements"),
    Index("mentions_person", "person", "name", "country", "office", "published", "statements", "report"),
    sqlite_with_rowid=False,
)

persons = Table(
    "persons",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, comment="the name that most reports give"),
    Column("names_folded", Text, nullable=False, comment="all of them, a line each"),
    Column("country", Text, comment="country and office are of the latest report that gives an office"),
    Column("office", Text),
    Column("reports", Integer, nullable=False),
    Column("contacts", Integer, nullable=False, comment="encounters"),
    Column("statements", Integer, nullable=False),
    Index("persons_contacts", "contacts", "id"),
)

encounter_links = Table(
    "encounter_links",
    metadata,
    Column("one", Text, primary_key=True, comment="ref of a contact"),
    Column("other", Text, primary_key=True, comment="ref of a contact that is told of the same encounter, one < other"),
    Column("score", Float, nullable=False, comment="its reasons follow from the two contacts, see `scoring`"),
    Index("encounter_links_other", "other"),
    sqlite_with_rowid=False,  # a row for every two contacts of an encounter: half the size
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("kind", Text, primary_key=True, comment="held, cancelled, kept, superseded or answered"),
    Column("of", Text, primary_key=True, comment="the encounter or commitment (ref) that is followed up"),
    Column("by", Text, primary_key=True, comment="the encounter, statement or commitment (ref) that shows it"),
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Index("follow_ups_of", "of"),
    Index("follow_ups_by", "by"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False, comment="when, UTC"),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("action", Text, nullable=False, comment="accept, edit, reject, note, merge, split, withdraw or undo"),
    Column("report", Text, comment="the report of the item; not a foreign key: a correction outlives what it is about"),
    Column("item_type", Text, comment="contact, statement, commitment, claim or report"),
    Column("item", Text, comment="its id when the correction was made"),
    Column("start", Integer, comment="where its words began then, to find it again in a later extraction"),
    Column("end", Integer),
    Column("field", Text),
    Column("old", JSON),
    Column("new", JSON, comment="the value that holds since; of a merge or split, the refs of the contacts"),
    Column("undoes", Integer, comment="the correction that this one takes back"),
    Index("corrections_report", "report"),
)
