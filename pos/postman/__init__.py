"""Floor 2: carries messages to shops, once for each call, and says what came of it.

Door: `PostbackPostman` (fills `domain.ports.Postman`). It must not know the outbox, which decides
when to try again. What a shop gave as `data` may be a secret: it is sent and never logged.
"""
