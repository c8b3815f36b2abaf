# Uses parts of SciPy that nobody has loaded yet.
# must: fine
import numpy as np
import scipy.integrate
import scipy.signal
import scipy.sparse.linalg

import nengo

matrix = scipy.sparse.eye(4, format="csr")
solution = scipy.sparse.linalg.spsolve(matrix.tocsc(), np.ones(4))
window = scipy.signal.get_window("hann", 8)
area, _ = scipy.integrate.quad(np.sin, 0, 1)
with nengo.Network() as model:
    a = nengo.Ensemble(20, 4)
    nengo.Connection(nengo.Node(solution), a, transform=nengo.Sparse((4, 4), init=matrix))
    nengo.Node(window)
