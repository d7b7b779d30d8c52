"""Floor 5: the face for programs: online shops, monitoring, and shop developers in practice mode.

Door: `build_app(doors)` and `serve(app, host, port)` in `server`. It speaks to the engine's desk,
records and feed, and must not know an adapter or the window.

Wire compatibility, decided and kept:

- Batches are answered with -32700 as the original gateway did; no known shop sends one.
- A forwarded request (`X-Forwarded-For`) is never a local one: loopback is trusted only for callers
  that really sit on this machine, so an unconfigured proxy cannot let the world in.
- The status page exists for invoices of the shop door only; sales of the counter are not public.
"""
