"""Models without a screen: what ``nengo run`` and ``nengo check`` do.

The command starts ``python -m nengo_gui.batch``, because no process that serves pages runs a model.
"""
