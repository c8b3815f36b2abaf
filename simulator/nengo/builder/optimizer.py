"""Nothing is optimised while building: a build must not depend on how fast it will run.

Like operators are merged later, by what compiles a model for an engine; see `nengo.engine`.
"""
