"""What a digest joins on to: what was told before, which figures stand, what is announced or disputed."""
