# Makes no model.
# must: trouble - "no network called .model."
import nengo
