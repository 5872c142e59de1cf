"""The CouchDB replication protocol under `/couchdb/`, one endpoint family per file."""
