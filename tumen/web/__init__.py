"""The desk's web pages: read-only, for a browser without JavaScript."""
