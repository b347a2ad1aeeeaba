import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { FileText } from '#contract/shapes/file.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { openDatabase } from '#platform/database/open.ts'
import { normalForm } from '#platform/lexical/normal-form.ts'
import { type ChildStage, openChildStage } from '#test/support/child-stage.ts'
import { follow, openConversation } from '#test/support/conversation.ts'
import { storeJob } from '#test/support/store-job.ts'
import { sized } from './size.ts'

const COUNT = 24
const KILLS = 2

/** Wide characters, whose normal forms are as long, so that a stored passage goes on to stand where it stood. */
const textOf = (name: string) =>
  `# 会员（${name}）\n\nＶＩＰ客户（如新疆）满２０％可以退货。\n\n# 配送\n\n偏远地区：订单${name}满９９元包邮。\n`

/** What the version before would have stored of all that is there, and the jobs that its migration leaves. */
async function makeOlder({ env, directory }: ChildStage): Promise<void> {
  const url = env.DATABASE_URL
  const database = await openDatabase(
    url === undefined
      ? { kind: 'embedded', directory }
      : { kind: 'server', url: new Secret(url), connectionsMax: 2 },
  )
  try {
    const [tenant] = await database.system((tx) => tx.selectFrom('tenants').select('tenant_id').execute())
    const tenantId = tenant?.tenant_id ?? ''
    const knowledgeBases = await database.write(tenantId, async (tx) => {
      for (const { id, text } of await tx.selectFrom('documents').select(['id', 'text']).execute())
        await tx
          .updateTable('documents')
          .set({ text: normalForm(text), reading: 1 })
          .where('id', '=', id)
          .execute()
      for (const { id, text, heading_path } of await tx
        .selectFrom('passages')
        .select(['id', 'text', 'heading_path'])
        .execute())
        await tx
          .updateTable('passages')
          .set({ text: normalForm(text), heading_path: heading_path.map(normalForm) })
          .where('id', '=', id)
          .execute()
      for (const { file_id, text } of await tx.selectFrom('file_texts').select(['file_id', 'text']).execute())
        await tx
          .updateTable('file_texts')
          .set({ text: normalForm(text), reading: 1 })
          .where('file_id', '=', file_id)
          .execute()
      return tx.selectFrom('knowledge_bases').select('id').execute()
    })
    const job = { state: 'waiting', tries: 0, triesMax: 20 } as const
    for (const { id } of knowledgeBases)
      await storeJob({ database }, tenantId, {
        ...job,
        name: 'knowledge-base.reread',
        input: { knowledgeBaseId: id },
      })
    await storeJob({ database }, tenantId, { ...job, name: 'file-text.reread' })
  } finally {
    await database.close()
  }
}

test('killed while rereading older texts: each has its original text, once, and stays searchable', {
  timeout: 600_000,
}, async () => {
  await using stage = await openChildStage({ env: { PARLEY_LEASE_SECONDS: '1' } })
  const { body: knowledgeBase } = await stage.ask<{ id: string }>('POST', '/v1/knowledge-bases', {
    body: { name: 'Handbook' },
  })
  const names = Array.from({ length: sized(COUNT, 3 * COUNT) }, (_, at) => `甲${at}`)
  const documents: { id: string; name: string }[] = []
  for (const name of names) {
    const added = await stage.ask<{ id: string }>(
      'POST',
      `/v1/knowledge-bases/${knowledgeBase.id}/documents`,
      {
        body: { name, text: textOf(name) },
      },
    )
    documents.push({ id: added.body.id, name })
  }
  const stateOf = async (id: string) =>
    (await stage.ask<{ state: string; passageCount: number }>('GET', `/v1/documents/${id}`)).body
  for (const { id } of documents) await expect.poll(async () => (await stateOf(id)).state).toBe('ready')
  const { passageCount } = await stateOf(documents[0]?.id ?? '')

  const conversation = await openConversation(stage)
  const files: { id: string; name: string }[] = []
  for (const name of names.slice(0, 8)) {
    const form = new FormData()
    form.append('file', new Blob([textOf(name)]), `${name}.md`)
    const uploaded = await fetch(`${stage.url}/v1/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stage.owner}` },
      body: form,
    })
    const file = (await uploaded.json()) as { id: string }
    const parts = [
      { type: 'text', text: 'Read this. [[say Done.]]' },
      { type: 'file', fileId: file.id },
    ]
    const sent = await stage.ask<SentMessage>('POST', `/v1/conversations/${conversation}/messages`, {
      body: { parts },
    })
    await follow(stage, sent.body.reply?.id ?? '')
    files.push({ id: file.id, name })
  }

  const textsOf = async () => [
    ...(await Promise.all(
      documents.map(
        async ({ id }) => (await stage.ask<{ text: string }>('GET', `/v1/documents/${id}/text`)).body.text,
      ),
    )),
    ...(await Promise.all(
      files.map(async ({ id }) => (await stage.ask<FileText>('GET', `/v1/files/${id}/text`)).body.text),
    )),
  ]
  const written = await textsOf()
  for (const text of written) expect(text).toContain('ＶＩＰ客户（如新疆）满２０％')
  const older = async () => (await textsOf()).filter((text, at) => text !== written[at]).length
  const foundOf = async (query: string) =>
    (
      await stage.ask<{ items: { passage: { documentName: string } }[] }>('POST', '/v1/search', {
        body: { query, knowledgeBaseIds: [knowledgeBase.id], limit: 50 },
      })
    ).body.items

  await stage.child.kill('SIGKILL')
  await makeOlder(stage)
  let unfinished = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    await stage.start()
    await pause(300 + Math.random() * 600)
    expect((await foundOf('偏远地区包邮')).length).toBeGreaterThan(0)
    unfinished += (await older()) > 0 ? 1 : 0
    await stage.child.kill('SIGKILL')
  }
  await stage.start()
  // The kills really fell into the work.
  expect(unfinished).toBeGreaterThan(0)
  await expect.poll(older, { timeout: 120_000, interval: 500 }).toBe(0)
  for (const { id, name } of documents) {
    expect(await stateOf(id)).toMatchObject({ state: 'ready', passageCount })
    const found = (await foundOf(`订单${name}`)).filter(({ passage }) => passage.documentName === name)
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThanOrEqual(passageCount)
  }
})
