"""The Semantic Pointer Architecture of former versions, for models that use it still.

Networks of modules that exchange semantic pointers: read `spa.py`, `module.py` and `state.py`
first. Deprecated: new models use the package ``nengo_spa``.
"""

from nengo.spa.actions import Actions
from nengo.spa.assoc_mem import AssociativeMemory
from nengo.spa.basalganglia import BasalGanglia
from nengo.spa.bind import Bind
from nengo.spa.buffer import Buffer
from nengo.spa.compare import Compare
from nengo.spa.cortical import Cortical
from nengo.spa.input import Input
from nengo.spa.memory import Memory
from nengo.spa.pointer import SemanticPointer
from nengo.spa.spa import SPA
from nengo.spa.state import State
from nengo.spa.thalamus import Thalamus
from nengo.spa.utils import enable_spa_params, similarity
from nengo.spa.vocab import Vocabulary

__all__ = [
    "SPA",
    "Actions",
    "AssociativeMemory",
    "BasalGanglia",
    "Bind",
    "Buffer",
    "Compare",
    "Cortical",
    "Input",
    "Memory",
    "SemanticPointer",
    "State",
    "Thalamus",
    "Vocabulary",
    "enable_spa_params",
    "similarity",
]
