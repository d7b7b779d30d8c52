"""Every text that a person may read, found in the source, and the catalogues that translate it."""
