"""The desk's web pages, for a browser without JavaScript: what is known, and corrections by who is signed in."""
