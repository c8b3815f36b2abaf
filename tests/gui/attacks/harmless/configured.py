# Sets defaults.
# must: fine
import nengo

config = nengo.Config(nengo.Ensemble, nengo.Connection)
config[nengo.Ensemble].neuron_type = nengo.LIFRate()
config[nengo.Connection].synapse = None
with nengo.Network() as model:
    model.config[nengo.Ensemble].radius = 2
    with config:
        a = nengo.Ensemble(20, 1)
    with nengo.presets.ThresholdingEnsembles(0.2):
        b = nengo.Ensemble(20, 1)
    nengo.Connection(a, b)
