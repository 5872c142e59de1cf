"""What can be changed. A mutation writes documents; the tables follow."""

import strawberry

from schema.graphql.access import EnrolledDevice, PairingCode, RequestedVerification, SignedIn
from schema.graphql.audit import Revealed
from schema.graphql.device import EndedDevice, ReadmittedDevice
from schema.graphql.importing import Imported
from schema.graphql.inspection import Inspection
from schema.graphql.online import Submitted
from schema.graphql.order import Ordered, TownshipLimit
from schema.graphql.publishing import Published
from schema.graphql.set_up import FoundedDistrict
from schema.graphql.site import ChangedSite
from schema.graphql.user import ChangedPassword, ChangedUser, UserWithPassword
from server.graphql.access import create_pairing_code, enrol_device, recover_tablet, sign_in
from server.graphql.audit import reveal
from server.graphql.complaints import file_complaint, reply_to_complaint, withdraw_complaint
from server.graphql.decisions import confirm_false_pledge, decide, void_certificate
from server.graphql.devices import end_tablet, readmit_tablet
from server.graphql.duplicates import resolve_duplicate
from server.graphql.importing import import_people, import_sites
from server.graphql.inspections import draw_inspection, record_finding
from server.graphql.offices import record_publicity, record_rectification, set_township_limit
from server.graphql.online import add_uploads, submit_application
from server.graphql.publishing import publish_calendar, publish_guide
from server.graphql.self_inspections import record_self_inspection
from server.graphql.set_up import found_district
from server.graphql.site_changes import (
    change_site,
    close_site,
    create_site,
    create_township,
    reopen_site,
)
from server.graphql.tasks import request_verification
from server.graphql.users import (
    change_password,
    change_person,
    create_person,
    reinstate_person,
    reset_password,
    suspend_person,
)


