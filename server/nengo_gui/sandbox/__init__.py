"""The walls around a model: start, confine, watch and end its process.

In the server:

* ``start``: the pool that opens workers; read this first.
* ``worker``: one worker as the server sees it, with its ``channel`` and its ``stacks``;
  ``credible`` is what of its reports is believed.
* ``watchdog``: notices silence. ``exits``: explains ends. ``limits``: what may be used.
* ``scratch``: the folders that models may write to. ``share``: how much of the processor they have.
* ``process``: ways to start one: ``forked`` from a zygote (Linux), ``spawned`` from nothing.

In the child, before any code of the user is looked at:

* ``zygote``, ``spare``: where a worker comes from. ``child``: how it becomes one.
* ``confine``: the walls, in order; ``enclosure`` is what lies within. ``landlock``, ``seccomp``
  with its table ``syscalls``, and ``capabilities`` are how the ``kernel`` keeps them.
* ``probe``: measures whether they hold on this machine.

What then runs is found by its name, and none of this package's business.
"""
