import { expect, test } from 'vitest'
import type { SignedIn } from '#contract/shapes/people.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { readEventStream } from '#test/support/event-stream.ts'
import { askAt, OWNER } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'

const serverUrl = process.env.PARLEY_TEST_DATABASE_URL
const owner = { PARLEY_OWNER_EMAIL: OWNER.email, PARLEY_OWNER_PASSWORD: OWNER.password }

async function enter({ url }: ChildServer) {
  let token = ''
  const ask = askAt(url, () => token)
  const { body } = await ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })
  token = body.accessToken
  const firstTold = async (after?: number) => {
    const headers = { authorization: `Bearer ${token}`, ...(after && { 'last-event-id': String(after) }) }
    for await (const { data } of readEventStream(await fetch(`${url}/v1/events`, { headers })))
      return data as { type: string; number: number }
    throw new Error('Nothing was told.')
  }
  const upload = async (content: Buffer) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(content)]), 'bytes.bin')
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${url}/v1/files`, { method: 'POST', headers, body: form })
    return ((await answer.json()) as { id: string }).id
  }
  const download = async (id: string) => {
    const headers = { authorization: `Bearer ${token}` }
    return Buffer.from(await (await fetch(`${url}/v1/files/${id}/content`, { headers })).arrayBuffer())
  }
  return { ask, firstTold, upload, download }
}

test.runIf(serverUrl)('an embedded installation continues on PostgreSQL where it stopped', async () => {
  await using here = await emptyInstallation()
  await using there = await emptyInstallation(serverUrl)
  const url = there.env.DATABASE_URL ?? ''
  const content = Buffer.from('what somebody gave us, \0 and all')
  const before = await startChildServer({ ...here.env, ...owner })
  const { ask, firstTold, upload } = await enter(before)
  const fileId = await upload(content)
  const agent = await ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const talk = await ask<{ id: string }>('POST', '/v1/conversations', { body: { agentId: agent.body.id } })
  const path = `/v1/conversations/${talk.body.id}/messages`
  await ask('POST', path, { body: { parts: [{ type: 'text', text: 'Good morning' }] } })
  const refused = await parley(['move', '--to', url], here.env)
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('Stop it first')])
  const { number } = await firstTold()
  await before.kill('SIGKILL')

  const told = await parley(['move', '--to', url], here.env)
  expect(told, told.output).toMatchObject({ code: 0 })
  expect(told.output).toMatch(/^messages +[1-9]\d* +[0-9a-f]{64}$/m)
  const again = await parley(['move', '--to', url], here.env)
  expect([again.code, again.output]).toEqual([1, expect.stringContaining('not empty')])

  const after = await startChildServer({ ...here.env, DATABASE_URL: url })
  try {
    const moved = await enter(after)
    const { body } = await moved.ask<{ items: { parts: { text?: string }[] }[] }>('GET', path)
    expect(JSON.stringify(body)).toContain('Good morning')
    expect(await moved.download(fileId)).toEqual(content)
    // Whoever followed events goes on following them.
    expect((await moved.firstTold(number)).type).toBe('ready')
    const sent = await moved.ask('POST', path, { body: { parts: [{ type: 'text', text: 'And on' }] } })
    expect(sent.status, sent.text).toBe(201)
  } finally {
    await after.kill('SIGTERM')
  }
})

test('a target that is no PostgreSQL, or a source that already is, is refused', async () => {
  await using here = await emptyInstallation()
  const nowhere = await parley(['move', '--to', 'mysql://somewhere'], here.env)
  expect([nowhere.code, nowhere.output]).toEqual([1, expect.stringContaining('--to')])
  const already = await parley(['move', '--to', 'postgres://a/b'], {
    ...here.env,
    DATABASE_URL: 'postgres://a/c',
  })
  expect([already.code, already.output]).toEqual([1, expect.stringContaining('DATABASE_URL')])
})
