-- Layout of places.sqlite; num is the GeoNames id, or a negative number for a place that its list lacks.
-- region: GeoNames' code of the state or province; noted: kept by hand, as reports of diplomacy name it.
CREATE TABLE city (
    num INTEGER PRIMARY KEY, name TEXT NOT NULL, iso3 TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    population INTEGER NOT NULL, region TEXT, capital INTEGER NOT NULL, noted INTEGER NOT NULL
);
CREATE TABLE city_name (fold TEXT, num INTEGER, PRIMARY KEY (fold, num)) WITHOUT ROWID;
-- states and provinces; several share a name ("Punjab")
CREATE TABLE region (fold TEXT, iso3 TEXT, code TEXT, name TEXT NOT NULL, PRIMARY KEY (fold, iso3, code)) WITHOUT ROWID;
-- palaces and buildings; several share a name ("State House"). num: the city it stands in
CREATE TABLE venue (
    fold TEXT, iso3 TEXT, name TEXT NOT NULL, city TEXT, num INTEGER, PRIMARY KEY (fold, iso3, city)
) WITHOUT ROWID;
