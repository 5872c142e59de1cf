import { describe, expect, test } from 'vitest'
import { type Component, createSSRApp, h, reactive } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { statusCode } from '../../src/domain/statusLink'
import CertificatePaper from '../../src/papers/CertificatePaper.vue'
import NoticePaper from '../../src/papers/NoticePaper.vue'
import ReceiptPaper from '../../src/papers/ReceiptPaper.vue'
import { alternativesText, fullAddress, inGuideOrder, keyName } from '../../src/papers/words'
import { TABLET, type Tablet } from '../../src/tablet'
import { accepted, open, order } from '../helpers/flows'
import { GUIDE, guideOf, openWindow, SITE, STROKES, steadyClock, zhaoCouple } from '../helpers/window'

const DEGAN = '500116002901'
const NAMES: Record<string, string> = { [SITE]: '四牌坊社区', [DEGAN]: '德感社区' }
const HUSBAND_ID = '999999198803121012'
const tablet = {
  device: {
    site: { code: SITE, name: '四牌坊社区', nameEn: 'Sipaifang' },
    publicUrl: 'https://yici.example',
  },
  nameOf: (name: string) => (name === 'sipaifang-1' ? '周经办' : name),
  siteName: (code: string) => ({ zh: NAMES[code] ?? code, en: code }),
  district: reactive({ complaintPhone: '023-47292152', portal: 'https://portal.example' }),
} as unknown as Tablet

function print(paper: Component, props: object): Promise<string> {
  return renderToString(createSSRApp({ render: () => h(paper, props) }).provide(TABLET, tablet))
}

async function told() {
  const window = await openWindow()
  const id = await window.work.open(GUIDE, zhaoCouple())
  await window.work.show(id, ['M03:couple', 'M01:wife', 'M01:husband'], ['M02:husband'])
  const notice = await window.work.notify(id)
  const found = window.work.standing(id, 'notified')
  return { ...window, id, notice, found, asked: window.work.asked(found) }
}

describe('the notice', () => {
  test('R16: names all that is missing, why, what nobody may ask for, and 渝快办', async () => {
    const { found, asked, notice } = await told()
    const paper = await print(NoticePaper, { found, guide: GUIDE, asked, notice })
    expect(paper).toContain('丈夫的身份证、妻子的身份证、结婚证')
    expect(paper).toMatch(/丈夫的户口簿.*只出示复印件.*妻子的户口簿.*未带/s)
    expect(paper).toContain('婚育情况证明')
    expect(paper).toContain('本告知书以外的材料，任何人不得再要求您提供')
    for (const word of ['023-47292152', '津卫行审〔2021〕7号', '渝快办', '四牌坊社区', '周经办']) {
      expect(paper).toContain(word)
    }
    expect(paper).not.toMatch(/外地户口|流动人口/)
  })

  test('says by which number and code its case is looked up, once it is written', async () => {
    const { found, asked, notice, id } = await told()
    const paper = await print(NoticePaper, { found, guide: GUIDE, asked, notice })
    expect(paper).toMatch(new RegExp(`扫码查进度.*${id}<.*查询码.*${statusCode(notice)}`, 's'))
    const { sig, ...unwritten } = notice
    const draft = await print(NoticePaper, { found, guide: GUIDE, asked, notice: unwritten })
    expect(draft).not.toContain('查询码')
    expect(draft).toContain('告知后生成')
  })

  test('masks identity numbers', async () => {
    const { found, asked, notice } = await told()
    const paper = await print(NoticePaper, { found, guide: GUIDE, asked, notice })
    expect(paper).toContain('999999********1012')
    expect(paper).not.toContain(HUSBAND_ID)
  })
})

test('the receipt bears the number, masks identity numbers and says that nothing was kept', async () => {
  const { work, id } = await told()
  await work.show(id, ['M02:husband', 'M02:wife'], [])
  const acceptance = await work.accept(id)
  const paper = await print(ReceiptPaper, { found: work.standing(id, 'accepted'), guide: GUIDE, acceptance })
  expect(paper).toMatch(new RegExp(`编号.*${acceptance.caseNo}.*查询码.*${statusCode(acceptance)}`, 's'))
  expect(paper).toContain('未留存原件、复印件、照片')
  expect(paper).not.toContain(HUSBAND_ID)
})

describe('the receipt of a further birth', () => {
  async function receipt(clock = steadyClock()) {
    const window = await openWindow({ clock })
    const id = await accepted(window, 'further-birth')
    const [acceptance] = window.cases.own('acceptance')
    const found = () => window.work.standing(id)
    const guide = guideOf('further-birth')
    return { ...window, id, paper: () => print(ReceiptPaper, { found: found(), guide, acceptance }) }
  }

  test('R23: says how many working days, until when, and what stays', async () => {
    const paper = await (await receipt()).paper()
    expect(paper).toContain('20 个工作日，2021年7月12日前办结')
    expect(paper).toContain('自取或邮寄')
    expect(paper).toContain('身份证复印件、结婚证复印件、户口簿户主页复印件')
  })

  test('R27: says what the office does itself, and only what it does for this couple', async () => {
    const paper = await (await receipt()).paper()
    expect(paper).toContain('婚育情况证明：由经办窗口所在的村、社区出具')
    expect(paper).not.toContain('是否共同育有子女的证明')
  })

  test('a day that is not known yet is not guessed; once the hub knows it, it is printed', async () => {
    const { paper, cases, id } = await receipt(steadyClock('2026-12-15T02:00:00.000Z'))
    expect(await paper()).toContain('20 个工作日，办结日期待该年放假安排公布后确定')
    const of = cases.all.get(id)?.acceptance ?? ''
    order(cases, 'due', id, { at: '2026-12-20T00:00:00.000Z', of, dueOn: '2027-01-14' })
    expect(await paper()).toContain('20 个工作日，2027年1月14日前办结')
  })

  test('says how the couple chose to get it', async () => {
    const { paper, work, id } = await receipt()
    await work.chooseDelivery(id, 'mail')
    expect(await paper()).toMatch(/取证方式<\/th><td[^>]*>邮寄</)
  })
})

