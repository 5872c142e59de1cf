import { speaker } from '../../../i18n/language'
import type { Words } from '../../../i18n/words'

export const calendar = {
  title: { zh: '工作日历', en: 'Working days' },
  about: {
    zh: '照国务院办公厅的放假通知填。没有发布的年份，不会许诺办结日期，也不会算超期。',
    en: 'As the State Council’s notice has it. Of a year that is not published no day is promised, and nothing is late.',
  },
  undated: { zh: '有 {n} 件在等日历，发布后会算出办结日期。', en: '{n} cases wait for a table to be dated.' },
  year: { zh: '年份', en: 'Year' },
  published: { zh: '{year}（已发布）', en: '{year} (published)' },
  missing: { zh: '{year}（没有发布）', en: '{year} (not published)' },
  late: { zh: '{year} 年的日历还没有发布。', en: 'The table of {year} is not published yet.' },
  how: {
    zh: '点一天，在上班和休息之间切换。用方向键可以移动。',
    en: 'Press a day to change it between worked and off; the arrow keys move.',
  },
  basis: { zh: '依据', en: 'Rests on' },
  basisHint: { zh: '例如：国办发明电〔2026〕×号', en: 'The number of the notice' },
  correction: { zh: '为什么更正', en: 'Why it is corrected' },
  publish: { zh: '发布', en: 'Publish' },
  correct: { zh: '更正', en: 'Correct it' },
  sure: { zh: '发布 {year} 年的日历？', en: 'Publish the working days of {year}?' },
  sureWhy: {
    zh: '工作日 {work} 天，休息 {off} 天。等着的件会马上算出办结日期。',
    en: '{work} days are worked, {off} are off. Cases that wait are dated at once.',
  },
  done: { zh: '{year} 年的日历已发布。', en: 'The working days of {year} are published.' },
  noHoliday: { zh: '还没有标出放假的日子。', en: 'No holiday is marked yet.' },
  nothingChanged: { zh: '和已发布的一样。', en: 'It is as it was published.' },
  dayName: { zh: '{month} {n} 日 {kind}', en: '{month} {n} {kind}' },
  off: { zh: '休息', en: 'off' },
  holiday: { zh: '放假', en: 'holiday' },
  work: { zh: '上班', en: 'worked' },
  extraWork: { zh: '周末上班', en: 'weekend, worked' },
  legend: { zh: '图例', en: 'Legend' },
} satisfies Words

export const t = speaker(calendar)
