# Keeps something in temporary files.
# must: fine
import json
import os
import tempfile

import numpy as np

import nengo

with tempfile.TemporaryDirectory() as folder:
    np.savez(os.path.join(folder, "a.npz"), a=np.eye(3))
    loaded = np.load(os.path.join(folder, "a.npz"))["a"]
with tempfile.NamedTemporaryFile("w+") as file:
    json.dump([1, 2], file)
    file.seek(0)
    values = json.load(file)
with tempfile.TemporaryFile() as file:
    file.write(b"1")
with nengo.Network() as model:
    nengo.Node(values)
