import { afterEach, expect, test, vi } from 'vitest'
import { play, readStories } from './golden.ts'
import { openStage, type Stage } from './stage.ts'

const LISTEN = '0=native,0=platform-114'

afterEach(() => {
  vi.restoreAllMocks()
})

for (const story of readStories('platform-114'))
  test(`114: ${story.title}`, async () => {
    await using stage = await openStage(story)
    await play(story, stage)
  })

const ask = async (stage: Stage, name: string, path: string, init: RequestInit = {}) => {
  const response = await fetch(stage.url('platform-114') + path, {
    ...init,
    headers: { authorization: `Bearer ${await stage.tokenOf(name)}`, ...init.headers },
  })
  return (await response.json()) as Record<string, unknown> & { message: string }
}

const say = (stage: Stage, name: string, path: string, body: object) =>
  ask(stage, name, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('114: an answer from a document cites it as a source, by the id in the list', async () => {
  await using stage = await openStage({ listen: LISTEN, hasModel: false })
  const { user } = (await ask(stage, 'ann', '/v1/auth/me')) as unknown as { user: { tenant_id: string } }
  const tenant = `/v1/tenants/${user.tenant_id}`
  const form = new FormData()
  form.set('file', new File(['# 營業時間\n\n我們每天上午九點到下午六點營業。\n'], 'faq.md'))
  await ask(stage, 'ann', `${tenant}/documents/upload`, { method: 'POST', body: form })

  let document: { id: string; status: string } | undefined
  await vi.waitFor(
    async () => {
      const listed = await ask(stage, 'ann', `${tenant}/documents`)
      ;[document] = listed.documents as [typeof document]
      expect(document?.status).toBe('completed')
    },
    { timeout: 45_000, interval: 100 },
  )
  const answer = await say(stage, 'bo', `${tenant}/chat`, { message: '營業時間是幾點？' })
  expect(answer.message).toContain('上午九點')
  expect(answer.sources).toMatchObject([
    { text: expect.stringContaining('上午九點'), document_id: document?.id, score: expect.any(Number) },
  ])
})

test('114: a token is valid for a day, and then reported as expired', async () => {
  await using stage = await openStage({ listen: LISTEN })
  const login = await fetch(`${stage.url('platform-114')}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'owner@example.com', password: 'long walks by the river' }),
  })
  const { access_token: token } = (await login.json()) as { access_token: string }
  const me = async () => {
    const response = await fetch(`${stage.url('platform-114')}/v1/auth/me`, {
      headers: { authorization: `Bearer ${token}` },
    })
    return [response.status, ((await response.json()) as { message?: string }).message]
  }
  const now = Date.now()
  const clock = vi.spyOn(Date, 'now').mockReturnValue(now + 23 * 3_600_000)
  expect(await me()).toEqual([200, undefined])
  clock.mockReturnValue(now + 25 * 3_600_000)
  expect(await me()).toEqual([401, 'Token 已過期'])
})

/** What somebody reads of a stream, and under which name its conversation goes. */
async function listen(stage: Stage, name: string, message: string) {
  const { user } = (await ask(stage, name, '/v1/auth/me')) as unknown as { user: { tenant_id: string } }
  const response = await fetch(`${stage.url('platform-114')}/v1/tenants/${user.tenant_id}/chat/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await stage.tokenOf(name)}`,
    },
    body: JSON.stringify({ message }),
  })
  return { text: await response.text(), conversation: response.headers.get('x-conversation-id') }
}

test('114: a failed stream reports so in its text', async () => {
  await using stage = await openStage({ listen: LISTEN })
  const { text } = await listen(stage, 'ann', '[[model fail=401]] hi')
  expect(text).toMatch(/^data: \[ERROR\] \S/)
})

test('114: a stream is plain text, with headers that say how to resume', async () => {
  await using stage = await openStage({ listen: LISTEN })
  stage.script([{ text: ['一', '二', '三'] }])
  const { text, conversation } = await listen(stage, 'ann', 'count')
  expect(text.replaceAll(/^data: |\n/gm, '')).toBe('一二三')
  expect(conversation).toMatch(/^[0-9a-f]{24}$/)
})
