"""What the text of an example promises really happens.

Each test runs a fresh copy of one example and looks at what a reader would see in its plots.
"""

import contextlib
import re
import runpy
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import nengo

FOLDER = Path(__file__).parents[1] / "examples"


class Seen:
    """What one example did: ``seen("a.output")`` is a recorded signal, one row a step."""

    def __init__(self, name, seconds, *targets, synapse=0.01):
        with pytest.warns(DeprecationWarning) if "spa/" in name else contextlib.nullcontext():
            names = runpy.run_path(str(FOLDER / f"{name}.py"), run_name="__nengo_model__")
        self.names = SimpleNamespace(**names)
        with names["model"]:
            self._probes = {target: self._probe(target, synapse) for target in targets}
        # The tests are about models, not engines, so they take the fast one and do not wait long.
        with nengo.Simulator(names["model"], engine="compiled", progress_bar=False) as sim:
            sim.run(seconds, progress_bar=False)
            self._data = {target: sim.data[probe] for target, probe in self._probes.items()}
            self.t = sim.trange()

    def _probe(self, target, synapse):
        obj = attrgetter(target)(self.names)
        is_source = isinstance(obj, nengo.Node) and obj.size_in == 0
        is_exact = is_source or target.endswith("neurons")
        return nengo.Probe(obj, synapse=None if is_exact else synapse)

    def __call__(self, target, since=0.0, until=np.inf):
        data = self._data[target][(self.t > since) & (self.t <= until)]
        return data[:, 0] if data.shape[1] == 1 else data

    def at(self, target, time):
        """The mean over a twentieth of a second."""
        return self(target, time - 0.05, time).mean(axis=0)


def rmse(one, other):
    return np.sqrt(np.mean((np.asarray(one) - other) ** 2))


def lag(early, late, longest=0.6):
    """By how many seconds one signal has to be shifted to look most like another."""
    steps = range(round(longest / 0.001))
    n = len(early) - len(steps)
    return 0.001 * max(steps, key=lambda k: np.corrcoef(early[:n], late[k : k + n])[0, 1])


def angle(points):
    """Degrees counted on over whole turns."""
    return np.rad2deg(np.unwrap(np.arctan2(points[:, 1], points[:, 0])))


def rates(spikes):
    """Mean firing rate of each neuron, in hertz."""
    return spikes.reshape(len(spikes), -1).mean(axis=0)


# tutorial ----------------------------------------------------------------------------------------


def test_intro_follows_the_wave():
    seen = Seen("tutorial/00-intro", 4, "stim", "cells")
    assert rmse(seen("cells", 0.1), seen("stim", 0.1)) < 0.1


def test_one_neuron_fires_a_hundred_times_a_second_at_one_and_not_below_its_intercept():
    seen = Seen("tutorial/01-one-neuron", 6, "stim", "neuron.neurons")
    stim, spikes = seen("stim"), seen("neuron.neurons")
    assert rates(spikes[stim > 0.98]) == pytest.approx(100, rel=0.1)
    assert not spikes[stim < -0.6].any()


def test_two_neurons_take_turns():
    seen = Seen("tutorial/02-two-neurons", 6, "stim", "pair", "pair.neurons", synapse=0.05)
    stim, spikes = seen("stim"), seen("pair.neurons")
    assert not spikes[stim < -0.6, 0].any() and not spikes[stim > 0.6, 1].any()
    assert np.corrcoef(stim, seen("pair"))[0, 1] > 0.85


def test_many_neurons_are_better_than_few():
    seen = Seen("tutorial/03-many-neurons", 4, "stim", "few", "many")
    few, many = (rmse(seen(cells, 0.1), seen("stim", 0.1)) for cells in ("few", "many"))
    assert many < few / 3


def test_the_receiver_runs_behind_the_sender():
    seen = Seen("tutorial/04-connecting-neurons", 4, "stim", "sender", "receiver", synapse=0.03)
    assert rmse(seen("receiver", 0.1), seen("stim", 0.1)) < 0.2
    assert lag(seen("sender"), seen("receiver"), longest=0.1) > 0.003


def test_the_square_is_a_square():
    seen = Seen("tutorial/05-computing", 4, "stim", "squared", synapse=0.03)
    assert rmse(seen("squared", 0.1), seen("stim", 0.1) ** 2) < 0.1


