"""What travels between screen, server and worker; the one vocabulary all three share.

* ``objects``: the nouns inside messages (graph objects, places, plots, problems).
* ``commands``: screen to session, one closed union.
* ``events``: session to screen, one closed union.
* ``inside``: server to worker and back, two closed unions.
* ``frames``: blocks of samples, as bytes.
* ``schema``: writes the TypeScript of all this.
"""
