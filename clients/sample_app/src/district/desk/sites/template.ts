/** A list of townships and sites as the hub takes it, with one of each kind. */
export const TEMPLATE = [
  ['代码', '名称', '英文名称', '类别'],
  ['500116001', '几江街道', 'Jijiang Subdistrict', '镇街'],
  ['500116001901', '四牌坊社区', 'Sipaifang Community', '社区'],
  ['500116001902', '石桥村', 'Shiqiao Village', '村'],
]
