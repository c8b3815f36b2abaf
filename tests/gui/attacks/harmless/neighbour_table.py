# Reads a table beside it, in many ways.
# must: fine
import csv
import os
from pathlib import Path

import numpy as np

import nengo

here = Path(__file__).resolve().parent
data = np.loadtxt(here / "data.csv", delimiter=",")
same = np.genfromtxt("data.csv", delimiter=",")
with open(os.path.join(os.path.dirname(__file__), "data.csv"), newline="") as file:
    rows = list(csv.reader(file))
names = sorted(os.listdir(here))
assert (data == same).all() and len(rows) == 2 and "helper.py" in names
with nengo.Network() as model:
    nengo.Node(data[0])
