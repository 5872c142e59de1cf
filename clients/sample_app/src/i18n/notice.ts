/** The notice that help rests on, word for word, each with the line of it (docs/rules.md). */
import type { Text } from '../domain/guides'

export const CLOSED: Text = {
  zh: '「不得要求申请人提供额外的材料」（通知第 20 行）',
  en: '“Applicants must not be asked for further papers” (line 20 of the notice)',
}
export const ONCE: Text = {
  zh: '「对手续、资料不全或不符合法定要求的，经办人员一次性告知其所需补充的手续和资料。」（通知第 20 行）',
  en: '“Where papers are missing or not as the law wants them, the clerk says once and for all what is to be added” (line 20)',
}
export const LOOKED_UP: Text = {
  zh: '「婚育情况证明由工作人员通过人口家庭电子信息系统进行查验、打印，不得再要求申请人回户籍地开具纸质证明」（通知第 20 行）',
  en: '“Staff look the status up in the population system and print the proof; applicants must no longer be asked for a paper from where they are registered” (line 20)',
}
export const PLEDGED: Text = {
  zh: '「如申请人是市外的，由申请人填写承诺书，工作人员通过电话、信函等方式核实后出具婚育情况证明」（通知第 20 行）',
  en: '“An applicant from outside the city fills in a pledge; staff verify it by telephone or letter and write the proof” (line 20)',
}
export const NOT_BACK_HOME: Text = {
  zh: '「严禁以流动人口为由，要求其返回户籍地开具证明」（通知第 20 行）',
  en: '“It is strictly forbidden to send people back to where they are registered for a proof because they are migrants” (line 20)',
}
export const IN_TIME: Text = {
  zh: '「务必在各类申请事项要求的时限内办结，杜绝超期办理的现象发生」（通知第 20 行）',
  en: '“Finish within the time that each matter allows; nothing may run late” (line 20)',
}
export const LESS_WALKING: Text = {
  zh: '「真正为群众办实事，让群众少跑路」（通知第 16 行）',
  en: '“Do what really helps people, and spare them the way” (line 16)',
}
export const ANSWERED_FOR: Text = {
  zh: '「对各镇街在生育服务证等事项办理过程中存在的问题进行通报」（通知第 24 行）。谁办的，记在谁名下',
  en: '“What goes wrong in these matters is reported, township by township” (line 24): each signs for his own work',
}
export const NO_NETWORK: Text = {
  zh: '「目前，四牌坊社区网络故障，打印不了生育服务证明。」（通知第 40 行，被曝光的事）。有了平板，断网也能发证',
  en: '“The network of Sipaifang is down, the certificate cannot be printed” (line 40, what was exposed): a tablet issues without one',
}
export const NEAREST: Text = {
  zh: '「可以就近原则在居住地所在社区办理生育服务证明」（通知第 48 行，街道的答复）',
  en: '“It can be applied for at the community where one lives, whichever is nearest” (line 48, the street’s reply)',
}
export const ON_THE_SPOT: Text = {
  zh: '「提供以上材料后，工作人员当场办理，立即发放生育服务证，不得收取任何材料」（通知第 73 行，生育服务证）',
  en: '“Once these are shown staff act at once and hand out the certificate immediately; no papers may be kept” (line 73, birth service certificate)',
}
export const MAILED_OR_FETCHED: Text = {
  zh: '「可以选择邮寄送达，由经办机构将生育服务证邮寄送达，也可选择自取」（通知第 75 行，渝快办）',
  en: '“They may have it mailed by the office, or fetch it themselves” (line 75, applications online)',
}
export const UPLOADED: Text = {
  zh: '「网上上传以上材料提交到对应的村、社区」（通知第 75 行，渝快办）',
  en: '“These papers are uploaded online, to the village or community concerned” (line 75)',
}
export const WORKING_DAYS: Text = {
  zh: '「20个工作日（各镇街根据各自压缩的时限办理）。」（通知第 93 行，再生育服务证）',
  en: '“20 working days, or fewer where the township has promised fewer” (line 93, further birth certificate)',
}
export const IN_COMMON: Text = {
  zh: '「再婚的需提供是否共同育有子女的证明」（通知第 98 行，再生育服务证）。这份证明由我们写，不要申请人去开',
  en: '“Who married again needs a proof of children in common” (line 98, further birth certificate): we write it, they fetch nothing',
}
export const OPINION_HERE: Text = {
  zh: '「双方户籍地所在村（居）民委员会意见由经办窗口所在的村、社区出具，不由本人回户籍地出具」（通知第 128 行，独生子女证）',
  en: '“The committees’ opinion is given by the village or community of the window; nobody travels for it” (line 128, only child certificate)',
}
