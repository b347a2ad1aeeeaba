import fs from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'parley-disk-'))
const calls: string[] = []

beforeEach(async () => {
  calls.length = 0
  const handle = await open(directory)
  const prototype = Object.getPrototypeOf(handle) as FileHandle
  await handle.close()
  const { sync } = prototype
  vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
    const stats = await this.stat()
    calls.push(stats.isDirectory() ? `sync folder ${nameOf(stats.ino)}` : `sync ${stats.size} bytes`)
    return sync.call(this)
  })
  const { rename } = fs.promises
  vi.spyOn(fs.promises, 'rename').mockImplementation(async (from, to) => {
    calls.push('rename')
    return rename(from, to)
  })
  syncBuiltinESMExports()
})
afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

const nameOf = (ino: number) =>
  ['', 'uploads', 'uploads/day'].find(
    (name) => fs.statSync(join(directory, name), { throwIfNoEntry: false })?.ino === ino,
  )

test('a blob and its name are on the disk before it is reported as stored', async () => {
  const { openDiskBlobs } = await import('./disk.ts')
  const blobs = openDiskBlobs(directory)
  await blobs.write('uploads/day/one', Readable.from([Buffer.from('some'), Buffer.from('thing')]), 100)
  // The folders are new, so their names are too.
  expect(calls).toEqual([
    'sync 9 bytes',
    'rename',
    'sync folder uploads/day',
    'sync folder uploads',
    'sync folder ',
  ])
  calls.length = 0
  await blobs.write('uploads/day/two', Readable.from([Buffer.from('more')]), 100)
  expect(calls).toEqual(['sync 4 bytes', 'rename', 'sync folder uploads/day'])
})

test('temporary data waits for no disk, and what is too large leaves nothing behind', async () => {
  const { openDiskBlobs } = await import('./disk.ts')
  const blobs = openDiskBlobs(directory, { isLasting: false })
  await blobs.write('short', Readable.from([Buffer.from('x')]), 100)
  expect(calls).toEqual(['rename'])
  await expect(blobs.write('long', Readable.from([Buffer.alloc(200)]), 100)).rejects.toThrow(/More than 100/)
  expect(readdirSync(directory).filter((name) => name.startsWith('long'))).toEqual([])
  rmSync(directory, { recursive: true })
})
