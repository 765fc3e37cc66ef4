"""Which sentences are the page's and not the report's: invitations, links and picture captions."""

from __future__ import annotations

import re

from tumen.analysis.text.vocabulary import Vocabulary


def furniture(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The kind `furniture` of the table `summary` as one pattern for `Text.lowered`: "subscribe", "read more".

    What holds one is neither told in a digest nor read for claims: "support us from $2 a month".
    """
    return vocabulary.once("page furniture", lambda: re.compile(vocabulary.alternatives("summary", "furniture")))
