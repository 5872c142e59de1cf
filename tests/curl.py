"""The few options of curl that the documentation uses, for machines without it: `python -m tests.curl`."""

import argparse
import sys

import httpx2


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("-s", action="store_true")
    parser.add_argument("-u", default=None)
    parser.add_argument("-X", default=None)
    parser.add_argument("-H", action="append", default=[])
    parser.add_argument("-d", default=None)
    parser.add_argument("-w", default="")
    given = parser.parse_args()
    auth = tuple(given.u.split(":", 1)) if given.u else None
    method = given.X or ("GET" if given.d is None else "POST")
    content = None if given.d is None else given.d.encode()
    headers = dict(header.split(": ", 1) for header in given.H)
    answer = httpx2.request(method, given.url, auth=auth, content=content, headers=headers, timeout=60)
    sys.stdout.write(
        answer.text + given.w.replace("%{http_code}", str(answer.status_code)).replace("\\n", "\n")
    )


if __name__ == "__main__":
    main()
