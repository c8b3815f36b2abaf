# Makes networks that are not the model.
# must: fine
import nengo

with nengo.Network() as other:
    nengo.Ensemble(20, 1)
first, second = nengo.Network(), nengo.Network()
model = nengo.Network()
with model:
    inner = nengo.networks.EnsembleArray(10, 3)
    product = nengo.networks.Product(20, 2)
    nengo.Connection(inner.output[:2], product.input_a)
model = model
