"""What pages ask of an archive: pages of lists, facets, times, countries, persons, what is new and what changed."""
