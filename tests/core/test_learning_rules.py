"""Learning rules, as the user writes them; what they do is proven with the builder."""

import copy
import pickle

import pytest

import nengo
from nengo.exceptions import ReadonlyError, ValidationError
from nengo.learning_rules import (
    BCM,
    PES,
    RLS,
    LearningRuleType,
    LearningRuleTypeParam,
    Oja,
    Voja,
)
from nengo.synapses import Lowpass

RULES = [
    PES(),
    PES(learning_rate=1e-3, pre_synapse=None),
    RLS(),
    RLS(pre_synapse=0.1),
    BCM(),
    BCM(post_synapse=0.1),
    BCM(theta_synapse=0.5),
    BCM(post_synapse=None),
    Oja(),
    Oja(beta=2),
    Voja(),
    Voja(post_synapse=None),
    LearningRuleType(size_in="pre"),
    LearningRuleType(learning_rate=0.1),
]


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_copies_and_pickles_are_equal(rule):
    for twin in (copy.deepcopy(rule), pickle.loads(pickle.dumps(rule))):
        assert twin == rule
        assert hash(twin) == hash(rule)
    assert sum(rule == other for other in RULES) == 1


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_the_text_of_a_rule_makes_it_again(rule):
    assert eval(repr(rule)) == rule


@pytest.mark.parametrize(
    ("Rule", "modifies", "size_in"),
    [
        (PES, "decoders", "post_state"),
        (RLS, "decoders", "post_state"),
        (BCM, "weights", 0),
        (Oja, "weights", 0),
        (Voja, "encoders", 1),
    ],
)
def test_rules_say_what_they_change_and_what_they_are_told(Rule, modifies, size_in):
    assert Rule.modifies == modifies
    assert Rule().size_in == size_in
    assert "delta" in Rule.probeable


@pytest.mark.parametrize("Rule", [BCM, Oja])
def test_both_ends_are_filtered_alike_unless_told(Rule):
    assert Rule(pre_synapse=0.1).post_synapse == Lowpass(0.1)
    assert Rule(pre_synapse=0.1, post_synapse=0.2).post_synapse == Lowpass(0.2)
    assert Rule(post_synapse=None).post_synapse is None


@pytest.mark.parametrize("Rule", [PES, RLS, BCM, Oja, Voja])
def test_defaults_come_from_the_network(Rule):
    with nengo.Network() as net:
        net.config.configures(Rule)
        net.config[Rule].learning_rate = 0.125
        assert Rule().learning_rate == 0.125
        assert Rule(learning_rate=0.5).learning_rate == 0.5
    assert Rule().learning_rate == Rule.learning_rate.default


def test_a_high_learning_rate_is_suspect():
    with pytest.warns(UserWarning, match="very high"):
        PES(learning_rate=1)


@pytest.mark.parametrize(
    ("make", "attr"),
    [
        (lambda: PES(learning_rate=-1), "learning_rate"),
        (lambda: PES(learning_rate=None), "learning_rate"),
        (lambda: Oja(beta=-1), "beta"),
        (lambda: LearningRuleType(size_in="elsewhere"), "size_in"),
        (lambda: LearningRuleType(size_in=-1), "size_in"),
        (lambda: LearningRuleType(size_in=1.5), "size_in"),
    ],
)
def test_impossible_rules_are_refused(make, attr):
    with pytest.raises(ValidationError) as error:
        make()
    assert error.value.attr == attr


def test_rules_are_frozen():
    with pytest.raises(ReadonlyError):
        PES().learning_rate = 0.1


def test_a_parameter_takes_rules_in_lists_and_dicts():
    class Holder:
        rules = LearningRuleTypeParam("rules", default=None, optional=True)

    class Aimless(LearningRuleType):
        modifies = "the world"

    obj = Holder()
    for value in (PES(), [PES(), BCM()], {"error": PES()}, [], None):
        obj.rules = value
        assert obj.rules == value
    for wrong in (3, [3], {"error": 3}, Aimless(), "PES"):
        with pytest.raises(ValidationError):
            obj.rules = wrong