def test_the_sum_is_a_sum_beyond_one():
    seen = Seen("tutorial/06-adding", 7, "stim_a", "stim_b", "total", synapse=0.02)
    expected = seen("stim_a", 0.1) + seen("stim_b", 0.1)
    assert expected.max() > 1.3
    assert rmse(seen("total", 0.1), expected) < 0.15


def test_the_point_stays_on_its_circle():
    seen = Seen("tutorial/07-multiple-dimensions", 4, "point", synapse=0.02)
    assert np.linalg.norm(seen("point", 0.2), axis=1) == pytest.approx(1, abs=0.12)


def test_a_coordinate_comes_back_out():
    seen = Seen("tutorial/08-combining", 4, "stim_x", "stim_y", "point", "back", synapse=0.02)
    both = np.column_stack([seen("stim_x", 0.1), seen("stim_y", 0.1)])
    assert rmse(seen("point", 0.1), both) < 0.15
    assert rmse(seen("back", 0.1), seen("stim_x", 0.1)) < 0.2


def test_the_product_is_a_product():
    seen = Seen("tutorial/09-multiplication", 8, "stim_a", "stim_b", "result", synapse=0.02)
    assert rmse(seen("result", 0.1), seen("stim_a", 0.1) * seen("stim_b", 0.1)) < 0.15


def test_the_transforms_turn_and_average():
    seen = Seen("tutorial/10-transforms", 4, "point", "turned", "mean", synapse=0.03)
    x, y = seen("point", 0.1).T
    assert rmse(seen("turned", 0.1), np.column_stack([-y, x]) / 2) < 0.1
    assert rmse(seen("mean", 0.1), (x + y) / 2) < 0.1


def test_the_memory_adds_up_pushes_and_keeps_the_sum():
    seen = Seen("tutorial/11-memory", 8, "memory", synapse=0.05)
    assert seen.at("memory", 1.5) == pytest.approx(0.6, abs=0.1)
    assert seen.at("memory", 3.0) == pytest.approx(seen.at("memory", 1.5), abs=0.1)
    assert seen.at("memory", 4.0) == pytest.approx(-0.4, abs=0.15)
    assert seen.at("memory", 5.5) == pytest.approx(seen.at("memory", 4.0), abs=0.1)


def test_the_bath_is_two_thirds_full_after_half_a_second():
    seen = Seen("tutorial/12-differential-eqns", 2.5, "bath", synapse=0.02)
    assert seen.at("bath", 1.0) == pytest.approx(0.63 * 0.9, abs=0.12)
    assert seen.at("bath", 2.5) == pytest.approx(0.9, abs=0.1)


def test_the_oscillator_turns_once_a_second_for_ever():
    seen = Seen("tutorial/13-oscillators", 11, "point", synapse=0.02)
    late = seen("point", 1.0)
    turns = (angle(late)[-1] - angle(late)[0]) / 360
    assert turns == pytest.approx(10, abs=1)
    assert np.linalg.norm(late, axis=1).min() > 0.6


def test_the_controlled_oscillator_does_as_it_is_told():
    seen = Seen("tutorial/14-controlled-oscillator", 16, "oscillator", synapse=0.02)
    for begin, end, speed in [(0.5, 4, 1), (4.3, 8, 0.4), (8.3, 12, -1), (14.3, 16, 0.7)]:
        degrees = angle(seen("oscillator", begin, end))
        assert (degrees[-1] - degrees[0]) / 360 / (end - begin) == pytest.approx(speed, abs=0.15)
    resting = angle(seen("oscillator", 12.3, 14))
    assert np.ptp(resting) < 60


@pytest.mark.slow
def test_lorenz_visits_both_wings_again_and_again():
    seen = Seen("tutorial/15-lorenz", 20, "weather", synapse=0.02)
    x, _, z = seen("weather", 1.0).T
    wing = np.sign(x[np.abs(x) > 6])
    assert np.count_nonzero(np.diff(wing)) >= 4
    assert 0.2 < np.mean(wing > 0) < 0.8
    assert np.abs(x).max() < 25 and 15 < np.ptp(z) < 50


