"""Directed graphs are sorted, followed and contracted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nengo.exceptions import BuildError
from nengo.utils import graphs

forests = st.dictionaries(st.integers(0, 9), st.sets(st.integers(0, 9)), max_size=8).map(
    lambda edges: {
        node: {target for target in edges.get(node, ()) if target > node} for node in range(10)
    }
)


@given(forests)
def test_sorted_nodes_come_before_those_they_point_to(edges):
    place = {node: i for i, node in enumerate(graphs.toposort(edges))}
    assert len(place) == len(edges)
    assert all(place[node] < place[target] for node in edges for target in edges[node])


def test_a_circle_cannot_be_sorted():
    with pytest.raises(BuildError):
        graphs.toposort({1: [2], 2: [1], 3: [1]})


@given(forests)
def test_edges_reversed_twice_are_the_same(edges):
    assert graphs.reverse_edges(graphs.reverse_edges(edges)) == edges


def test_edges_must_lead_to_nodes():
    with pytest.raises(KeyError):
        graphs.reverse_edges({1: {2}})


def test_edges_can_be_added():
    edges = {1: {2}, 2: set()}
    graphs.add_edges(edges, [(1, 3), (2, 3)])
    assert edges == {1: {2, 3}, 2: {3}}


@given(forests)
def test_what_can_be_reached_is_reached_in_steps(edges):
    reachable = graphs.transitive_closure(edges)
    for node, targets in edges.items():
        assert reachable[node] == set(targets).union(*(reachable[target] for target in targets))


@given(forests, st.sets(st.integers(0, 9), min_size=1))
def test_a_contracted_graph_has_all_edges_but_those_inside(edges, merged):
    dag = graphs.BidirectionalDAG(edges)
    dag.merge(merged, "all")
    rename = {node: "all" if node in merged else node for node in edges}
    expected = {new: set() for new in rename.values()}
    for node, targets in edges.items():
        expected[rename[node]] |= {rename[target] for target in targets}
    expected["all"].discard("all")
    assert dag.forward == expected
    assert dag.backward == graphs.reverse_edges(expected)
