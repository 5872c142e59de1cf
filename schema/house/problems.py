"""What keeps something from being done, for whoever can mend it: told, not raised."""

from dataclasses import dataclass

_WORDS = {
    "blank": ("请填写。", "Fill this in."),
    "too-long": ("最多 {most} 个字。", "At most {most} characters."),
    "odd-beginning": (
        "名称不能以 = + - @ 开头。",
        "A name does not begin with = + - or @, which a spreadsheet takes for a formula.",
    ),
    "excel-number": (
        "“{given}”是表格软件改写过的数字。请把这一列设为文本，再重新填写代码。",
        "“{given}” is what a spreadsheet made of a code: format the column as text, and enter it again.",
    ),
    "name-form": (
        "登录名为 2 至 40 个小写字母、数字、点或短横，以字母或数字开头。",
        "A sign-in name has 2 to 40 of a-z, 0-9, . and -, and begins with a letter or a digit.",
    ),
    "name-taken": ("登录名 {name} 已经有人使用。", "The name {name} is taken."),
    "role-unknown": (
        "没有“{given}”这个岗位。可填：{known}。",
        "There is no role “{given}”; there are {known}.",
    ),
    "area-of-role": (
        "{role}的所在地应为 {digits} 位代码：区县 6 位，镇街 9 位，村社区 12 位。",
        "The area of a {role_en} has {digits} digits: 6 the district, 9 a township, 12 a site.",
    ),
    "other-district": ("本区县的代码是 {district}。", "This district's code is {district}."),
    "no-such-township": (
        "没有代码为 {code} 的镇街，请先添加镇街。",
        "There is no township {code}: add the township first.",
    ),
    "no-such-site": (
        "没有代码为 {code} 的村社区，请先添加。",
        "There is no site {code}: add the site first.",
    ),
    "site-closed": ("{code} 已经停办。", "{code} is closed."),
    "not-yours": (
        "镇街只管理本镇街村社区的经办人，请找区县管理员。",
        "A township manages the clerks of its own sites: ask an administrator of the district.",
    ),
    "last-administrator": (
        "这是最后一位区县管理员，请先另设一位管理员。",
        "This is the last administrator: appoint another one first.",
    ),
    "password-short": ("密码至少 {least} 个字符。", "A password has at least {least} characters."),
    "password-same": ("新密码与原密码相同。", "The new password is the old one."),
    "password-wrong": ("原密码不对，密码没有改动。", "The old password is not right; nothing was changed."),
    "township-code": ("镇街代码为 9 位数字。", "The code of a township has 9 digits."),
    "site-code": (
        "村社区代码为 12 位数字，末三位不是 000。",
        "The code of a site has 12 digits, the last three of which are not 000.",
    ),
    "district-code": ("区县代码为 6 位数字。", "The code of a district has 6 digits."),
    "code-taken": ("代码 {code} 已经登记为“{name}”。", "The code {code} is “{name}” already."),
    "kind-unknown": ("类别应为 {known}。", "The kind is one of {known}."),
    "tablets-work-here": (
        "这里还有 {n} 台平板在用，请先停用或报废。",
        "{n} tablets work here still: end them first.",
    ),
    "sites-work-here": (
        "这个镇街还有 {n} 个村社区，请先停办它们。",
        "{n} sites of this township are open: close them first.",
    ),
    "district-has-sites": (
        "已经有镇街或村社区，区县代码不能再改。",
        "There are sites already: the code of the district stays.",
    ),
    "hub-address": (
        "地址以 https:// 开头，后面只有名称和端口，例如 https://sipaifang.yici.example。",
        "An address is https://, a name and perhaps a port, such as https://sipaifang.yici.example.",
    ),
    "no-rows": ("文件里没有数据行。", "There is no row in this file."),
    "no-column": ("缺少“{column}”列。", "The column “{column}” is missing."),
    "unknown-column": (
        "没有“{column}”这一列。可用：{known}。",
        "There is no column “{column}”; there are {known}.",
    ),
    "column-twice": ("“{column}”列出现两次。", "The column “{column}” is there twice."),
    "too-many-cells": ("这一行的格数比表头多。", "This row has more cells than the header."),
    "row-twice": ("与第 {line} 行重复。", "Line {line} says this already."),
    "too-many-people": (
        "一次最多新增 {most} 人，请分成几个文件。",
        "At most {most} new people at once: split the file.",
    ),
    "not-csv": ("第 {line} 行不是 CSV。", "Line {line} is not CSV."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """`field` is the argument or column that it is about, empty for the whole."""

    field: str
    code: str
    zh: str
    en: str


def problem(field: str, code: str, /, **given: object) -> Problem:
    """Raises `KeyError` for a code that has no words."""
    zh, en = _WORDS[code]
    return Problem(field, code, zh.format(**given), en.format(**given))