def test_the_four_groups_have_the_gifts_they_are_said_to_have():
    seen = Seen("tutorial/16-ensemble-properties", 5, "stim", "usual", "lazy", "upper", "narrow")
    stim = seen("stim", 0.1)
    errors = {name: rmse(seen(name, 0.1), stim) for name in ("usual", "lazy")}
    assert errors["lazy"] > 2 * errors["usual"]
    assert np.abs(seen("upper", 0.1)[stim < -0.1]).max() < 0.1
    assert 0.4 < np.abs(seen("narrow", 0.1)).max() < 0.75


@pytest.mark.parametrize("kind", ["lif", "rate", "rectified", "sigmoid", "izhikevich"])
def test_each_neuron_model_carries_the_wave(kind):
    seen = Seen("tutorial/17-neuron-models", 4, "stim", kind, synapse=0.03)
    assert rmse(seen(kind, 0.2), seen("stim", 0.2)) < 0.2


def test_the_distance_from_the_middle_is_one():
    seen = Seen("tutorial/18-networks", 4, "distance", synapse=0.05)
    assert seen("distance", 0.3) == pytest.approx(1, abs=0.15)


# basic -------------------------------------------------------------------------------------------


def test_each_group_of_the_channel_is_later_and_rougher():
    name = "basic/communication_channel"
    seen = Seen(name, 8, "signal", "first", "second", "third")
    lags = [lag(seen("signal"), seen(group), 0.3) for group in ("first", "second", "third")]
    assert lags[0] < lags[1] < lags[2]
    assert np.corrcoef(seen("first"), seen("third"))[0, 1] > 0.9


def test_the_gate_is_shut_by_inhibitory_neurons():
    seen = Seen("basic/inhibitory_gating", 6, "signal", "gate", "gate.neurons", synapse=0.02)
    assert rmse(seen("gate", 0.2, 1.5), seen("signal", 0.2, 1.5)) < 0.25
    assert not seen("gate.neurons", 1.7, 3).any()
    assert rmse(seen("gate", 3.3, 4.5), seen("signal", 3.3, 4.5)) < 0.25


def test_the_inputs_are_what_their_names_say():
    seen = Seen("basic/input_processes", 5, "steps", "ramps", "pictures", "jitter", "drift")
    assert set(seen("steps")) == {0, 1, -1, 0.5}
    assert seen.at("ramps", 1.5) == pytest.approx(0, abs=0.1)
    assert {tuple(row) for row in seen("pictures")} == {(1, 0), (0, 1), (-1, -1)}
    assert seen("jitter").std() > 0.05
    # A walk strays further the longer it goes; its steps are small.
    assert np.abs(np.diff(seen("drift"), axis=0)).max() < 0.1


def test_slow_filters_are_calm_and_late():
    slow = "slow", "alpha", "box"
    seen = Seen("basic/noise_and_filters", 6, "signal", "quick", *slow, synapse=0)
    roughness = {name: np.diff(seen(name, 0.5)).std() for name in ("quick", *slow)}
    delay = {name: lag(seen("signal", 0.5), seen(name, 0.5), 0.3) for name in ("quick", *slow)}
    for name in slow:
        assert roughness[name] < roughness["quick"] / 3
        assert delay[name] > delay["quick"] + 0.03
    assert roughness["alpha"] == min(roughness.values())
    assert np.abs(seen("slow", 0.5)).max() < np.abs(seen("quick", 0.5)).max()


def test_the_curve_goes_through_its_points():
    seen = Seen("basic/curve_by_points", 6.3, "stim", "curve", synapse=0.02)
    expected = np.interp(seen("stim", 0.2), *seen.names.MEASURED.T)
    assert rmse(seen("curve", 0.2), expected) < 0.15


# dynamics ----------------------------------------------------------------------------------------


def test_the_controlled_integrator_keeps_and_forgets():
    seen = Seen("dynamics/controlled_integrator", 8, "memory", synapse=0.05)
    value = {time: seen.at("memory", time)[0] for time in (1.5, 2.5, 3.5, 5.5, 7.0)}
    assert value[1.5] == pytest.approx(0.7, abs=0.15)
    assert value[2.5] == pytest.approx(value[1.5], abs=0.1)
    assert abs(value[3.5]) < 0.25
    assert value[7.0] == pytest.approx(value[5.5], abs=0.15) and value[7.0] < -0.2


def test_only_hard_pushes_change_the_side():
    seen = Seen("dynamics/double_well", 10, "ball", synapse=0.02)
    sides = {time: seen.at("ball", time) for time in (1.9, 3.9, 5.9, 7.9, 9.9)}
    assert list(np.sign(list(sides.values()))) == [1, 1, -1, -1, 1]
    assert np.abs(list(sides.values())) == pytest.approx(0.8, abs=0.12)


