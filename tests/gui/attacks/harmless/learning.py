# Learns.
# must: fine
import nengo
import numpy as np

with nengo.Network(seed=1) as model:
    pre, post = nengo.Ensemble(20, 1), nengo.Ensemble(20, 1)
    error = nengo.Node(size_in=1)
    stimulus = nengo.Node(nengo.processes.WhiteSignal(1, high=5))
    nengo.Connection(stimulus, pre)
    learned = nengo.Connection(pre, post, function=lambda x: 0, learning_rule_type=nengo.PES())
    nengo.Connection(post, error)
    nengo.Connection(pre, error, transform=-1)
    nengo.Connection(error, learned.learning_rule)
    nengo.Probe(post, synapse=0.01)
