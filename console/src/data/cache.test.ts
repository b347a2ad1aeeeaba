import { expect, test, vi } from 'vitest'
import {
  applyHappenings,
  change,
  forgetAll,
  invalidate,
  refresh,
  type Resource,
  snapshotOf,
  watch,
} from './cache.ts'

const counter = (key: string) => {
  let loads = 0
  const resource: Resource<number> = { key, load: async () => ++loads }
  return resource
}

const settled = () => new Promise((done) => setTimeout(done))

test('the first reader triggers the fetch, the second shares it', async () => {
  const resource = counter('shared')
  watch(resource, () => {})
  watch(resource, () => {})
  expect(snapshotOf(resource)).toMatchObject({ value: undefined, isLoading: true })
  await settled()
  expect(snapshotOf(resource)).toEqual({ value: 1, error: undefined, isLoading: false })
})

test('a refresh during a load fetches once more afterwards', async () => {
  const resource = counter('busy')
  watch(resource, () => {})
  refresh(resource)
  refresh(resource)
  await settled()
  expect(snapshotOf(resource).value).toBe(2)
})

test('a refresh drops values without readers', async () => {
  const resource = counter('left')
  const leave = watch(resource, () => {})
  await settled()
  leave()
  refresh(resource)
  expect(snapshotOf(resource).value).toBeUndefined()
})

test('a failure keeps the current value and reports the error', async () => {
  let isBroken = false
  const resource: Resource<string> = {
    key: 'fragile',
    load: async () => {
      if (isBroken) throw new Error('gone')
      return 'fine'
    },
  }
  const listener = vi.fn<() => void>()
  watch(resource, listener)
  await settled()
  isBroken = true
  refresh(resource)
  await settled()
  expect(snapshotOf(resource)).toMatchObject({ value: 'fine', error: new Error('gone') })
  expect(listener).toHaveBeenCalled()
})

test('a change shows at once, and a clear spares visible values', async () => {
  const resource = counter('changed')
  watch(resource, () => {})
  await settled()
  change(resource, (value) => value + 10)
  forgetAll()
  expect(snapshotOf(resource).value).toBe(11)
})

test('an event refetches the values it made stale, and no others', async () => {
  const about = (key: string, ids: Record<string, string>, ...staleBy: string[]) => {
    const resource = { ...counter(key), staleBy, ids }
    watch(resource, () => {})
    return () => snapshotOf(resource).value
  }
  const [teams, one, other, inbox, agents] = [
    about('teams', {}, 'team'),
    about('one', { teamId: 'a' }, 'team'),
    about('other', { teamId: 'b' }, 'team'),
    about('inbox', { conversationId: 'c' }, 'inbox', 'team.created'),
    about('agents', {}, 'agent'),
  ]
  await settled()
  applyHappenings([{ names: ['team', 'team.changed'], ids: { teamId: 'a' } }])
  await settled()
  expect([teams(), one(), other(), inbox(), agents()]).toEqual([2, 2, 1, 1, 1])
  applyHappenings([
    { names: ['team', 'team.created'], ids: { teamId: 'c' } },
    { names: ['team', 'team.changed'], ids: { teamId: 'c' } },
  ])
  await settled()
  expect([teams(), one(), other(), inbox(), agents()]).toEqual([3, 2, 1, 2, 1])
  invalidate('agent')
  await settled()
  expect([teams(), agents()]).toEqual([3, 2])
})
