"""Who a report rests on is called by the ids of the watch, where two tables of names called it differently."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

RENAMED: Mapping[str, str] = MappingProxyType(
    {
        "kcna": "kcna-org",
        "rok-jcs": "jcs-rok",
        "rok-mofa": "rok-mfa",
        "rok-unification": "mou-rok",
        "ru-duma": "duma",
        "ru-mfa": "russian-mfa",
        "ru-mod": "russian-mod",
        "ru-railways": "rzd",
        "us": "usa",
        "us-state": "state-department",
        "us-treasury": "ofac",
    }
)
# Bodies with origins, each with what tells its rows apart.
TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"documents": ("id",), "developments": ("id",), "former_judgements": ("document_id", "number")}
)
AT_ONCE = 500


def upgrade() -> None:
    connection = op.get_bind()
    for name, keys in TABLES.items():
        table = sa.table(name, *(sa.column(key) for key in keys), sa.column("body"))
        changed = (
            sa.update(table)
            .where(*(table.c[key] == sa.bindparam(f"key_{key}") for key in keys))
            .values(body=sa.bindparam("written"))
        )
        of_all = sa.select(*(table.c[key] for key in keys)).order_by(*(table.c[key] for key in keys))
        rows = connection.execute(of_all).all()
        for first in range(0, len(rows), AT_ONCE):
            some = rows[first : first + AT_ONCE]
            same = sa.tuple_(*(table.c[key] for key in keys)).in_([tuple(row) for row in some])
            updates = [
                {f"key_{key}": row._mapping[key] for key in keys} | {"written": written}
                for row in connection.execute(sa.select(table).where(same))
                for written in (renamed(row.body),)
                if written is not None
            ]
            if updates:
                connection.execute(changed, updates)


def renamed(body: str) -> str | None:
    """The body with its origins under their new ids, each once; None where it has none of the old."""
    data = json.loads(body)
    origins = data.get("origins") or []
    if not any(origin in RENAMED for origin in origins):
        return None
    data["origins"] = list(dict.fromkeys(RENAMED.get(origin, origin) for origin in origins))
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        written.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, as pages have them
        return json.dumps(data, separators=(",", ":"))
    return written
