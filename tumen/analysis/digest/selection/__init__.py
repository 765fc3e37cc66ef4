"""What of a development is told: whose headline, which sentences, and who published them."""
