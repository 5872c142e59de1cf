/** A list of townships and sites as the hub takes it, with one of each kind. */
export function templateFor(district: string): string[][] {
  return [
    ['代码', '名称', '英文名称', '类别'],
    [`${district}001`, '几江街道', 'Jijiang Subdistrict', '镇街'],
    [`${district}001901`, '四牌坊社区', 'Sipaifang Community', '社区'],
    [`${district}001902`, '石桥村', 'Shiqiao Village', '村'],
  ]
}
