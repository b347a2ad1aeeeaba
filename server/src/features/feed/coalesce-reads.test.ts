import { expect, test } from 'vitest'
import { coalesceReads } from './coalesce-reads.ts'

/** A source that is read when the test says so. */
function openSource() {
  const begun: { after: number; end: (outcome: string | Error) => void }[] = []
  const read = (after: number) =>
    new Promise<string>((done, fail) =>
      begun.push({ after, end: (outcome) => (outcome instanceof Error ? fail(outcome) : done(outcome)) }),
    )
  return { begun, missed: coalesceReads(read) }
}

test('reads requested during a read share the next one, which starts after them', async () => {
  const { begun, missed } = openSource()
  const first = missed(7)
  const [second, third] = [missed(7), missed(7)]
  expect(begun).toHaveLength(1)
  begun[0]?.end('old')
  expect(await first).toBe('old')
  await expect.poll(() => begun.length).toBe(2)
  begun[1]?.end('new')
  expect(await Promise.all([second, third])).toEqual(['new', 'new'])
})

test('other keys are read concurrently, and later requests again', async () => {
  const { begun, missed } = openSource()
  const [one, other] = [missed(1), missed(2)]
  expect(begun.map(({ after }) => after)).toEqual([1, 2])
  for (const { end } of begun) end('read')
  await Promise.all([one, other])
  void missed(1)
  expect(begun).toHaveLength(3)
})

test('a failed read fails those that requested it before, and nobody after', async () => {
  const { begun, missed } = openSource()
  const failing = missed(7)
  const behind = missed(7)
  begun[0]?.end(new Error('gone'))
  await expect(failing).rejects.toThrow('gone')
  await expect.poll(() => begun.length).toBe(2)
  begun[1]?.end('read')
  expect(await behind).toBe('read')
})
