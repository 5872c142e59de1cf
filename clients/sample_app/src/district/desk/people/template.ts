/** A list of people as the hub takes it, with one of each kind. */
export function templateFor(district: string): string[][] {
  return [
    ['登录名', '姓名', '岗位', '所在地代码'],
    ['zhang-san', '张三', '经办人', `${district}001901`],
    ['jijiang', '几江街道办', '镇街', `${district}001`],
  ]
}
