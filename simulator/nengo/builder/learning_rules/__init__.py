"""Build learning rules: what changes weights and encoders while a simulation runs."""

from nengo.builder.learning_rules.base import (
    build_learning_rule,
    build_or_passthrough,
    get_post_ens,
    get_pre_ens,
)
from nengo.builder.learning_rules.bcm import SimBCM, build_bcm
from nengo.builder.learning_rules.oja import SimOja, build_oja
from nengo.builder.learning_rules.pes import SimPES, build_pes
from nengo.builder.learning_rules.rls import SimRLS, build_rls
from nengo.builder.learning_rules.voja import SimVoja, build_voja

__all__ = [
    "SimBCM",
    "SimOja",
    "SimPES",
    "SimRLS",
    "SimVoja",
    "build_bcm",
    "build_learning_rule",
    "build_oja",
    "build_or_passthrough",
    "build_pes",
    "build_rls",
    "build_voja",
    "get_post_ens",
    "get_pre_ens",
]
