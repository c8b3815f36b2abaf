# Uses what Python learned last.
# must: fine
import nengo

match {"n": 20}:
    case {"n": int(n)} if n > 3:
        pass
    case _:
        n = 1
if (doubled := 2 * n) > 10:
    n = doubled
with nengo.Network() as model:
    ensembles = {name: nengo.Ensemble(n, 1, label=name) for name in "abc"}
    for pre, post in zip("ab", "bc", strict=True):
        nengo.Connection(ensembles[pre], ensembles[post])
