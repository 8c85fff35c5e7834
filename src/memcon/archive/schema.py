"""The tables of the archive: tidy, long, and named as the record names its fields.

A nested field is flattened with an underscore (``when.start`` is ``when_start``); a list of words is a JSON list; a
list of actors is rows of ``parties``. Every item's key is (report, id) with the id it has in its record; what people
type is ``ref``. The whole record stands beside them in ``reports.record``: nothing is lost, the tables can be rebuilt.

The tables are created by the migrations alone; a test holds that both agree.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

SCHEMA_REVISION = "0003"
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


def _found() -> list[Column[str] | Column[float]]:
    return [Column("found_by", Text, comment="the rule"), Column("confidence", Float)]


def _words(name: str) -> Column[list[str]]:
    return Column(name, JSON, nullable=False)


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
    Column("record", Text, nullable=False, comment="the whole record as JSON"),
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
    Index("contacts_when", "when_start", "when_end"),
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
    Index("participants_country", "country"),
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
    ForeignKeyConstraint(["report", "contact"], ["contacts.report", "contacts.id"], ondelete="CASCADE"),
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
    Column("low", Integer),
    Column("high", Integer),
    Column("approximate", Boolean, nullable=False),
    Column("victims", Text),
    Column("by", Text),
    *_place(),
    *_when("when"),
    Column("said_by", Text, comment="empty where the outlet itself says so"),
    *_found(),
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
    Index("parties_actor", "actor"),
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
