import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { client } from '../../console-client.ts'
import { change, refresh } from '../../data/cache.ts'
import { conversation as conversationOf } from '../../data/resources.ts'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import type { Words } from '../../words/en.ts'

type Named = Pick<Agent, 'id' | 'name'>

/** Does it and shows how the conversation stands then; says why where it could not be done. */
async function shown(done: Promise<Conversation>, words: Words): Promise<boolean> {
  try {
    const now = await done
    change(conversationOf(now.id), () => now)
    refresh(`messages/${now.id}`)
    return true
  } catch (error) {
    toast({ text: faultSentence(error, words), isFailure: true })
    return false
  }
}

export const addAgent = (conversationId: string, agent: Named, words: Words) =>
  shown(client.conversations.addAgent(conversationId, agent.id), words)

export async function handOver({ id, agentId }: Conversation, agent: Named, words: Words) {
  if (!(await shown(client.conversations.change(id, { agentId: agent.id }), words))) return
  toast({
    text: words.participants.answersNow(agent.name),
    ...(agentId !== null && {
      undo: () => void shown(client.conversations.change(id, { agentId }), words),
    }),
  })
}

export async function removeAgent({ id, agentId }: Conversation, agent: Named, words: Words) {
  if (!(await shown(client.conversations.removeAgent(id, agent.id), words))) return
  const bringBack = async () => {
    if ((await addAgent(id, agent, words)) && agentId === agent.id)
      await shown(client.conversations.change(id, { agentId: agent.id }), words)
  }
  toast({ text: words.participants.left(agent.name), undo: () => void bringBack() })
}
