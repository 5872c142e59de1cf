/** Help with what the office does itself. */
import { IN_COMMON, IN_TIME, LOOKED_UP, NOT_BACK_HOME, OPINION_HERE, PLEDGED } from './notice'
import type { Words } from './words'

export const helpOffice = {
  'help.work.step': {
    zh: '这里是我们自己要办的事，急的在前面。点“去办”就到办的地方；写着“不用管”的，系统会自己办好。',
    en: 'What the office has to do itself, the most urgent first. “Do it” leads to where it is done; what says “nothing to do” does itself.',
  },
  'help.work.rule': IN_TIME,
  'help.work.never': { zh: '不要叫申请人来办这里的任何一件。', en: 'Have the applicants do none of it.' },
  'help.pledge.step': {
    zh: '户籍在市外的一方读一遍承诺书，选好，签名。不愿签也照样办。',
    en: 'The spouse from outside reads the pledge, chooses and signs. Who declines is served all the same.',
  },
  'help.pledge.rule': PLEDGED,
  'help.pledge.never': { zh: '不要他们回户籍地开证明。', en: 'Never send them home for a proof.' },
  'help.verify-pledge.step': {
    zh: '按公布的电话打给户籍地的单位，问到什么记什么。打不通记“没有联系上”，再打一次，还不通就寄函。问清了点“作结论”。',
    en: 'Ring up the office where they are registered, by its published number, and note what it says. No answer: note it, try again, then write. Once it is clear, conclude.',
  },
  'help.verify-pledge.rule': PLEDGED,
  'help.verify-pledge.never': {
    zh: '不要打申请人给的号码去核实；打不通不是申请人的错，不要因此催他们。',
    en: 'Never verify by a number that the applicant gave; and no answer is not their fault: do not press them.',
  },
  'help.prove-status.step': {
    zh: '依据已经齐了。看清证明上的婚姻状况和子女数，打印、盖章。有出入先在这里改对。',
    en: 'What it rests on is there. Look at the marital status and the number of children, put right what is wrong, print and stamp.',
  },
  'help.prove-status.rule': LOOKED_UP,
  'help.prove-status.never': {
    zh: '不要申请人去开这份证明，也不要叫他们来取。',
    en: 'Never have the applicants fetch this proof, nor come for it.',
  },
  'help.prove-children.step': {
    zh: '看查验或核实的结果，数一数这对夫妻共同有几个子女，点数字，写明。',
    en: 'See what the look-up or the verified pledge says, count the children the two have in common, tap the number and state it.',
  },
  'help.prove-children.rule': IN_COMMON,
  'help.prove-children.never': {
    zh: '不要他们去派出所、原户籍地开子女证明。',
    en: 'Never send them to the police or to where they were registered for a proof of children.',
  },
  'help.opinion.step': {
    zh: '选一样依据：两人都是本村（社区）的、系统查验一致、承诺已核实，或打电话问户籍地村（居）委会。有一样就够。再打印盖章。',
    en: 'Choose what it rests on: both are residents of ours, the look-up agrees, the pledge is verified, or a call to the committee where they are registered. One is enough. Then print and stamp.',
  },
  'help.opinion.rule': OPINION_HERE,
  'help.opinion.never': {
    zh: '不要他们回户籍地、去单位开意见。自己带了单位意见的，也可以用。',
    en: 'Never send them home or to an employer for an opinion. Who brings an employer’s on their own may use it.',
  },
  'help.ask-office.step': {
    zh: '系统里登记的和申请人说的不一样。打电话问登记的单位，哪个对，照实记下。',
    en: 'What is registered is not what they declared. Ring up the office that registered it, ask which is right, note it down as said.',
  },
  'help.ask-office.rule': NOT_BACK_HOME,
  'help.ask-office.never': {
    zh: '不要叫申请人自己去改登记、去开证明；没查清之前不怀疑人。',
    en: 'Never have the applicants put the register right or bring a proof; and suspect nobody before it is clear.',
  },
} satisfies Words
