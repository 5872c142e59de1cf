"""What `yici user` and `yici site` ask."""

_DONE = "problems { field en }"
_IMPORT = """(csv: $csv, dryRun: $dry) { isWritten problems { field en } initialPasswords
  rows { line key action problems { field en } } }"""

PEOPLE = """query($area: String, $role: UserRole, $suspended: Boolean, $search: String!, $after: String) {
  people(areaCode: $area, role: $role, isSuspended: $suspended, search: $search, first: 100, after: $after) {
    edges { node { name displayName role isSuspended suspendedAt area { code } } }
    pageInfo { hasNextPage endCursor } } }"""
CREATE = f"""mutation($name: String!, $displayName: String!, $role: UserRole!, $area: String!) {{
  createPerson(name: $name, displayName: $displayName, role: $role, area: $area) {{
    initialPassword {_DONE} }} }}"""
CHANGE = f"""mutation($name: ID!, $displayName: String, $role: UserRole, $area: String) {{
  changePerson(name: $name, displayName: $displayName, role: $role, area: $area) {{ {_DONE} }} }}"""
RESET = f"mutation($name: ID!) {{ resetPassword(name: $name) {{ initialPassword {_DONE} }} }}"
SUSPEND = f"""mutation($name: ID!, $reason: String!) {{
  suspendPerson(name: $name, reason: $reason) {{ {_DONE} }} }}"""
REINSTATE = f"mutation($name: ID!) {{ reinstatePerson(name: $name) {{ {_DONE} }} }}"
IMPORT_PEOPLE = f"mutation($csv: String!, $dry: Boolean!) {{ importPeople{_IMPORT} }}"
SITES = """query($area: String, $search: String!, $closed: Boolean!) {
  sites(areaCode: $area, search: $search, hasClosed: $closed) {
    code name kind deviceCount clerkCount closedAt villageHub township { name } } }"""
SET_HUB = f"""mutation($code: String!, $address: String!) {{
  changeSite(code: $code, villageHub: $address) {{ {_DONE} }} }}"""
IMPORT_SITES = f"mutation($csv: String!, $dry: Boolean!) {{ importSites{_IMPORT} }}"
DEVICES = """query($area: String) {
  devices(areaCode: $area) { device label ended { why } }
  forgottenDevices(areaCode: $area) { device refusedCount }
  siteSync(areaCode: $area) { devices { device head latest gaps lastPushAt } }
}"""
DEVICE = """query($device: ID!) { deviceStanding(device: $device) {
  device { device siteCode label enrolledBy enrolledAt expires ended { why at } storage { kept reason } }
  heardAt saidWaiting lastPushAt lastPushBy head latest gaps
  receipt { upTo at isCurrent }
  refused { fact rule reason } waitingCount waiting { fact waitsFor } alarms { kind seq detail }
  stocks { item leased counts { free } } troubles { code about count at }
} }"""
