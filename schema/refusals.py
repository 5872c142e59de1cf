"""Why a document is refused or waits, in the sentences that clerks read, by the code of the rule."""

ENDED_DEVICE = "ended-device"

SENTENCES = {
    "unknown-type": "无法识别的文书类型：{0}。该记录未入库，请更新平板应用。",
    "hub-only": "“{0}”类文书只能由区平台生成，平板不能写入。",
    "write-once": "记录一经写入不得修改或删除；如需更正，请另写一条记录。",
    "R19": "办事指南没有规定留存的材料，不得收取、复印、拍照；记录不得带有附件。",
    "shape": "记录内容不完整或格式不对（{0}）。",
    "identity": "记录编号与内容不一致：应为 {0}。",
    "other-site": "该记录属于站点 {0}，不能写入本站点的数据库。",
    "unknown-device": "平板 {0} 未登记，请联系镇街。",
    ENDED_DEVICE: "平板 {0} 已挂失或停用，此后的记录未入库，另行保存；恢复使用后由平板重新提交。",
    "unknown-clerk": "经办人 {0} 未登记。",
    "role": "经办人 {0} 的岗位不能办理此项，请由镇街办理。",
    "signature": "签名与登记的平板不符，记录可能被改动。",
    "R02": "材料“{0}”不在办事指南内，不得要求申请人提供。",
    "other-guide": "所引用的办事指南 {0} 不是本事项的指南。",
    "not-asked": "办事指南没有询问“{0}”，不得登记。",
    "id-number": "公民身份号码校验不通过：{0}。",
    "sex": "{0}的公民身份号码第 17 位与性别不符（男单女双），请核对是否填反。",
    "same-person": "丈夫与妻子的公民身份号码相同，请核对是否填错。",
    "area": "{0}的户籍地或现居住地不是任何省份的区划代码。",
    "born-later": "{0}的出生日期在登记之后，请核对。",
    "older-than-parent": "{0}的出生日期早于父母，请核对。",
    "same-child": "{0}与前面的孩子相同，请核对是否重复填写。",
    "day-to-come": "日期 {0} 在登记之后，请核对。",
    "case": "办件编号与申请记录不一致：应为 {0}。",
    "number": "编号 {0} 有误或不是本平板的编号。",
    "outside-block": "证号 {0} 不在本平板领取的号段内。",
    "expired-credential": "签发日期 {0} 不在本平板的有效期内，请核对平板的日期。",
    "token": "证书二维码与证书内容不一致。",
    "slip": "续办凭单核验不通过：{0}。",
    "slip-couple": "出示身份证的不是该办件登记的夫妻，不能凭此单续办。",
    "slip-time": "续办时间早于凭单打印时间 {0}，请核对平板的日期。",
    "waiting": "所引用的 {0} 尚未到达，先行保存。",
}  # fmt: skip
BAD_SLIPS = {  # the detail of the sentence about a slip
    "not-a-slip": "不是续办凭单或二维码不完整",
    "unknown-key": "不是本区签发，或签发的密钥本区没有公布",
    "altered": "内容被改动",
    "expired-credential": "打印凭单的平板当日不在有效期内",
}


def whom_of(member: str) -> str:
    """`妻子` of `wife/idNo`, `第2个孩子` of `children/1/bornOn`: no name stands in a refusal."""
    who, _, place = member.partition("/")
    return {"husband": "丈夫", "wife": "妻子"}.get(who) or f"第{int(place.split('/')[0]) + 1}个孩子"
