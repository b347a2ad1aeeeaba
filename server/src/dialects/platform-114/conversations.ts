import type { FastifyInstance } from 'fastify'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { listConversations } from '#features/messages/index.ts'
import { listMessages, readConversation } from '#features/conversations/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { type Caller, enterCaller, requireTenant } from './caller.ts'
import { findId, name } from './names.ts'
import { noConversation } from './refusal.ts'
import { toConversation } from './translate.ts'

const CONVERSATIONS_MAX = 50
const MESSAGES_AT_ONCE = 200

/** The caller's own conversations. */
export function conversationRoutes(http: FastifyInstance, app: Application) {
  http.get('/v1/tenants/:tenantId/chat/conversations', async (request) => {
    const caller = await enterCaller(app, request)
    requireTenant(caller, (request.params as { tenantId: string }).tenantId)
    const { scope, dialectScope } = caller
    const { items } = await listConversations(scope, {
      limit: CONVERSATIONS_MAX,
      whose: 'own',
      archived: 'include',
    })
    await name(
      dialectScope,
      'conversation',
      items.map(({ id }) => id),
    )
    const conversations = []
    for (const conversation of items) conversations.push(await show(scope, conversation))
    return { success: true, conversations }
  })

  http.get('/v1/tenants/:tenantId/chat/conversations/:conversationId', async (request) => {
    const caller = await enterCaller(app, request)
    const { tenantId, conversationId } = request.params as { tenantId: string; conversationId: string }
    requireTenant(caller, tenantId)
    const conversation = await findOwn(caller, conversationId)
    if (!conversation) throw noConversation()
    return { success: true, conversation: await show(caller.scope, conversation) }
  })
}

/** The caller's own conversation with these digits; null if there is none, or it belongs to somebody else. */
export async function findOwn({ scope, dialectScope }: Caller, hexId: string): Promise<Conversation | null> {
  const conversationId = await findId(dialectScope, 'conversation', hexId)
  if (conversationId === null) return null
  try {
    const conversation = await readConversation(scope, { conversationId })
    // Operators see other people's conversations elsewhere; here only their own.
    return conversation.owner.id === scope.actor.id ? conversation : null
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}

async function show(scope: Scope, conversation: Conversation) {
  const messages: Message[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listMessages>> = await listMessages(scope, {
      conversationId: conversation.id,
      limit: MESSAGES_AT_ONCE,
      ...(after !== null && { after }),
    })
    messages.push(...page.items)
    after = page.nextCursor
  } while (after !== null)
  return toConversation(conversation, messages, scope.tenantId)
}
