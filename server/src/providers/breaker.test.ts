import { expect, test, vi } from 'vitest'
import type { Embedded } from '#kernel/model-ports.ts'
import { breaking } from './breaker.ts'

const none: Embedded = { vectors: [], tokens: null }
const log = { warn: () => {} }

test('a model that keeps failing is skipped for a while, and recovers', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0)
  const embed = vi.fn(async (): Promise<Embedded> => none)
  const model = breaking({ id: 'a/b', price: null, embed }, { failuresMax: 2, pauseMs: 1_000, log })
  const ask = () => model.embed(['x'], new AbortController().signal)
  embed.mockRejectedValue(new Error('down, key sk-1'))
  await expect(ask()).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.not.stringContaining('sk-1'),
  })
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  embed.mockResolvedValue(none)
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  expect(embed).toHaveBeenCalledTimes(2)
  now.mockReturnValue(1_001)
  await expect(ask()).resolves.toBe(none)
  await expect(ask()).resolves.toBe(none)
  now.mockRestore()
})

test('an aborted call says nothing about the model', async () => {
  const embed = async (_: readonly string[], signal: AbortSignal): Promise<Embedded> => {
    signal.throwIfAborted()
    return none
  }
  const model = breaking({ id: 'a/b', price: null, embed }, { failuresMax: 1, pauseMs: 1_000_000, log })
  await expect(model.embed(['x'], AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  await expect(model.embed(['x'], new AbortController().signal)).resolves.toBe(none)
})
