import { expect, test } from 'vitest'
import { hostRule, isHostEntry } from './host-names.ts'

const judge = (entries: string[], ...hosts: string[]) =>
  hostRule(entries)({
    headers: hosts[0] === undefined ? {} : { host: hosts[0] },
    rawHeaders: hosts.flatMap((host) => ['Host', host]),
  })

const listed = ['chat.example.com', '*.shops.example.org']

test.each([
  'localhost',
  'LOCALHOST:8080',
  'localhost.',
  'parley.localhost:8080',
  '127.0.0.1:8080',
  '10.42.0.7',
  '[::1]:8080',
  '[fe80::1]',
  'chat.example.com',
  'Chat.Example.Com.:443',
  'a.shops.example.org',
  'b.a.shops.example.org',
  '',
])('%j is one of our host names', (host) => expect(judge(listed, host)).toBeNull())

test.each([
  'evil.example',
  'localhost.evil.example',
  'evillocalhost',
  '127.0.0.1.evil.example',
  '127.0.0.1@evil.example',
  'chat.example.com.evil.example',
  'other.chat.example.com',
  'shops.example.org',
  'evilshops.example.org',
  'app:8080',
  'evil.example:80:80',
  '[evil.example]',
  `${'a.'.repeat(5_000)}example.com`,
])('%j is not', (host) => expect(judge(listed, host)).toBe('foreign'))

test('one name is called at a time', () => {
  expect(judge([], 'localhost', 'localhost')).toBe('repeated')
  expect(judge([])).toBeNull()
})

test('every name is allowed when the operator says so', () => expect(judge(['*'], 'evil.example')).toBeNull())

test('listed names are allowed', () => {
  for (const entry of ['*', 'app', 'chat.example.com', '*.example.com', 'my_service'])
    expect(isHostEntry(entry)).toBe(true)
  for (const entry of [
    'https://chat.example.com',
    'chat.example.com:443',
    'a.*.com',
    '*.',
    '.com',
    'a b',
    '',
  ])
    expect(isHostEntry(entry)).toBe(false)
})
