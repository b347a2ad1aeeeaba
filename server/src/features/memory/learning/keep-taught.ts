import { z } from 'zod'
import { findAgent } from '#features/agents/index.ts'
import { lockConversation } from '#features/conversations/index.ts'
import { objectOf } from '#kernel/object-of.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { announceMemory } from '../announce.ts'
import { lockChoice } from '../choice/choice-store.ts'
import { FACTS_MAX, isSameFact, termsOf } from '../fact.ts'
import { factsKnownTo, insertFact, type LearntFrom, removeFact, rewriteFact } from '../fact-store.ts'
import { type Person, personIn } from '../person.ts'
import { learntUpTo, noteLesson } from './lesson-store.ts'
import { factsLearn } from './lesson-job.ts'
import type { Lesson } from './prepare-lesson.ts'
import { saidByPerson } from './said-by-person.ts'
import type { TaughtChange } from './taught.ts'

/** Keeps what a model found in a lesson, once, and only while the person allows it and still says what it rests on. */
export const keepTaught = command({
  name: 'fact.keep-taught',
  permission: 'internal',
  input: factsLearn.input.extend({
    lesson: objectOf<Lesson>(),
    changes: z.custom<readonly TaughtChange[]>(Array.isArray),
  }),
  async run(context, { lesson, changes, ...place }) {
    const { tx, scope } = context
    const conversation = await lockConversation(tx, place.conversationId)
    // Another job, or another try of this one, has kept it.
    if (!conversation || (await learntUpTo(tx, place)) !== lesson.afterSeq) return
    const person = personIn(conversation)
    const choice = await lockChoice(tx, scope, person)
    const agent = await findAgent(tx, place.agentId)
    if (!choice.remembers || !agent?.remembers) return
    await noteLesson(tx, scope, place, lesson.lastSeq)
    // A message that was edited, or whose branch was left, since is no source any more.
    const shown = new Set((await saidByPerson(tx, conversation, lesson.afterSeq)).map(({ id }) => id))
    let hasChanged = false
    for (const change of changes) {
      const message = lesson.messages[change.message - 1]
      if (!message || !shown.has(message.id)) continue
      const from = { conversation_id: conversation.id, message_id: message.id }
      if (await apply(context, { change, lesson, person, agentId: agent.id, from })) hasChanged = true
    }
    if (hasChanged) announceMemory(context, person, agent.id)
  },
})

interface Taught {
  change: TaughtChange
  lesson: Lesson
  person: Person
  agentId: string
  from: LearntFrom
}

/** Makes one change; answers whether it changed anything. What the person typed is the person's alone. */
async function apply(
  { tx, scope }: CommandContext,
  { change, lesson, person, agentId, from }: Taught,
): Promise<boolean> {
  const known = await factsKnownTo(tx, agentId, person)
  const meant = change.do === 'add' ? undefined : lesson.known[change.fact - 1]?.id
  const old = known.find(({ id, origin }) => id === meant && origin === 'learnt')
  if (change.do === 'forget') {
    if (old) await removeFact(tx, old.id)
    return old !== undefined
  }
  const told = { kind: change.kind, text: change.text, terms: termsOf(change.text) }
  const isKnown = known.some(({ id, terms }) => id !== old?.id && isSameFact(terms, told.terms))
  if (isKnown || told.terms.length === 0) return false
  if (change.do === 'replace')
    return old !== undefined && (await rewriteFact(tx, old.id, told, from)) !== null
  if (known.length >= FACTS_MAX) return false
  await insertFact(tx, scope, { agent_id: agentId, person, ...told, from })
  return true
}
