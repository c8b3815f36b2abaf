"""Learning rules: how weights change while a model runs."""

from nengo.learning_rules.base import (
    LearningRuleType,
    LearningRuleTypeParam,
    LearningRuleTypeSizeInParam,
)
from nengo.learning_rules.bcm import BCM
from nengo.learning_rules.oja import Oja
from nengo.learning_rules.pes import PES
from nengo.learning_rules.rls import RLS
from nengo.learning_rules.voja import Voja

__all__ = [
    "BCM",
    "PES",
    "RLS",
    "LearningRuleType",
    "LearningRuleTypeParam",
    "LearningRuleTypeSizeInParam",
    "Oja",
    "Voja",
]
