# Puts out what is no number.
# must: trouble 6 "(nan|NaN|not finite|non-finite)"
import nengo

with nengo.Network() as model:
    nengo.Node(lambda t: float("nan") if t > 0.01 else 0)
