/** Words of the PIN, of a locked tablet and of who works with it. */
import type { Words } from './words'

export const lock = {
  'pin.first': { zh: '{name}，请设一个 6 位数字密码', en: '{name}, choose a PIN of six digits' },
  'pin.why': {
    zh: '以后打开平板就输它，没有网络也能用。群众的信息都用它锁住，请勿告诉他人。',
    en: 'It opens this tablet from now on, with or without a network. What people told you is locked with it: tell it to nobody.',
  },
  'pin.choose': { zh: '输入新的数字密码', en: 'Type the new PIN' },
  'pin.again': { zh: '再输一次', en: 'Type it again' },
  'pin.tooSimple': { zh: '太容易猜到了，换一个', en: 'Too easy to guess, choose another' },
  'pin.notSame': { zh: '两次不一样，请重新输入', en: 'Not the same twice. Begin again' },
  'pin.typed': { zh: '已输入 {n} 位', en: '{n} digits typed' },
  'pin.back': { zh: '删一位', en: 'Delete one digit' },
  'pin.opening': { zh: '正在打开…', en: 'Opening…' },

  'lock.device': { zh: '设备 {device}', en: 'Device {device}' },
  'lock.who': { zh: '您是哪位？', en: 'Who are you?' },
  'lock.pin': { zh: '{name}，请输入数字密码', en: '{name}, type your PIN' },
  'lock.other': { zh: '不是我，换人', en: 'Not me' },
  'lock.wrong': { zh: '数字密码不对，请再输一次', en: 'Wrong PIN, try again' },
  'lock.wait': {
    zh: '输错多次，请等 {n} 秒。办过的都在。',
    en: 'Too many wrong tries: wait {n} s. Nothing is lost.',
  },
  'lock.forgotten': { zh: '忘记数字密码？', en: 'Forgotten your PIN?' },
  'lock.now': { zh: '锁屏', en: 'Lock' },

  'recover.title': { zh: '忘记数字密码', en: 'Forgotten PIN' },
  'recover.why': {
    zh: '不要紧，平板上办过的都还在。请连上网络，用您自己的账号和密码登录，再设一个新的数字密码。',
    en: 'No harm done: all that was done on this tablet is still here. With a network, sign in with your own user name and password, then choose a new PIN.',
  },
  'recover.back': { zh: '想起来了，返回', en: 'I remember it, back' },
  'recover.none': {
    zh: '这台平板还没有在区县留过备用钥匙，不能这样打开。办过的都还在：请本机另一位经办人打开平板，在“同步与本机”里选“本机经办人”，您登录后重新设一个。',
    en: 'This tablet has left no spare key with the district, so it cannot be opened like this. Nothing is lost: another clerk of this tablet opens it; under “Sync and this tablet”, “Clerks of this tablet” you sign in and choose a new PIN.',
  },
  'recover.ended': {
    zh: '这台平板已经停用，不能打开。办过的都还在，请找镇街恢复使用后再试。',
    en: 'This tablet has been taken out of use and cannot be opened. Nothing on it is lost: ask the township to admit it again, then try once more.',
  },
  'recover.shut': {
    zh: '区县没能打开这台平板的备用钥匙。平板上办过的都还在，没有改动，请联系区县。',
    en: 'The district could not open this tablet’s spare key. What is on the tablet is all here, unchanged: ask the district.',
  },

  'people.title': { zh: '本机经办人', en: 'Clerks of this tablet' },
  'people.about': {
    zh: '每人用自己的数字密码打开平板，所办的事项记在各自名下。',
    en: 'Each opens the tablet with a PIN of his own, and signs for what he does.',
  },
  'people.takeOff': { zh: '不再使用', en: 'Take off' },
  'people.keep': { zh: '先不', en: 'Not now' },
  'people.takeOffSure': { zh: '{name} 不再用这台平板？', en: 'Take {name} off this tablet?' },
  'people.takeOffWhy': {
    zh: '他的数字密码从此打不开平板；他办过的事都留着，名字也留着。以后再来，让他用账号登录一次就行。',
    en: 'The PIN opens this tablet no more. What was done stays, with the name. Who comes back signs in once and chooses a new PIN.',
  },
  'people.takenOff': {
    zh: '{name} 已不再使用这台平板，办过的事都在。',
    en: '{name} is taken off this tablet. What was done is all here.',
  },
  'people.atWork': { zh: '正在使用', en: 'at work now' },
  'people.add': { zh: '添加经办人，或重设数字密码', en: 'Add a clerk, or choose a new PIN' },
  'people.addWhy': {
    zh: '请本人输入自己的账号和密码，需要网络。',
    en: 'The clerk signs in with his own user name and password; a network is needed.',
  },
  'people.signIn': { zh: '登录', en: 'Sign in' },
  'people.otherSite': {
    zh: '这个账号不属于本站点，不能在这台平板上办理。',
    en: 'This user does not belong to this office and cannot work with this tablet.',
  },
  'people.choosing': {
    zh: '{name}，请设自己的 6 位数字密码',
    en: '{name}, choose your own PIN of six digits',
  },
  'people.done': {
    zh: '好了，{name} 现在可以用自己的数字密码打开平板。',
    en: '{name} can open the tablet with the new PIN now.',
  },
} satisfies Words
