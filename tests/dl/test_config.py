"""Settings: where they are said, and which of them counts."""

import pytest

import nengo
from nengo.exceptions import ConfigError, NetworkContextError

nengo_dl = pytest.importorskip("nengo_dl")

from nengo_dl.config import configure_settings, of_all_objects, setting  # noqa: E402


def test_the_deepest_network_that_says_something_counts():
    with nengo.Network() as net:
        configure_settings(trainable=None)
        a, b = nengo.Ensemble(5, 1), nengo.Ensemble(5, 1)
        net.config[a].trainable = True
        with nengo.Network() as subnet:
            configure_settings(trainable=False)
            inner = nengo.Ensemble(5, 1)
            kept = nengo.Ensemble(5, 1)
            subnet.config[kept].trainable = True
    said = of_all_objects(net, "trainable")
    assert (said[a], said[b], said[inner], said[kept]) == (True, None, False, True)


def test_neurons_follow_their_ensemble_unless_told():
    with nengo.Network() as net:
        configure_settings(trainable=True)
        a, b = nengo.Ensemble(5, 1), nengo.Ensemble(5, 1)
        net.config[a].trainable = net.config[b].trainable = False
        net.config[b.neurons].trainable = True
    said = of_all_objects(net, "trainable")
    assert (said[a.neurons], said[b.neurons]) == (False, True)


def test_a_setting_holds_for_objects_made_before_and_after():
    with nengo.Network() as net:
        before = nengo.Ensemble(5, 1)
        configure_settings(trainable=False)
        after = nengo.Ensemble(5, 1)
    said = of_all_objects(net, "trainable")
    assert said[before] is said[after] is False


def test_settings_have_defaults():
    net = nengo.Network()
    assert setting(net, "dtype") == "float32"
    assert setting(None, "stateful") is True


@pytest.mark.parametrize("name", ["planner", "sorter", "simplifications", "use_loop"])
def test_hints_of_former_versions_are_accepted(name):
    with nengo.Network():
        configure_settings(**{name: None})


def test_unknown_settings_are_told():
    with nengo.Network(), pytest.raises(ConfigError, match="trainable"):
        configure_settings(trainabel=True)
    with pytest.raises(NetworkContextError, match="inside `with network:`"):
        configure_settings(trainable=True)


def test_the_core_runs_configured_networks_as_well():
    with nengo.Network() as net:
        configure_settings(trainable=False, keep_history=False, dtype="float64")
        nengo.Probe(nengo.Ensemble(5, 1))
    with nengo.Simulator(net, progress_bar=False) as sim:
        sim.run_steps(1)
