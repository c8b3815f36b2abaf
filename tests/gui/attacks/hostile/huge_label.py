# Has names that are larger than a screen.
# must: fine
import nengo

with nengo.Network(label="x" * 10**7) as model:
    nengo.Ensemble(10, 1, label="y\n" * 10**6)
