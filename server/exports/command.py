"""What `yici export-city` does: the report of a month or a year as a file."""

from pathlib import Path

from server.cannot_serve import AskedWrongly, CannotServe
from server.exports.city import QUERY, as_csv, as_json, city_report, period_of
from server.house.asking import answered
from sync.errors import BadRequest

FORMS = {".csv": as_csv, ".json": as_json}


def export_city(hub: str, data_dir: Path | None, period: str, file: Path) -> int:
    """Write the report and return how many areas are in it; raises `CannotServe`, and `AskedWrongly` for
    what is no period or no form. `hub` and `data_dir` are as in `answered`. A file that is there stays as
    it is."""
    write = FORMS.get(file.suffix.lower())
    if write is None:
        raise AskedWrongly(f"{file} says neither .csv nor .json")
    try:
        days = period_of(period)
    except BadRequest as error:
        raise AskedWrongly(error.reason) from error
    report = city_report(answered(hub, data_dir, QUERY, {"period": days}, everything=True), days)
    try:
        with file.open("xb") as written:
            written.write(write(report))
    except FileExistsError as error:
        raise AskedWrongly(f"{file} exists already, and is not written over") from error
    except OSError as error:
        raise CannotServe(f"{file}: {error.strerror}") from error
    return len(report.areas)
