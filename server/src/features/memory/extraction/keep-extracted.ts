import type { JobInput } from '#kernel/jobs.ts'
import { step } from '#kernel/step.ts'
import { findAgent } from '#features/agents/index.ts'
import { lockConversation } from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { announceMemory } from '../announce.ts'
import { lockConsent } from '../consent/consent-store.ts'
import { MEMORIES_MAX, isSameMemory, termsOf } from '../memory.ts'
import {
  memoriesKnownTo,
  insertMemory,
  type LearntFrom,
  removeMemory,
  rewriteMemory,
} from '../memory-store.ts'
import { type Person, personIn } from '../person.ts'
import { extractedUpTo, noteExtraction } from './extraction-store.ts'
import { memoryExtraction } from './extraction-job.ts'
import type { Extraction } from './prepare-extraction.ts'
import { saidByPerson } from './said-by-person.ts'
import type { MemoryChange } from './memory-changes-in.ts'

/**
 * Stores what a model extracted, once, and only while the person allows it and the messages it came from are still
 * there.
 */
export const keepExtracted = step(
  async (
    context,
    {
      extraction,
      changes,
      ...place
    }: JobInput<typeof memoryExtraction> & { extraction: Extraction; changes: readonly MemoryChange[] },
  ) => {
    const { tx, scope } = context
    const conversation = await lockConversation(tx, place.conversationId)
    // Another job, or another attempt of this one, has stored it.
    if (!conversation || (await extractedUpTo(tx, place)) !== extraction.afterSeq) return
    const person = personIn(conversation)
    const consent = await lockConsent(tx, scope, person)
    const agent = await findAgent(tx, place.agentId)
    if (!consent.remembers || !agent?.remembers) return
    await noteExtraction(tx, scope, place, extraction.lastSeq)
    // A message that was edited since, or whose branch was left, is no longer a source.
    const shown = new Set((await saidByPerson(tx, conversation, extraction.afterSeq)).map(({ id }) => id))
    let hasChanged = false
    for (const change of changes) {
      const message = extraction.messages[change.message - 1]
      if (!message || !shown.has(message.id)) continue
      const from = { conversation_id: conversation.id, message_id: message.id }
      if (await apply(context, { change, extraction, person, agentId: agent.id, from })) hasChanged = true
    }
    if (hasChanged) announceMemory(context, person, agent.id)
  },
)

interface Extracted {
  change: MemoryChange
  extraction: Extraction
  person: Person
  agentId: string
  from: LearntFrom
}

/** Makes one change; returns whether it changed anything. Only the person changes what they typed themselves. */
async function apply(
  { tx, scope }: CommandContext,
  { change, extraction, person, agentId, from }: Extracted,
): Promise<boolean> {
  const known = await memoriesKnownTo(tx, agentId, person)
  const meant = change.do === 'add' ? undefined : extraction.known[change.memory - 1]?.id
  const old = known.find(({ id, origin }) => id === meant && origin === 'learnt')
  if (change.do === 'forget') {
    if (old) await removeMemory(tx, old.id)
    return old !== undefined
  }
  const told = { kind: change.kind, text: change.text, terms: termsOf(change.text) }
  const isKnown = known.some(({ id, terms }) => id !== old?.id && isSameMemory(terms, told.terms))
  if (isKnown || told.terms.length === 0) return false
  if (change.do === 'replace')
    return old !== undefined && (await rewriteMemory(tx, old.id, told, from)) !== null
  if (known.length >= MEMORIES_MAX) return false
  await insertMemory(tx, scope, { agent_id: agentId, person, ...told, from })
  return true
}
