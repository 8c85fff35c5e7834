"""The network, read by networkx."""

from io import BytesIO

import networkx as nx
import pytest

from archive_tables import run
from memcon.archive import Archive, Filters
from memcon.archive.export import network
from memcon.archive.export.network import Nodes
from test_archive_cases import bridge_record, small_record


def written(archive: Archive, filters: Filters | None = None, of: Nodes = "countries") -> bytes:
    target = BytesIO()
    network.write(archive, target, filters, of=of)
    return target.getvalue()


def read(archive: Archive, filters: Filters | None = None, of: Nodes = "countries") -> "nx.Graph[str]":
    return nx.read_graphml(BytesIO(written(archive, filters, of)))


def test_an_edge_counts_contacts_by_mode_and_tells_the_first_and_last_day(archive: Archive) -> None:
    archive.add(small_record(date="2024-03-01"))
    archive.add(small_record(date="2024-09-05", end="2024-09-07", mode="visit"))
    archive.add(small_record(mode="phone"))
    graph = read(archive)
    edge = graph.edges["NOR", "SDM"]
    assert edge["weight"] == 3
    assert (edge["meeting"], edge["visit"], edge["phone"], edge["letter"]) == (1, 1, 1, 0)
    assert (edge["first"], edge["last"], edge["reports"]) == ("2024-03-01", "2024-09-07", 3)
    assert set(graph) == {"NOR", "SDM"}
    assert graph.nodes["NOR"] == {"label": "Norway", "cow": 385, "gw": 385}


def test_contacts_of_three_countries_are_three_edges(archive: Archive) -> None:
    archive.add(small_record(date="2024-03-01", countries=("NOR", "SDM", "FIN"), names=("A", "B", "C")))
    assert set(read(archive).edges) == {("FIN", "NOR"), ("FIN", "SDM"), ("NOR", "SDM")}


def test_an_encounter_counts_once_however_many_reports_tell_of_it(archive: Archive, location: str) -> None:
    first = archive.add(small_record(date="2024-03-01")).contacts[0]
    archive.add(small_record(date="2024-03-01"))
    run(location, f"UPDATE contacts SET encounter = '{first}'")
    edge = read(archive).edges["NOR", "SDM"]
    assert (edge["weight"], edge["reports"]) == (1, 2)


def test_what_was_not_held_is_no_contact_unless_it_is_asked_for(archive: Archive) -> None:
    archive.add(small_record(date="2024-03-01", status="planned"))
    assert list(read(archive).edges) == []
    assert list(read(archive, Filters(status="planned")).edges) == [("NOR", "SDM")]


def test_persons_are_joined_across_delegations_only(archive: Archive) -> None:
    archive.add(small_record(date="2024-03-01", countries=("NOR", "NOR", "SDM"), names=("Ada", "Bo", "Cy")))
    graph = read(archive, of="persons")
    assert {frozenset(edge) for edge in graph.edges} == {frozenset({"a0", "a2"}), frozenset({"a1", "a2"})}
    assert graph.nodes["a0"]["label"] == "Ada"
    assert graph.nodes["a2"]["country"] == "SDM"


def test_somebody_whom_no_report_names_is_no_node(archive: Archive) -> None:
    archive.add(bridge_record())
    assert set(read(archive, of="persons")) == {"brandt", "roux"}


@pytest.mark.parametrize("of", ["countries", "persons"])
def test_what_is_withdrawn_is_left_out(archive: Archive, of: Nodes) -> None:
    ref = archive.add(small_record(date="2024-03-01")).contacts[0]
    archive.reject(ref, who="A reader", why="no such meeting")
    assert len(read(archive, Filters(withdrawn=True), of=of)) == 0


def test_filters_choose_the_contacts(archive: Archive) -> None:
    archive.add(small_record(date="2024-03-01"))
    archive.add(small_record(date="2025-03-01", mode="phone"))
    edge = read(archive, Filters(since="2025-01-01")).edges["NOR", "SDM"]
    assert (edge["weight"], edge["phone"]) == (1, 1)


def test_a_contact_without_a_date_has_no_first_day(archive: Archive) -> None:
    archive.add(small_record())
    assert "first" not in read(archive).edges["NOR", "SDM"]


def test_a_name_with_control_characters_can_be_written(archive: Archive) -> None:
    archive.add(small_record(names=("A\x01da", "B & <o>")))
    graph = read(archive, of="persons")
    assert {graph.nodes[node]["label"] for node in graph} == {"Ada", "B & <o>"}


def test_the_graph_in_memory_is_the_one_that_is_written(archive: Archive) -> None:
    archive.add(small_record(date="2024-03-01"))
    there, here = read(archive), network.graph(archive)
    assert dict(there.nodes(data=True)) == dict(here.nodes(data=True))
    assert list(there.edges(data=True)) == list(here.edges(data=True))


def test_the_order_of_adding_makes_no_difference(archive: Archive) -> None:
    records = [
        small_record(date=f"2024-0{month}-01", countries=("NOR", code)) for month, code in enumerate(("SDM", "FIN"), 1)
    ]
    for record in records:
        archive.add(record)
    assert [line for line in written(archive).decode().splitlines() if "<edge" in line] == [
        '<edge source="FIN" target="NOR">',
        '<edge source="NOR" target="SDM">',
    ]
    assert written(archive) == written(archive)
