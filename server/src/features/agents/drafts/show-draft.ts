import type { AgentDraft } from '#contract/shapes/agent-version.ts'
import { findKnowledgeBaseNames } from '#features/knowledge/index.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { type EquippedAgent, requireAgent } from '../agent-store.ts'
import { configurationOf, differing, tidied, withoutLostKnowledgeBases } from '../configuration.ts'
import { authorNames, toAuthor } from '../version-store.ts'
import { changesOf, findDraft } from './draft-store.ts'

/** The configuration that publishing now would produce: without deleted knowledge bases and agents. */
export async function draftedConfiguration(tx: Reader, scope: Scope, agent: EquippedAgent) {
  const [published, draft] = [configurationOf(agent), await findDraft(tx, agent.id)]
  const wanted = tidied({ ...published, ...changesOf(draft) })
  const there = new Set((await findKnowledgeBaseNames(tx, scope, wanted.knowledgeBaseIds)).keys())
  return { draft, published, ...withoutLostKnowledgeBases(wanted, there) }
}

/** The draft as in the contract; one without changes if there is none. */
export async function showDraft(tx: Reader, scope: Scope, agentId: string): Promise<AgentDraft> {
  const agent = await requireAgent(tx, scope, agentId)
  const { draft, published, configuration, missingKnowledgeBases } = await draftedConfiguration(
    tx,
    scope,
    agent,
  )
  const names = await authorNames(tx, draft ? [draft] : [])
  return {
    agentId,
    configuration,
    changed: differing(published, configuration),
    version: agent.version,
    revision: draft?.revision ?? 0,
    missingKnowledgeBases,
    changedBy: draft && toAuthor(draft, names),
    changedAt: draft?.updated_at.toISOString() ?? null,
  }
}
