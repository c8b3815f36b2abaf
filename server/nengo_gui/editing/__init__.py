"""Edits of a model by hand, each the smallest change of its text that does it.

Questions about a text come in, answers go out; nothing here runs the text or keeps anything.

* ``desk``: question → answer; read this first.
* ``program``: the text, parsed. ``making``: the call in it that made an object. ``naming``: what an
  object is called there. ``blocks``: the ``with`` blocks of networks.
* ``adding``, ``connecting``, ``renaming``, ``arguments``, ``deleting``: one edit each.
* ``changes``: what to put where. ``declined``: why not. ``parameters``: what can be given.
* ``words``: how a word could go on, and what it means; from ``scope``, what names stand for among
  the objects of this process, or ``inferred``. ``cursor``: a place in a text half written.

It runs in a worker, behind the same walls as a model: a text can take its parser down.
"""
