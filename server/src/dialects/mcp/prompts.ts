import type { GetPromptResult, ListPromptsResult } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { CannedReply } from '#contract/shapes/canned.ts'
import { fillCannedReply, listCannedReplies } from '#features/inbox/canned/index.ts'
import { invalidInput, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

const PAGE = 50
const NAME_MAX = 40

/** Canned replies of operators, by name. */
export async function listCannedPrompts(scope: Scope, cursor?: string): Promise<ListPromptsResult> {
  const { items, nextCursor } = await listCannedReplies(scope, {
    limit: PAGE,
    ...(cursor !== undefined && { after: cursor }),
  })
  return {
    prompts: items.map(({ name, text }) => ({
      name,
      description: text.slice(0, 200),
      arguments: [
        {
          name: 'conversationId',
          description: 'The conversation whose names stand in it; left out, their places stay.',
        },
      ],
    })),
    ...(nextCursor !== null && { nextCursor }),
  }
}

/** One of them, with the names of a conversation if one is given. */
export async function getCannedPrompt(
  scope: Scope,
  {
    name,
    arguments: { conversationId } = {},
  }: { name: string; arguments?: Record<string, string> | undefined },
): Promise<GetPromptResult> {
  if (conversationId !== undefined && !z.uuid().safeParse(conversationId).success)
    throw invalidInput('conversationId: expected an id')
  const reply = await findNamed(scope, name)
  if (!reply) throw notFound('prompt')
  const { text } =
    conversationId === undefined
      ? reply
      : await fillCannedReply(scope, { cannedReplyId: reply.id, conversationId })
  return { description: reply.name, messages: [{ role: 'user', content: { type: 'text', text } }] }
}

async function findNamed(scope: Scope, name: string): Promise<CannedReply | null> {
  if (name.length > NAME_MAX) return null
  for (let after: string | null = ''; after !== null; ) {
    const asked = { search: name, limit: PAGE, ...(after !== '' && { after }) }
    const { items, nextCursor } = await listCannedReplies(scope, asked)
    const found = items.find((one) => one.name === name)
    if (found) return found
    after = nextCursor
  }
  return null
}
