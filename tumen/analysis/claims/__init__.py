"""Claims: who says which quantity about the relationship, asserting or denying."""

from tumen.analysis.claims.find import find_claims

__all__ = ["find_claims"]
