"""Everything that can go wrong at the protocol, in CouchDB's own words.

SyncError                     500 internal_server_error
├── BadRequest                400 bad_request
│   ├── IllegalDocumentId     400 illegal_docid
│   ├── IllegalDatabaseName   400 illegal_database_name
│   └── InvalidDocument       400 doc_validation
├── NotFound                  404 not_found
├── DatabaseExists            412 file_exists
├── MissingAttachment         412 missing_stub
├── Conflict                  409 conflict
├── Forbidden                 403 forbidden
├── Unauthorized              401 unauthorized
├── TooLarge                  413 too_large
├── NotImplementedHere        501 not_implemented
└── Unavailable               503 service_unavailable
"""


class SyncError(Exception):
    """A failure with its HTTP `status` and CouchDB's `error` word; `reason` is a sentence for people."""

    status = 500
    error = "internal_server_error"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BadRequest(SyncError):
    status, error = 400, "bad_request"


class IllegalDocumentId(BadRequest):
    error = "illegal_docid"


class IllegalDatabaseName(BadRequest):
    error = "illegal_database_name"


class InvalidDocument(BadRequest):
    error = "doc_validation"


class NotFound(SyncError):
    status, error = 404, "not_found"


class DatabaseExists(SyncError):
    status, error = 412, "file_exists"


class MissingAttachment(SyncError):
    status, error = 412, "missing_stub"


class Conflict(SyncError):
    status, error = 409, "conflict"


class Forbidden(SyncError):
    status, error = 403, "forbidden"


class Unauthorized(SyncError):
    status, error = 401, "unauthorized"


class TooLarge(SyncError):
    status, error = 413, "too_large"


class NotImplementedHere(SyncError):
    status, error = 501, "not_implemented"


class Unavailable(SyncError):
    status, error = 503, "service_unavailable"
