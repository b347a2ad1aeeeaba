import { expect, test } from 'vitest'
import { hostsIn, hostsOfCall } from './addresses.ts'

test('hosts named by a person', () => {
  expect(hostsIn('See https://a.example/x, (http://b.example:8080) and ftp://c.example.')).toEqual([
    'a.example',
    'b.example:8080',
  ])
})

test('hosts that a call contacts, anywhere in its input', () => {
  expect(hostsOfCall({ address: ' HTTPS://Evil.example/?q=secret', more: ['http://b.example'] })).toEqual([
    'evil.example',
    'b.example',
  ])
  expect(hostsOfCall({ query: 'what is https://a.example?' })).toEqual([])
  // An unreadable address is never one that a person named.
  expect(hostsOfCall('http://')).toEqual([''])
})
