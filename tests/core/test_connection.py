"""Connections: what they accept, and what they carry."""

import numpy as np
import pytest

import nengo
from nengo.dists import Uniform
from nengo.exceptions import BuildError, ReadonlyError, ValidationError
from nengo.solvers import LstsqL2, Nnls, NoSolver


@pytest.fixture
def net():
    with nengo.Network(seed=1) as net:
        net.u = nengo.Node([0.5, -0.25, 1.0])
        net.a = nengo.Ensemble(40, 3)
        net.b = nengo.Ensemble(30, 3)
        net.out = nengo.Node(size_in=3)
    return net


def last_value(Simulator, model, probe, n_steps=5):
    with Simulator(model) as sim:
        sim.run_steps(n_steps)
    return sim.data[probe][-1]


@pytest.mark.parametrize(
    ("attr", "make"),
    [
        ("post", lambda n: nengo.Connection(n.a, 3)),
        ("post", lambda n: nengo.Connection(n.a, n.u)),
        ("pre", lambda n: nengo.Connection(nengo.Node(lambda t: None), n.out)),
        ("pre", lambda n: nengo.Connection(nengo.Connection(n.a, n.b), n.out)),
        ("transform", lambda n: nengo.Connection(n.a, n.out[:2])),
        ("transform", lambda n: nengo.Connection(n.a, n.out, transform="wide")),
        ("init", lambda n: nengo.Connection(n.a, n.out, transform=np.ones((2, 3)))),
        ("transform", lambda n: nengo.Connection(n.a[[0, 0]], n.out[:2], transform=np.eye(2))),
        ("transform", lambda n: nengo.Connection(n.u[:2], n.out[[1, 1]], transform=Uniform(0, 1))),
        ("function", lambda n: nengo.Connection(n.a, n.out, function=lambda: 0)),
        ("function", lambda n: nengo.Connection(n.out, n.b, function=lambda x: x)),
        ("function", lambda n: nengo.Connection(n.a.neurons[:3], n.out, function=lambda x: x)),
        ("function", lambda n: nengo.Connection(n.a, n.out, function=np.ones((5, 3)))),
        ("eval_points", lambda n: nengo.Connection(n.u, n.a, eval_points=np.ones((5, 3)))),
        ("eval_points", lambda n: nengo.Connection(n.a[:3], n.b, eval_points=np.ones((5, 3)))),
        ("synapse", lambda n: nengo.Connection(n.a, n.b, synapse="slow")),
        ("solver", lambda n: nengo.Connection(n.a, n.b, solver=None)),
    ],
)
def test_what_cannot_be_connected_is_refused_with_the_line(net, attr, make):
    with net, pytest.raises(ValidationError) as info:
        make(net)
    assert info.value.attr == attr


@pytest.mark.parametrize(
    ("rule", "make"),
    [
        (nengo.PES(), lambda n, r: nengo.Connection(n.u, n.a, learning_rule_type=r)),
        (nengo.PES(), lambda n, r: nengo.Connection(n.a.neurons[:3], n.b, learning_rule_type=r)),
        (nengo.Voja(), lambda n, r: nengo.Connection(n.a, n.out, learning_rule_type=r)),
        (nengo.BCM(), lambda n, r: nengo.Connection(n.a, n.b, learning_rule_type=r)),
        ("PES", lambda n, r: nengo.Connection(n.a, n.b, learning_rule_type=r)),
    ],
)
def test_rules_need_what_they_modify(net, rule, make):
    with net, pytest.raises(ValidationError) as info:
        make(net, rule)
    assert info.value.attr == "learning_rule_type"


def test_the_ends_are_fixed(net):
    with net:
        conn = nengo.Connection(net.a, net.b)
    with pytest.raises(ReadonlyError):
        conn.pre = net.u


def test_sizes_before_between_and_after(net):
    with net:
        conn = nengo.Connection(
            net.a[:2], net.out, function=lambda x: x[0] * x[1], transform=[[1], [2], [3]]
        )
    assert (conn.size_in, conn.size_mid, conn.size_out) == (2, 1, 3)
    assert (conn.pre_obj, conn.pre_slice) == (net.a, slice(None, 2))
    assert (conn.post_obj, conn.post_slice) == (net.out, slice(None))


