import { useMemo } from 'react'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { useResource } from '../../../data/use-resource.ts'
import { all } from '../../../data/resource.ts'

/** How the answers of a conversation are shown: named where several agents wrote or may write, split where an agent does. */
export function useConversationAgents(conversation: Conversation | undefined, messages: readonly Message[]) {
  const agents = useResource(all('agents.list')).value?.items
  return useMemo(() => {
    const answers = messages.filter(({ role }) => role === 'assistant')
    const authors = new Set([
      ...(conversation?.agentIds ?? []),
      ...answers.flatMap(({ author }) => author.id ?? []),
    ])
    return {
      group: authors.size > 1 ? [...authors] : null,
      splitting: new Set(agents?.flatMap(({ id, splitReplies }) => (splitReplies ? [id] : []))),
    }
  }, [conversation, messages, agents])
}
