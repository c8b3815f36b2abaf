"""The walls around a model: start, confine, watch and end its process.

In the server:

* ``start``: the pool that opens workers; read this first.
* ``worker``: one worker as the server sees it, with its ``channel`` and its ``stacks``.
* ``watchdog``: notices silence. ``exits``: explains ends. ``limits``: what may be used.
* ``process``: ways to start one: ``forked`` from a zygote (Linux), ``spawned`` from nothing.

In the child, before any code of the user is looked at:

* ``zygote``, ``spare``: where a worker comes from. ``child``, ``confine``: how it is walled in.

What then runs is found by its name, and none of this package's business.
"""
