"""Transforms: shapes, weights, and the convolution's arithmetic."""

import copy
import pickle

import numpy as np
import pytest
import scipy.sparse

import nengo
from nengo.dists import Uniform
from nengo.exceptions import ValidationError
from nengo.transforms import (
    ChannelShape,
    Conv,
    Convolution,
    ConvolutionTranspose,
    ConvTranspose,
    Dense,
    NoTransform,
    Sparse,
    SparseMatrix,
    Transform,
)

TRANSFORMS = [
    Dense((2, 3), init=np.ones((2, 3))),
    Dense((2, 2)),
    Dense((2, 2), init=[1, 2]),
    Dense((2, 3), init=Uniform(0, 1)),
    NoTransform(3),
    Sparse((2, 3), indices=[[0, 1], [1, 0]], init=[1, 2]),
    Convolution(2, (5, 5, 1)),
    Convolution(4, (2, 5, 5), channels_last=False, groups=2, strides=(2, 1)),
    ConvolutionTranspose(2, (5, 5, 1)),
    ConvolutionTranspose(2, (5, 5, 1), strides=(2, 2), padding="same"),
]


@pytest.mark.parametrize("transform", TRANSFORMS, ids=repr)
def test_copies_and_pickles_are_equal(transform):
    assert copy.copy(transform) == transform
    assert hash(copy.copy(transform)) == hash(transform)
    twin = pickle.loads(pickle.dumps(transform))
    assert (twin.size_in, twin.size_out) == (transform.size_in, transform.size_out)
    assert repr(twin) == repr(transform)


@pytest.mark.parametrize(
    ("shape", "init", "init_shape"),
    [
        ((2, 2), 1.0, ()),
        ((3, 3), [1, 2, 3], (3,)),
        ((2, 3), np.ones((2, 3)), (2, 3)),
        ((2, 3), Uniform(0, 1), (2, 3)),
    ],
    ids=str,
)
def test_matrices_may_be_given_in_short(shape, init, init_shape, rng):
    transform = Dense(shape, init=init)
    assert transform.init_shape == init_shape
    assert transform.sample(rng=rng).shape == init_shape
    assert (transform.size_out, transform.size_in) == shape


@pytest.mark.parametrize(
    ("shape", "init"),
    [((2, 3), 1.0), ((2, 3), [1, 2]), ((3, 3), [1, 2]), ((2, 3), np.ones((3, 2)))],
    ids=str,
)
def test_matrices_must_have_the_shape_of_the_transform(shape, init):
    with pytest.raises(ValidationError) as error:
        Dense(shape, init=init)
    assert error.value.attr == "init"


@pytest.mark.parametrize("shape", [2, (2,), (2, 3, 4), (0, 3)], ids=str)
def test_shapes_have_two_axes(shape):
    with pytest.raises(ValidationError) as error:
        Dense(shape)
    assert error.value.attr == "shape"


def test_no_transform_has_no_weights():
    with pytest.raises(TypeError):
        NoTransform(3).sample()
    assert NoTransform(3).size_in == NoTransform(3).size_out == 3
    for missing in (lambda t: t.sample(), lambda t: t.size_in, lambda t: t.size_out):
        with pytest.raises(NotImplementedError):
            missing(Transform())


def test_sparse_matrices_show_their_entries():
    matrix = SparseMatrix([[0, 1], [1, 0]], [1.0, 2.0], (2, 3))
    dense = [[0, 1, 0], [2, 0, 0]]
    assert np.array_equal(matrix.toarray(), dense)
    assert np.array_equal(matrix.allocate().toarray(), dense)
    assert (matrix.size, matrix.ndim, matrix.dtype) == (2, 2, np.float64)
    assert matrix.sample() is matrix
    assert np.array_equal(
        SparseMatrix([[0, 1], [1, 0]], 3, (2, 3)).toarray(), [[0, 3, 0], [3, 0, 0]]
    )


def test_entries_may_be_random(seed):
    matrix = SparseMatrix([[0, 1], [1, 0]], Uniform(0, 1), (2, 3))
    sampled = matrix.sample(rng=np.random.RandomState(seed))
    expected = Uniform(0, 1).sample(2, rng=np.random.RandomState(seed))
    assert np.array_equal(sampled.data, expected)


@pytest.mark.parametrize(
    ("indices", "data", "shape"),
    [([[0, 1]], [1, 2], (2, 2)), ([[0, 1, 2]], [1], (2, 2)), ([[0, 1]], [1], (2,))],
)
def test_entries_must_fit_their_indices(indices, data, shape):
    with pytest.raises(ValidationError):
        SparseMatrix(indices, data, shape)


