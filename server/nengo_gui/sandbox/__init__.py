"""The walls around a model: start, confine, watch and end its process."""
