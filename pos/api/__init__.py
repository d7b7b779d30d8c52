"""Floor 5: the face for programs and for customers.

Programs are online shops, monitoring, and shop developers in practice mode; customers get the pages
below `/pay/`.

Door: `WebFace(doors)` and `serve(app, host, port)` in `server`. It speaks to the engine's desk,
records and feed, and must not know an adapter or the window.

Wire compatibility, decided and kept:

- Batches are answered with -32700 as the original gateway did; no known shop sends one.
- A forwarded request (`X-Forwarded-For`) is never a local one: loopback is trusted only for callers
  that really sit on this machine, so an unconfigured proxy cannot let the world in.
- The pages and answers of an invoice are for whoever knows its selector: it is the customer's key.
- LibrePay's `setmethod` may be asked again where the shop takes only one coin: its first answer is
  the address that was shown from the start, and one that was lost on the way does no harm.
- The pages below `/pay/` are for people who hold their address: under every host name, throttled
  like all that is public, never readable for a page of another site, their forms only from here.
- The status page exists for invoices of the shop door only; sales of the counter are not public.
"""
