"""Floor 3: the payment use-cases, the same for the counter and for online shops.

Doors in: `Desk` (commands) and `Records` (reads). Door out: `Feed`. Behind them one `Ledger`
commits, one watch per chain looks, the outbox carries out, and `Shop` owns every task.
Adapters arrive as arguments typed by `domain.ports`; nothing here knows a database, a network
library or a window.
"""
