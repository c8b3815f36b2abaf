"""Defaults per network."""

import pickle

import pytest

import nengo
from nengo.exceptions import ConfigError, ValidationError
from nengo.params import IntParam, Parameter


def test_a_default_holds_inside_its_block_only():
    with nengo.Network() as model:
        model.config[nengo.Ensemble].radius = 3.0
        inside = nengo.Ensemble(5, 1)
    with nengo.Network():
        outside = nengo.Ensemble(5, 1)
    assert (inside.radius, outside.radius) == (3.0, 1.0)


def test_the_innermost_block_that_says_something_wins():
    """A sub-network inherits what it does not set itself."""
    with nengo.Network() as model:
        model.config[nengo.Ensemble].radius = 3.0
        model.config[nengo.Ensemble].neuron_type = nengo.LIFRate()
        with nengo.Network() as inner:
            inner.config[nengo.Ensemble].radius = 5.0
            ens = nengo.Ensemble(5, 1)
    assert ens.radius == 5.0
    assert ens.neuron_type == nengo.LIFRate()


def test_a_config_of_its_own_can_be_entered():
    config = nengo.Config(nengo.Connection)
    config[nengo.Connection].synapse = 0.1
    with nengo.Network():
        ens = nengo.Ensemble(5, 1)
        with config:
            slow = nengo.Connection(ens, ens)
        fast = nengo.Connection(ens, ens)
    assert (slow.synapse.tau, fast.synapse.tau) == (0.1, 0.005)


def test_subclasses_take_the_defaults_of_their_base_unless_configured_themselves():
    class Special(nengo.Ensemble):
        pass

    with nengo.Network() as model:
        model.config[nengo.Ensemble].radius = 2.0
        assert Special(5, 1).radius == 2.0
        model.config.configures(Special)
        model.config[Special].radius = 4.0
        assert (Special(5, 1).radius, nengo.Ensemble(5, 1).radius) == (4.0, 2.0)


def test_deleting_a_default_goes_back_to_that_of_the_class():
    config = nengo.Config(nengo.Ensemble)
    config[nengo.Ensemble].radius = 2.0
    assert "radius" in config[nengo.Ensemble]
    del config[nengo.Ensemble].radius
    assert "radius" not in config[nengo.Ensemble]
    assert config[nengo.Ensemble].radius == nengo.Ensemble.radius.default


def test_update_sets_several_defaults():
    config = nengo.Config(nengo.Ensemble)
    config[nengo.Ensemble].update({"radius": 2.0, "seed": 7})
    assert (config[nengo.Ensemble].radius, config[nengo.Ensemble].seed) == (2.0, 7)


def test_defaults_are_validated_where_they_are_set():
    with pytest.raises(ValidationError, match="radius"):
        nengo.Config(nengo.Ensemble)[nengo.Ensemble].radius = "wide"


def test_defaults_that_depend_on_the_object_are_validated_when_it_is_made():
    """Whether a transform fits is known only once the connection has ends."""
    with nengo.Network() as model:
        model.config[nengo.Connection].transform = [[1.0, 1.0]]
        two, one = nengo.Node(size_in=2), nengo.Node(size_in=1)
        assert nengo.Connection(two, one).transform.size_in == 2
        with pytest.raises(ValidationError, match=r"transform|init"):
            nengo.Connection(one, two)


def test_what_every_object_needs_for_itself_cannot_be_configured():
    config = nengo.Config(nengo.Ensemble)
    with pytest.raises(ConfigError, match="n_neurons"):
        config[nengo.Ensemble].n_neurons = 5
    with pytest.raises(ConfigError, match="dimensions"):
        nengo.Config.default(nengo.Ensemble, "dimensions")


def test_names_that_no_parameter_has_are_refused():
    config = nengo.Config(nengo.Ensemble)
    with pytest.raises(AttributeError):
        config[nengo.Ensemble].radios = 2.0
    with pytest.raises(AttributeError):
        _ = config[nengo.Ensemble].radios