def test_the_neuron_of_neurons_fires_only_with_a_current():
    seen = Seen("dynamics/neuron_of_neurons", 13, "cell", synapse=0.02)
    assert seen("cell", 1, 2)[:, 0].max() < 0
    spiking = seen("cell", 2, 10)[:, 0] > 1
    assert np.count_nonzero(np.diff(spiking.astype(int)) == 1) >= 4
    assert seen("cell", 12, 13)[:, 0].max() < 0


def test_the_compass_keeps_its_heading_and_follows_the_turning():
    seen = Seen("dynamics/heading", 9, "compass", "compass.neurons", synapse=0.02)
    heading = dict(zip(seen.t.round(3), angle(seen("compass")), strict=True))
    assert heading[1.4] - heading[0.6] == pytest.approx(0, abs=20)
    assert heading[4.0] - heading[1.5] > 300
    assert heading[5.4] - heading[4.3] == pytest.approx(0, abs=20)
    assert heading[8.0] - heading[5.5] < -300
    assert np.mean(rates(seen("compass.neurons", 4.3, 5.4)) > 5) < 0.6


@pytest.mark.slow
def test_the_delay_repeats_the_signal_half_a_second_later():
    seen = Seen("dynamics/delay", 8, "signal", "delayed")
    assert lag(seen("signal", 1), seen("delayed", 1), 1.0) == pytest.approx(0.5, abs=0.03)
    assert rmse(seen("delayed", 1.5), seen("signal", 1.0, 7.5)) < 0.15


# learning ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_channel_is_learned_and_stays_learned():
    seen = Seen("learning/pes_channel", 14, "signal", "post", "error", synapse=0.005)
    assert rmse(seen("post", 0, 1), seen("signal", 0, 1)) > 0.2
    # The synapses on the way take some hundredths of a second.
    assert rmse(seen("post", 10.2)[20:], seen("signal", 10.2)[:-20]) < 0.12
    assert np.abs(seen("error", 10.2)).max() < 0.01


@pytest.mark.slow
def test_the_square_is_learned():
    seen = Seen("learning/pes_square", 12, "stim", "guess", synapse=0.02)
    assert seen("guess", 0.85, 1.2).min() < -0.1
    assert rmse(seen("guess", 10), seen("stim", 10) ** 2) < 0.15


@pytest.mark.slow
def test_keys_win_neurons_and_bring_their_values_back():
    name = "learning/voja"
    seen = Seen(name, 10, "value", "recalled", "memory.neurons", synapse=0.02)
    settled = (seen.t % 0.5 > 0.2) & (seen.t > 8.2)
    assert rmse(seen("recalled")[settled], seen("value")[settled]) < 0.1
    before, after = (rates(seen("memory.neurons", *span)).mean() for span in [(0, 2), (8, 10)])
    assert after > 1.2 * before


@pytest.mark.slow
def test_bcm_makes_neurons_choosy():
    seen = Seen("learning/bcm", 30, "listeners.neurons")

    def rates_by_pattern(since):
        spikes = seen("listeners.neurons", since, since + 4)
        return spikes.reshape(4, 4, 250, 12).mean(axis=(0, 2))

    before, after = rates_by_pattern(0), rates_by_pattern(26)
    assert (before > 20).all()
    assert ((after > 0.5 * after.max(axis=0)).sum(axis=0) <= 3).all()
    assert np.mean((after > 0.5 * after.max(axis=0)).sum(axis=0) <= 2) > 0.6
    assert len(set(after.argmax(axis=0))) >= 3


@pytest.mark.slow
def test_oja_finds_what_is_shared():
    seen = Seen("learning/oja", 30, "shared", "listener")
    early, late = (
        np.corrcoef(seen("shared", *span), seen("listener", *span))[0, 1]
        for span in [(0, 3), (27, 30)]
    )
    assert late > 0.97 > 0.9 > early


# networks ----------------------------------------------------------------------------------------


def test_the_array_carries_and_squares_all_eight():
    seen = Seen("networks/ensemble_array", 3, "signal", "array.output", "squares", synapse=0.02)
    signal = seen("signal", 0.2)
    assert rmse(seen("array.output", 0.2), signal) < 0.1
    assert rmse(seen("squares", 0.2), signal**2) < 0.12


