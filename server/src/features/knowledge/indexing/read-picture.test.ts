import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { uploadFile } from '#features/files/index.ts'
import { makeMember } from '#features/access/testing.ts'
import type { Document } from '#contract/shapes/knowledge.ts'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestApp, sharedTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { readQuota } from '#features/tenants/index.ts'
import { readUsage } from '#features/usage/index.ts'
import { addDocument, listPassages } from '../index.ts'
import { makeLibrary, settled } from '../testing.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function addPicture(
  app: TestApp,
): Promise<{ document: Document; scope: Parameters<typeof settled>[0] }> {
  const { scope, knowledgeBaseId } = await makeLibrary(app)
  const { scope: member } = await makeMember(app, scope, 'admin')
  const file = await uploadFile(member, { name: 'menu.png', content: Readable.from([PNG]) })
  const { id } = await addDocument(scope, { knowledgeBaseId, name: 'menu.png', fileId: file.id })
  return { document: await settled(scope, id), scope }
}

describe('a picture', () => {
  test('is described by the vision model, and found by its words', async () => {
    const server = await startModelServer()
    server.script({ text: ['# Menu\n\n', 'Noodle soup | 12'] })
    await using app = await openTestApp({
      env: {
        OPENAI_BASE_URL: server.openaiBaseUrl,
        OPENAI_API_KEY: 'k',
        PARLEY_VISION_MODEL: 'openai/see',
        OPENAI_MODEL: 'see',
      },
    })
    const { document, scope } = await addPicture(app)
    expect(document).toMatchObject({ state: 'ready', mediaType: 'image/png', passageCount: 1 })
    expect((await listPassages(scope, { documentId: document.id })).items[0]).toMatchObject({
      text: 'Menu\n\nNoodle soup | 12',
      headingPath: ['Menu'],
    })
    expect(JSON.stringify(server.requests.at(-1))).toContain(PNG.toString('base64'))
    const today = new Date().toISOString().slice(0, 10)
    const usage = await readUsage(scope, { by: 'model', from: today, to: today })
    expect(usage.items).toMatchObject([{ key: 'openai/see', replies: 0 }])
    expect(usage.total.inputTokens).toBeGreaterThan(0)
    expect(usage.total.outputTokens).toBeGreaterThan(0)
    const { tokensPerMonth } = (await readQuota(scope, {})).used
    expect(tokensPerMonth).toBe(usage.total.inputTokens + usage.total.outputTokens)
    await server.close()
  })

  test('fails with a reason when no model can see', async () => {
    const { document } = await addPicture(await sharedTestApp())
    expect(document.failure).toMatchObject({
      code: 'invalid_input',
      reason: 'no-vision-model',
      detail: expect.stringMatching(/none is configured/),
    })
  })
})
