"""Offices and bodies from Wikidata: its query service or a dump of it."""

from memcon.actors.knowledge.wikidata.assembly import Offices, bodies_answer, country_answer
from memcon.actors.knowledge.wikidata.dump import read_dump
from memcon.actors.knowledge.wikidata.query import ENDPOINT, QueryService
from memcon.actors.knowledge.wikidata.statements import Collected

__all__ = ["ENDPOINT", "Collected", "Offices", "QueryService", "bodies_answer", "country_answer", "read_dump"]
