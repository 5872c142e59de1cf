import { expect, test } from 'vitest'
import { faultsOfNumber } from '../../src/domain/couple'
import { tidyIdNumber } from '../../src/window/coupleForm'
import { idHint, swappedAt, upgraded } from '../../src/window/idHint'

const TODAY = '2021-06-08'

function hint(typed: string): string {
  const idNo = tidyIdNumber(typed)
  return idHint(idNo, faultsOfNumber('husband', idNo, TODAY)[0]?.detail ?? '')
}

test('full-width digits and a small x are as good as what the card prints', () => {
  expect(tidyIdNumber(' ９９９９９９　１９８５０１０１２０３ｘ')).toBe('99999919850101203X')
  expect(hint('９９９９９９１９８５０１０１２０３ｘ')).toBe('')
})

test('an old number is told with the eighteen digits that it most likely became', () => {
  expect(upgraded('110105491231002')).toBe('11010519491231002X')
  expect(hint('110105491231002')).toContain('110105 19491231 002X')
  expect(hint('110105499931002')).not.toContain('110105 1949')
})

test('two digits that changed places are named', () => {
  expect(swappedAt('999999198803121021')).toBe(17)
  expect(hint('999999198803112012')).toContain('第 14、15 位')
})

test('an area that no card has is what to look at first', () => {
  expect(hint('009999198803121016')).toContain('前 6 位')
})

test('else the number is shown in the groups that one compares with the card', () => {
  expect(hint('999999198803121013')).toContain('999999 19880312 1013')
})
