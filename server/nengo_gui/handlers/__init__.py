"""Doors of the server: they speak HTTP and websocket, and know nothing of models.

Trap: a method named ``flush``, ``finish``, ``write`` or ``log`` on a handler hides one of Tornado's
own of that name and breaks it, even the websocket handshake. Name things otherwise.
"""
