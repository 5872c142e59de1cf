"""The words of the page that checks a certificate, in the two languages it speaks."""

from typing import Any

Words = dict[str, Any]

ZH: Words = {
    "title": "证件验真",
    "number": "证号",
    "token": "二维码内容（可不填）",
    "button": "查验",
    "rows": {
        "number": "证号",
        "item": "证件",
        "issued": "发证日期",
        "site": "发证单位",
        "husband": "夫",
        "wife": "妻",
        "checked": "查验内容",
    },
    "checked": {
        "paper": "核对了：区平台对签发平板的授权签名、平板对证件内容的签名、发证日期、号段、登记情况。",
        "signature": "核对了：区平台对签发平板的授权签名、平板对证件内容的签名、发证日期。",
        "number": "只核对了证号的校验位、号段和登记情况；仅凭证号不显示个人信息。"
        "扫描二维码可核对内容是否被改动。",
    },
}
EN: Words = {
    "title": "Check a certificate",
    "number": "Certificate number",
    "token": "Text of the QR code (optional)",
    "button": "Check",
    "rows": {
        "number": "Number",
        "item": "Certificate",
        "issued": "Issued",
        "site": "Office",
        "husband": "Husband",
        "wife": "Wife",
        "checked": "What was checked",
    },
    "checked": {
        "paper": "The district's signature for the tablet, the tablet's signature under what the paper says, "
        "the day of issue, the block of numbers and the register.",
        "signature": "The district's signature for the tablet, the tablet's signature under what the paper "
        "says, and the day of issue.",
        "number": "Only the number's check character, its block and the register; a number alone shows "
        "nobody. Scan the QR code to check whether the paper was altered.",
    },
}
