# Has names that are no names.
# must: fine
import nengo

with nengo.Network() as model:
    a = nengo.Node(0)
setattr(model, "a.b..c", a)
setattr(model, "", a)
setattr(model, "model.model", model)
