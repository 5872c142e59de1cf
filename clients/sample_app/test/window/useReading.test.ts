import { expect, test, vi } from 'vitest'
import { useReading } from '../../src/window/useReading'

const told = vi.hoisted(() => vi.fn())
vi.mock('../../src/window/failure', () => ({ tellFailure: told }))

/** What is read answers when the test says so. */
function slowReading() {
  const answers = new Map<string, { resolve(says: string): void; reject(error: Error): void }>()
  const look = (text: string) =>
    new Promise<string>((resolve, reject) => {
      answers.set(text, { resolve, reject })
    })
  return { answers, ...useReading(look) }
}

test('a scan is answered with the text that was scanned', async () => {
  const { answers, read, reading, busy } = slowReading()
  const done = read('first')
  expect([busy.value, reading.value]).toEqual([true, undefined])
  answers.get('first')?.resolve('good')
  await done
  expect([busy.value, reading.value]).toEqual([false, { text: 'first', says: 'good' }])
})

test('a second scan is read though the first is still looked at, and the later one counts', async () => {
  const { answers, read, reading } = slowReading()
  const done = [read('first'), read('second')]
  answers.get('second')?.resolve('void')
  answers.get('first')?.resolve('good')
  await Promise.all(done)
  expect(reading.value).toEqual({ text: 'second', says: 'void' })
})

test('what stands in the field no more answers nothing', async () => {
  const { answers, read, reading, forget } = slowReading()
  const done = read('first')
  forget()
  answers.get('first')?.resolve('good')
  await done
  expect(reading.value).toBeUndefined()
})

test('a reading that fails is told, and the next one works', async () => {
  const { answers, read, reading } = slowReading()
  const failing = read('first')
  answers.get('first')?.reject(new Error('no'))
  await failing
  expect(told).toHaveBeenCalledOnce()
  const done = read('second')
  answers.get('second')?.resolve('good')
  await done
  expect(reading.value?.says).toBe('good')
})
