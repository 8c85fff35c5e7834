-- Layout of a user's knowledge, as that of facts.sqlite (knowledge/builder/facts.sql) as far as it goes.
-- origin: the file or the country of Wikidata that something came from; a new answer of an origin replaces the old one.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE origin (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE office (num INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE text (num INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
CREATE TABLE person (
    num INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, wikidata TEXT, aliases TEXT NOT NULL, weight REAL NOT NULL
);
CREATE UNIQUE INDEX person_id ON person (id);
CREATE INDEX person_wikidata ON person (wikidata);
-- what each origin calls a person; table person sums it up
CREATE TABLE said (
    num INTEGER, origin TEXT, name TEXT NOT NULL, wikidata TEXT, aliases TEXT NOT NULL, PRIMARY KEY (num, origin)
) WITHOUT ROWID;
CREATE INDEX said_origin ON said (origin);
CREATE TABLE word (sound TEXT, num INTEGER, last INTEGER, PRIMARY KEY (sound, num)) WITHOUT ROWID;
CREATE INDEX word_person ON word (num);
CREATE TABLE tenure (
    num INTEGER NOT NULL, country TEXT NOT NULL, office INTEGER NOT NULL, title INTEGER NOT NULL,
    start TEXT, end TEXT, known_from TEXT, known_until TEXT,
    acting INTEGER NOT NULL, inferred INTEGER NOT NULL, source INTEGER NOT NULL, origin TEXT NOT NULL
);
CREATE INDEX tenure_office ON tenure (country, office);
CREATE INDEX tenure_person ON tenure (num);
CREATE INDEX tenure_origin ON tenure (origin);
CREATE TABLE body (
    id TEXT, name TEXT NOT NULL, acronym TEXT, kind TEXT NOT NULL, members TEXT NOT NULL, origin TEXT,
    PRIMARY KEY (id, origin)
) WITHOUT ROWID;
CREATE TABLE body_name (
    fold TEXT, id TEXT NOT NULL, acronym INTEGER NOT NULL, origin TEXT, PRIMARY KEY (fold, origin)
) WITHOUT ROWID;
