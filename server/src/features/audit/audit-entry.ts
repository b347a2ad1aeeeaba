import type { AuditEntry } from '#contract/shapes/audit.ts'
import { agentOwnerIn } from '#kernel/own-agents.ts'
import type { Scope } from '#kernel/scope.ts'
import type { AuditedRow } from './store.ts'

/**
 * An event as an audit log entry. `members` are the names of those who still exist. The name of another member's own
 * agent is left out.
 */
export function toAuditEntry(
  row: AuditedRow,
  members: ReadonlyMap<string, string>,
  { actor }: Pick<Scope, 'actor'>,
): AuditEntry {
  const agentOwner = agentOwnerIn(row.payload)
  const facts = { ...(row.payload as Record<string, unknown>) }
  if (agentOwner !== null && agentOwner !== actor.id) delete facts.name
  return {
    id: row.id,
    at: row.created_at.toISOString(),
    type: row.type,
    actor: { kind: row.actor_kind, id: row.actor_id, name: actorName(row, members) },
    subject: subjectOf(facts, members),
    facts,
    address: row.address,
    userAgent: row.user_agent,
  }
}

/** The name recorded at the time; a later effect of somebody's request uses their current name. */
const actorName = (row: AuditedRow, members: ReadonlyMap<string, string>): string | null => {
  if (row.actor_id === null) return null
  const noted = row.noted_id === row.actor_id ? row.noted_name : null
  return noted || (members.get(row.actor_id) ?? null)
}

function subjectOf(facts: Record<string, unknown>, members: ReadonlyMap<string, string>): string | null {
  const said = [facts.name, facts.email].find((text) => typeof text === 'string')
  const member = typeof facts.memberId === 'string' ? members.get(facts.memberId) : undefined
  return (said as string | undefined) ?? member ?? null
}

/** Every member that an entry might name. */
export const membersIn = (rows: readonly AuditedRow[]): string[] => [
  ...new Set(
    rows.flatMap(({ actor_kind, actor_id, payload }) => {
      const { memberId } = payload as { memberId?: unknown }
      return [
        ...(actor_kind === 'member' && actor_id !== null ? [actor_id] : []),
        ...(typeof memberId === 'string' ? [memberId] : []),
      ]
    }),
  ),
]
