"""Every coin on a real node, each behind one manner: see `rig`."""
