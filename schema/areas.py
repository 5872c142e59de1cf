"""What codes name: 6 digits the district, 9 a township, 12 a site; a device has its site's and two more."""

DISTRICT_DIGITS, TOWNSHIP_DIGITS, SITE_DIGITS = 6, 9, 12


def site_of_device(device: str) -> str:
    """The code of the site that a device works at, or that a case was opened at: it is named by a device."""
    return device[:SITE_DIGITS]


def township_of(code: str) -> str:
    """The code of the township that a site or device lies in."""
    return code[:TOWNSHIP_DIGITS]


def desk_of(site: str) -> str:
    """The code of the township's own desk (镇街), which is a site too."""
    return township_of(site).ljust(SITE_DIGITS, "0")
