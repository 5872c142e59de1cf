/** A list of people as the hub takes it, with one of each kind. */
export const TEMPLATE = [
  ['登录名', '姓名', '岗位', '所在地代码'],
  ['zhang-san', '张三', '经办人', '500116001901'],
  ['jijiang', '几江街道办', '镇街', '500116001'],
]
