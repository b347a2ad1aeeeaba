import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { client } from '../../../data/console-client.ts'
import { messagesOf } from '../messages.ts'
import { change, refresh } from '../../../data/cache.ts'
import { resource } from '../../../data/resource.ts'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import type { Messages } from '../../../messages/en.ts'

type Named = Pick<Agent, 'id' | 'name'>

/** Does it and shows how the conversation stands then; says why where it could not be done. */
async function shown(done: Promise<Conversation>, t: Messages): Promise<boolean> {
  try {
    const now = await done
    change(resource('conversations.read', now.id), () => now)
    refresh(messagesOf(now.id))
    return true
  } catch (error) {
    toast({ text: faultSentence(error, t), isFailure: true })
    return false
  }
}

export const addAgent = (conversationId: string, agent: Named, t: Messages) =>
  shown(client.conversations.addAgent(conversationId, { agentId: agent.id }), t)

export async function transfer({ id, agentId }: Conversation, agent: Named, t: Messages) {
  if (!(await shown(client.conversations.change(id, { agentId: agent.id }), t))) return
  toast({
    text: t.participants.answersNow(agent.name),
    ...(agentId !== null && {
      undo: () => void shown(client.conversations.change(id, { agentId }), t),
    }),
  })
}

export async function removeAgent({ id, agentId }: Conversation, agent: Named, t: Messages) {
  if (!(await shown(client.conversations.removeAgent(id, agent.id), t))) return
  const bringBack = async () => {
    if ((await addAgent(id, agent, t)) && agentId === agent.id)
      await shown(client.conversations.change(id, { agentId: agent.id }), t)
  }
  toast({ text: t.participants.left(agent.name), undo: () => void bringBack() })
}
