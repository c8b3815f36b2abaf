# Uses semantic pointers.
# must: fine
import nengo
from nengo import spa

with spa.SPA(seed=1) as model:
    model.state = spa.State(16)
    model.copy = spa.State(16)
    model.cortical = spa.Cortical(spa.Actions("copy = state"))
    model.input = spa.Input(state="RED")
