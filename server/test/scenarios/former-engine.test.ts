import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { SignedIn } from '#contract/shapes/people.ts'
import { startChildServer } from '#test/support/child-server.ts'
import { converse, messagesOf, storedText } from '#test/support/conversation.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { askAt, type ReachedServer } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'

/** Made by `parley backup --with-key` of the last version that kept its data in the former engine. */
const BACKUP = fileURLToPath(new URL('../support/former-engine.backup', import.meta.url))
const PASSWORD = 'correct horse battery'
const FILE = { id: '01a2120b-2fe4-7e8d-9601-80480246ba6c', text: 'Kept since the former engine. 旧的数据\n' }

/** What two tenants had there, each with a word of its own. */
const companies = [
  {
    word: 'lighthouse',
    email: 'owner@example.com',
    says: 'The lighthouse opens at nine in the morning and closes at six in the evening.',
  },
  { word: 'heron', email: 'heron@example.com', says: 'The heron opens at ten in the morning, by the water.' },
]

interface Listed<T> {
  items: T[]
}

interface Hit {
  readonly passage: { readonly text: string }
}

async function enter(url: string, email: string): Promise<ReachedServer> {
  let owner = ''
  const ask = askAt(url, () => owner)
  const body = { email, password: PASSWORD }
  const signedIn = await ask<SignedIn>('POST', '/v1/auth/login', { token: null, body })
  expect(signedIn.status, signedIn.text).toBe(200)
  owner = signedIn.body.accessToken
  return { url, owner, ask }
}

async function listed<T>({ ask }: ReachedServer, path: string): Promise<T[]> {
  return (await ask<Listed<T>>('GET', path)).body.items
}

const fileAs = ({ url, owner }: ReachedServer) =>
  fetch(`${url}/v1/files/${FILE.id}/content`, { headers: { authorization: `Bearer ${owner}` } })

test('a former engine’s data moves in by a backup: its folder is refused, set aside, and everything is restored', {
  timeout: 120_000,
}, async () => {
  await using place = await emptyInstallation()
  const folder = join(place.directory, 'database')
  mkdirSync(folder)
  writeFileSync(join(folder, 'PG_VERSION'), '18\n')
  writeFileSync(join(folder, 'pg_hba.conf'), '# PostgreSQL Client Authentication Configuration File\n')
  const refused = await parley(['start'], { ...place.env, PORT: '0' })
  expect(refused.code).toBe(1)
  expect(refused.output).toMatch(/made by an earlier Parley, with another engine\. Make a backup with that/)
  const early = await parley(['restore', BACKUP], place.env)
  expect([early.code, early.output]).toEqual([1, expect.stringContaining('made by an earlier Parley')])

  renameSync(folder, `${folder}.aside`)
  const restored = await parley(['restore', BACKUP], place.env)
  expect(restored, restored.output).toMatchObject({ code: 0 })
  const child = await startChildServer(place.env)
  try {
    for (const company of companies) await lookAround(await enter(child.url, company.email), company)
    const [first, other] = await Promise.all(companies.map(({ email }) => enter(child.url, email)))
    if (!first || !other) throw new Error('There are two.')
    expect(await (await fileAs(first)).text()).toBe(FILE.text)
    expect((await fileAs(other)).status).toBe(404)
  } finally {
    await child.kill('SIGTERM')
  }
})

/** As the owner of a company would after the move: its conversations, its document, and an answer from it. */
async function lookAround(server: ReachedServer, { word, says }: (typeof companies)[number]) {
  const conversations = await listed<{ id: string; title: string }>(server, '/v1/conversations?limit=50')
  expect(conversations.map(({ title }) => title).toSorted()).toEqual([
    `Hours of the ${word}`,
    `Returns to the ${word}`,
  ])
  const { id = '' } = conversations.find(({ title }) => title.startsWith('Hours')) ?? {}
  const messages = await messagesOf(server, id)
  expect(messages.map((message) => [message.seq, message.role, storedText(message)])).toEqual([
    [1, 'user', `When does the ${word} open? 几点开门?`],
    [2, 'assistant', says],
  ])
  const found = await server.ask<Listed<Hit>>('POST', '/v1/search', { body: { query: `${word} opens` } })
  expect(found.body.items[0]?.passage.text).toContain(says)
  const talks = await listed<{ conversationId: string }>(server, `/v1/conversation-search?query=${word}`)
  expect(talks.length).toBeGreaterThan(0)
  const { text } = await converse(server, id, `When does the ${word} open in the morning?`)
  expect(text).toContain(says)
  expect((await messagesOf(server, id)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
}
