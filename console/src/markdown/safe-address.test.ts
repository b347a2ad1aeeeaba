import { expect, test } from 'vitest'
import { safeAddress } from './safe-address.ts'

const here = 'https://parley.example'

test.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://parley.example/1',
  'file:///etc/passwd',
  'http://[',
])('offers no link to %j', (href) => {
  expect(safeAddress(href, here)).toBeNull()
})

test('shows the host of a link, whatever precedes it', () => {
  expect(safeAddress('https://bank.example@evil.example/x', here)?.host).toBe('evil.example')
  expect(safeAddress('//evil.example', here)?.host).toBe('evil.example')
  expect(safeAddress('https://раypal.com', here)?.host).toMatch(/^xn--/)
  expect(safeAddress('/knowledge', here)).toEqual({ href: 'https://parley.example/knowledge', host: null })
})
