import { afterAll, expect, test } from 'vitest'
import { openDocumentReader } from './open-document-reader.ts'

const reader = openDocumentReader({ memoryLimitMb: 256, timeLimitMs: 60_000 })
afterAll(() => reader.close())
const read = (text: string, type: string) =>
  reader.extract(Buffer.from(text), type, new AbortController().signal)

test.each([
  ['text/html', 'blocks', `${'<div>'.repeat(100_000)}x`],
  ['text/html', 'words', `${'<span>'.repeat(100_000)}x`],
  ['text/markdown', 'quotations', `${'> '.repeat(20_000)}x`],
  ['text/markdown', 'lists', `${'+ '.repeat(20_000)}x`],
])(
  'a document of %s that is nested without end is refused: %s',
  async (type, _name, text) => {
    await expect(read(text, type)).rejects.toMatchObject({ code: 'invalid_input', reason: 'unreadable' })
  },
  30_000,
)

test('one that keeps the processor busy is ended, whatever the load of the machine', async () => {
  const hasty = openDocumentReader({ memoryLimitMb: 256, timeLimitMs: 60_000, cpuLimitMs: 200 })
  const busy = hasty.extract(
    Buffer.from('[!['.repeat(1_000_000)),
    'text/markdown',
    AbortSignal.timeout(60_000),
  )
  await expect(busy).rejects.toMatchObject({ code: 'invalid_input', reason: 'too-slow' })
  await hasty.close()
}, 70_000)

test('real documents are nested less', async () => {
  const { text } = await read(`${'> '.repeat(10)}a\n\n- b\n  - c\n`, 'text/markdown')
  expect(text).toContain('a')
  expect((await read(`${'<div>'.repeat(200)}b`, 'text/html')).text).toBe('b')
}, 30_000)
