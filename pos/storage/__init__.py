"""Floor 2: the database. Fills the store ports of the domain; its door is `store.open_store`.

Knows only the domain. Invoices are kept whole, as one body each; the other columns and tables are
indexes of what stands in the bodies, so that nothing has to be true in two places. Everything that
is specific to one database stands in `sqlite.py`.
"""
