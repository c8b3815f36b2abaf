"""Distributions: ways to draw random numbers and vectors."""

from nengo.dists.base import DistOrArrayParam, Distribution, DistributionParam, get_samples
from nengo.dists.exponential import Exponential
from nengo.dists.gaussian import Gaussian
from nengo.dists.pdf import PDF
from nengo.dists.quasirandom import QuasirandomSequence
from nengo.dists.samples import Choice, Samples
from nengo.dists.sphere import ScatteredHypersphere, UniformHypersphere
from nengo.dists.sqrtbeta import CosineSimilarity, SqrtBeta, SubvectorLength
from nengo.dists.uniform import Uniform

__all__ = [
    "PDF",
    "Choice",
    "CosineSimilarity",
    "DistOrArrayParam",
    "Distribution",
    "DistributionParam",
    "Exponential",
    "Gaussian",
    "QuasirandomSequence",
    "Samples",
    "ScatteredHypersphere",
    "SqrtBeta",
    "SubvectorLength",
    "Uniform",
    "UniformHypersphere",
    "get_samples",
]
