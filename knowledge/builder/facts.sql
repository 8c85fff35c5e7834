-- Layout of facts.sqlite. Change FORMAT in write.py and store.py with it.
-- format: this layout; rules: what overlay.py needs of curated/rules.toml, as JSON
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
-- cow, gw: numbers of the Correlates of War and of Gleditsch & Ward; wikidata: its items for the state, blanks between
CREATE TABLE country (
    iso3 TEXT PRIMARY KEY, name TEXT NOT NULL, capital TEXT, cow INTEGER, gw INTEGER, wikidata TEXT NOT NULL
) WITHOUT ROWID;
-- term: the word as it is written
CREATE TABLE geo (
    fold TEXT PRIMARY KEY, iso3 TEXT NOT NULL, kind TEXT NOT NULL, acronym INTEGER NOT NULL, term TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE body (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, acronym TEXT, kind TEXT NOT NULL, members TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE body_name (fold TEXT PRIMARY KEY, id TEXT NOT NULL, acronym INTEGER NOT NULL) WITHOUT ROWID;
-- offices, and titles and sources, each stored once
CREATE TABLE office (num INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE text (num INTEGER PRIMARY KEY, value TEXT NOT NULL);
-- weight: how likely a report means this person, all else equal
CREATE TABLE person (
    num INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, wikidata TEXT, aliases TEXT NOT NULL, weight REAL NOT NULL
);
CREATE UNIQUE INDEX person_id ON person (id);
-- the words of names, by sound; last: it is the family name
CREATE TABLE word (sound TEXT, num INTEGER, last INTEGER, PRIMARY KEY (sound, num)) WITHOUT ROWID;
CREATE TABLE tenure (
    num INTEGER NOT NULL, country TEXT NOT NULL, office INTEGER NOT NULL, title INTEGER NOT NULL,
    start TEXT, end TEXT, known_from TEXT, known_until TEXT,
    acting INTEGER NOT NULL, inferred INTEGER NOT NULL, source INTEGER NOT NULL
);
CREATE INDEX tenure_office ON tenure (country, office);
CREATE INDEX tenure_person ON tenure (num);