def test_sparse_transforms_take_matrices_or_indices():
    matrix = scipy.sparse.random(4, 5, density=0.3, random_state=0)
    for given in (matrix, matrix.tocsr(), SparseMatrix([[0, 1]], [1], (4, 5))):
        transform = Sparse((4, 5), init=given)
        assert np.array_equal(transform.sample().toarray(), given.toarray())
        assert (transform.size_out, transform.size_in) == (4, 5)


@pytest.mark.parametrize(
    "arguments",
    [
        dict(),
        dict(init=np.ones((2, 3))),
        dict(init=scipy.sparse.eye(3)),
        dict(init=scipy.sparse.eye(2, 3), indices=[[0, 1]]),
        dict(init=[1, 2], indices=[[0, 1]]),
    ],
    ids=["nothing", "dense", "shape", "both", "length"],
)
def test_sparse_transforms_know_their_entries(arguments):
    with pytest.raises(ValidationError):
        Sparse((2, 3), **arguments)


@pytest.mark.parametrize("channels_last", [True, False])
def test_channel_shapes_name_their_parts(channels_last):
    shape = ChannelShape.from_space_and_channels((5, 6), 2, channels_last)
    assert shape.shape == ((5, 6, 2) if channels_last else (2, 5, 6))
    assert (shape.spatial_shape, shape.n_channels) == ((5, 6), 2)
    assert (shape.size, shape.dimensions) == (60, 2)
    assert str(shape) == ("(5, 6, ch=2)" if channels_last else "(ch=2, 5, 6)")
    assert shape == copy.copy(shape)
    assert shape != ChannelShape(shape.shape, not channels_last)
    assert shape != shape.shape


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("strides", [(1, 1), (2, 3)])
@pytest.mark.parametrize("kernel_size", [(3, 3), (1, 2)])
def test_images_shrink_with_kernel_and_strides(padding, strides, kernel_size):
    conv = Convolution(4, (7, 8, 3), kernel_size, strides, padding)
    lost = np.subtract(kernel_size, 1) if padding == "valid" else 0
    expected = np.ceil((np.array([7, 8]) - lost) / strides)
    assert np.array_equal(conv.output_shape.spatial_shape, expected)
    assert conv.output_shape.n_channels == 4
    assert conv.kernel_shape == (*kernel_size, 3, 4)
    assert conv.sample().shape == conv.kernel_shape


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("strides", [(1, 1), (2, 3)])
def test_a_transpose_leads_back(padding, strides):
    back = ConvolutionTranspose(4, (5, 6, 3), strides=strides, padding=padding)
    forward = Convolution(3, back.output_shape, strides=strides, padding=padding)
    assert forward.output_shape == back.input_shape
    assert back.kernel_shape == (3, 3, 3, 4)


def test_a_transpose_may_lead_to_a_larger_image():
    larger = ConvolutionTranspose(2, (5, 5, 1), output_shape=(12, 12, 2), strides=(2, 2))
    assert larger.output_shape.shape == (12, 12, 2)
    for wrong in ((8, 8, 2), (7, 7, 3), ChannelShape((2, 7, 7), channels_last=False)):
        with pytest.raises(ValidationError) as error:
            ConvolutionTranspose(2, (5, 5, 1), output_shape=wrong)
        assert error.value.attr == "output_shape"


