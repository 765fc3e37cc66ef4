"""The elements of HTML, by what their text is to a reader."""

from __future__ import annotations

import re

# A line or a paragraph of their own.
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
        h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul""",
    )
)
# Not shown, or no text.
SILENT = frozenset(
    re.findall(r"\w+", "script style noscript template iframe object svg math button select textarea input head")
)
# The rest, those of SVG and of feeds that are met within texts among them.
INLINE = frozenset(
    re.findall(
        r"\w+",
        """a abbr acronym applet area audio b base basefont bdi bdo big blink body br canvas caption cite code col
        colgroup data datalist del dfn dialog dir em embed font frame frameset hgroup html i img ins isindex kbd keygen
        label legend link listing map mark marquee menu meta meter nobr noframes optgroup option output param picture
        plaintext progress q rb rp rt rtc ruby s samp search slot small source span strike strong sub summary sup time
        title track tt u var video wbr xmp xml path g circle rect line defs use item entry rss feed channel description
        content""",
    )
)
ELEMENTS = BLOCKS | SILENT | INLINE
