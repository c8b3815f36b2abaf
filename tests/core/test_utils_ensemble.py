"""What neurons respond to, and what connections compute, point by point."""

import numpy as np
import pytest

import nengo
from nengo.exceptions import ValidationError
from nengo.utils.connection import eval_point_decoding
from nengo.utils.ensemble import response_curves, sorted_neurons, tuning_curves


@pytest.fixture
def built(seed):
    """Ensembles of one and two dimensions, one without neurons, and a simulator of them."""
    with nengo.Network(seed=seed) as model:
        model.line = nengo.Ensemble(30, 1, radius=2)
        model.plane = nengo.Ensemble(40, 2, neuron_type=nengo.LIFRate())
        model.ideal = nengo.Ensemble(10, 2, neuron_type=nengo.Direct())
        model.squared = nengo.Connection(model.plane, model.ideal, function=np.square)
        model.scaled = nengo.Connection(model.plane[1], model.line, transform=3)
        model.from_ideal = nengo.Connection(model.ideal, model.plane)
        model.neural = nengo.Connection(model.plane.neurons[0], model.line)
    with nengo.Simulator(model, progress_bar=False) as sim:
        yield model, sim


def test_tuning_curves_cover_the_radius(built):
    model, sim = built
    inputs, activities = tuning_curves(model.line, sim)
    assert inputs.shape == (50, 1) and activities.shape == (50, 30)
    assert inputs[0] == -2 and inputs[-1] == 2
    inputs, activities = tuning_curves(model.plane, sim)
    assert inputs.shape == (50, 50, 2) and activities.shape == (50, 50, 40)
    assert np.all(inputs[3, :, 1] == inputs[3, 0, 1])


def test_tuning_curves_are_the_rates_at_the_points(built):
    model, sim = built
    data = sim.data[model.plane]
    points = np.array([[0.1, 0.2], [-0.5, 0.3]])
    inputs, activities = tuning_curves(model.plane, sim, points)
    rates = model.plane.neuron_type.rates(points @ data.encoders.T, data.gain, data.bias)
    assert np.array_equal(inputs, points)
    assert np.allclose(activities, rates)
    _, grid = tuning_curves(model.plane, sim, points.reshape(1, 2, 2))
    assert np.allclose(grid, rates[np.newaxis])


def test_tuning_curves_need_points_of_the_right_size(built):
    model, sim = built
    with pytest.raises(ValidationError, match="2 entries"):
        tuning_curves(model.plane, sim, np.ones((5, 3)))


def test_response_curves_run_along_the_encoders(built):
    model, sim = built
    data = sim.data[model.plane]
    inputs, activities = response_curves(model.plane, sim)
    assert inputs.shape == (50,) and activities.shape == (50, 40)
    for neuron in (0, 17):
        points = inputs[:, np.newaxis] * data.encoders[neuron]
        _, rates = tuning_curves(model.plane, sim, points)
        assert np.allclose(activities[:, neuron], rates[:, neuron])
    assert len(response_curves(model.plane, sim, [0.5, 1])[1]) == 2


def test_without_neurons_curves_are_the_values_themselves(built):
    model, sim = built
    for curves in (tuning_curves, response_curves):
        inputs, activities = curves(model.ideal, sim)
        assert np.array_equal(inputs, activities)


def test_sorted_neurons_have_similar_neighbours(built):
    model, sim = built

    def similarity(encoders):
        return np.sum(encoders[:-1] * encoders[1:], axis=1).mean()

    for ensemble in (model.line, model.plane):
        encoders = sim.data[ensemble].encoders
        order = sorted_neurons(ensemble, sim, seed=1)
        assert sorted(order) == list(range(ensemble.n_neurons))
        assert similarity(encoders[order]) > max(0.8, similarity(encoders))
        assert np.array_equal(order, sorted_neurons(ensemble, sim, seed=1))
    signs = np.sign(sim.data[model.line].encoders[sorted_neurons(model.line, sim)])
    assert np.count_nonzero(np.diff(signs, axis=0)) == 1
    assert np.array_equal(sorted_neurons(model.line, sim, iterations=0), np.arange(30))


def test_decoding_is_close_to_the_function(built):
    model, sim = built
    points, targets, decoded = eval_point_decoding(model.squared, sim)
    assert np.array_equal(points, sim.data[model.squared].eval_points)
    assert np.allclose(targets, points**2)
    assert np.sqrt(np.mean((targets - decoded) ** 2)) < 0.1


def test_decoding_can_be_asked_for_at_other_points(built):
    model, sim = built
    given = [[0.1, 0.2], [0.3, 0.4]]
    points, targets, decoded = eval_point_decoding(model.scaled, sim, given)
    assert np.array_equal(points, given)
    assert np.allclose(targets, [[0.2], [0.4]])
    assert np.allclose(decoded, 3 * targets, atol=0.5)


def test_only_what_is_decoded_has_a_decoding(built):
    model, sim = built
    for connection in (model.from_ideal, model.neural):
        with pytest.raises(ValidationError, match="ensemble with neurons"):
            eval_point_decoding(connection, sim)
