"""nengo-spa works with our Nengo, as it is published, and thinks the same thoughts."""

import numpy as np
import pytest

import nengo

spa = pytest.importorskip("nengo_spa", reason="nengo-spa is not installed")

pytestmark = pytest.mark.filterwarnings("default")

VOCABULARY = spa.Vocabulary(16, pointer_gen=np.random.RandomState(3))
VOCABULARY.populate("RED; BLUE; CIRCLE; SQUARE = BLUE * CIRCLE")


def cue(time):
    """Show one pointer, then another."""
    return "RED" if time < 0.1 else "BLUE"


def thoughts(Simulator):
    """(4, 4) similarity of what a small model says, four times, to the words it knows."""
    with spa.Network(seed=7) as model:
        seen = spa.State(VOCABULARY, feedback=0.5)
        said = spa.State(VOCABULARY, represent_cc_identity=False)
        spa.Transcode(cue, output_vocab=VOCABULARY) >> seen
        with spa.ActionSelection():
            spa.ifmax(spa.dot(seen, spa.sym.RED), spa.sym.BLUE >> said)
            spa.ifmax(spa.dot(seen, spa.sym.BLUE), seen * spa.sym.CIRCLE >> said)
            spa.ifmax(0.3, spa.sym("RED + BLUE") >> said)
        probe = nengo.Probe(said.output, synapse=0.01)
    with Simulator(model, progress_bar=False) as sim:
        sim.run(0.2)
    return spa.similarity(sim.data[probe][49::50], VOCABULARY)


def test_state_and_action_selection_think_as_on_nengo_4_1(Simulator):
    """A state is compared, an action is chosen and carried out; recorded on Nengo 4.1."""
    np.testing.assert_allclose(thoughts(Simulator), RECORDED, atol=1e-9)


RECORDED = [
    [-0.08310995206416, 0.643773935190535, -0.030102292056558, 0.108429411753258],
    [-0.149650818243433, 0.965066575417034, -0.053459585998246, 0.135668085467557],
    [-0.075837389543801, 0.446971266807, -0.034605880933428, 0.063522618253006],
    [-0.465599987830282, 0.184332199007545, 0.013150042475761, 0.742226226824489],
]
