import { expect, test } from 'vitest'
import { readRobots } from './robots.ts'

const rules = `# ours
User-agent: other
Disallow: /

User-agent: *
Crawl-delay: 2
Disallow: /private/   # not this
Allow: /private/open
Disallow: /*.pdf$
Disallow:
`

test.each([
  ['/', true],
  ['/private/x', false],
  ['/private/open/y', true],
  ['/a/b.pdf', false],
  ['/a/b.pdf?x', true],
])('%s: %s', (path, isAllowed) => {
  expect(readRobots(rules).allows(`https://x.example${path}`)).toBe(isAllowed)
})

test('a group that names our crawler overrides all others', () => {
  const robots = readRobots(
    'User-agent: *\nDisallow: /\n\nUser-agent: parleybot\nUser-agent: b\nDisallow: /b',
  )
  expect(robots.allows('https://x.example/a')).toBe(true)
  expect(robots.allows('https://x.example/b')).toBe(false)
  expect(readRobots(rules).pauseMs).toBe(2000)
})

test('a pattern of many stars is no work', () => {
  const robots = readRobots(`User-agent: *\nDisallow: /${'a*'.repeat(500)}b$`)
  expect(robots.allows(`https://x.example/${'a'.repeat(5000)}`)).toBe(true)
})

test.each([
  ['blanks in a value', `user-agent: *\ndisallow: /x${' '.repeat(500_000)}x`],
  ['blanks before a colon', `user-agent${' '.repeat(500_000)}x`],
  ['rules without end', `user-agent: *\n${'disallow: /*a\n'.repeat(400_000)}`],
])('a worst-case robots.txt is parsed in linear time: %s', (_name, text) => {
  const begun = performance.now()
  const robots = readRobots(text)
  robots.allows(`https://x.example/${'b'.repeat(2_000)}`)
  expect(performance.now() - begun).toBeLessThan(2_000)
})
