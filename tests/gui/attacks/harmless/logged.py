# Logs what it does.
# must: fine
import logging

import nengo

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)
logger.info("the model begins")
with nengo.Network() as model:
    nengo.Node(lambda t: logger.debug("step") or 0)
