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

test('a group that names us stands for all others', () => {
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
