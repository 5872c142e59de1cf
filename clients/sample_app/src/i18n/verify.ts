/** Words of the check of a certificate. */
import type { Words } from './words'

export const verify = {
  'verify.title': { zh: '证件验真', en: 'Check a certificate' },
  'verify.about': { zh: '不联网也可核验', en: 'works without a network' },
  'verify.text': { zh: '二维码内容或证号', en: 'Text of the QR, or the number' },
  'verify.check': { zh: '查验', en: 'Check' },
  'verify.number': { zh: '证号', en: 'Number' },
  'verify.issued': { zh: '签发', en: 'Issued' },
  'verify.asOf': { zh: '作废名单截至 {at}', en: 'List of revocations as of {at}' },
} satisfies Words
