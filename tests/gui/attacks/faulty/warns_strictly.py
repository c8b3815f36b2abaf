# Takes warnings for errors.
# must: trouble 6 "careful"
import warnings

warnings.simplefilter("error")
warnings.warn("be careful")
