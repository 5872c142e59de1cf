"""Attachments, inline, beside their document, and by themselves."""

from tests.contract.asked.ask import A_QUIRK, FAILS_THERE, ONE_RANGE, OWN_WORDS, ask

RELATED = (
    b"--b\r\nContent-Type: application/json\r\n\r\n"
    b'{"_attachments":{"a.txt":{"follows":true,"content_type":"text/plain","length":3}}}\r\n'
    b'--b\r\nContent-Disposition: attachment; filename="a.txt"\r\n'
    b"Content-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc\r\n--b--"
)

ATTACHMENTS = [
    ask(
        "PUT /a",
        {
            "_attachments": {
                "t.txt": {"content_type": "text/plain", "data": "5LiA5qyh5Yqe"},
                "b.bin": {"content_type": "application/octet-stream", "data": "AAECAwQFBgcICQ=="},
            }
        },
    ),
    ask("GET /a"),
    ask("GET /a?attachments=true"),
    ask("GET /a?att_encoding_info=true"),
    ask("GET /a?attachments=true&att_encoding_info=true"),
    ask("GET /a/t.txt"),
    ask("GET /a/b.bin"),
    ask("HEAD /a/b.bin"),
    ask("HEAD /a/t.txt"),
    ask("GET /a/none"),
    ask("GET /none/x"),
    ask("HEAD /a/none"),
    ask("GET /a/b.bin?rev=1-a"),
    ask("GET /a/b.bin?rev=nonsense"),
    ask("GET /a/b.bin?rev=<a>"),
    ask('GET /a?atts_since=["1-a"]'),
    ask('GET /a?atts_since=["<a>"]'),
    ask("GET /a/b.bin", range="bytes=2-4"),
    ask("GET /a/b.bin", range="bytes=2-"),
    ask("GET /a/b.bin", range="bytes=-3"),
    ask("GET /a/b.bin", range="bytes=0-"),
    ask("GET /a/b.bin", range="bytes=5-100"),
    ask("GET /a/b.bin", range="bytes=100-200"),
    ask("GET /a/b.bin", range="bytes=4-2"),
    ask("GET /a/b.bin", differs=ONE_RANGE, range="bytes=0-1,4-5"),
    ask("GET /a/b.bin", range="nonsense"),
    ask("GET /a/b.bin", range="bytes=x-y"),
    ask("GET /a/t.txt", differs=ONE_RANGE, range="bytes=2-4"),
    ask("HEAD /a/b.bin", range="bytes=2-4"),
    ask("GET /a/b.bin", range="bytes=10-10"),
    ask("GET /a/b.bin", range="bytes=9-9"),
    ask("GET /a/b.bin", range="bytes=-0"),
    ask("GET /a/b.bin", differs=ONE_RANGE, range="bytes=-100"),
    ask("GET /a/b.bin", range="bytes=0-9"),
    ask("GET /a/b.bin", if_none_match='"xWvVSA9uVBPLYqCt5ZmKaQ=="'),
    ask("GET /a/b.bin", if_none_match='"x"'),
    ask("GET /a/t.txt", accept_encoding="gzip"),
    ask("PUT /a/c.txt", b"abc", content_type="text/plain"),
    ask("PUT /a/c.txt?rev=1-a", b"abc", differs=OWN_WORDS, content_type="text/plain"),
    ask("PUT /a/c.txt?rev=<a>", b"abc", content_type="text/plain"),
    ask("PUT /a/c.txt?rev=nonsense", b"abc", content_type="text/plain"),
    ask("PUT /a/d.txt?rev=<a>", b"abc"),
    ask("PUT /new/c.txt", b"abc", content_type="text/plain"),
    ask("PUT /new2/c.txt", b"", content_type="text/plain"),
    ask("GET /new2/c.txt"),
    ask("PUT /new3/c.txt?rev=1-a", b"x", differs=OWN_WORDS),
    ask("PUT /new4/_x", b"x"),
    ask("PUT /new5/a/b/c", b"x", content_type="text/plain"),
    ask("GET /new5/a/b/c"),
    ask("PUT /a/c.txt", b"x", if_match="<a>"),
    ask("POST /a/c.txt", b"x"),
    ask("GET /a"),
    ask("DELETE /a/c.txt"),
    ask("DELETE /a/none?rev=<a>"),
    ask("DELETE /a/c.txt?rev=1-a", differs=OWN_WORDS),
    ask("DELETE /a/c.txt?rev=<a>"),
    ask("GET /a/c.txt"),
    ask("DELETE /none/c.txt"),
    ask("DELETE /none/c.txt?rev=1-a", differs=OWN_WORDS),
    ask(
        "PUT /m",
        RELATED,
        content_type='multipart/related; boundary="b"',
    ),
    ask("GET /m"),
    ask("GET /m?attachments=true"),
    ask("GET /m?attachments=true", accept="multipart/related"),
    ask("GET /m", accept="multipart/related"),
    ask("GET /m?open_revs=all", accept="multipart/mixed"),
    ask("GET /m?open_revs=all&attachments=true"),
    ask("GET /m?open_revs=all&attachments=true", accept="multipart/mixed"),
    ask("POST /_bulk_get?attachments=true", {"docs": [{"id": "m"}]}),
    ask("POST /_bulk_get?attachments=true", {"docs": [{"id": "m"}]}, accept="multipart/mixed"),
    ask("POST /_bulk_get", {"docs": [{"id": "m"}]}, accept="multipart/mixed"),
    ask("POST /_bulk_get", {"docs": [{"id": "m"}, {"id": "a"}, {"id": "none"}]}, accept="multipart/related"),
    ask(
        "PUT /m2",
        RELATED,
        content_type="multipart/related",
    ),
    ask(
        "PUT /m3",
        RELATED[:200],
        differs=FAILS_THERE,
        content_type='multipart/related; boundary="b"',
    ),
    ask("PUT /m4", {"_attachments": {"x": {"stub": True}}}),
    ask("PUT /m5", {"_attachments": {"x": {"data": "!!"}}}),
    ask("PUT /m6", {"_attachments": {"x": {"data": 3}}}, differs=OWN_WORDS),
    ask("PUT /m7", {"_attachments": {"x": {}}}),
    ask("PUT /m8", {"_attachments": {"_x": {"data": "", "content_type": "text/plain"}}}),
    ask("PUT /m9", {"_attachments": {"x": {"data": ""}}}),
    ask("GET /m9/x"),
    ask("PUT /m10", {"_attachments": {"x": {"follows": True, "length": 3}}}, differs=FAILS_THERE),
    ask("PUT /m11", {"_attachments": {"": {"data": ""}}}),
    ask(
        "PUT /m12", {"_attachments": {"x": {"data": "YWJj", "digest": "md5-wrong", "length": 9, "revpos": 7}}}
    ),
    ask("GET /m12"),
    ask("PUT /a", {"_rev": "<a>", "_attachments": {"t.txt": {"stub": True}, "z": {"stub": True}}}),
    ask(
        "PUT /a",
        {"_rev": "<a>", "_attachments": {"t.txt": {"stub": True, "digest": "md5-wrong"}}},
        differs=FAILS_THERE,
    ),
    ask(
        "PUT /m13",
        {
            "_attachments": {
                "x": {
                    "data": "H4sIAAAAAAAA/0tMSgYAwkEkNQMAAAA=",
                    "encoding": "gzip",
                    "content_type": "text/plain",
                }
            }
        },
    ),
    ask("GET /m13?att_encoding_info=true"),
    ask("GET /m13/x", accept_encoding="identity"),
    ask("GET /a?attachments=maybe"),
    ask("PUT /_design/d/x", b"abc", content_type="text/plain"),
    ask("GET /_design/d/x"),
    ask("GET /_design/d/_x"),
    ask("PUT /a", {"_rev": "<a>", "_attachments": {"t.txt": {"stub": True, "revpos": 9}}}, differs=A_QUIRK),
]
