"""The history of the archive's schema: one file per step in `versions`, run by `tumen.storage.upgrade`."""
