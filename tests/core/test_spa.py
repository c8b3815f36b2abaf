"""Legacy semantic pointers: their algebra, their vocabularies, and networks of modules."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import nengo
from nengo import spa
from nengo.exceptions import (
    ReadonlyError,
    SpaModuleError,
    SpaParseError,
    ValidationError,
)
from nengo.spa.action_objects import Source, Symbol

pytestmark = pytest.mark.filterwarnings("ignore:nengo.spa is kept:DeprecationWarning")

vectors = arrays(float, 6, elements=st.floats(-10, 10))


# ---- pointers


@given(vectors, vectors, vectors)
def test_convolution_is_a_product(a, b, c):
    a, b, c = map(spa.SemanticPointer, (a, b, c))
    assert np.allclose((a * b).v, (b * a).v)
    assert np.allclose(((a * b) * c).v, (a * (b * c)).v, atol=1e-6)
    assert np.allclose((a * (b + c)).v, (a * b + a * c).v, atol=1e-6)
    assert np.allclose((2 * a - a).v, a.v)
    assert np.allclose((a + -a).v, 0)


@given(vectors, vectors)
def test_a_convolution_has_a_matrix(a, b):
    a, b = spa.SemanticPointer(a), spa.SemanticPointer(b)
    assert np.allclose(a.get_convolution_matrix() @ b.v, (a * b).v, atol=1e-6)


@given(vectors.filter(np.any))
@example(np.array([2.2e-309, 0, 0, 0, 0, 0]))
def test_a_unitary_pointer_has_an_exact_inverse(v):
    pointer = spa.SemanticPointer(v)
    pointer.make_unitary()
    assert pointer.length() == pytest.approx(1)
    assert np.allclose((pointer * ~pointer).v, np.eye(6)[0])


def test_a_number_of_dimensions_makes_a_random_pointer(rng):
    pointer = spa.SemanticPointer(100, rng=rng)
    assert len(pointer) == 100
    assert pointer.length() == pytest.approx(1)
    assert abs(pointer.dot(spa.SemanticPointer(100, rng=rng))) < 0.5


def test_pointers_are_compared_by_their_angle():
    a, b = spa.SemanticPointer([2, 0]), spa.SemanticPointer([3, 3])
    assert a.compare(b) == pytest.approx(np.sqrt(0.5))
    assert a.compare(b.v) == a.compare(b) == 1 - a.distance(b)
    assert a.dot(b) == 6
    assert a.mse(b) == 5
    assert a.compare([0, 0]) == 0


def test_a_copy_is_independent():
    pointer = spa.SemanticPointer([3.0, 4.0])
    copy = pointer.copy()
    pointer.normalize()
    assert np.array_equal(copy.v, [3, 4]) and np.allclose(pointer.v, [0.6, 0.8])


@pytest.mark.parametrize("data", [0, -1, 2.5, [[1, 2]], None])
def test_a_pointer_is_a_vector(data):
    with pytest.raises(ValidationError):
        spa.SemanticPointer(data)


@pytest.mark.parametrize("other", ["x", None, np.ones(2)])
def test_pointers_are_multiplied_by_pointers_and_numbers_only(other):
    pointer = spa.SemanticPointer([1, 2])
    with pytest.raises(NotImplementedError):
        pointer * other
    with pytest.raises((NotImplementedError, TypeError)):
        other * pointer
    with pytest.raises(TypeError):
        pointer + other


# ---- vocabularies


@pytest.fixture
def vocab(rng):
    return spa.Vocabulary(64, rng=rng)


def test_pointers_are_made_when_they_are_asked_for(vocab):
    assert "DOG" not in vocab
    dog = vocab["DOG"]
    assert vocab["DOG"] is dog and "DOG" in vocab
    vocab.parse("CAT + DOG")
    assert vocab.keys == ["DOG", "CAT"]
    assert np.array_equal(vocab.vectors, [vocab["DOG"].v, vocab["CAT"].v])


def test_pointers_differ_from_each_other(vocab):
    vocab.extend("ABCDEFGHIJ")
    products = vocab.vectors @ vocab.vectors.T
    assert np.all(products[~np.eye(10, dtype=bool)] < vocab.max_similarity)


def test_there_is_a_warning_where_they_cannot(rng):
    vocab = spa.Vocabulary(2, rng=rng)
    with pytest.warns(UserWarning, match="more dimensions"):
        vocab.extend("ABCD")


def test_the_seed_of_a_vocabulary_fixes_its_pointers():
    a, b = (spa.Vocabulary(16, rng=np.random.RandomState(3)).parse("A*B") for _ in range(2))
    assert np.array_equal(a.v, b.v)


@pytest.mark.parametrize(
    "text, value",
    [
        ("A", lambda a, b: a),
        ("A + B*2 - 0.5*A", lambda a, b: a + b * 2 - a * 0.5),
        ("~A * (B + A)", lambda a, b: ~a * (b + a)),
        ("-A", lambda a, b: -a),
        ("~(A*B)", lambda a, b: ~(a * b)),
    ],
)
def test_expressions_are_computed(vocab, text, value):
    expected = value(vocab["A"], vocab["B"])
    assert np.allclose(vocab.parse(text).v, expected.v)


def test_numbers_are_multiples_of_the_identity(vocab):
    assert np.allclose((vocab["A"] * vocab.parse("1")).v, vocab["A"].v)
    assert np.allclose(vocab.parse("2*3 - 1").v, 5 * vocab.identity.v)


@pytest.mark.parametrize("text", ["a", "A + b", "A.v", "f(A)", "A**2", "A + 1", "'A'", "[A]", 3])
def test_anything_else_is_refused(vocab, text):
    with pytest.raises(SpaParseError):
        vocab.parse(text)


@pytest.mark.parametrize("text", ["", "A +", "A B", "(A"])
def test_what_is_no_expression_is_a_syntax_error(vocab, text):
    with pytest.raises(SyntaxError):
        vocab.parse(text)


def test_nothing_in_an_expression_can_run(vocab, tmp_path):
    with pytest.raises(SpaParseError):
        vocab.parse(f"open({str(tmp_path / 'file')!r}, 'w')")
    assert list(tmp_path.iterdir()) == []


def test_pointers_can_be_given(vocab):
    vocab.add("ONES", np.ones(64))
    assert np.array_equal(vocab["ONES"].v, np.ones(64))
    with pytest.raises(ValidationError, match="ONES"):
        vocab.add("ONES", np.zeros(64))
    with pytest.raises(SpaParseError):
        vocab.add("ones", np.ones(64))


def test_a_vector_is_described_by_what_it_is_similar_to(rng):
    vocab = spa.Vocabulary(4, randomize=False)
    vocab.extend("ABC")
    v = [0.9, -0.2, 0.3, 0]
    assert vocab.text(v) == "0.90A;0.30C"
    assert vocab.text(spa.SemanticPointer(v), maximum_count=1) == "0.90A"
    assert vocab.text(v, minimum_count=3, join=" + ") == "0.90A + 0.30C + -0.20B"
    assert vocab.text(v, threshold=0.5) == "0.90A"
    assert vocab.text(v, terms=["A+C", "B"]) == "1.20A+C"
    assert vocab.text([2, 0, 0, 0], normalize=True) == "1.00A"
    assert vocab.text([0, 0, 0, 0], minimum_count=0) == ""


def test_pairs_can_be_included(vocab):
    vocab.extend("ABC")
    with pytest.raises(ValidationError):
        vocab.dot_pairs(vocab["A"])
    vocab.include_pairs = True
    vocab["D"]
    assert vocab.key_pairs == ["A*B", "A*C", "B*C", "A*D", "B*D", "C*D"]
    pair = vocab.parse("B*D")
    assert np.argmax(vocab.dot_pairs(pair)) == 4
    assert vocab.text(pair, maximum_count=1).endswith("B*D")
    vocab.include_pairs = False
    assert vocab.key_pairs is None and vocab.vector_pairs is None


@pytest.mark.parametrize("unitary, expected", [(True, "ABC"), (["B"], "B"), (False, "")])
def test_pointers_may_be_unitary(rng, unitary, expected):
    vocab = spa.Vocabulary(16, unitary=unitary, rng=rng)
    vocab.extend("ABC")
    lengths = np.abs(np.fft.fft(vocab.vectors))
    assert [k for k, x in zip("ABC", lengths, strict=True) if np.allclose(x, 1)] == list(expected)


def test_pointers_that_are_not_random_are_rows_of_the_identity():
    vocab = spa.Vocabulary(2, randomize=False)
    vocab.extend("AB")
    assert np.array_equal(vocab.vectors, np.eye(2))
    with pytest.raises(ValidationError, match="dimensions"):
        vocab["C"]


def test_pointers_can_be_translated(rng):
    small, large = spa.Vocabulary(32, rng=rng), spa.Vocabulary(64, rng=rng)
    small.extend("ABC")
    transform = small.transform_to(large)
    assert transform.shape == (64, 32)
    for key in "ABC":
        translated = spa.SemanticPointer(transform @ small[key].v)
        assert translated.compare(large[key]) > 0.8
    assert np.allclose(small.transform_to(large, keys=["A"]), np.outer(large["A"].v, small["A"].v))


def test_a_subset_is_readonly_and_needs_no_translation(vocab):
    vocab.extend("ABC")
    subset = vocab.create_subset(["A", "C"])
    assert subset.keys == ["A", "C"] and subset.parent is vocab and subset.readonly
    assert np.array_equal(subset.transform_to(vocab), np.eye(64))
    for add in (
        lambda: subset["D"],
        lambda: subset.add("D", np.ones(64)),
        lambda: subset.extend("D"),
    ):
        with pytest.raises(ReadonlyError):
            add()
    other = spa.Vocabulary(64, rng=vocab.rng)
    subset.transform_to(other)
    assert other.keys == ["A", "C"]
    with pytest.raises(KeyError):
        vocab.create_subset(["NEW"])


def test_cleaning_up_is_harder_among_more_pointers(vocab):
    few, many = (vocab.prob_cleanup(0.35, n) for n in (10, 10_000))
    assert 0 < many < few < 1


@pytest.mark.parametrize("dimensions", [0, 2.0, "x"])
def test_vocabularies_have_dimensions(dimensions):
    with pytest.raises(ValidationError):
        spa.Vocabulary(dimensions)


def test_similarity_compares_all_with_all(vocab, rng):
    vocab.extend("ABC")
    data = rng.randn(5, 64)
    assert np.allclose(spa.similarity(data, vocab), data @ vocab.vectors.T)
    assert np.allclose(spa.similarity(data, vocab.vectors[:2]), data @ vocab.vectors[:2].T)
    assert np.allclose(spa.similarity(vocab["B"], [vocab["B"]]), 1)
    assert np.allclose(spa.similarity([vocab["B"].v * 7], vocab, normalize=True)[0, 1], 1)
    assert np.all(spa.similarity(np.zeros((1, 64)), vocab, normalize=True) == 0)
    with pytest.raises(ValidationError):
        spa.similarity(data, None)


# ---- networks of modules


@pytest.fixture
def model(seed):
    return spa.SPA(seed=seed)


def recorded(Simulator, model, output, seconds=0.2):
    """What a module gives at the end, as cosines with the default vocabulary."""
    with model:
        probe = nengo.Probe(output, synapse=0.03)
    with Simulator(model) as sim:
        sim.run(seconds)
    vocab = model.config[output].vocab
    similarities = spa.similarity(sim.data[probe][-20:].mean(axis=0), vocab, normalize=True)
    return dict(zip(vocab.keys, similarities[0], strict=True))


def best(similarities):
    return max(similarities, key=similarities.get)


def test_the_module_is_deprecated():
    with pytest.warns(DeprecationWarning, match="nengo_spa"):
        spa.SPA()
    with spa.SPA() as model, pytest.warns(DeprecationWarning, match="State"):
        model.old = spa.Memory(16)


def test_attributes_name_modules(model):
    with model:
        model.a = spa.State(16)
        model.b = spa.State(16, label="mine")
    assert model.a.label == "a" and model.b.label == "mine"
    assert model.get_module("a") is model.a
    assert model.get_module_input("a")[0] is model.a.input
    assert model.get_module_output("a")[0] is model.a.output
    assert model.get_input_vocab("a") is model.get_default_vocab(16)
    assert model.config[model.a.output].vocab is model.get_output_vocab("a")


def test_ports_are_named_after_their_module(model):
    with model:
        model.x = spa.Bind(16)
        model.y = spa.Compare(16)
    assert model.get_module_inputs() == ["x_A", "x_B", "y_A", "y_B"]
    assert model.get_module_outputs() == ["x", "y"]
    assert model.get_module_input("x_B")[0] is model.x.B
    assert model.get_module_output("x_default")[0] is model.x.output
    assert model.get_module("y_A") is model.y
    assert model.get_output_vocab("y") is None


@pytest.mark.parametrize("name", ["z", "x", "x_C", "x_A_B"])
def test_unknown_ports_are_refused(model, name):
    with model:
        model.x = spa.Bind(16)
    with pytest.raises(SpaModuleError, match="x_A, x_B"):
        model.get_module_input(name)


def test_every_module_needs_a_name(model):
    with pytest.raises(SpaModuleError, match="attribute"), model:
        spa.State(16)
    with pytest.raises(KeyError), model:
        spa.State(16)
        raise KeyError


def test_a_name_stays_with_its_module(model):
    with model:
        model.a = spa.State(16)
        for value in (spa.State(16), 3):
            with pytest.raises(SpaModuleError, match="already"):
                model.a = value
        model.networks.pop()


def test_vocabularies_can_be_given(rng):
    small, first, second = (spa.Vocabulary(d, rng=rng) for d in (8, 16, 16))
    with pytest.warns(UserWarning, match="16 dimensions"):
        model = spa.SPA(vocabs=[small, first, second])
    assert model.get_default_vocab(8) is small
    assert model.get_default_vocab(16) is second
    with model:
        model.a = spa.State(16, vocab=first)
        with pytest.raises(ValidationError, match="dimensions"):
            spa.State(16, vocab=small, add_to_container=False)
    assert model.get_input_vocab("a") is first


def test_any_network_may_know_vocabularies(vocab):
    network = nengo.Network()
    for _ in range(2):
        spa.enable_spa_params(network)
    with network:
        node = nengo.Node(size_in=64)
    assert network.config[node].vocab is None
    network.config[node].vocab = vocab
    assert network.config[node].vocab is vocab
    with pytest.raises(ValidationError):
        network.config[node].vocab = 3


def test_a_state_has_ensembles_of_subdimensions(model):
    with model:
        model.a = spa.State(32, subdimensions=8, neurons_per_dimension=10)
        with pytest.raises(ValidationError, match="multiple"):
            spa.State(20, add_to_container=False)
    ensembles = model.a.state_ensembles.ea_ensembles
    assert [(e.n_neurons, e.dimensions, e.radius) for e in ensembles] == [(80, 8, 0.5)] * 4


def test_input_gives_pointers_over_time(Simulator, model):
    with model:
        model.a = spa.State(16, neurons_per_dimension=20)
        model.b = spa.State(16, neurons_per_dimension=20)
        model.i = spa.Input(a="CAT", b=lambda t: "DOG" if t < 0.1 else "CAT + 0.2*DOG")
    assert model.i.input_nodes["a"].label == "input_a"
    assert recorded(Simulator, model, model.a.output)["CAT"] > 0.9
    assert best(recorded(Simulator, model, model.b.output)) == "CAT"


def test_a_state_with_feedback_remembers(Simulator, model):
    with model:
        model.a = spa.State(16, neurons_per_dimension=50, feedback=1)
        model.i = spa.Input(a=lambda t: "CAT" if t < 0.15 else "0")
    model.get_default_vocab(16).parse("DOG")
    assert recorded(Simulator, model, model.a.output, 0.3)["CAT"] > 0.8


def test_bind_convolves(Simulator, model):
    with model:
        model.x = spa.Bind(16, n_neurons=30)
        model.i = spa.Input(x_A="CAT", x_B="BLACK")
    vocab = model.get_default_vocab(16)
    vocab.add("BLACKCAT", vocab.parse("BLACK*CAT"))
    assert best(recorded(Simulator, model, model.x.output)) == "BLACKCAT"


def test_compare_gives_the_dot_product(Simulator, model):
    with model:
        model.x = spa.Compare(16, neurons_per_multiply=100)
        model.i = spa.Input(x_A="CAT", x_B="0.8*CAT")
        probe = nengo.Probe(model.x.output, synapse=0.03)
    with Simulator(model) as sim:
        sim.run(0.2)
    assert sim.data[probe][-20:].mean() == pytest.approx(0.8, abs=0.25)


def test_an_associative_memory_cleans_up(Simulator, model):
    vocab = model.get_default_vocab(16)
    vocab.parse("CAT + DOG + COW")
    with model:
        model.m = spa.AssociativeMemory(
            vocab,
            input_keys=["CAT", "DOG"],
            output_keys=["DOG", "COW"],
            wta_output=True,
            threshold_output=True,
            inhibitable=True,
            default_output_key="CAT",
        )
        model.i = spa.Input(m="DOG + 0.3*CAT")
    assert model.get_module_inputs() == ["m", "m_inhibit"]
    assert best(recorded(Simulator, model, model.m.output)) == "COW"


# ---- actions


def cortical(model, *actions, **named):
    with model:
        for name in "ab":
            setattr(model, name, spa.State(16, neurons_per_dimension=10))
        model.number = spa.Compare(16, neurons_per_multiply=10)
        model.rules = spa.Cortical(spa.Actions(*actions, **named), neurons_cconv=40)
    return model


@pytest.mark.parametrize(
    "rule, expression",
    [
        ("b = a", "CAT"),
        ("b = 0.5*a*BLACK", "CAT*BLACK"),
        ("b = ~a", "~CAT"),
        ("b = COW", "COW"),
        ("b = COW - a", "COW - CAT"),
        ("b = (a + COW)*BLACK", "CAT*BLACK + COW*BLACK"),
    ],
)
def test_cortical_rules_bring_pointers_to_inputs(Simulator, model, rule, expression):
    cortical(model, rule)
    with model:
        model.i = spa.Input(a="CAT")
    vocab = model.get_default_vocab(16)
    vocab.add("EXPECTED", vocab.parse(expression))
    assert recorded(Simulator, model, model.b.output)["EXPECTED"] > 0.8


def test_products_of_outputs_are_convolved(Simulator, model):
    with model:
        model.a = spa.State(16, neurons_per_dimension=20)
        model.b = spa.State(16, neurons_per_dimension=20)
        model.c = spa.State(16, neurons_per_dimension=20)
        model.rules = spa.Cortical(spa.Actions("c = a * ~b"), neurons_cconv=30)
        model.i = spa.Input(a="CAT*BLACK", b="BLACK")
    assert best(recorded(Simulator, model, model.c.output)) == "CAT"


def test_rules_translate_between_vocabularies(Simulator, model):
    model.get_default_vocab(16).parse("CAT + DOG + COW")
    with model:
        model.a = spa.State(16, neurons_per_dimension=20)
        model.b = spa.State(32, neurons_per_dimension=20)
        model.rules = spa.Cortical(spa.Actions("b = a"))
        model.i = spa.Input(a="CAT")
    assert best(recorded(Simulator, model, model.b.output)) == "CAT"


def test_rules_come_in_order_and_then_by_name():
    with spa.SPA() as model:
        model.a = spa.State(16)
        actions = spa.Actions("a = B", z="a = A", y="a = C")
        actions.add("a = D")
        assert actions.count == 4 and actions.actions is None
        actions.process(model)
    assert [(a.name, str(a)) for a in actions.actions] == [
        (None, "a=B"),
        (None, "a=D"),
        ("y", "a=C"),
        ("z", "a=A"),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "nowhere = A",
        "a = nowhere",
        "a",
        "a = A, a = B",
        "a == A",
        "a = A; b = B",
        "a = ~(A*B)",
        "a = ~2",
        "a = a*b*a",
        "a = A**2",
        "a = f(A)",
        "a = a.v",
        "a = +A",
        "dot(a, A) -> b = A",
        "dot(A, B) --> a = A",
        "dot(a) --> a = A",
    ],
)
def test_rules_that_cannot_be_read_are_refused(model, rule):
    with pytest.raises(SpaParseError):
        cortical(model, rule)


@pytest.mark.parametrize("rule", ["a = 1", "a = dot(b, A)", "dot(a, A) --> b = A"])
def test_rules_that_cortex_cannot_carry_out_are_refused(model, rule):
    with pytest.raises(NotImplementedError):
        cortical(model, rule)


def test_a_number_is_no_pointer(model):
    with pytest.raises(SpaModuleError, match="number"):
        cortical(model, "a = number")


def chosen(model, *rules):
    with model:
        for name in "ab":
            setattr(model, name, spa.State(16, neurons_per_dimension=20))
        model.number = spa.Compare(16, neurons_per_multiply=20)
        model.bg = spa.BasalGanglia(spa.Actions(*rules))
        model.thalamus = spa.Thalamus(
            model.bg, neurons_cconv=20, neurons_channel_dim=20, subdim_channel=8
        )
    return model


def test_the_most_useful_rule_is_carried_out(Simulator, model):
    chosen(model, "dot(a, CAT) --> b = MEOW", "dot(a, DOG) --> b = BARK", "0.5 --> ")
    with model:
        model.i = spa.Input(a="DOG + 0.2*CAT")
    assert best(recorded(Simulator, model, model.b.output, 0.3)) == "BARK"


@pytest.mark.parametrize(
    "effect, expression", [("a*BLACK", "CAT*BLACK"), ("a + COW", "CAT + COW"), ("a*a", "CAT*CAT")]
)
def test_channels_open_for_the_chosen_rule(Simulator, model, effect, expression):
    chosen(model, f"0.8 --> b = {effect}", "0.2 --> b = DOG*~a")
    with model:
        model.i = spa.Input(a="CAT")
    vocab = model.get_default_vocab(16)
    vocab.add("EXPECTED", vocab.parse(expression))
    assert recorded(Simulator, model, model.b.output, 0.3)["EXPECTED"] > 0.7


def test_a_channel_with_several_sources_reaches_its_target_once(model):
    chosen(model, "1 --> b = a + a*BLACK")
    (channel,) = model.thalamus.channels.values()
    into, out_of = nengo.utils.builder.find_all_io(model.connections)
    assert len(into[channel.input]) == 2
    assert len(out_of[channel.output]) == 1


def test_utilities_may_be_numbers_and_sums(model):
    chosen(model, "0.5*dot(a, CAT) + 2*number - 0.25 --> b = MEOW", "dot(DOG, a*BLACK)/2 --> ")
    vocab = model.get_default_vocab(16)
    into, _ = nengo.utils.builder.find_all_io(model.connections)
    first, second, third, fourth = into[model.bg.input]
    assert np.allclose(first.transform.init, 0.5 * vocab.parse("CAT").v)
    assert second.pre_obj is model.number.output and second.transform.init == 2
    assert third.pre_obj is model.bg.bias and third.transform.init == -0.25
    assert np.allclose(fourth.transform.init, 0.5 * vocab.parse("DOG*~BLACK").v)


@pytest.mark.parametrize(
    "rule",
    [
        "dot(a, b) --> a = A",
        "dot(~a, A) --> a = A",
        "a --> a = A",
        "A --> a = A",
        "number*A --> a = A",
        "number*number --> a = A",
        "~number --> a = A",
        "1 --> a = 1",
    ],
)
def test_conditions_that_have_no_network_are_refused(model, rule):
    with pytest.raises(NotImplementedError):
        chosen(model, rule)


def test_rules_to_choose_from_need_conditions(model):
    with pytest.raises(SpaParseError, match="-->"):
        chosen(model, "a = A")


def test_modules_stand_once_in_the_network(model):
    chosen(model, "1 --> a = A")
    assert len(set(model.networks)) == len(model.networks)


# ---- terms


def test_terms_add_and_multiply():
    x, y, a = Source("x"), Source("y"), Symbol("A")
    assert str(2 * x * a) == "(2 * A) * x"
    assert str(a * ~y * x) == "((A * ~y) * (x)) * 1"
    assert str(a - x + 1) == "-1 * x + A + 1"
    assert str((x + a) * y) == "((x) * (y)) * 1 + A * y"
    assert str(-(x * y) / 2) == "((x) * (y)) * (-1 * 0.5)"
    assert str(a * a + a) == "((A * A) + A)"
    for bad in (lambda: x + "x", lambda: x * y * x, lambda: ~(a * a), lambda: x / y):
        with pytest.raises(TypeError):
            bad()
