import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Blobs } from '#kernel/file-ports.ts'
import { diskBlobs } from '#providers/blobs/disk-blobs.ts'
import { follow, messagesOf, openConversation, scriptedModels, send } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const DISK_BYTES = 2 * 1_048_576

let models: ModelServer
let directory: string
let isMounted = false
beforeAll(async () => {
  models = await startModelServer()
  directory = mkdtempSync(join(tmpdir(), 'parley-no-space-'))
  mkdirSync(join(directory, 'small'))
  try {
    const small = join(directory, 'small')
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', small], { stdio: 'ignore' })
    isMounted = true
  } catch {
    // Only whoever runs the machine may, and not in every container.
  }
})
afterAll(async () => {
  await models.close()
  if (isMounted) execFileSync('umount', [join(directory, 'small')])
  rmSync(directory, { recursive: true, force: true })
})

/** A disk that is full after so many bytes, as one says it. */
function smallBlobs(place: string, bytes: number): Blobs {
  const disk = diskBlobs(place)
  let left = bytes
  const quota = () =>
    new Transform({
      transform(piece: Buffer, _encoding, pass) {
        left -= piece.length
        const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
        pass(left < 0 ? full : null, piece)
      },
    })
  return { ...disk, write: (key, content, limit) => disk.write(key, content.compose(quota()), limit) }
}

const upload = async (server: TestServer, megabytes: number) => {
  const form = new FormData()
  form.append('file', new Blob([Buffer.alloc(megabytes * 1_048_576, 'words ')]), 'long.txt')
  const headers = { authorization: `Bearer ${server.owner}` }
  const answer = await fetch(`${server.url}/v1/files`, { method: 'POST', headers, body: form })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function fillUp(place: string, blobs: Blobs): Promise<void> {
  await using server = await openTestServer({ env: scriptedModels(models), ports: { blobs } })
  const left = () =>
    readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect((await upload(server, 1)).status).toBe(201)
  const before = left().length
  const { status, body } = await upload(server, 4)
  expect([status, body]).toEqual([
    507,
    expect.objectContaining({ status: 507, code: 'unavailable', reason: 'no-space' }),
  ])
  expect(JSON.stringify(body)).not.toContain('ENOSPC')
  expect(left().length).toBe(before)
  // The chat goes on.
  const conversationId = await openConversation(server)
  const { reply } = await send(server, conversationId, 'Are you there?')
  await follow(server, reply?.id ?? '')
  expect((await messagesOf(server, conversationId)).at(-1)?.reply?.state).toBe('completed')
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
}

test('an upload onto a full disk is refused as such, and leaves nothing behind', async () => {
  const place = join(directory, 'quota')
  mkdirSync(place)
  await fillUp(place, smallBlobs(place, DISK_BYTES))
})

test('the same on a disk that is really full', async ({ skip }) => {
  skip(!isMounted, 'no small disk can be mounted here')
  const place = join(directory, 'small')
  await fillUp(place, diskBlobs(place))
})