def test_text_tells_ends_and_function(net):
    with net:
        net.a.label, net.out.label = "a", "out"
        conn = nengo.Connection(net.a[1:], net.out[:2], function=np.square)
        labelled = nengo.Connection(net.a, net.out, label="wire")
    assert (
        str(conn) == "<Connection from <Ensemble 'a'>[1:] to <Node 'out'>[:2] computing 'square'>"
    )
    assert str(labelled) == "<Connection wire>"


def test_full_weights_make_sense_between_ensembles_only(net):
    with net:
        for pre, post in ((net.u, net.a), (net.a, net.out)):
            with pytest.warns(UserWarning, match="weights"):
                nengo.Connection(pre, post, solver=LstsqL2(weights=True))


def test_slices_and_transforms_agree_with_arithmetic(net, Simulator):
    matrix = np.array([[1.0, 2.0], [0.0, -1.0], [0.5, 0.0]])
    with net:
        nengo.Connection(net.u[[2, 0]], net.out[::-1], transform=matrix, synapse=None)
        probe = nengo.Probe(net.out)
    expected = (matrix @ np.array([1.0, 0.5]))[::-1]
    np.testing.assert_allclose(last_value(Simulator, net, probe), expected)


def test_repeated_targets_accumulate(net, Simulator):
    with net:
        nengo.Connection(net.u, net.out[[1, 1, 0]], synapse=None)
        probe = nengo.Probe(net.out)
    np.testing.assert_allclose(last_value(Simulator, net, probe), [1.0, 0.25, 0.0])


@pytest.mark.parametrize("transform", [2.0, [1.0, 2.0, 3.0], np.diag([1.0, 2.0, 3.0])], ids=str)
def test_scalars_diagonals_and_matrices_multiply(net, Simulator, transform):
    with net:
        nengo.Connection(net.u, net.out, transform=transform, synapse=None)
        probe = nengo.Probe(net.out)
    factors = np.diag(transform) if np.ndim(transform) == 2 else np.asarray(transform)
    expected = np.array([0.5, -0.25, 1.0]) * factors
    np.testing.assert_allclose(last_value(Simulator, net, probe), expected)


def test_a_synapse_of_zero_delays_by_one_step(net, Simulator):
    with net:
        clock = nengo.Node(lambda t: t)
        late = nengo.Node(size_in=1)
        nengo.Connection(clock, late, synapse=0)
        probe = nengo.Probe(late)
    with Simulator(net) as sim:
        sim.run_steps(4)
    np.testing.assert_allclose(sim.data[probe][:, 0], [0, 0.001, 0.002, 0.003])


def test_decoders_times_activities_approximate_the_function(net, Simulator):
    with net:
        conn = nengo.Connection(net.a, net.out[0], function=lambda x: x[0] + x[1] ** 2)
    with Simulator(net) as sim:
        points, activities, targets = nengo.builder.connection.build_linear_system(
            sim.model, conn, np.random.RandomState(0)
        )
        decoded = activities @ sim.data[conn].weights.T
    assert np.sqrt(np.mean((decoded - targets) ** 2)) < 0.25
    assert sim.data[conn].weights.shape == (1, 40)
    np.testing.assert_array_equal(points, sim.data[net.a].eval_points)


def test_function_points_give_the_decoders_of_the_function(net, Simulator, rng):
    points = rng.uniform(-1, 1, size=(50, 3))
    with net:
        by_call, by_points = (
            nengo.Connection(net.a, net.out, eval_points=points, function=function, seed=3)
            for function in (np.square, points**2)
        )
    with Simulator(net) as sim:
        np.testing.assert_allclose(sim.data[by_points].weights, sim.data[by_call].weights)


