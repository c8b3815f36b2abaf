# Makes its model where nobody sees it.
# must: trouble - "no network called .model."
import nengo


def build():
    with nengo.Network() as model:
        nengo.Ensemble(10, 1)
    return model


build()
