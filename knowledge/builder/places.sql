-- Layout of places.sqlite; num is the GeoNames id.
CREATE TABLE city (
    num INTEGER PRIMARY KEY, name TEXT NOT NULL, iso3 TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    population INTEGER NOT NULL
);
CREATE TABLE city_name (fold TEXT, num INTEGER, PRIMARY KEY (fold, num)) WITHOUT ROWID;