def test_full_weights_are_encoders_times_transform_times_decoders(net, Simulator):
    with net:
        factored, full = (
            nengo.Connection(
                net.a, net.b[:2], function=lambda x: x[:2], transform=2, seed=3,
                solver=LstsqL2(weights=weights),
            )
            for weights in (False, True)
        )  # fmt: skip
    with Simulator(net) as sim:
        encoders = sim.data[net.b].scaled_encoders[:, :2]
        expected = encoders @ sim.data[factored].weights
        np.testing.assert_allclose(sim.data[full].weights, expected)


def test_factored_and_full_weights_simulate_alike(Simulator):
    def run(weights):
        with nengo.Network(seed=4) as model:
            u = nengo.Node([0.4])
            a, b = nengo.Ensemble(30, 1), nengo.Ensemble(20, 1)
            nengo.Connection(u, a)
            nengo.Connection(a, b, solver=LstsqL2(weights=weights))
            probe = nengo.Probe(b.neurons, "input")
        with Simulator(model) as sim:
            sim.run_steps(50)
        return sim.data[probe]

    np.testing.assert_allclose(run(False), run(True), atol=1e-10)


def test_input_to_neurons_is_multiplied_by_their_gain(Simulator):
    with nengo.Network(seed=1) as model:
        ens = nengo.Ensemble(6, 1)
        drive = nengo.Node([1.0, 2.0])
        nengo.Connection(drive, ens.neurons[[4, 1]], synapse=None)
        nengo.Connection(drive, ens.neurons[3:1:-1], synapse=None)
        probe = nengo.Probe(ens.neurons, "input")
    with Simulator(model) as sim:
        sim.run_steps(1)
    gain, bias = sim.data[ens].gain, sim.data[ens].bias
    expected = bias + gain * [0, 2.0, 2.0, 1.0, 1.0, 0]
    np.testing.assert_allclose(sim.data[probe][0], expected)


def test_given_decoders_are_used_as_they_are(net, Simulator, rng):
    values = rng.normal(size=(40, 3))
    with net:
        given = nengo.Connection(net.a, net.out, solver=NoSolver(values))
        silent = nengo.Connection(net.a, net.out, solver=NoSolver())
    with Simulator(net) as sim:
        np.testing.assert_array_equal(sim.data[given].weights, values.T)
        assert not sim.data[silent].weights.any()
        assert sim.data[given].eval_points is None


@pytest.mark.parametrize(
    "make",
    [
        lambda n: nengo.Connection(n.a, n.out, function=lambda x: None, transform=[[1]] * 3),
        lambda n: nengo.Connection(
            nengo.Ensemble(9, 1, intercepts=Uniform(0.8, 0.9), eval_points=[[0.0]]), n.out[0]
        ),
        lambda n: nengo.Connection(n.a, n.b, solver=Nnls(weights=True)),
        lambda n: nengo.Connection(n.a, n.b, transform=nengo.Sparse((3, 3), indices=[[0, 0]])),
        lambda n: nengo.Connection(nengo.Ensemble(9, 1, add_to_container=False), n.out[0]),
        lambda n: nengo.Connection(
            n.a.neurons, n.b.neurons[:40], transform=2, learning_rule_type=nengo.BCM()
        ),
        lambda n: nengo.Connection(n.a, n.b, learning_rule_type=[nengo.PES(), nengo.PES()]),
    ],
)
def test_what_cannot_be_built_fails_with_the_line_that_made_it(net, Simulator, make):
    with net:
        net.b = nengo.Ensemble(40, 3)
        conn = make(net)
    with pytest.raises(BuildError) as info:
        Simulator(net)
    assert info.value.birthplace == conn._birthplace


def test_sparse_transforms_do_not_learn(net, Simulator):
    with net:
        nengo.Connection(
            net.a.neurons,
            net.b.neurons,
            transform=nengo.Sparse((30, 40), indices=[[0, 0]]),
            learning_rule_type=nengo.BCM(),
        )
    with pytest.raises(NotImplementedError):
        Simulator(net)


def test_is_decoded_is_deprecated(net):
    with net:
        conn = nengo.Connection(net.a, net.b)
    with pytest.warns(DeprecationWarning):
        assert conn.is_decoded


