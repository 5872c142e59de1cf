/** Words of the proofs and the opinion that the office gives itself. */
import type { Words } from './words'

export const proofs = {
  'marital.unmarried': { zh: '未婚', en: 'Unmarried' },
  'marital.first-marriage': { zh: '初婚', en: 'First marriage' },
  'marital.remarried': { zh: '再婚', en: 'Remarried' },
  'marital.remarried-after-divorce': { zh: '离婚后再婚', en: 'Remarried after a divorce' },
  'marital.remarried-after-death': { zh: '丧偶后再婚', en: 'Remarried after a death' },
  'marital.divorced': { zh: '离婚', en: 'Divorced' },
  'marital.widowed': { zh: '丧偶', en: 'Widowed' },

  'grounds.title': { zh: '依据', en: 'What it rests on' },
  'grounds.lookup': { zh: '人口家庭电子信息系统查验一致', en: 'Agreed with the population system' },
  'grounds.pledge': { zh: '本人承诺，已核实一致', en: 'Pledged, and verified' },
  'grounds.found': { zh: '{marital}，子女 {n} 个', en: '{marital}, children: {n}' },
  'grounds.await.sign': {
    zh: '等 {name} 签承诺书。本人来时在这里签，不用回户籍地。',
    en: '{name} has still to sign a pledge: here, when they come. Nobody travels for it.',
  },
  'grounds.await.verify': {
    zh: '{name} 的承诺还没有核实。给户籍地打电话或寄函，不打扰申请人。',
    en: 'The pledge of {name} is not verified yet. Call or write to the other office.',
  },
  'grounds.await.second-person': {
    zh: '{name} 的承诺核实不一致，等镇街另一人复核。您不用做什么。',
    en: 'The pledge of {name} was found false; the township confirms. Nothing for you to do.',
  },
  'grounds.await.look-up': {
    zh: '等系统查验 {name}，联网后自动进行。您和申请人都不用做什么。',
    en: 'The system looks {name} up by itself once there is a network. Nobody has to do anything.',
  },
  'grounds.await.ask-office': {
    zh: '{name} 的查验结果不符，先向登记单位核对，不找申请人。',
    en: 'The look-up of {name} does not fit: ask the registering office first, not the applicants.',
  },
  'grounds.await.township': {
    zh: '{name} 的情况由镇街处理。您不用做什么。',
    en: 'The township goes on with what concerns {name}. Nothing for you to do.',
  },
  'grounds.go.sign': { zh: '现在签承诺书', en: 'Sign it now' },
  'grounds.go.verify': { zh: '去核实', en: 'Verify it' },
  'grounds.go.ask-office': { zh: '去核对', en: 'Ask them' },

  'proving.title': { zh: '婚育情况证明', en: 'Status proof' },
  'proving.ask': { zh: '证明上这样写，对吗？', en: 'The proof will say this. Right?' },
  'proving.grounds': {
    zh: '为什么这样写？（印在证明上，镇街也看得到）',
    en: 'Why does it say so? (printed on the proof, and shown to the township)',
  },
  'proving.left': { zh: '先写明理由', en: 'Say why first' },

  'differs.pledge': {
    zh: '与核实过的承诺不同：承诺的是{marital}，子女 {n} 个。',
    en: 'Not as pledged and verified: {marital}, children: {n}. ',
  },
  'differs.lookup': {
    zh: '与系统查验不同：查到的是{marital}，子女 {n} 个。',
    en: 'Not as looked up: {marital}, children: {n}. ',
  },
  'differs.declared': {
    zh: '与申请时登记的不同：登记的是{marital}，子女 {n} 个。',
    en: 'Not as declared with the application: {marital}, children: {n}. ',
  },
  'differs.declaredMarital': {
    zh: '与申请时登记的不同：登记的是{marital}。',
    en: 'Not as declared with the application: {marital}. ',
  },
  'differs.why': { zh: '写明的理由：{why}', en: 'The reason given: {why}' },
  'differs.noWhy': {
    zh: '没有写明理由，决定前请向村（社区）问清楚。',
    en: 'No reason was given: ask the community before you decide.',
  },
  'proving.print': { zh: '出具并打印', en: 'Write and print' },
  'proving.reprint': { zh: '再打印一次（编号不变）', en: 'Print again (same number)' },
  'proving.done': { zh: '已出具 {no}', en: 'Written: {no}' },
  'proving.noNumbers': {
    zh: '证明编号用完了，联网后自动补充。申请人不用来，也不用等。',
    en: 'All numbers are used; more come with the network. The applicants need not wait.',
  },
  'proving.goOn': { zh: '办好了，继续', en: 'Done, go on' },

  'spoiled.offer': { zh: '纸坏了，换号重出', en: 'The sheet is spoiled' },
  'spoiled.why': { zh: '纸怎么坏的？', en: 'What happened to the sheet?' },
  'spoiled.jam': { zh: '卡纸', en: 'Jammed' },
  'spoiled.misprint': { zh: '打印不清', en: 'Misprinted' },
  'spoiled.damaged': { zh: '弄破了', en: 'Damaged' },
  'spoiled.kept': {
    zh: '编号 {no} 作废、不再用，换一个编号重新出具。坏的那张请收好。',
    en: 'Number {no} is used up; the next is written under another. Keep the spoiled sheet.',
  },
  'spoiled.cancel': { zh: '没坏', en: 'It is fine' },

  'common-children.title': { zh: '共同子女情况', en: 'Children in common' },
  'common-children.intro': {
    zh: '再婚夫妻由我们写明，申请人不用去开证明。',
    en: 'For a remarried couple we state it; they need no paper for it.',
  },
  'common-children.ask': {
    zh: '两人共同生育、收养了几个子女？',
    en: 'How many children have the two in common?',
  },
  'common-children.declared': { zh: '申请时登记的子女', en: 'Children as declared' },
  'common-children.nobody': { zh: '没有', en: 'None' },
  'common-children.save': { zh: '写明', en: 'State it' },
  'common-children.done': { zh: '已写明', en: 'Stated' },

  'opinion.title': { zh: '村（居）委会意见', en: 'Committee’s opinion' },
  'opinion.notTheirErrand': {
    zh: '意见由我们出具，申请人不用回户籍地、不用去单位开。',
    en: 'We give the opinion. The applicants fetch nothing, at home or at work.',
  },
  'opinion.ask.basis': { zh: '根据什么出具？', en: 'What does it rest on?' },
  'opinion.ask.call': {
    zh: '问的哪个村（居）委会？说了什么？',
    en: 'Which committee was called, and what did it say?',
  },
  'opinion.ask.employer': { zh: '单位意见怎么写的？', en: 'What does the employer’s paper say?' },
  'opinion.ask.look': { zh: '请核对，然后打印盖章', en: 'Check it, then print and stamp it' },
  'opinion.basis.lookup': { zh: '系统查验一致', en: 'The population system agrees' },
  'opinion.basis.pledge': { zh: '承诺已核实一致', en: 'A verified pledge' },
  'opinion.basis.own-residents': { zh: '两人都是本村（社区）居民', en: 'Both are residents of ours' },
  'opinion.basis.phone': {
    zh: '打电话问户籍地村（居）委会',
    en: 'A call to the committee where they are registered',
  },
  'opinion.basis.employer-paper': {
    zh: '申请人自己带来了单位意见',
    en: 'The couple brought an employer’s opinion',
  },
  'opinion.not.lookup': {
    zh: '还没有一致的查验；不用等，可选别的',
    en: 'No look-up agrees yet; take another, no need to wait',
  },
  'opinion.not.pledge': { zh: '还没有核实一致的承诺', en: 'No pledge is verified yet' },
  'opinion.not.own-residents': { zh: '有一人户籍不在本区', en: 'One of them is registered elsewhere' },
  'opinion.chosen': { zh: '申请时选的', en: 'as they chose' },
  'opinion.office': { zh: '村（居）委会名称、电话', en: 'Committee and its phone' },
  'opinion.employer': { zh: '单位名称', en: 'Employer' },
  'opinion.content': { zh: '意见', en: 'The opinion' },
  'opinion.asUsual': { zh: '情况属实，同意。', en: '情况属实，同意。' },
  'opinion.print': { zh: '出具并打印', en: 'Give and print' },
  'opinion.reprint': { zh: '再打印一次', en: 'Print again' },
  'opinion.again': { zh: '写错了，重写一份', en: 'Written wrongly: give it again' },
  'opinion.given': { zh: '意见已出具', en: 'The opinion is given' },
  'opinion.toIssue': { zh: '办好了，去发证', en: 'Done: issue the certificate' },
} satisfies Words
