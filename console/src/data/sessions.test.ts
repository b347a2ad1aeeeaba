import { expect, test } from 'vitest'
import type { SignedIn } from '#contract/shapes/people.ts'
import { openSessions } from './sessions.ts'

class MemoryStorage implements Storage {
  readonly #held = new Map<string, string>()
  get length() {
    return this.#held.size
  }
  clear = () => this.#held.clear()
  key = (at: number) => [...this.#held.keys()][at] ?? null
  getItem = (key: string) => this.#held.get(key) ?? null
  setItem = (key: string, value: string) => void this.#held.set(key, value)
  removeItem = (key: string) => void this.#held.delete(key)
}

const signedInTo = (tenant: string, accessToken = `${tenant}-1`) =>
  ({
    accessToken,
    refreshToken: `${accessToken}-refresh`,
    refreshTokenExpiresAt: '2026-01-01T00:00:00Z',
    tenant: { id: tenant, name: `The ${tenant}` },
  }) as unknown as SignedIn

const browser = () => {
  const local = new MemoryStorage()
  return { local, openTab: () => openSessions(local, new MemoryStorage()) }
}

test('two tabs in two organisations each keep their own tokens', () => {
  const { openTab } = browser()
  const [one, two] = [openTab(), openTab()]
  one.take(signedInTo('heron'))
  expect(two.read()?.accessToken).toBe('heron-1')
  two.take(signedInTo('otter'))
  expect(one.read()?.accessToken).toBe('heron-1')
  one.write(signedInTo('heron', 'heron-2'))
  two.write(signedInTo('otter', 'otter-2'))
  expect([one.read()?.accessToken, two.read()?.accessToken]).toEqual(['heron-2', 'otter-2'])
  expect(one.workspaces().map(({ name }) => name)).toEqual(['The heron', 'The otter'])
})

test('a tab switches accounts without a password while others stay; a new tab opens the last one used', () => {
  const { openTab } = browser()
  const [one, two] = [openTab(), openTab()]
  one.take(signedInTo('heron'))
  two.take(signedInTo('otter'))
  const otter = one.workspaces().find(({ tenantId }) => tenantId === 'otter')
  if (!otter) throw new Error('It was signed in to.')
  one.goTo(otter)
  expect(one.read()?.accessToken).toBe('otter-1')
  expect(openTab().read()?.accessToken).toBe('otter-1')
})

test('another account of the same organisation replaces the first', () => {
  const { openTab } = browser()
  const tab = openTab()
  tab.take(signedInTo('heron'))
  tab.take(signedInTo('otter'))
  tab.take(signedInTo('heron', 'heron-other'))
  expect(tab.workspaces().map(({ tenantId }) => tenantId)).toEqual(['otter', 'heron'])
  expect(tab.keys()).toHaveLength(2)
})

test('an expired session moves no tab to another organisation', () => {
  const { openTab } = browser()
  const [one, two] = [openTab(), openTab()]
  one.take(signedInTo('heron'))
  two.take(signedInTo('otter'))
  two.write(null)
  expect(two.read()).toBeNull()
  expect(one.read()?.accessToken).toBe('heron-1')
  expect(one.workspaces().map(({ tenantId }) => tenantId)).toEqual(['heron'])
  two.take(signedInTo('newt'))
  expect(one.read()?.accessToken).toBe('heron-1')
})

test('stored data of an older version, or of a stranger, is parsed with care', () => {
  const { local, openTab } = browser()
  local.setItem('parley.session', JSON.stringify(signedInTo('heron')))
  local.setItem('parley.workspaces', '[{"key":1},null]')
  const tab = openTab()
  expect(tab.read()?.accessToken).toBe('heron-1')
  expect(tab.workspaces()).toEqual([])
  tab.remember({ id: 'heron', name: 'The heron' })
  tab.take(signedInTo('otter'))
  expect(tab.workspaces()).toHaveLength(2)
})
