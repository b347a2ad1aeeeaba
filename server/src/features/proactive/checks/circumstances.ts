import { findAgent } from '#features/agents/index.ts'
import { type ConversationRow, pathUp, readSoFar } from '#features/conversations/index.ts'
import { findMember, findVisitor } from '#features/people/index.ts'
import { hasQuota } from '#features/tenants/index.ts'
import type { QueryContext } from '#kernel/use-case.ts'
import { consentTo, findPreferences } from '../preferences/preference-store.ts'
import { sentLately } from './decision-store.ts'
import { type Circumstances, DAY_MS } from './skip-reason.ts'

const LOOKED_AT = 20

/** Reads all that decides whether an agent may speak first in a conversation. */
export async function readCircumstances(
  context: Pick<QueryContext, 'tx' | 'scope'>,
  conversation: ConversationRow,
): Promise<Circumstances> {
  const { tx, scope } = context
  const now = scope.app.now()
  const { id, owner_id: personId, agent_id: agentId, head_message_id: head } = conversation
  const nobody = { agrees: false, timeZone: 'UTC', from: 0, to: 0 }
  return {
    now,
    agent: agentId === null ? null : await findAgent(tx, agentId),
    isPersonThere: await isThere(context, conversation),
    consent:
      agentId === null ? nobody : await consentTo(tx, agentId, personId, await findPreferences(tx, personId)),
    conversation,
    path: await pathUp(tx, id, head, LOOKED_AT),
    unreadCount: (await readSoFar(tx, personId, [id])).get(id)?.unreadCount ?? 0,
    lately:
      agentId === null
        ? []
        : await sentLately(tx, { agentId, personId, since: new Date(now.getTime() - DAY_MS) }),
    hasQuota: await hasQuota(context, { messagesPerMonth: 1, tokensPerMonth: 0 }),
  }
}

export async function isThere(
  { tx, scope }: Pick<QueryContext, 'tx' | 'scope'>,
  { owner_kind, owner_id }: Pick<ConversationRow, 'owner_kind' | 'owner_id'>,
): Promise<boolean> {
  if (owner_kind === 'visitor') {
    const visitor = await findVisitor(tx, scope.tenantId, owner_id)
    return visitor !== null && visitor.blocked_at === null
  }
  const member = await findMember(tx, scope.tenantId, owner_id)
  return member !== null && !member.is_suspended
}
