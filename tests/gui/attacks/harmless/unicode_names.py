# Has names that are not English.
# must: fine
import nengo

with nengo.Network(label="Modell – größer als 🧠") as model:
    größe = nengo.Ensemble(20, 1, label="大きさ")
    π = nengo.Node(3.14159, label="π≈3")
    nengo.Connection(π, größe)
print("größe: ✓")
