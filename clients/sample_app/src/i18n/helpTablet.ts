/** Help with the tablet itself: its records, its people, its lock. */
import { ANSWERED_FOR, LESS_WALKING, NO_NETWORK } from './notice'
import type { Words } from './words'

export const helpTablet = {
  'help.sync.step': {
    zh: '看哪些记录区县已经收到。没有网络时照常办理，有网络会自动上传，不用管它。几天没有网络，可以导出到U盘送去。',
    en: 'Which records the district has. Work goes on without a network; records go by themselves when there is one. After days without one, export them and carry them there.',
  },
  'help.sync.rule': NO_NETWORK,
  'help.sync.never': {
    zh: '不要因为“待同步”就停办。记录没收到回执以前，不要清除浏览器数据。',
    en: 'Never stop work because records wait; and before they are receipted, never clear the browser’s data.',
  },
  'help.people.step': {
    zh: '这台平板谁在用。新来的同事用自己的账号登录，设自己的数字密码；忘了密码的，也在这里重设。',
    en: 'Who works with this tablet. A new colleague signs in and chooses a PIN; who forgot one chooses another here.',
  },
  'help.people.rule': ANSWERED_FOR,
  'help.people.never': {
    zh: '不要几个人共用一个密码，不要替别人登录。',
    en: 'Never share a PIN, and never sign in for somebody else.',
  },
  'help.enrol.step': {
    zh: '只做一次，要联网：用您自己的账号登录，填镇街给的配对码，给平板起个名字。',
    en: 'Once only, with a network: sign in as yourself, type the code that the township gave, name the tablet.',
  },
  'help.enrol.rule': NO_NETWORK,
  'help.enrol.never': {
    zh: '不要把配对码、密码告诉别人，也不要用别人的账号登记。',
    en: 'Tell nobody the code or your password, and enrol under nobody else’s name.',
  },
  'help.first-pin.step': {
    zh: '设一个 6 位数字，两次一样。以后打开平板就用它。',
    en: 'Choose six digits and type them twice. They open the tablet from now on.',
  },
  'help.first-pin.rule': ANSWERED_FOR,
  'help.first-pin.never': {
    zh: '不要用生日、123456 这样好猜的，不要写在平板上。',
    en: 'No birthday, no 123456; and do not write it on the tablet.',
  },
  'help.locked.step': {
    zh: '输入您的 6 位数字密码，没有网络也能打开。有几位同事的，先点自己的名字。忘了密码，点下面的“忘记数字密码”。',
    en: 'Type your six digits; no network is needed. Where several work here, tap your name first. Forgotten? Tap the line below.',
  },
  'help.locked.rule': LESS_WALKING,
  'help.locked.never': {
    zh: '忘了密码不要重装、不要清除数据，办过的都在。',
    en: 'If it is forgotten, never reinstall or clear data: all that was done is still here.',
  },
  'help.recover.step': {
    zh: '连上网络，用您自己的账号和密码登录，再设一个新的数字密码。平板上办过的都不会动。',
    en: 'With a network, sign in with your own user name and password, and choose a new PIN. What is on the tablet is not touched.',
  },
  'help.recover.rule': LESS_WALKING,
  'help.recover.never': {
    zh: '不要因为打不开平板叫群众改天来：可以先请旁边的同事用他的平板办。',
    en: 'Never send people away because a tablet is shut: have a colleague serve them on another one.',
  },
} satisfies Words
