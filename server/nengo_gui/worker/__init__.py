"""The confined child: load, describe, build and run one model.

* ``loop``: hears orders; read this first. ``channel``: where they come from.
* ``load``: text → network, with ``rules`` (read), ``guards`` and ``outside`` (while it runs) in the
  way; ``restored`` mends what it broke.
* ``naming``, ``describe``: network → graph.
* ``build``: network → simulator. ``simulation``, ``run``, ``pace``: its time passes.
* ``framing``, ``components``: samples → frames.
* ``problems``, ``remedies``, ``blame``: errors → where, what, and what to do.
* ``printing``: what the model says → the Log.
* ``source``, ``positions``, ``names``, ``texts``: the text itself.
* ``prepare``: what is done once for all workers.
"""
