"""How the installers are made: logic only, nothing is built here."""