@strawberry.type
class Mutation:
    """The root of mutations."""

    sign_in: SignedIn = strawberry.mutation(
        resolver=sign_in,
        description="A token for `Authorization: Bearer`, good for an hour; "
        "`/auth/prolong` gives one for the next, until twelve hours are over. Who has the right password and "
        "is suspended is told so, by the code `suspended`.",
    )
    create_pairing_code: PairingCode = strawberry.mutation(
        resolver=create_pairing_code,
        description="A code that admits one tablet to a site, for the township or district above it.",
    )
    enrol_device: EnrolledDevice = strawberry.mutation(
        resolver=enrol_device,
        description="Admit the tablet that holds a key, with a clerk of its site signed in. `unkept` says who"
        " agreed, and why, where its browser makes no promise to keep what it holds; else it is empty.",
    )
    recover_tablet: str = strawberry.mutation(
        resolver=recover_tablet,
        description="The key that a tablet seals with, where its clerks have forgotten their PINs: for who "
        "works at its site, and on record. `signature` is the tablet's over `yici-recover:` and a challenge "
        "of `/auth/challenge`, `escrow` its key sealed for the district; all in base64url.",
    )
    end_device: EndedDevice = strawberry.mutation(
        resolver=end_tablet,
        description="挂失、停用、报废: nothing newer is taken from a tablet, its unused numbers are revoked. "
        "Answers what went with it. With `wipe` it deletes what it holds when it asks for a token.",
    )
    readmit_device: ReadmittedDevice = strawberry.mutation(
        resolver=readmit_tablet,
        description="恢复使用: a tablet that was found works again, as does one whose credential has ended; "
        "one that a restored hub has forgotten does by a paper that it printed.",
    )
    request_verification: RequestedVerification = strawberry.mutation(
        resolver=request_verification,
        description="Ask the site of a pledge (承诺书) to verify it. Asking twice is asking once.",
    )
    publish_guide: Published = strawberry.mutation(
        resolver=publish_guide,
        description="Publish a new version of a guide (办事指南), in effect from tomorrow at the earliest.",
    )
    publish_calendar: Published = strawberry.mutation(
        resolver=publish_calendar,
        description="Publish the working days of a year, or say why they are corrected (`correction`).",
    )
    submit_application: Submitted = strawberry.mutation(
        resolver=submit_application,
        description="渝快办: hand in an application with its papers. One reference is one application.",
    )
    add_uploads: Submitted = strawberry.mutation(
        resolver=add_uploads,
        description="渝快办: more papers after a notice. `batch` is the portal's number for them: 1, 2, …",
    )
    reveal: Revealed = strawberry.mutation(
        resolver=reveal,
        description="The people of a case, unmasked, for a purpose; who asks, when and why is on record.",
    )
    decide: Ordered = strawberry.mutation(
        resolver=decide, description="Grant or refuse (准予/不予). A refusal has a reason of the closed list."
    )
    confirm_false_pledge: Ordered = strawberry.mutation(
        resolver=confirm_false_pledge,
        description="Confirm, as a second person, that a pledge is false, or send it back to be verified.",
    )
    void_certificate: Ordered = strawberry.mutation(
        resolver=void_certificate, description="Declare a certificate void (作废). Nothing is deleted."
    )
    resolve_duplicate: Ordered = strawberry.mutation(
        resolver=resolve_duplicate,
        description="Of two certificates of a couple, keep one; the other is void, and both stay readable.",
    )
    file_complaint: Ordered = strawberry.mutation(
        resolver=file_complaint, description="Write down a complaint (投诉) about a site."
    )
    reply_to_complaint: Ordered = strawberry.mutation(
        resolver=reply_to_complaint, description="Answer a complaint, once."
    )
    withdraw_complaint: Ordered = strawberry.mutation(
        resolver=withdraw_complaint,
        description="Withdraw a complaint that was written down wrongly: it stays, and counts no more.",
    )
    draw_inspection: Inspection = strawberry.mutation(
        resolver=draw_inspection,
        description="Draw cases to inspect (抽查). The seed is stored, so anybody can draw the same again.",
    )
    record_finding: Ordered = strawberry.mutation(
        resolver=record_finding, description="Write down what an inspection found at a site."
    )
    record_publicity: Ordered = strawberry.mutation(
        resolver=record_publicity, description="Write down where a site shows the guide (宣传)."
    )
    record_rectification: Ordered = strawberry.mutation(
        resolver=record_rectification, description="Write down what a site has put right (整改)."
    )
    record_self_inspection: Ordered = strawberry.mutation(
        resolver=record_self_inspection,
        description="Write down what an office found by a checklist in its own work (自查). `rectifiedOn` is "
        "when it was put right; `recordRectification` can say so later.",
    )
    set_township_limit: TownshipLimit = strawberry.mutation(
        resolver=set_township_limit,
        description="Promise to finish sooner than the guide allows (压缩时限); later is refused.",
    )
    create_person: UserWithPassword = strawberry.mutation(
        resolver=create_person,
        description="Somebody new, with a first password that is shown this once. A township adds clerks of "
        "its own sites, the district everybody. `area` has 6, 9 or 12 digits, as the role has it.",
    )
    change_person: ChangedUser = strawberry.mutation(
        resolver=change_person,
        description="Another name to show, another post or another office; what is not given stays.",
    )
    reset_password: UserWithPassword = strawberry.mutation(
        resolver=reset_password, description="A new first password for somebody who forgot theirs."
    )
    suspend_person: ChangedUser = strawberry.mutation(
        resolver=suspend_person,
        description="停用: out with the next request. Nobody is deleted, and what they wrote stays.",
    )
    reinstate_person: ChangedUser = strawberry.mutation(
        resolver=reinstate_person, description="恢复: in again, with the password of before."
    )
    change_password: ChangedPassword = strawberry.mutation(
        resolver=change_password, description="One's own password, by the old one."
    )
    import_people: Imported = strawberry.mutation(
        resolver=import_people,
        description="People from a CSV with the columns 登录名 (name), 姓名 (displayName), 岗位 (role) and "
        "所在地代码 (area). With `dryRun` it only says what would be done. At most 200 new ones at once.",
    )
    create_township: ChangedSite = strawberry.mutation(
        resolver=create_township,
        description="A township (镇街), by its code of 9 digits. Its desk is a site: the code and 000.",
    )
    create_site: ChangedSite = strawberry.mutation(
        resolver=create_site,
        description="A village or community (村、社区) of a township, by its code of 12 digits.",
    )
    change_site: ChangedSite = strawberry.mutation(
        resolver=change_site,
        description="Another name or kind for an office: 12 digits a site, 9 a township, at all its sites.",
    )
    close_site: ChangedSite = strawberry.mutation(
        resolver=close_site,
        description="停办: nothing new begins at an office at which no tablet works any more.",
    )
    reopen_site: ChangedSite = strawberry.mutation(
        resolver=reopen_site, description="An office that was closed is open again."
    )
    import_sites: Imported = strawberry.mutation(
        resolver=import_sites,
        description="Townships and sites from a CSV with the columns 代码 (code), 名称 (name), 英文名称 "
        "(nameEn) and 类别 (kind: 镇街, 村 or 社区). With `dryRun` it only says what would be done.",
    )
    found_district: FoundedDistrict = strawberry.mutation(
        resolver=found_district,
        description="The district says who it is. Its code stays once it has townships or sites.",
    )