test('the notice of a further birth says which papers stay here, and names the page that is missing', async () => {
  const window = await openWindow()
  const guide = guideOf('further-birth')
  const id = await open(window, 'further-birth')
  const notice = await window.work.notify(id)
  const found = window.work.standing(id)
  const paper = await print(NoticePaper, { found, guide, asked: window.work.asked(found), notice })
  expect(paper).toMatch(/丈夫的户口簿人口增减页.*原件 1 份，复印件 1 份/s)
  expect(paper).toMatch(/第1个子女的小孩登记页.*任选一种：户口簿小孩登记页，或出生医学证明/s)
  expect(paper).toMatch(/女方一寸免冠近照.*2 张/s)
  expect(paper).not.toContain('不复印')
})

describe('the certificate', () => {
  test('shows both people in full, issuer, date, number and the QR', async () => {
    const { work, id } = await told()
    await work.show(id, ['M02:husband', 'M02:wife'], [])
    await work.accept(id)
    await work.pledge(id, {
      spouse: 'husband',
      marital: 'first-marriage',
      children: 0,
      phone: '',
      strokes: STROKES,
    })
    const certificate = await work.issue(id)
    const paper = await print(CertificatePaper, {
      certificate,
      guide: GUIDE,
      reason: '',
      clerk: certificate.clerk,
    })
    for (const word of [
      HUSBAND_ID,
      '赵明',
      '周芳',
      '四川省成都市武侯区',
      certificate.certNo,
      '2021年6月14日',
    ]) {
      expect(paper).toContain(word)
    }
    expect(paper).toContain('<svg')
  })

  test('before signing it is the same paper with a blank in place of the QR', async () => {
    const { husband, wife } = zhaoCouple()
    const certificate = {
      item: 'birth-service',
      certNo: 'FS',
      issuedOn: '2021-06-14',
      husband,
      wife,
      children: [],
      token: '',
    }
    const paper = await print(CertificatePaper, {
      certificate,
      guide: GUIDE,
      reason: '',
      clerk: 'sipaifang-1',
    })
    expect(paper).not.toContain('<svg')
    expect(paper).toContain('签发后生成')
  })
})

describe('the certificate of another item', () => {
  const children = [{ name: '赵小明', bornOn: '2018-09-01', sex: 'male' }]

  function certificateOf(item: string): Promise<string> {
    const { husband, wife } = zhaoCouple()
    const certificate = { item, certNo: 'X', issuedOn: '2021-06-14', husband, wife, children, token: '' }
    return print(CertificatePaper, {
      certificate,
      guide: guideOf(item),
      office: '四牌坊社区',
      reason: '',
      clerk: 'sipaifang-1',
    })
  }

  test('an only child is named in its certificate, which is issued at once though copies stay', async () => {
    const paper = await certificateOf('only-child')
    expect(paper).toContain('独生子女证')
    expect(paper).toContain('赵小明（男，2018年9月1日出生）')
    expect(paper).toContain('当场发放，申请人出示的原件已当场退还')
    expect(paper).not.toContain('未收取')
  })

  test('a further birth is granted by the township, not issued at once', async () => {
    const paper = await certificateOf('further-birth')
    expect(paper).toContain('经镇街审核准予')
    expect(paper).not.toMatch(/当场发放|未收取/)
  })
})

test('papers are named as people say them', () => {
  expect(keyName(GUIDE, 'M03:couple')).toBe('结婚证')
  expect(keyName(GUIDE, 'M04:wife/court-judgment')).toBe('妻子的离婚判决书')
  const alternatives = [['divorce-agreement'], ['court-judgment'], ['mediation-statement']]
  const requirement = { key: 'M04:wife', code: 'M04', whom: 'wife' as const, alternatives }
  expect(alternativesText(GUIDE, requirement)).toBe('离婚协议书，或离婚判决书，或离婚调解书')
  const asked = [{ key: 'M01:husband', code: 'M01', whom: 'husband' as const, alternatives: [] }, requirement]
  const ticked = ['M04:wife/court-judgment', 'M01:husband']
  expect(inGuideOrder(asked, ticked)).toEqual(['M01:husband', 'M04:wife/court-judgment'])
})

test('an address is printed with the province or district that was chosen, once', () => {
  const district = { code: '500116', name: '重庆市江津区' }
  const printed = (area: string, address: string) => fullAddress({ area, address }, district)
  expect(printed('510000', '某街1号')).toBe('四川省某街1号')
  expect(printed('510000', '四川省某街1号')).toBe('四川省某街1号')
  expect(printed('500116', '几江街道')).toBe('重庆市江津区几江街道')
  expect(printed('500116', '江津区几江街道')).toBe('重庆市江津区几江街道')
  expect(printed('500116', '重庆市江津区几江街道')).toBe('重庆市江津区几江街道')
  expect(printed('500000', '渝北区某街')).toBe('重庆市渝北区某街')
  expect(fullAddress({ area: '500116', address: '几江街道' }, {})).toBe('重庆市几江街道')
})
