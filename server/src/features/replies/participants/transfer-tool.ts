import { z } from 'zod'
import { asFault } from '#kernel/fault.ts'
import { parseInput } from '#kernel/guard.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { ReplyParticipants } from '../request/reply-participants.ts'
import { TRANSFER_TOOL } from '../history/transfer-in.ts'
import { transferReply } from './transfer-reply.ts'

interface Writer {
  replyId: string
  conversationId: string
  attempt: number
}

/** The tool by which an agent transfers the conversation to another; null where there is none to transfer it to. */
export function transferTool(
  scope: Scope,
  writer: Writer,
  { offered }: ReplyParticipants,
): ExternalTool | null {
  const byName = new Map(offered.toReversed().map((agent) => [agent.name, agent]))
  const [first, ...others] = byName.keys()
  if (first === undefined) return null
  const shape = z.object({
    agent: z.enum([first, ...others]).describe('Who goes on.'),
    reason: z.string().trim().min(1).max(500).describe('Why, and what the other needs to know.'),
  })
  return {
    name: TRANSFER_TOOL,
    description:
      'Transfers the conversation to another agent, who answers the same question and goes on from there. Use it when the other can help better. Nothing you say after it is heard.',
    inputSchema: z.toJSONSchema(shape, { io: 'input' }) as Record<string, unknown>,
    hasEffect: true,
    // It changes who answers here, and nothing outside.
    isReadOnly: true,
    origin: 'built-in',
    endsAnswer: true,
    async call(input) {
      try {
        const { agent: name } = parseInput(shape, input)
        await transferReply(scope, { ...writer, agentId: byName.get(name)?.id ?? '' })
        return { output: `${name} goes on from here.`, isError: false }
      } catch (error) {
        return { output: asFault(error).message, isError: true }
      }
    },
  }
}
