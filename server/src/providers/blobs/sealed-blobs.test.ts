import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { SealBroken, openVault } from '#platform/crypto/vault.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { diskBlobs } from './disk-blobs.ts'
import { sealedBlobs } from './sealed-blobs.ts'

const directory = mkdtempSync(join(tmpdir(), 'parley-sealed-blobs-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const former = new Secret('a former key that is long enough for it')
const vault = openVault(new Secret('the newest key that is long enough for it'), () => [former])
const plain = diskBlobs(directory)
const sealed = sealedBlobs(plain, vault.content, { seals: true })
const content = randomBytes(200_000)
const store = (blobs: typeof plain, key: string, limit = 1_000_000) =>
  blobs.write(key, Readable.from([content.subarray(0, 90_000), content.subarray(90_000)]), limit)

test('blobs are encrypted on the disk, and read whole, by range and as a stream', async () => {
  const { sizeBytes, sha256 } = await store(sealed, 'tenant/file')
  const asPlain = await store(plain, 'tenant/plain')
  expect([sizeBytes, sha256]).toEqual([200_000, asPlain.sha256])
  const lying = readFileSync(join(directory, 'tenant/file'))
  expect(lying.includes(content.subarray(0, 32))).toBe(false)
  expect(Buffer.from(await sealed.read('tenant/file')).equals(content)).toBe(true)
  expect((await buffer(await sealed.open('tenant/file'))).equals(content)).toBe(true)
  for (const [start, end] of [
    [0, 9],
    [65_530, 65_545],
    [199_990, 199_999],
  ] as const)
    expect(
      (await buffer(await sealed.open('tenant/file', { start, end }))).equals(
        content.subarray(start, end + 1),
      ),
    ).toBe(true)
})

test('what was stored before encryption was enabled stays readable, and so does encrypted content after it is disabled', async () => {
  await store(plain, 'tenant/before')
  await store(sealed, 'tenant/after')
  const off = sealedBlobs(plain, vault.content, { seals: false })
  for (const blobs of [sealed, off])
    for (const key of ['tenant/before', 'tenant/after']) {
      expect(Buffer.from(await blobs.read(key)).equals(content)).toBe(true)
      const part = await buffer(await blobs.open(key, { start: 70_000, end: 70_009 }))
      expect(part.equals(content.subarray(70_000, 70_010))).toBe(true)
    }
})

test('a former key still decrypts; another key, another place and a truncated file do not', async () => {
  const before = sealedBlobs(plain, openVault(former).content, { seals: true })
  await store(before, 'tenant/former')
  expect(Buffer.from(await sealed.read('tenant/former')).equals(content)).toBe(true)
  const stranger = sealedBlobs(
    plain,
    openVault(new Secret('some other key that is long enough, too')).content,
    {
      seals: true,
    },
  )
  await expect(stranger.read('tenant/former')).rejects.toBeInstanceOf(SealBroken)
  await plain.write(
    'tenant/moved',
    Readable.from([readFileSync(join(directory, 'tenant/former'))]),
    1_000_000,
  )
  await expect(sealed.read('tenant/moved')).rejects.toBeInstanceOf(SealBroken)
  const cut = readFileSync(join(directory, 'tenant/former')).subarray(0, 100_000)
  await plain.write('tenant/former', Readable.from([cut]), 1_000_000)
  await expect(sealed.read('tenant/former')).rejects.toBeInstanceOf(SealBroken)
  await expect(buffer(await sealed.open('tenant/former'))).rejects.toBeInstanceOf(SealBroken)
})

test('the size limit applies to the plain content, and an oversized blob leaves nothing', async () => {
  await expect(store(sealed, 'tenant/large', 199_999)).rejects.toMatchObject({ code: 'too_large' })
  await expect(sealed.read('tenant/large')).rejects.toMatchObject({ code: 'not_found' })
  await store(sealed, 'tenant/just', 200_000)
  await expect(sealed.open('tenant/nothing')).rejects.toMatchObject({ code: 'not_found' })
})
