import { afterEach, expect, test } from 'vitest'
import { closeToast, toast, toasts } from './toasts.ts'

const shown = () => toasts.get().map(({ text }) => text)

afterEach(() => {
  for (const { number } of toasts.get()) closeToast(number)
})

test('a repeated failure is shown once', () => {
  for (const _ of [1, 2, 3]) toast({ text: 'The server cannot be reached.', isFailure: true })
  toast({ text: 'Saved.' })
  expect(shown()).toEqual(['The server cannot be reached.', 'Saved.'])
})

test('two things that can be undone are two, whatever they are called', () => {
  for (const _ of [1, 2]) toast({ text: 'Removed: Nightly report', undo: () => {} })
  expect(shown()).toHaveLength(2)
})

test('at most four are shown, the newest', () => {
  for (const text of ['1', '2', '3', '4', '5']) toast({ text })
  expect(shown()).toEqual(['2', '3', '4', '5'])
})
