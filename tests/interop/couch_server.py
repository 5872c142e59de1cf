"""A CouchDB seen from outside by plain HTTP, hub or Apache's: what it holds, and waiting for it."""

from collections.abc import Callable
from typing import Any, Self
from urllib.parse import quote

import httpx2

Document = dict[str, Any]
SECONDS = 60.0  # without an answer; a test that waits longer fails


class CouchServer:
    """The server at `url`, such as `http://name:password@host/couchdb`, asked with the rights of `name`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx2.Client(timeout=SECONDS, headers={"Accept": "application/json"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def ask(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        """The JSON of a successful answer."""
        answer = self._http.request(method, f"{self.url}/{path}", json=body, **options)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        return answer.json()

    def create(self, name: str) -> "CouchPapers":
        self.ask("PUT", name)
        return CouchPapers(self, name)

    def drop(self, name: str) -> None:
        self.ask("DELETE", name)

    def end(self, name: str) -> str:
        """What a replicator is told to find the database."""
        return f"{self.url}/{name}"


class CouchPapers:
    """One database of it."""

    def __init__(self, server: CouchServer, name: str) -> None:
        self.server = server
        self.name = name

    def ask(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        return self.server.ask(method, f"{self.name}/{path}", body, **options)

    def save(self, *docs: Document, new_edits: bool = True) -> list[str]:
        """The new revision ids; of none when the documents bring their own."""
        rows = self.ask("POST", "_bulk_docs", {"docs": docs, "new_edits": new_edits})
        assert not [row for row in rows if "error" in row], rows
        return [row["rev"] for row in rows] if new_edits else []

    def attach(self, doc_id: str, rev: str, name: str, content_type: str, data: bytes) -> str:
        """By itself, as bytes; the new revision id."""
        path = f"{quote(doc_id, safe='')}/{quote(name, safe='')}?rev={rev}"
        headers = {"Content-Type": content_type}
        written: str = self.ask("PUT", path, content=data, headers=headers)["rev"]
        return written

    def leaves(self) -> dict[tuple[str, str], Document]:
        """Every leaf with its history and the data of its attachments, by id and revision id."""
        rows = self.ask("GET", "_changes?style=all_docs")["results"]
        wanted = [{"id": row["id"], "rev": leaf["rev"]} for row in rows for leaf in row["changes"]]
        held: dict[tuple[str, str], Document] = {}
        for start in range(0, len(wanted), 500):
            body = {"docs": wanted[start : start + 500]}
            results = self.ask("POST", "_bulk_get?revs=true&attachments=true", body)["results"]
            found = [each["docs"][0]["ok"] for each in results]
            held |= {(doc["_id"], doc["_rev"]): doc for doc in found}
        assert len(held) == len(wanted)
        return held

    def winners(self) -> dict[str, str]:
        return {row["id"]: row["value"]["rev"] for row in self.ask("GET", "_all_docs")["rows"]}

    def wait(self, doc_id: str, wanted: Callable[[Document], bool]) -> Document:
        """Until the document is as wanted."""
        since = "0"
        while True:
            query = f"_changes?feed=longpoll&timeout=20000&since={since}&include_docs=true&conflicts=true"
            page = self.ask("GET", query)
            for row in page["results"]:
                if row["id"] == doc_id and wanted(row["doc"]):
                    doc: Document = row["doc"]
                    return doc
            since = quote(str(page["last_seq"]))
