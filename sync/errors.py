"""Everything that can go wrong at the protocol, in CouchDB's own words.

SyncError                     500 internal_server_error
├── BadRequest                400 bad_request
│   ├── IllegalDocumentId     400 illegal_docid
│   ├── IllegalDatabaseName   400 illegal_database_name
│   ├── QueryParseError       400 query_parse_error
│   ├── InvalidDocument       400 doc_validation
│   └── ContentMismatch       400 content_md5_mismatch
├── NotFound                  404 not_found
├── DatabaseExists            412 file_exists
├── MissingAttachment         412 missing_stub
├── Conflict                  409 conflict
├── Forbidden                 403 forbidden
├── Unauthorized              401 unauthorized
├── TooLarge                  413 too_large
│   ├── DocumentTooLarge      413 document_too_large
│   └── AttachmentTooLarge    413 attachment_too_large
├── RangeNotSatisfiable       416 requested_range_not_satisfiable
├── NotImplementedHere        501 not_implemented
└── Unavailable               503 service_unavailable
    ├── TooManyRequests       429 too_many_requests
    ├── TooSlow               408 request_timeout
    └── InstanceChanged
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


class QueryParseError(BadRequest):
    error = "query_parse_error"


class InvalidDocument(BadRequest):
    error = "doc_validation"


class ContentMismatch(BadRequest):
    error = "content_md5_mismatch"


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


class DocumentTooLarge(TooLarge):
    error = "document_too_large"


class AttachmentTooLarge(TooLarge):
    error = "attachment_too_large"


class RangeNotSatisfiable(SyncError):
    status, error = 416, "requested_range_not_satisfiable"


class NotImplementedHere(SyncError):
    status, error = 501, "not_implemented"


class Unavailable(SyncError):
    """What can pass later; a peer may say after how many seconds."""

    status, error = 503, "service_unavailable"

    def __init__(self, reason: str, retry_after: float = 0.0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class TooManyRequests(Unavailable):
    status, error = 429, "too_many_requests"


class TooSlow(Unavailable):
    status, error = 408, "request_timeout"


class InstanceChanged(Unavailable):
    """The peer is not the one it was: it was restored, or its database was made anew. What was known of it is
    worth nothing."""
