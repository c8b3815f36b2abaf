# Looks like a network and fails like none.
# must: trouble 9 "boom"
import nengo


class Fake(nengo.Network):
    @property
    def ensembles(self):
        raise RuntimeError("boom")


with Fake() as model:
    pass