def test_only_configured_classes_can_be_looked_up():
    with pytest.raises(ConfigError, match="Node"):
        _ = nengo.Config(nengo.Ensemble)[nengo.Node]
    with pytest.raises(TypeError):
        nengo.Config().configures()
    with pytest.raises(TypeError):
        _ = "radius" in nengo.Config(nengo.Ensemble)


def test_assigning_default_takes_the_default_in_force():
    with nengo.Network() as model:
        ens = nengo.Ensemble(5, 1, radius=9.0)
        model.config[nengo.Ensemble].radius = 2.0
        ens.radius = nengo.Default
        with pytest.raises(ConfigError):
            ens.n_neurons = nengo.Default
    assert ens.radius == 2.0


def test_learning_rules_take_configured_defaults_too():
    config = nengo.Config(nengo.PES)
    config[nengo.PES].learning_rate = 0.5
    with config:
        assert nengo.PES().learning_rate == 0.5
    assert nengo.PES().learning_rate == 1e-4


@pytest.fixture
def extended():
    """A network whose ensembles carry an extra parameter."""
    with nengo.Network() as model:
        model.config[nengo.Ensemble].set_param("core", IntParam("core", default=0, low=0))
        model.extended = nengo.Ensemble(5, 1)
    return model


def test_extra_parameters_have_a_default_per_class_and_a_value_per_object(extended):
    config, ens = extended.config, extended.extended
    assert config[ens].core == 0
    config[nengo.Ensemble].core = 2
    assert config[ens].core == 2
    config[ens].core = 5
    assert (config[ens].core, "core" in config[ens]) == (5, True)
    del config[ens].core
    assert config[ens].core == 2
    with pytest.raises(ValidationError):
        config[ens].core = -1


def test_extra_parameters_need_a_free_name_and_a_description(extended):
    with pytest.raises(ConfigError, match="radius"):
        extended.config[nengo.Ensemble].set_param("radius", Parameter("radius"))
    with pytest.raises(ConfigError):
        extended.config[nengo.Ensemble].set_param("speed", 3)
    with pytest.raises(ConfigError):
        extended.config[extended.extended].set_param("speed", Parameter("speed"))


def test_built_in_parameters_are_not_configured_per_object(extended):
    settings = extended.config[extended.extended]
    with pytest.raises(ConfigError, match="radius"):
        _ = settings.radius
    with pytest.raises(ConfigError, match="radius"):
        settings.radius = 2.0


def test_pickling_keeps_what_is_configured(extended):
    extended.config[nengo.Ensemble].radius = 4.0
    extended.config[extended.extended].core = 3
    twin = pickle.loads(pickle.dumps(extended))
    assert twin.config[nengo.Ensemble].radius == 4.0
    assert twin.config[twin.ensembles[0]].core == 3


def test_settings_print_what_is_set():
    config = nengo.Config(nengo.Ensemble, nengo.Node)
    assert str(config[nengo.Ensemble]) == "No parameters configured for Ensemble."
    config[nengo.Ensemble].radius = 2.0
    assert str(config[nengo.Ensemble]) == "Parameters configured for Ensemble:\n  radius: 2.0"
    assert repr(config[nengo.Ensemble]) == "<ClassParams[Ensemble]{radius: 2.0}>"
    assert str(config) == f"{config[nengo.Ensemble]}\n{config[nengo.Node]}"
    assert "configuring (Ensemble, Node)" in repr(config)


def test_all_defaults_tell_what_is_in_force():
    with nengo.Network() as model:
        model.config[nengo.Probe].sample_every = 0.25
        text = nengo.Config.all_defaults(nengo.Probe)
    assert text.startswith("Current defaults for Probe:\n")
    assert "\n  sample_every: 0.25" in text


def test_blocks_must_be_left_in_the_opposite_order():
    outer, inner = nengo.Config(nengo.Node), nengo.Config(nengo.Node)
    outer.__enter__()
    inner.__enter__()
    with pytest.raises(ConfigError):
        outer.__exit__(None, None, None)
    nengo.Config.context.clear()
    with pytest.raises(ConfigError):
        outer.__exit__(None, None, None)
