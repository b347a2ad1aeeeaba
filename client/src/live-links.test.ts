import { expect, test } from 'vitest'
import { isLiveLink } from './live-links.ts'

const reply = (liveHosts: string[] | null, state = 'completed') => ({ state, liveHosts }) as never

test('links of people, and of answers that read nothing external, are live', () => {
  expect(isLiveLink(null, 'a.example')).toBe(true)
  expect(isLiveLink(reply(null), 'a.example')).toBe(true)
})

test('an answer is not trusted before it is complete', () => {
  for (const state of ['queued', 'running', 'failed', 'interrupted', 'cancelled'])
    expect(isLiveLink(reply(null, state), 'a.example')).toBe(false)
})

test('otherwise only listed hosts, and subdomains where a wildcard allows them', () => {
  expect(isLiveLink(reply([]), 'a.example')).toBe(false)
  const listed = reply(['a.example', '*.b.example', 'c.example:8443'])
  const live = ['a.example', 'A.Example', 'x.b.example', 'x.y.b.example', 'c.example:8443']
  const dead = ['b.example', 'xb.example', 'a.example.evil.example', 'x.a.example', 'c.example', '']
  expect(live.filter((host) => !isLiveLink(listed, host))).toEqual([])
  expect(dead.filter((host) => isLiveLink(listed, host))).toEqual([])
})
