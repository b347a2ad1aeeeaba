import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openScanner } from './open-scanner.ts'
import { scannerFrom } from './scanner-config.ts'

// In two pieces, so that no scanner reports this file for its test string.
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const signal = new AbortController().signal

/** A stand-in for clamd: reads length-prefixed chunks until an empty one. */
const clamd = createServer((socket) => {
  let held = Buffer.alloc(0)
  let isAsked = false
  const content: Buffer[] = []
  socket.on('error', () => {})
  socket.on('data', (piece: Buffer) => {
    held = Buffer.concat([held, piece])
    if (!isAsked) {
      const end = held.indexOf(0)
      if (end < 0) return
      if (held.subarray(0, end).toString() !== 'zINSTREAM') return socket.end('UNKNOWN COMMAND\0')
      isAsked = true
      held = held.subarray(end + 1)
    }
    while (held.length >= 4) {
      const size = held.readUInt32BE(0)
      if (size === 0) {
        const isBad = Buffer.concat(content).includes(EICAR)
        return socket.end(isBad ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0')
      }
      if (size > 1_000_000) return socket.end('INSTREAM size limit exceeded. ERROR\0')
      if (held.length < 4 + size) return
      content.push(Buffer.from(held.subarray(4, 4 + size)))
      held = held.subarray(4 + size)
    }
  })
})

beforeAll(() => new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', () => resolve())))
afterAll(() => new Promise((resolve) => clamd.close(resolve)))

const open = (said: string) => {
  const config = scannerFrom({ PARLEY_SCANNER: said })
  if (!config) throw new Error('nothing is configured')
  return openScanner(config)
}
const clamdAddress = () => `clamd://127.0.0.1:${(clamd.address() as AddressInfo).port}`

test('clamd detects what it knows, anywhere in a long file, and passes the rest', async () => {
  const scanner = open(clamdAddress())
  const long = Buffer.concat([Buffer.alloc(300_000, 1), Buffer.from(EICAR), Buffer.alloc(10)])
  expect(await scanner.scan(long, signal)).toBe('Win.Test.EICAR_HDB-1')
  expect(await scanner.scan(Buffer.from('Good day.'), signal)).toBeNull()
})

test('a program reports by its exit code', async () => {
  expect(await open('command:/bin/grep -q -v EICAR-STANDARD').scan(Buffer.from('x'), signal)).toBeNull()
  expect(await open('command:/bin/false').scan(Buffer.from('x'), signal)).toBe('something')
})

test.each(['clamd://127.0.0.1:1', 'command:/nowhere/to/be/found', 'http://127.0.0.1:1/scan'])(
  '%s does not answer, and passes nothing',
  async (said) => {
    await expect(open(said).scan(Buffer.from('x'), signal)).rejects.toMatchObject({ code: 'unavailable' })
  },
)

test('an invalid scanner is refused at the start', () => {
  expect(() => scannerFrom({ PARLEY_SCANNER: 'norton' })).toThrow('PARLEY_SCANNER')
})
