import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openS3Blobs } from '#platform/blobs/s3.ts'
import { startBucketServer } from '#test/support/bucket-server.ts'
import { bucketFrom } from './blobs-config.ts'
import { s3Blobs } from './s3-blobs.ts'

let server: Awaited<ReturnType<typeof startBucketServer>>
beforeAll(async () => {
  server = await startBucketServer()
})
afterAll(() => server.close())

const open = (more: Record<string, string> = {}) => {
  const bucket = bucketFrom({ ...server.env, ...more })
  if (!bucket) throw new Error('no bucket is configured')
  return s3Blobs(bucket)
}
const bytes = (said: string) => Readable.from([Buffer.from(said)])

test('written blobs are read, whole and by range, and removed', async () => {
  const blobs = open({ PARLEY_S3_PREFIX: 'one/two' })
  const facts = await blobs.write('uploads/a/b', bytes('0123456789'), 100)
  expect(facts.sizeBytes).toBe(10)
  expect([...server.blobs.keys()]).toEqual(['one/two/uploads/a/b'])
  expect(Buffer.from(await blobs.read('uploads/a/b')).toString()).toBe('0123456789')
  expect(await text(await blobs.open('uploads/a/b', { start: 3, end: 5 }))).toBe('345')
  await blobs.remove('uploads/a/b')
  await expect(blobs.read('uploads/a/b')).rejects.toMatchObject({ code: 'not_found' })
  expect(server.refused).toEqual([])
})

test('a folder is removed with all its contents, and nothing else', async () => {
  const blobs = open()
  for (const key of ['uploads/t1/a', 'uploads/t1/b', 'uploads/t10/c']) await blobs.write(key, bytes('x'), 100)
  await blobs.removeFolder('uploads/t1')
  expect([...server.blobs.keys()]).toEqual(['uploads/t10/c'])
})

test('all blobs are listed over any number of pages, and none of another prefix', async () => {
  const bucket = bucketFrom({ ...server.env, PARLEY_S3_PREFIX: 'many' })
  if (!bucket) throw new Error('no bucket is configured')
  const keys = Array.from({ length: 1_001 }, (_, at) => `uploads/${String(at).padStart(5, '0')}`)
  for (const key of keys) server.blobs.set(`many/${key}`, Buffer.from('x'))
  server.blobs.set('many-more/uploads/00000', Buffer.from('x'))
  const listed: string[] = []
  for await (const key of openS3Blobs(bucket).list()) listed.push(key)
  expect(listed).toEqual(keys)
  server.blobs.clear()
})

test('content beyond the size limit is not sent', async () => {
  await expect(open().write('uploads/large', bytes('12345'), 4)).rejects.toMatchObject({ code: 'too_large' })
  expect([...server.blobs.keys()]).not.toContain('uploads/large')
})

test('a key of any characters is signed as it is sent', async () => {
  const blobs = open({ PARLEY_S3_PREFIX: "o'ne (two)" })
  await blobs.write('uploads/a b+c*!/合同~.txt', bytes('x'), 100)
  expect([...server.blobs.keys()]).toContain("o'ne (two)/uploads/a b+c*!/合同~.txt")
  await blobs.removeFolder('uploads/a b+c*!')
  expect([...server.blobs.keys()].filter((key) => key.startsWith('o'))).toEqual([])
  expect(server.refused).toEqual([])
})

test('with a wrong secret nothing is accessible', async () => {
  const blobs = open({ PARLEY_S3_SECRET_ACCESS_KEY: 'another' })
  await expect(blobs.write('uploads/x', bytes('1'), 4)).rejects.toMatchObject({ code: 'unavailable' })
  expect(server.refused).toContain('SignatureDoesNotMatch')
})
