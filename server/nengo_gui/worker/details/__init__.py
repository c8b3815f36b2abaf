"""How an object of the model was made, and charts of what building made of it."""

from nengo_gui.worker.details.details import details_of

__all__ = ["details_of"]
