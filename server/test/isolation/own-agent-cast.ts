import { uuidv7 } from 'uuidv7'
import { changeDraft, createOwnAgent, setProactiveMessages } from '#features/agents/index.ts'
import { openConversation, sendMessage } from '#features/messages/index.ts'
import { setAgentTeam } from '#features/inbox/routing/index.ts'
import { setAgentToolPolicy } from '#features/answers/index.ts'
import { actorId } from '#kernel/scope.ts'
import type { Maker } from './cast.ts'
import { settled } from './settled.ts'
import { freshWord } from './template.ts'

/** An agent that its maker alone sees, with all that is written of one; it answered a question of theirs. */
export async function ownAgent({ scope, system, canary }: Maker): Promise<string> {
  const { id: agentId } = await createOwnAgent(system, {
    ownerId: actorId(scope),
    name: `${canary} ${freshWord()}`,
    instructions: canary,
  })
  const { id: conversationId } = await openConversation(scope, { agentId, title: canary, isPrivate: true })
  await sendMessage(scope, { conversationId, parts: [{ type: 'text', text: `What is ${canary}?` }] })
  await settled(scope.app)
  await changeDraft(system, { agentId, instructions: `${canary}, anew.` })
  await setAgentTeam(system, { agentId, skills: [] })
  await setAgentToolPolicy(system, { agentId, rules: [] })
  await setProactiveMessages(system, { agentId, speaksFirst: true })
  const ofBoth = { tenant_id: scope.tenantId, agent_id: agentId, conversation_id: conversationId }
  await scope.app.database.write(
    scope.tenantId,
    async (tx) => {
      await tx
        .insertInto('conversation_reviews')
        .values({ ...ofBoth, last_seq: 2 })
        .execute()
      await tx
        .insertInto('suggestions')
        .values({
          ...ofBoth,
          id: uuidv7(),
          base_version: 1,
          base_instructions: canary,
          instructions: `${canary}, wiser.`,
          reason: canary,
          confidence: 0.6,
          idea: ['wiser'],
        })
        .execute()
    },
    'server',
  )
  return agentId
}
