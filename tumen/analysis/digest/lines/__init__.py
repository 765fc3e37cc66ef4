"""Lines in the reader's language: what headlines say, read by their grammar and worded anew."""
