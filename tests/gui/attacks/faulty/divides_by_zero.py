# Has an infinite input.
# must: trouble 6 "(inf|finite)"
import nengo

with nengo.Network() as model:
    nengo.Node(lambda t: float("inf") if t > 0.01 else 0)
