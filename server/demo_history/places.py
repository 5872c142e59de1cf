"""The 30 townships of 江津区 (GB/T 2260 and the township codes below it), and synthetic communities in each.

Codes that end in 9xx are given to no community: nobody can take these offices for real ones.
"""

from dataclasses import dataclass, field
from datetime import datetime

from server.demo import SITES, site_document
from server.demo_history.tablets import Tablet
from sync.records import Document

TOWNSHIPS = (  # code, name, English name, communities, load beside the others
    ("001", "几江街道", "Jijiang Subdistrict", 7, 8.0),
    ("002", "德感街道", "Degan Subdistrict", 6, 6.0),
    ("004", "双福街道", "Shuangfu Subdistrict", 7, 9.0),
    ("005", "鼎山街道", "Dingshan Subdistrict", 6, 7.0),
    ("006", "圣泉街道", "Shengquan Subdistrict", 5, 4.0),
    ("101", "油溪镇", "Youxi Town", 4, 1.6),
    ("102", "吴滩镇", "Wutan Town", 3, 0.8),
    ("103", "石门镇", "Shimen Town", 3, 0.9),
    ("104", "朱杨镇", "Zhuyang Town", 3, 0.8),
    ("105", "石蟆镇", "Shima Town", 4, 1.4),
    ("106", "永兴镇", "Yongxing Town", 3, 0.9),
    ("107", "塘河镇", "Tanghe Town", 3, 0.6),
    ("108", "白沙镇", "Baisha Town", 5, 4.0),
    ("109", "龙华镇", "Longhua Town", 3, 0.9),
    ("110", "李市镇", "Lishi Town", 4, 1.8),
    ("111", "慈云镇", "Ciyun Town", 3, 0.7),
    ("112", "蔡家镇", "Caijia Town", 4, 1.2),
    ("113", "中山镇", "Zhongshan Town", 3, 0.6),
    ("114", "嘉平镇", "Jiaping Town", 3, 0.6),
    ("115", "柏林镇", "Bolin Town", 3, 0.5),
    ("116", "先锋镇", "Xianfeng Town", 4, 1.6),
    ("117", "珞璜镇", "Luohuang Town", 5, 4.5),
    ("118", "贾嗣镇", "Jiasi Town", 3, 0.8),
    ("119", "夏坝镇", "Xiaba Town", 3, 0.5),
    ("120", "西湖镇", "Xihu Town", 3, 0.9),
    ("121", "杜市镇", "Dushi Town", 3, 0.9),
    ("122", "广兴镇", "Guangxing Town", 3, 0.5),
    ("123", "四面山镇", "Simianshan Town", 3, 0.4),
    ("124", "支坪镇", "Zhiping Town", 3, 1.0),
    ("125", "四屏镇", "Siping Town", 3, 0.4),
)
_URBAN = "街道"
_LONGEST = 20  # working days, as the guide has it
_PROMISES = (10, _LONGEST, _LONGEST, 15)  # what townships made of it
_STEMS = (
    ("滨江", "Binjiang"),
    ("桂花", "Guihua"),
    ("石桥", "Shiqiao"),
    ("新桥", "Xinqiao"),
    ("黄葛", "Huangge"),
    ("双龙", "Shuanglong"),
    ("青山", "Qingshan"),
    ("凤凰", "Fenghuang"),
    ("长乐", "Changle"),
    ("大坪", "Daping"),
    ("清溪", "Qingxi"),
)
_FIRST = 901


@dataclass(slots=True)
class Site:
    """An office: its clerks and tablets, when it had no network, and the last moment the hub heard of it."""

    code: str
    name: str
    name_en: str
    kind: str
    township: dict[str, str]
    load: float
    clerks: list[str] = field(default_factory=list)
    tablets: list[Tablet] = field(default_factory=list)
    outages: list[tuple[datetime, datetime]] = field(default_factory=list)
    cut_off_cases: int = 0  # opened without a network since the last outage was noted
    heard_until: datetime | None = None  # None: it is heard of to this day

    def is_online(self, moment: datetime) -> bool:
        return not any(first <= moment < last for first, last in self.outages)

    def back_online(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the outage it falls into."""
        return next((last for first, last in self.outages if first <= moment < last), moment)

    @property
    def promises(self) -> int:
        """Working days within which its township decides."""
        return _PROMISES[int(self.township["code"]) % len(_PROMISES)]

    @property
    def document(self) -> Document:
        """As it stands in `reference`."""
        site = site_document(self.code, self.kind, self.name, self.name_en, self.township)
        shortened = self.promises < _LONGEST
        return {**site, "limits": {"further-birth": self.promises}} if shortened else site


def halls_and_sites() -> tuple[dict[str, Site], list[Site]]:
    """The township halls by the code of the township, and the communities and villages of all of them."""
    halls, sites = {}, []
    for number, (code, name, english, count, load) in enumerate(TOWNSHIPS):
        township = {"code": f"500116{code}", "name": name, "nameEn": english}
        hall = Site(f"{township['code']}000", name, english, "township", township, 0)
        halls[township["code"]] = hall
        sites += [_community(township, number, n, load / count) for n in range(count)]
    return halls, sites


def _community(township: dict[str, str], number: int, n: int, load: float) -> Site:
    code = f"{township['code']}{_FIRST + n}"
    for known, name, english, _ in SITES:
        if known == code:
            return Site(code, name, english, "community", township, load)
    stem, english = _STEMS[(number * 3 + n) % len(_STEMS)]
    if township["name"].endswith(_URBAN) or n == 0:
        return Site(code, f"{stem}社区", f"{english} Community", "community", township, load)
    return Site(code, f"{stem}村", f"{english} Village", "village", township, load)
