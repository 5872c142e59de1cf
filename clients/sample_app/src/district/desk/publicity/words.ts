import { speaker } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const publicity = {
  title: { zh: '公示与整改', en: 'Publicity of the guides' },
  about: {
    zh: '每个站点要有折页，有电子屏、展板或公示栏，还要有渝快办指引，三样齐了才算完成。',
    en: 'Each site needs a leaflet, a screen or a board, and a pointer to Yukuaiban: done when it has all three.',
  },
  list: { zh: '各站点', en: 'Site by site' },
  deadline: { zh: '截止日期', en: 'Deadline' },
  record: { zh: '登记公示', en: 'Put down publicity' },
  recordDo: { zh: '登记', en: 'Put it down' },
  forSite: { zh: '哪个站点', en: 'Which site' },
  kind: { zh: '哪种方式', en: 'In which way' },
  guide: { zh: '哪份指南', en: 'Which guide' },
  place: { zh: '在什么地方', en: 'Where' },
  placeHint: { zh: '例如：办事大厅入口', en: 'Such as: at the entrance' },
  doneOn: { zh: '从哪天起', en: 'Since' },
  recorded: { zh: '已登记：{site}，{kind}。', en: 'Put down: {site}, {kind}.' },
  state: { zh: '状态', en: 'State' },
  isDone: { zh: '已完成', en: 'Done' },
  isLate: { zh: '逾期完成', en: 'Done late' },
  isOpen: { zh: '没完成', en: 'Not done' },
  completed: { zh: '完成日期', en: 'Done on' },
  lacking: { zh: '还缺', en: 'Still lacking' },
  shown: { zh: '已有', en: 'Shown by' },
  screenOrBoard: { zh: '电子屏、展板或公示栏', en: 'a screen or a board' },
  since: { zh: '{kind}（{date}）', en: '{kind} ({date})' },
  doneCount: { zh: '{all} 个站点，{done} 个已完成', en: '{all} sites, {done} of them done' },
} satisfies Words

export const t = speaker(publicity)