def test_learning_rules_are_equal_per_connection_and_type(net):
    with net:
        one = nengo.Connection(net.a, net.b, learning_rule_type=nengo.PES())
        two = nengo.Connection(
            net.a, net.b, learning_rule_type={"e": nengo.PES(), "v": nengo.Voja()}
        )
        three = nengo.Connection(net.a, net.b, learning_rule_type=[nengo.PES(), nengo.Voja()])
        nothing = nengo.Connection(net.a, net.b)
    assert one.learning_rule == one.learning_rule
    assert hash(one.learning_rule) == hash(one.learning_rule)
    assert one.learning_rule != two.learning_rule["e"]
    assert [rule.modifies for rule in three.learning_rule] == ["decoders", "encoders"]
    assert nothing.learning_rule is None


def test_the_error_of_a_rule_has_the_size_of_what_the_post_object_represents(net):
    with net:
        to_ensemble = nengo.Connection(net.a, net.b[:2], function=lambda x: x[:2],
                                       learning_rule_type=nengo.PES())  # fmt: skip
        to_neurons = nengo.Connection(net.a.neurons, net.b.neurons, transform=np.zeros((30, 40)),
                                      learning_rule_type=nengo.PES())  # fmt: skip
        voja = nengo.Connection(net.a, net.b, learning_rule_type=nengo.Voja())
    sizes = [conn.learning_rule.size_in for conn in (to_ensemble, to_neurons, voja)]
    assert sizes == [2, 3, 1]


@pytest.mark.parametrize("pre", ["ensemble", "neurons"])
def test_pes_makes_the_error_smaller(pre, Simulator):
    """A connection that begins with zeros learns to pass on its input."""
    with nengo.Network(seed=5) as model:
        u = nengo.Node([0.6])
        a, out = nengo.Ensemble(50, 1), nengo.Node(size_in=1)
        nengo.Connection(u, a, synapse=None)
        zeros = {"transform": np.zeros((1, 50))} if pre == "neurons" else {"function": lambda x: 0}
        start = a.neurons if pre == "neurons" else a
        conn = nengo.Connection(start, out, learning_rule_type=nengo.PES(1e-3), **zeros)
        error = nengo.Node(size_in=1)
        nengo.Connection(out, error)
        nengo.Connection(u, error, transform=-1)
        nengo.Connection(error, conn.learning_rule)
        probe = nengo.Probe(error, synapse=0.02)
    with Simulator(model) as sim:
        sim.run_steps(400)
    assert np.abs(sim.data[probe][-50:]).max() < 0.2 * np.abs(sim.data[probe][20:70]).max()


def test_learning_leaves_the_built_weights_and_reset_restores_them(Simulator):
    with nengo.Network(seed=5) as model:
        u = nengo.Node([0.6])
        a, out = nengo.Ensemble(20, 1), nengo.Node(size_in=1)
        nengo.Connection(u, a)
        conn = nengo.Connection(a, out, learning_rule_type=nengo.PES(1e-3))
        nengo.Connection(u, conn.learning_rule)
        probe = nengo.Probe(conn, "weights")
    with Simulator(model) as sim:
        sim.run_steps(60)
        first = np.array(sim.data[probe])
        np.testing.assert_array_equal(first[0], sim.data[conn].weights)
        assert np.any(first[-1] != first[0])
        sim.reset()
        sim.run_steps(60)
        np.testing.assert_array_equal(sim.data[probe], first)


