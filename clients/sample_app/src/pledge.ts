/** The words of the pledge, version 2021-1. A changed word is a new version. */
import type { FactBodies } from './domain/facts'

export function pledgeText(
  name: string,
  marital: FactBodies['pledge']['marital'],
  children: number | undefined,
): { body: string[]; consequence: string } {
  const status = marital === 'remarried' ? '再婚' : '初婚'
  const count = children === undefined ? '＿＿' : String(children)
  return {
    body: [
      `本人${name}承诺：本人目前婚姻状况为${status}；已生育、收养子女共 ${count} 人。以上情况真实、完整。`,
      '需要证明的事项是本人的婚育情况。工作人员将通过电话、信函等方式向户籍地核实，本人同意并授权核实，不需要回户籍地开具任何证明。',
      '是否签署由本人自愿决定；不签署不影响领取生育服务证。',
    ],
    consequence:
      '承诺不实的后果：经核实与事实不符的，行政机关将听取本人说明，并可依法终止办理、责令限期整改、撤销已发证件；以后不再适用承诺方式。',
  }
}
