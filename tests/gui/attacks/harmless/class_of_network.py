# Makes a class of networks.
# must: fine
import nengo


class Loop(nengo.Network):
    def __init__(self, tau, **kwargs):
        super().__init__(**kwargs)
        with self:
            self.state = nengo.Ensemble(20, 1)
            nengo.Connection(self.state, self.state, synapse=tau)

    @property
    def output(self):
        return self.state


model = nengo.Network()
with model:
    first, second = Loop(0.1, label="first"), Loop(0.2)
    nengo.Connection(first.output, second.state)
