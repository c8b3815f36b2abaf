"""Devices: one by its name, or several that share out the items of a batch."""

import os
import subprocess
import sys
import textwrap

import numpy as np
import pytest

import nengo
from nengo.exceptions import ValidationError

nengo_dl = pytest.importorskip("nengo_dl")


def test_a_device_is_found_by_its_name(DLSimulator):
    with nengo.Network() as net:
        p = nengo.Probe(nengo.Node([1.0]))
    with DLSimulator(net, device="/cpu:0") as sim:
        assert np.array_equal(sim.predict(n_steps=2)[p], np.ones((1, 2, 1)))
    with pytest.raises(ValidationError, match="there are only /cpu:0"):
        DLSimulator(net, device="/cpu:77")


def test_double_precision_is_kept_throughout(DLSimulator):
    with nengo.Network() as net:
        nengo_dl.configure_settings(dtype="float64")
        node = nengo.Node(lambda t, x: x, size_in=1)
        nengo.Connection(nengo.Node([1 / 3]), node, synapse=None)
        p = nengo.Probe(node)
    with DLSimulator(net) as sim:
        sim.run_steps(2)
        assert sim.data[p].dtype == np.float64 and (sim.data[p] == 1 / 3).all()


TWO_DEVICES = """
    import jax, nengo, nengo_dl, numpy as np
    import jax.numpy as jnp
    from nengo_dl.builder.kernel import Training

    with nengo.Network(seed=0) as net:
        nengo_dl.configure_settings(lif_smoothing=0.1)
        x = nengo.Node([0.0])
        ens = nengo.Ensemble(10, 1)
        nengo.Connection(x, ens)
        nengo.Connection(ens, ens, synapse=0.05)
        p = nengo.Probe(ens, synapse=0.01)

    given = np.linspace(-1, 1, 4 * 8).reshape(4, 8, 1).astype("float32")

    def measure(devices):
        with nengo_dl.Simulator(net, minibatch_size=4, devices=devices, progress_bar=False) as sim:
            machine = sim._machine
            block = machine.source_block(machine.model.sig[x]["out"])
            inputs = {block: sim.placement.inputs(np.swapaxes(given, 0, 1))}

            def loss(trained):
                parameters = machine.parameters._replace(trained=trained)
                _, samples = machine.program.run(
                    parameters, machine.state, inputs, length=8, batch=4, training=Training()
                )
                return jnp.mean((samples["probe"] - 0.5) ** 2)

            value, gradients = jax.jit(jax.value_and_grad(loss))(machine.parameters.trained)
            n_devices = len(next(iter(machine.state.blocks.values())).sharding.device_set)
            return sim.predict(given)[p], value, gradients, n_devices

    assert len(jax.devices()) == 2
    alone, together = measure(None), measure(jax.devices())
    assert (alone[-1], together[-1]) == (1, 2)
    for one, two in zip(jax.tree.leaves(alone[:3]), jax.tree.leaves(together[:3])):
        assert np.allclose(one, two, rtol=1e-5, atol=1e-6)
    try:
        nengo_dl.Simulator(net, minibatch_size=3, devices=jax.devices(), progress_bar=False)
    except nengo.exceptions.ValidationError as error:
        assert "Pass minibatch_size=4" in str(error)
    else:
        raise AssertionError("three items cannot be shared out between two devices")
"""


@pytest.mark.slow
def test_two_devices_give_the_numbers_of_one():
    """Predictions, loss and gradients; the devices are emulated in a process of its own."""
    environment = {**os.environ, "XLA_FLAGS": "--xla_force_host_platform_device_count=2"}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(TWO_DEVICES)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
