"""Decoders that were solved before are read from a file instead of being solved again.

A pure matter of speed: results are the same with and without. Read `decoders.py` first.
"""

from nengo.cache.decoders import DecoderCache, NoDecoderCache, get_default_decoder_cache
from nengo.cache.fingerprint import Fingerprint

__all__ = ["DecoderCache", "Fingerprint", "NoDecoderCache", "get_default_decoder_cache"]
