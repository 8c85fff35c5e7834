"""JSON-LD, read by rdflib and pyld: every annotation leads to its words, every thing to its report."""

import json
from io import BytesIO

import pytest
from pyld import jsonld
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from memcon.archive import Archive, Filters
from memcon.archive.export import linked_data
from memcon.archive.export.linked_data import iri_of
from memcon.archive.rows import supported
from test_archive_cases import TEXT, article, bridge_record, small_record

OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
OWN = Namespace("urn:memcon:")

SHA = bridge_record().article.sha256
KEY = SHA[:6]
REPORT = URIRef(iri_of(SHA))


def written(archive: Archive, filters: Filters | None = None) -> bytes:
    target = BytesIO()
    linked_data.write(archive, target, filters)
    return target.getvalue()


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add(bridge_record())
    return archive


@pytest.fixture
def graph(filled: Archive) -> Graph:
    return Graph().parse(data=written(filled), format="json-ld")


def item(name: str) -> URIRef:
    return URIRef(iri_of(SHA, name))


def test_a_report_is_named_by_its_hash() -> None:
    # RFC 6920, section 8.1: the hash of "Hello World!"
    hello = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert iri_of(hello) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"


def test_every_annotation_leads_to_its_words(graph: Graph) -> None:
    found = graph.query(
        """PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?source ?exact ?prefix ?suffix ?start ?end WHERE {
          ?annotation a oa:Annotation ; oa:hasBody ?body ; oa:hasTarget ?target .
          ?target oa:hasSource ?source ; oa:hasSelector ?quote, ?position .
          ?quote a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
          ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end . }"""
    )
    rows = list(found)
    assert len(rows) == sum(len(spans) for *_, spans in supported(bridge_record()))
    for source, exact, prefix, suffix, start, end in rows:
        assert source == REPORT
        assert TEXT[int(start) : int(end)] == str(exact)
        assert TEXT[: int(start)].endswith(str(prefix))
        assert TEXT[int(end) :].startswith(str(suffix))


def test_every_annotation_is_about_something_that_is_described(graph: Graph) -> None:
    bodies = set(graph.objects(None, OA.hasBody))
    assert {item("c1"), item("c1-0"), item("s1"), item("k1"), item("m1"), item("e1"), item("framing-0")} <= bodies
    assert all((body, RDF.type, None) in graph for body in bodies)


def test_a_contact_is_an_event_of_schema_org(graph: Graph) -> None:
    contact = item("c1")
    assert (contact, RDF.type, SCHEMA.Event) in graph
    assert str(graph.value(contact, SCHEMA.startDate)) == "2024-12-19"
    assert {graph.value(who, SCHEMA.name) for who in graph.objects(contact, SCHEMA.attendee)} == {
        Literal("Lena Brandt"),
        Literal("Émile Roux-Garnier"),
    }
    place = graph.value(contact, SCHEMA.location)
    assert (str(graph.value(place, SCHEMA.name)), float(graph.value(place, SCHEMA.latitude))) == ("Brandby", 60.5)
    assert graph.value(contact, OWN.status) == Literal("held")
    assert graph.value(contact, DCTERMS.identifier) == Literal(f"{KEY}-c1")


@pytest.mark.parametrize(
    ("status", "expected"), [("planned", SCHEMA.EventScheduled), ("cancelled", SCHEMA.EventCancelled), ("held", None)]
)
def test_a_plan_has_the_state_that_schema_org_knows(archive: Archive, status: str, expected: URIRef | None) -> None:
    archive.add(small_record(status=status))
    graph = Graph().parse(data=written(archive), format="json-ld")
    (contact,) = graph.subjects(RDF.type, OWN.Contact)
    assert graph.value(contact, SCHEMA.eventStatus) == expected


def test_statements_commitments_and_claims_name_who_and_where(graph: Graph) -> None:
    assert graph.value(item("s3"), OWN.speaker) == item("actor-roux")
    assert graph.value(item("s3"), OWN.madeAt) == item("c1")
    assert str(graph.value(item("s3"), SCHEMA.text)) == 'to "stop the senseless blockade" of the coast'
    assert graph.value(item("k1"), OWN.madeIn) == item("s1")
    assert str(graph.value(graph.value(item("k1"), OWN.due), SCHEMA.endDate)) == "2025-12-31"
    assert graph.value(item("m2"), OWN.saidBy) == item("actor-roux")
    assert graph.value(item("m1"), OWN.saidBy) is None  # the outlet itself
    assert (int(graph.value(item("m1"), OWN.low)), graph.value(item("m1"), OWN.high)) == (12, None)
    assert graph.value(item("e1"), OWN.codes) == item("c1")


def test_the_same_actor_of_two_reports_is_told_by_his_identity(archive: Archive) -> None:
    archive.add(bridge_record())
    other = bridge_record()
    text = TEXT + " "
    archive.add(type(other)(article=article(text, id="again"), actors=other.actors[:1]))
    graph = Graph().parse(data=written(archive), format="json-ld")
    assert len(list(graph.subjects(OWN.identity, URIRef("urn:memcon:actor:brandt")))) == 2


def test_provenance_leads_from_an_item_to_report_program_and_corrector(filled: Archive) -> None:
    filled.accept(f"{KEY}-c1", who="Ada L.", why="read it")
    graph = Graph().parse(data=written(filled), format="json-ld")
    contact, reading = item("c1"), item("reading")
    assert (contact, PROV.wasDerivedFrom, REPORT) in graph
    assert (contact, PROV.wasGeneratedBy, reading) in graph
    assert (reading, PROV.used, REPORT) in graph
    program = graph.value(reading, PROV.wasAssociatedWith)
    assert (program, RDF.type, PROV.SoftwareAgent) in graph
    who = graph.value(contact, PROV.wasAttributedTo)
    assert (str(graph.value(who, SCHEMA.name)), graph.value(item("s1"), PROV.wasAttributedTo)) == ("Ada L.", None)


def test_what_was_rejected_is_left_out(filled: Archive) -> None:
    filled.reject(f"{KEY}-c2", who="Ada", why="not told")
    graph = Graph().parse(data=written(filled), format="json-ld")
    assert (item("c2"), None, None) not in graph
    assert (None, OA.hasBody, item("c2")) not in graph


def test_pyld_expands_it_without_a_network(filled: Archive) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nothing outside the file is needed")

    document = json.loads(written(filled))
    expanded = jsonld.expand(document, {"documentLoader": refuse})
    assert len(expanded) == len(document["@graph"])
    assert len(jsonld.flatten(document, None, {"documentLoader": refuse})) >= len(expanded)


def test_an_empty_archive_is_an_empty_graph(archive: Archive) -> None:
    assert len(Graph().parse(data=written(archive), format="json-ld")) == 0
    assert json.loads(written(archive))["@graph"] == []


def test_filters_choose_reports(filled: Archive) -> None:
    filled.add(small_record(published="2020-01-01"))
    graph = Graph().parse(data=written(filled, Filters(since="2024-01-01")), format="json-ld")
    assert set(graph.subjects(RDF.type, OWN.Report)) == {REPORT}
