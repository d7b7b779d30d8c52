"""An invoice from agreed terms to money received, and what must go back.

`advance` is the only function that moves an invoice; `stage_of` says where it stands.
"""
