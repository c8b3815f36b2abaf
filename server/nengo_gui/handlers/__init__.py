"""Doors of the server: they speak HTTP and websocket, and know nothing of models."""
