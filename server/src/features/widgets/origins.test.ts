import { expect, test } from 'vitest'
import { canonicalOrigin, isAllowedAt } from './origins.ts'

test('an origin is stored as browsers write it, and nothing else is an origin', () => {
  expect(canonicalOrigin('https://Shop.Example.com/')).toBe('https://shop.example.com')
  expect(canonicalOrigin('https://shop.example.com:443')).toBe('https://shop.example.com')
  expect(canonicalOrigin('http://localhost:3000')).toBe('http://localhost:3000')
  expect(canonicalOrigin('http://[::1]:3000')).toBe('http://[::1]:3000')
  expect(canonicalOrigin('https://*.Example.com')).toBe('https://*.example.com')
  for (const none of [
    'shop.example.com',
    'https://shop.example.com/path',
    'https://*.com',
    'https://*',
    '*',
    'null',
    'https://a.*.example.com',
    "https://a.example.com; script-src 'unsafe-inline'",
    'https://user@example.com',
    'javascript:alert(1)',
    'file:///etc',
    'https://exa mple.com',
  ])
    expect(() => canonicalOrigin(none), none).toThrow('is not an origin')
})

test('a page is allowed by its exact origin, and a wildcard only covers real subdomains', () => {
  const allowed = ['https://shop.example.com', 'https://*.example.org', 'http://localhost:3000']
  for (const origin of ['https://shop.example.com', 'https://a.example.org', 'https://a.b.example.org'])
    expect(isAllowedAt(origin, allowed), origin).toBe(true)
  for (const origin of [
    'http://shop.example.com',
    'https://shop.example.com:8443',
    'https://evil-shop.example.com',
    'https://example.org',
    'https://evilexample.org',
    'https://example.org.evil.com',
    'http://a.example.org',
    'https://a.example.org:444',
    'http://localhost:3001',
    'null',
    '',
  ])
    expect(isAllowedAt(origin, allowed), origin).toBe(false)
})