@pytest.mark.parametrize("rule", [nengo.BCM(1e-4), nengo.Oja(1e-4)], ids=lambda r: type(r).__name__)
@pytest.mark.parametrize("key", [slice(2, 6), slice(None, None, -1), [5, 1, 3]], ids=str)
def test_rules_between_slices_of_neurons_learn_as_those_neurons_would(rule, key, Simulator):
    """A slice must change by what the same entries of the whole matrix would."""

    def run(pre_key, post_key, transform):
        with nengo.Network(seed=5) as model:
            a, b = nengo.Ensemble(8, 1), nengo.Ensemble(8, 1)
            nengo.Connection(nengo.Node([0.8]), a)
            nengo.Connection(nengo.Node([0.6]), b)
            nengo.Connection(
                a.neurons[pre_key],
                b.neurons[post_key],
                transform=transform,
                learning_rule_type=rule,
            )
            delta = nengo.Probe(model.connections[-1].learning_rule, "delta")
        with Simulator(model) as sim:
            sim.run_steps(20)
        return sim.data[delta]

    n_sliced = len(np.arange(8)[key])
    whole = run(slice(None), slice(None), np.zeros((8, 8)))
    part = run(key, key, np.zeros((n_sliced, n_sliced)))
    # As long as nothing has been learned, the two models are the same.
    first = np.flatnonzero(np.abs(whole).max(axis=(1, 2)))[0]
    np.testing.assert_allclose(part[first], whole[first][key][:, key])


@pytest.mark.parametrize(
    ("rule", "post"), [(nengo.RLS(), lambda b: b.neurons), (nengo.Voja(), lambda b: b)]
)
def test_rules_that_do_not_fit_the_weights_fail_the_build(rule, post, Simulator):
    with nengo.Network() as model:
        a = nengo.Ensemble(8, 1)
        b = nengo.Ensemble(
            8, 1, neuron_type=nengo.Direct() if rule == nengo.Voja() else nengo.LIF()
        )
        nengo.Connection(
            a, post(b), transform=np.zeros((post(b).size_in, 1)), learning_rule_type=rule
        )
    with pytest.raises(BuildError, match=r"shape|direct mode"):
        Simulator(model)


def test_a_zero_error_or_learning_rate_changes_nothing(Simulator):
    for rate, error in ((0.0, 1.0), (1e-3, 0.0)):
        with nengo.Network(seed=5) as model:
            a, out = nengo.Ensemble(20, 1), nengo.Node(size_in=1)
            conn = nengo.Connection(a, out, learning_rule_type=nengo.PES(rate))
            nengo.Connection(nengo.Node([error]), conn.learning_rule)
            probe = nengo.Probe(conn, "weights")
        with Simulator(model) as sim:
            sim.run_steps(20)
        np.testing.assert_array_equal(sim.data[probe][0], sim.data[probe][-1])


def test_a_learning_signal_of_minus_one_stops_voja(Simulator):
    with nengo.Network(seed=5) as model:
        u = nengo.Node([0.7])
        ens = nengo.Ensemble(20, 1)
        conn = nengo.Connection(u, ens, learning_rule_type=nengo.Voja(0.1), synapse=None)
        nengo.Connection(nengo.Node([-1.0]), conn.learning_rule, synapse=None)
        probe = nengo.Probe(conn.learning_rule, "scaled_encoders")
    with Simulator(model) as sim:
        sim.run_steps(30)
    np.testing.assert_array_equal(sim.data[probe][0], sim.data[probe][-1])


def test_oja_keeps_weights_bounded(Simulator):
    with nengo.Network(seed=5) as model:
        a, b = nengo.Ensemble(15, 1), nengo.Ensemble(15, 1)
        nengo.Connection(nengo.Node([0.8]), a)
        conn = nengo.Connection(
            a, b, solver=LstsqL2(weights=True), learning_rule_type=nengo.Oja(1e-4, beta=2.0)
        )
        probe = nengo.Probe(conn, "weights", sample_every=0.05)
    with Simulator(model) as sim:
        sim.run_steps(500)
    sizes = np.abs(sim.data[probe]).max(axis=(1, 2))
    assert np.all(np.isfinite(sizes))
    assert sizes[-1] < 10 * sizes[0]


