"""What CouchDB has and this hub leaves out on purpose: answered 501 with a sentence, and nothing else."""

import re

from sync.errors import NotImplementedHere

_OF_THE_SERVER = (
    "_active_tasks _cluster_setup _config _db_updates _dbs_info _global_changes _log _membership _node "
    "_nouveau_analyze _replicate _replicator _reshard _restart _scheduler _search_analyze _stats _system "
    "_users _utils"
)
_OF_A_DATABASE = (
    "_auto_purge _explain _find _index _nouveau_cleanup _partition _purged_infos _purged_infos_limit "
    "_search_cleanup _shards _sync_shards _temp_view _view_cleanup"
)
_OF_A_DESIGN_DOCUMENT = (
    "_info _list _nouveau _nouveau_info _rewrite _search _search_disk_size _search_info _show _update _view"
)


def _one_of(names: str) -> str:
    return f"(?:{'|'.join(names.split())})(?:/.*)?"


_ADDRESS = re.compile(
    f"/{_one_of(_OF_THE_SERVER)}"
    f"|/[^/]+/{_one_of(_OF_A_DATABASE)}"
    f"|/[^/]+/_design/[^/]+/{_one_of(_OF_A_DESIGN_DOCUMENT)}"
)


def refuse_what_is_left_out(method: str, path: str) -> None:
    """Raise NotImplementedHere for such an address; `path` begins below `/couchdb`."""
    if method == "COPY" or _ADDRESS.fullmatch(path):
        raise NotImplementedHere(f"{method} /couchdb{path} is not part of this hub.")
