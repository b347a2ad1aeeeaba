import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diskBlobs } from '#providers/blobs/disk-blobs.ts'
import { converse, openConversation, scriptedModels } from '#test/support/conversation.ts'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer } from '#test/support/open-test-server.ts'
import { mountSmallDisk } from '#test/support/small-disk.ts'

test('read-only files are read, an upload is refused as such, and the chat continues', async ({ skip }) => {
  const disk = mountSmallDisk(16)
  if (!disk) return skip('no small disk can be mounted here')
  using _ = disk
  const models = await startModelServer()
  const place = join(disk.path, 'files')
  mkdirSync(place)
  await using server = await openTestServer({
    env: scriptedModels(models),
    ports: { blobs: diskBlobs(place) },
  })
  const headers = { authorization: `Bearer ${server.owner}` }
  const upload = async (text: string) => {
    const form = new FormData()
    form.append('file', new Blob([text]), 'note.txt')
    const answer = await fetch(`${server.url}/v1/files`, { method: 'POST', headers, body: form })
    return { status: answer.status, body: (await answer.json()) as { id: string; reason?: string } }
  }
  const kept = await upload('A note that stays.')
  expect(kept.status).toBe(201)
  const before = readdirSync(place, { recursive: true }).length

  await disk.remount('ro')
  const refused = await upload('A note too many.')
  expect([refused.status, refused.body.reason]).toEqual([507, 'no-space'])
  const read = await fetch(`${server.url}/v1/files/${kept.body.id}/content`, { headers })
  expect([read.status, await read.text()]).toEqual([200, 'A note that stays.'])
  const conversationId = await openConversation(server)
  expect((await converse(server, conversationId, '[[say Still here.]]')).text).toBe('Still here.')

  await disk.remount('rw')
  expect(readdirSync(place, { recursive: true }).length).toBe(before)
  expect((await upload('A note again.')).status).toBe(201)
  await models.close()
})
