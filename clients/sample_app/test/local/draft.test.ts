import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { Drafts } from '../../src/local/draft'
import { createNotes } from '../helpers/notes'
import { until } from '../helpers/until'

const told = vi.fn()
vi.spyOn(console, 'error').mockReturnValue()

const notes = createNotes()
const drafts = new Drafts(notes, told)
const kept = () => notes.get<{ name: string }>('draft:couple')

afterEach(async () => {
  vi.restoreAllMocks()
  await (await drafts.open('couple', () => ({ name: '' }))).clear()
})

test('every keystroke is kept, until the form is emptied', async () => {
  const draft = await drafts.open('couple', () => ({ name: '' }))
  draft.form.name = '赵'
  await until(async () => expect(await kept()).toEqual({ name: '赵' }))
  await draft.clear()
  expect(await kept()).toBeUndefined()
})

test('who must not lose it waits until the form is on the disk, and hears when it is not', async () => {
  const draft = await drafts.open('couple', () => ({ name: '' }))
  draft.form.name = '赵'
  await draft.saved()
  expect(await kept()).toEqual({ name: '赵' })
  vi.spyOn(notes, 'set').mockRejectedValueOnce(new Error('the disk is full'))
  await expect(draft.saved()).rejects.toThrow('full')
})

test('a keystroke that could not be kept is told, and the next one is kept again', async () => {
  const { form } = await drafts.open('couple', () => ({ name: '' }))
  vi.spyOn(notes, 'set').mockRejectedValueOnce(new Error('the disk is full'))
  form.name = '赵'
  await nextTick()
  form.name = '赵明'
  await until(async () => expect(await kept()).toEqual({ name: '赵明' }))
  expect(told).toHaveBeenCalledExactlyOnceWith(new Error('the disk is full'))
})

test('a burst of keystrokes is kept as it stands at its end, in no more writes than needed', async () => {
  const draft = await drafts.open('couple', () => ({ name: '' }))
  const set = vi.spyOn(notes, 'set')
  for (const name of ['z', 'zh', 'zha', 'zhao', '赵']) {
    draft.form.name = name
    await nextTick()
    expect(drafts.onTheirWay.value).toBeGreaterThan(0)
  }
  await draft.saved()
  await until(() => expect(drafts.onTheirWay.value).toBe(0))
  expect(await kept()).toEqual({ name: '赵' })
  expect(set.mock.calls.length).toBeLessThan(5)
})

test('a form that could not be read is read again when it is asked for again', async () => {
  vi.spyOn(notes, 'get').mockRejectedValueOnce(new Error('the disk is busy'))
  await expect(drafts.open('couple', () => ({ name: '' }))).rejects.toThrow('busy')
  expect((await drafts.open('couple', () => ({ name: '' }))).form).toEqual({ name: '' })
})