def test_the_product_fades_one_wave_in_and_the_other_out():
    seen = Seen("networks/product", 4, "wave", "fade", "product.output", synapse=0.01)
    assert rmse(seen("product.output", 0.1), seen("wave", 0.1) * seen("fade", 0.1)) < 0.2


@pytest.mark.slow
def test_what_is_red_is_answered():
    seen = Seen("networks/circular_convolution", 2, "answer", synapse=0.02)
    disc, cube = 2, 3
    for time, right in [(0.9, disc), (1.9, cube)]:
        answer = seen.at("answer", time)
        assert answer.argmax() == right and answer[right] > 0.8
        assert np.delete(answer, right).max() < 0.4


def test_the_most_useful_action_is_chosen():
    seen = Seen("networks/basal_ganglia", 5, "usefulness", "thalamus.output", synapse=0.02)
    usefulness, chosen = seen("usefulness", 0.3), seen("thalamus.output", 0.3)
    best_two = np.sort(usefulness, axis=1)[:, -2:]
    is_clear = best_two[:, 1] - best_two[:, 0] > 0.25
    assert np.mean(chosen.argmax(axis=1) == usefulness.argmax(axis=1)) > 0.8
    assert chosen[is_clear].max(axis=1).min() > 0.7
    assert np.sort(chosen[is_clear], axis=1)[:, -2].max() < 0.3


def test_the_clean_word_goes_out():
    seen = Seen("networks/associative_memory", 4, "heard", "said", synapse=0.01)
    for number, time in enumerate(np.arange(0.45, 4, 0.5)):
        said = seen.at("said", time)
        assert said.argmax() == number % 4
        assert np.delete(said, number % 4).max() < 0.2
    assert seen("heard").std() > seen("said").std()


def test_the_memory_is_written_only_while_the_gate_is_open():
    seen = Seen("networks/gated_memory", 6, "signal", "gate", "memory.output", synapse=0.05)
    for opened in np.arange(0, 6, 1.5):
        assert seen.at("memory.output", opened + 0.5) == pytest.approx(
            seen.at("signal", opened + 0.5), abs=0.25
        )
        assert seen.at("memory.output", opened + 1.5) == pytest.approx(
            seen.at("memory.output", opened + 0.6), abs=0.15
        )


# gui ---------------------------------------------------------------------------------------------


def test_the_needle_turns_with_the_point():
    seen = Seen("gui/html_dial", 2, "point", synapse=0.05)
    picture = seen.names.dial._nengo_html_
    x2, y2 = (float(number) for number in re.findall(r'[xy]2="(.*?)"', picture))
    x, y = seen("point")[-1]
    assert (x2, y2) == pytest.approx((48 * x, -48 * y), abs=1)


def test_the_picture_is_named_and_drawn():
    seen = Seen("gui/image_input", 3, "names", synapse=0.02)
    for number, time in enumerate([0.9, 1.9, 2.9]):
        assert seen.at("names", time).argmax() == number
    assert seen.names.picture_of._nengo_html_.count("<rect") == 49


@pytest.mark.slow
def test_the_wave_runs_through_a_thousand_ensembles():
    seen = Seen("gui/thousand_ensembles", 2, "stim", "arrived", synapse=0.01)
    model = seen.names.model
    assert len(model.all_ensembles) == 1000 and model.n_neurons == 20_000
    assert not np.abs(seen("arrived", 0, 0.2)).max() > 0.1
    assert np.abs(seen("arrived", 1)).max() > 0.3
    assert lag(seen("stim", 0.2), seen("arrived", 0.2), 1.0) > 0.4


# spa ---------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_scene_is_asked_for_its_parts():
    seen = Seen("spa/binding", 4, "likeness", synapse=0.02)
    circle, square = 2, 3
    for time, right in [(1, circle), (2, square), (3, circle), (4, square)]:
        answer = seen.at("likeness", time)
        assert answer.argmax() == right and answer[right] > 0.4


def test_the_five_words_follow_each_other():
    seen = Seen("spa/sequence", 1, "likeness", synapse=0.01)
    words = seen("likeness", 0.2).argmax(axis=1)
    order = words[np.flatnonzero(np.diff(words)) + 1]
    assert len(order) > 10
    assert (np.diff(order) % 5 == 1).all()
