import { expect, test } from 'vitest'
import { statusCode, statusLink } from '../../src/domain/statusLink'

const fact = { sig: `AAECAwQFBgcICQ${'A'.repeat(72)}` }

test('the code is the hub’s', () => {
  expect(statusCode(fact)).toBe('AAAQEAYEAUDA')
})

test('the receipt’s QR opens the status page', () => {
  expect(statusLink('https://yici.example', 'FS1', fact)).toBe(
    'https://yici.example/status?case=FS1&code=AAAQEAYEAUDA',
  )
})