@pytest.mark.parametrize("channels_last", [True, False])
@pytest.mark.parametrize("padding", ["same", "valid"])
@pytest.mark.parametrize("groups", [1, 2])
def test_convolutions_agree_with_the_sum_that_defines_them(
    channels_last, padding, groups, Simulator, rng
):
    shape = (5, 6, 4) if channels_last else (4, 5, 6)
    conv = nengo.Convolution(
        6, shape, kernel_size=(3, 2), strides=(2, 1), padding=padding,
        channels_last=channels_last, groups=groups,
        init=rng.normal(size=(3, 2, 4 // groups, 6)),
    )  # fmt: skip
    image = rng.normal(size=shape)
    with nengo.Network() as model:
        u, out = nengo.Node(image.ravel()), nengo.Node(size_in=conv.size_out)
        nengo.Connection(u, out, transform=conv, synapse=None)
        probe = nengo.Probe(out)
    got = last_value(Simulator, model, probe, 2).reshape(conv.output_shape.shape)
    if not channels_last:
        image, got = np.moveaxis(image, 0, -1), np.moveaxis(got, 0, -1)
    np.testing.assert_allclose(got, _convolved(image, conv, groups), atol=1e-12)


def _convolved(image, conv, groups):
    """Correlate by the definition: one output number at a time."""
    rows, columns, n_filters = *conv.output_shape.spatial_shape, conv.n_filters
    if conv.padding == "same":
        pads = [
            max((n_out - 1) * stride + k - n_in, 0)
            for n_out, stride, k, n_in in zip(
                (rows, columns), conv.strides, conv.kernel_size, image.shape, strict=False
            )
        ]
        image = np.pad(image, [(p // 2, p - p // 2) for p in pads] + [(0, 0)])
    out = np.zeros((rows, columns, n_filters))
    n_channels, per_group = image.shape[-1] // groups, n_filters // groups
    for i, j, f in np.ndindex(out.shape):
        top, left, first = i * conv.strides[0], j * conv.strides[1], f // per_group * n_channels
        patch = image[top : top + 3, left : left + 2, first : first + n_channels]
        out[i, j, f] = np.sum(patch * conv.init[..., f])
    return out


def test_a_transposed_convolution_is_the_adjoint(Simulator, rng):
    """<conv(x), y> equals <x, transposed(y)> for the same kernel."""
    kernel = rng.normal(size=(3, 3, 2, 4))
    conv = nengo.Convolution(4, (7, 7, 2), kernel_size=(3, 3), strides=(2, 2), init=kernel)
    back = nengo.ConvolutionTranspose(
        2, conv.output_shape, output_shape=conv.input_shape, kernel_size=(3, 3), strides=(2, 2),
        init=np.swapaxes(kernel, 2, 3),
    )  # fmt: skip
    x, y = rng.normal(size=conv.size_in), rng.normal(size=conv.size_out)

    def apply(transform, vector):
        with nengo.Network() as model:
            out = nengo.Node(size_in=transform.size_out)
            nengo.Connection(nengo.Node(vector), out, transform=transform, synapse=None)
            probe = nengo.Probe(out)
        return last_value(Simulator, model, probe, 1)

    np.testing.assert_allclose(apply(conv, x) @ y, x @ apply(back, y))


def test_more_than_two_dimensions_are_not_convolved(Simulator):
    conv = nengo.Convolution(1, (3, 3, 3, 1), kernel_size=(2, 2, 2), strides=(1, 1, 1))
    with nengo.Network() as model:
        out = nengo.Node(size_in=conv.size_out)
        nengo.Connection(nengo.Node(np.ones(27)), out, transform=conv)
    with pytest.raises(NotImplementedError):
        Simulator(model)


def test_a_sparse_transform_equals_the_dense_one(Simulator, rng):
    indices, values = [[0, 2], [1, 0], [3, 1]], [2.0, -1.0, 0.5]
    dense = np.zeros((4, 3))
    dense[tuple(np.transpose(indices))] = values
    u = rng.normal(size=3)
    results = []
    for transform in (nengo.Sparse((4, 3), indices, values), dense):
        with nengo.Network() as model:
            out = nengo.Node(size_in=4)
            nengo.Connection(nengo.Node(u), out, transform=transform, synapse=None)
            probe = nengo.Probe(out)
        results.append(last_value(Simulator, model, probe, 1))
    np.testing.assert_allclose(results[0], results[1])
