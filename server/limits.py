"""How much the hub takes of everything, decided by the operator."""

from pydantic import PositiveFloat, PositiveInt
from pydantic_settings import BaseSettings, SettingsConfigDict


class Limits(BaseSettings):
    """`YICI_MAX_*` variables; docs/protocol.md has them in a table."""

    model_config = SettingsConfigDict(env_prefix="YICI_MAX_", frozen=True)

    # One request.
    body_bytes: PositiveInt = 96 * 2**20  # as sent and as unpacked; fits the largest attachment as base64
    stranger_body_bytes: PositiveInt = 2**20  # of somebody who has not signed in, and outside the protocol
    application_bytes: PositiveInt = 64 * 2**20  # a body of the portal's: an application with its uploads
    uploads: PositiveInt = 40  # of one application, or added at once
    upload_bytes: PositiveInt = 8 * 2**20  # of one upload: a photograph, a scan
    body_seconds: PositiveFloat = 300  # until a whole body has come
    batch_documents: PositiveInt = 100_000  # of one _bulk_docs or _bulk_get
    document_bytes: PositiveInt = 8_000_000  # without attachments; as in CouchDB
    attachments: PositiveInt = 100  # of one document
    attachment_bytes: PositiveInt = 64 * 2**20  # of one attachment, unpacked

    # Requests under way at once.
    writes: PositiveInt = 200  # of one person or device
    feeds: PositiveInt = 500  # of one person or device: longpoll and continuous
    requests: PositiveInt = 200  # of one person or device: all others
    connections: PositiveInt = 5000  # of the whole hub

    # Subscriptions of GraphQL that are told as things change.
    subscriptions_each: PositiveInt = 20  # of one person or device
    subscriptions: PositiveInt = 500  # of the whole hub

    idle_seconds: PositiveInt = 75  # an open connection waits for its next request
    wrong_passwords: PositiveInt = 10  # for one name from one address in a minute
    wrong_codes: PositiveInt = 10  # of receipts, from one address in a minute
