"""The bridge between a model and its screen: server, sessions and confined workers.

The worker process imports this package too, so nothing heavy may be imported here.
"""
