import { step } from '#kernel/step.ts'
import { createAgent, readAgent } from '#features/agents/index.ts'
import { holdName, pointName } from '#features/external-ids/index.ts'
import { createKnowledgeBase, readKnowledgeBase } from '#features/knowledge/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { DIALECT } from './names.ts'

const INSTRUCTIONS = [
  '你是企業智能客服助手。請只根據提供的參考資料回答問題；資料中沒有相關內容時，請直接說明。',
  '除非使用者以其他語言提問，請以繁體中文回答。',
].join('\n')

/**
 * Returns the objects behind the platform's clients in a tenant: one knowledge base, and one agent that answers from
 * it.
 */
export const provideDesk = step(async (context): Promise<{ agentId: string; knowledgeBaseId: string }> => {
  const knowledgeBaseId = await provide(context, 'source', {
    exists: (id) => readKnowledgeBase.within(context, { knowledgeBaseId: id }),
    make: () => createKnowledgeBase.within(context, { name: '企業知識庫' }),
  })
  const agentId = await provide(context, 'agent', {
    exists: (id) => readAgent.within(context, { agentId: id }),
    make: () =>
      createAgent.within(context, {
        name: '智能客服',
        instructions: INSTRUCTIONS,
        knowledgeBaseIds: [knowledgeBaseId],
      }),
  })
  return { agentId, knowledgeBaseId }
})

interface Making {
  /** Throws Fault `not_found` when it was deleted. */
  exists(id: string): Promise<unknown>
  make(): Promise<{ id: string }>
}

/** The single one of its kind: created on first use, and again if it was deleted. */
async function provide(
  { tx, scope }: CommandContext,
  kind: string,
  { exists, make }: Making,
): Promise<string> {
  const name = { dialect: DIALECT, kind, externalId: 'only' }
  const knownId = await holdName(tx, scope.tenantId, name)
  if (knownId !== null && (await isThere(exists(knownId)))) return knownId
  const { id } = await make()
  await pointName(tx, name, id)
  return id
}

async function isThere(looking: Promise<unknown>): Promise<boolean> {
  try {
    await looking
    return true
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return false
    throw error
  }
}
