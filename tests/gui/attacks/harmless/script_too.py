# Is a script as well.
# must: fine
import nengo

with nengo.Network() as model:
    a = nengo.Ensemble(20, 1)
    probe = nengo.Probe(a)

if __name__ == "__main__":
    import matplotlib.pyplot as plt

    with nengo.Simulator(model) as sim:
        sim.run(1)
    plt.plot(sim.trange(), sim.data[probe])
    plt.show()
