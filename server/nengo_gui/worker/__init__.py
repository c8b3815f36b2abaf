"""The confined child: load, describe, build and run one model."""
