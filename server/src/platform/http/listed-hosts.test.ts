import { expect, test } from 'vitest'
import { isListable, isListedAddress } from './listed-hosts.ts'

const listed = ['intranet', '10.0.0.7:11434', 'Wiki.local:8443', '[::1]:9000', 'lab:*']

test.each([
  'http://intranet/',
  'https://intranet/x',
  'http://10.0.0.7:11434/v1',
  'https://wiki.local:8443',
  'http://[::1]:9000/',
  'http://lab:1/',
  'https://lab/',
])('%s is listed', (address) => expect(isListedAddress(listed, address)).toBe(true))

test.each([
  'http://intranet:5432/',
  'http://10.0.0.7/',
  'http://10.0.0.7:6379/',
  'https://wiki.local/',
  'http://[::1]/',
  'http://intranet.evil.example/',
  'http://lab2:1/',
])('%s is not', (address) => {
  expect(isListedAddress(listed, address)).toBe(false)
  expect(isListedAddress([...listed, '*'], address)).toBe(true)
})

test('an entry is a host and a port', () => {
  for (const entry of ['*', 'a', 'a.b:80', 'a:*', '[::1]', '[::1]:80', '127.0.0.1:9'])
    expect(isListable(entry)).toBe(true)
  for (const entry of ['http://a', 'a/b', '10.0.0.0/8', 'a:b', 'a:', '::1', ''])
    expect(isListable(entry)).toBe(false)
})
