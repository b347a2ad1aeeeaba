import { setTimeout as pause } from 'node:timers/promises'
import type { Document } from '#contract/shapes/knowledge.ts'
import type { TestServer } from './open-test-server.ts'

const HANDBOOK =
  '# Opening hours\n\nThe shop opens at nine in the morning and closes at six in the evening.\n\n# Returns\n\nGoods can be returned within thirty days.\n'

/** The sentence of the handbook that a model quotes in tests. */
export const OPENING = 'The shop opens at nine in the morning and closes at six in the evening.'

/** A knowledge base with one indexed document about a shop. */
export async function openHandbook(server: TestServer): Promise<string> {
  const knowledgeBase = await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', {
    body: { name: 'Handbook' },
  })
  const added = await server.ask<Document>('POST', `/v1/knowledge-bases/${knowledgeBase.body.id}/documents`, {
    body: { name: 'Handbook.md', text: HANDBOOK },
  })
  for (;;) {
    const { body } = await server.ask<Document>('GET', `/v1/documents/${added.body.id}`)
    if (body.state === 'ready') return knowledgeBase.body.id
    if (body.state === 'failed') throw new Error(body.failure?.detail)
    await pause(50)
  }
}

/** An agent that looks things up in such a knowledge base. */
export async function makeAgent(
  server: TestServer,
  facts: Record<string, unknown> = {},
): Promise<{ id: string; name: string }> {
  const made = await server.ask<{ id: string; name: string }>('POST', '/v1/agents', {
    body: { name: 'Ada', ...facts },
  })
  if (made.status !== 201) throw new Error(made.text)
  return made.body
}