@pytest.mark.parametrize(
    ("arguments", "attr"),
    [
        (dict(kernel_size=(3,)), "kernel_size"),
        (dict(strides=(1, 1, 1)), "strides"),
        (dict(init=np.ones((3, 3, 1, 1))), "init"),
        (dict(groups=3), "groups"),
        (dict(groups=5), "groups"),
        (dict(kernel_size=(9, 9)), "padding"),
        (dict(padding="some"), "padding"),
        (dict(input_shape=ChannelShape((2, 6, 6), channels_last=False)), "input_shape"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_impossible_convolutions_are_refused(arguments, attr):
    with pytest.raises(ValidationError) as error:
        Convolution(**{"n_filters": 4, "input_shape": (6, 6, 4), **arguments})
    assert error.value.attr == attr


def test_convolutions_have_short_names():
    assert Conv is Convolution is nengo.Conv
    assert ConvTranspose is ConvolutionTranspose is nengo.ConvTranspose


def correlate(image, kernel, conv):
    """The definition of a convolution, place by place."""
    if not conv.channels_last:
        image = np.moveaxis(image, 0, -1)
    space = conv.output_shape.spatial_shape
    if conv.padding == "same":
        totals = [
            max((o - 1) * s + k - i, 0)
            for o, s, k, i in zip(space, conv.strides, conv.kernel_size, image.shape, strict=False)
        ]
        image = np.pad(image, [*((p // 2, p - p // 2) for p in totals), (0, 0)])
    per_in, per_out = image.shape[-1] // conv.groups, conv.n_filters // conv.groups
    output = np.zeros((*space, conv.n_filters))
    for place in np.ndindex(*space):
        window = tuple(
            slice(o * s, o * s + k)
            for o, s, k in zip(place, conv.strides, conv.kernel_size, strict=True)
        )
        for f in range(conv.n_filters):
            channels = slice(f // per_out * per_in, (f // per_out + 1) * per_in)
            output[(*place, f)] = np.sum(image[window][..., channels] * kernel[..., f])
    return output if conv.channels_last else np.moveaxis(output, -1, 0)


CONVOLUTIONS = [
    dict(n_filters=3, input_shape=(5, 6, 2)),
    dict(n_filters=3, input_shape=(5, 6, 2), strides=(2, 3), padding="same"),
    dict(n_filters=3, input_shape=(2, 5, 6), channels_last=False, kernel_size=(2, 4)),
    dict(n_filters=4, input_shape=(5, 6, 4), groups=2, padding="same"),
    dict(n_filters=3, input_shape=(9, 2), kernel_size=(4,), strides=(2,)),
    dict(n_filters=3, input_shape=(2, 9), kernel_size=(3,), strides=(1,), channels_last=False),
]


def run_transform(Simulator, transform, x):
    with nengo.Network() as net:
        source, target = nengo.Node(x), nengo.Node(size_in=transform.size_out)
        nengo.Connection(source, target, transform=transform, synapse=None)
        probe = nengo.Probe(target)
    with Simulator(net) as sim:
        sim.step()
    return sim.data[probe][0]


@pytest.mark.parametrize("arguments", CONVOLUTIONS, ids=str)
def test_convolutions_follow_their_definition(Simulator, arguments, rng):
    kernel = rng.randn(*Convolution(**arguments).kernel_shape)
    conv = Convolution(**arguments, init=kernel)
    image = rng.randn(*conv.input_shape.shape)
    output = run_transform(Simulator, conv, image.ravel())
    assert np.allclose(output, correlate(image, kernel, conv).ravel())


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("strides", [(1, 1), (2, 2)])
@pytest.mark.parametrize("channels_last", [True, False])
def test_transposes_are_adjoint_to_convolutions(Simulator, padding, strides, channels_last, rng):
    """The products of both with any pair of images are the same."""
    given = (4, 5, 2) if channels_last else (2, 4, 5)
    options = dict(strides=strides, padding=padding, channels_last=channels_last)
    kernel = rng.randn(3, 3, 2, 3)
    back = ConvolutionTranspose(3, given, init=kernel, **options)
    forward = Convolution(2, back.output_shape, init=kernel.swapaxes(-1, -2), **options)
    x, y = rng.randn(back.size_in), rng.randn(forward.size_in)
    assert np.isclose(
        run_transform(Simulator, back, x) @ y, run_transform(Simulator, forward, y) @ x
    )


@pytest.mark.parametrize("as_scipy", [True, False])
def test_sparse_transforms_multiply(Simulator, as_scipy, rng):
    indices, data = [[0, 1], [2, 0], [2, 3]], [1.0, -2.0, 0.5]
    matrix = SparseMatrix(indices, data, (3, 4))
    arguments = dict(init=matrix.allocate()) if as_scipy else dict(indices=indices, init=data)
    x = rng.randn(4)
    assert np.allclose(
        run_transform(Simulator, Sparse((3, 4), **arguments), x), matrix.toarray() @ x
    )


@pytest.mark.parametrize(
    ("init", "matrix"),
    [
        (2.0, 2 * np.eye(3)),
        ([1, -1, 3], np.diag([1, -1, 3])),
        (np.arange(9.0).reshape(3, 3), np.arange(9.0).reshape(3, 3)),
        (Uniform(2, 2), np.full((3, 3), 2.0)),
    ],
    ids=["number", "diagonal", "matrix", "random"],
)
def test_dense_transforms_multiply(Simulator, init, matrix, rng):
    x = rng.randn(3)
    assert np.allclose(run_transform(Simulator, Dense((3, 3), init=init), x), matrix @ x)
