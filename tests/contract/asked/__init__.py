"""Requests by story; each story has a database of its own."""

from tests.contract.asked.all_docs import ALL_DOCS
from tests.contract.asked.attachments import ATTACHMENTS
from tests.contract.asked.bulk import BULK
from tests.contract.asked.changes import CHANGES
from tests.contract.asked.database import DATABASE
from tests.contract.asked.documents import DOCUMENTS
from tests.contract.asked.local import LOCAL
from tests.contract.asked.selector import SELECTOR
from tests.contract.asked.server import SERVER

STORIES = {
    "server": SERVER,
    "database": DATABASE,
    "documents": DOCUMENTS,
    "local": LOCAL,
    "bulk": BULK,
    "all-docs": ALL_DOCS,
    "changes": CHANGES,
    "selector": SELECTOR,
    "attachments": ATTACHMENTS,
}
