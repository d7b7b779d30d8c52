"""Florin's programs as folders that need no Python: what the three platforms have in common.

Run in the environment that `packaging/package-env.sh` makes, from the checkout's root:

    PYTHONPATH=packaging build/package/bin/python -m bundle.linux     # also bundle.macos, …

A platform's script takes these steps; each is a module without knowledge of the others:

1. `wheels.fetched(target, requirements)`: a folder of the pinned packages for that system, as uv
   resolves them, hashes required; kept in `build/wheels/`, never written to again.
2. `tree.fill(site, target, wheels)`: the program's folder of modules, called *site* in here:
   packages without what `prune.keeps` leaves out, `pos/` with its sources, `resources/` beside it,
   `florin-VERSION.dist-info`. Nothing may be zipped: `pos/resources.py` finds `../resources`.
3. `stamp.stamp(site)` writes `resources/build.json` = {"version", "commit", "date"}.
4. `tree.compile_modules(site)`: all packages as `x.pyc` in place of `x.py` (smaller, faster);
   `pos/` keeps its sources, with `__pycache__` beside them. Unchecked hashes, no times.
5. `parts.packages_in(wheels)`, then `licences.gather` and `sbom.write`: beside the program.
6. `tree.settle(folder)`: modes 644 and 755, every time set to `stamp.epoch()`.
7. `archive.tar_xz`, `archive.zipped`: same bytes for the same folder.
8. `smoke`: starts the finished program and makes it sell; `python -m bundle.smoke COMMAND…`.

Same input, same bytes: the times come from `SOURCE_DATE_EPOCH`, or else from the last commit.
"""
