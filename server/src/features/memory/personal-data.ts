import { findAgentNames } from '#features/agents/index.ts'
import type { PersonalData } from '#kernel/personal-data.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Transaction } from '#platform/database/open.ts'
import { announceMemory } from './announce.ts'
import { findConsent, lockConsent, storeConsent } from './consent/consent-store.ts'
import { MEMORIES_MAX, type MemoryRow, isSameMemory, toMemory } from './memory.ts'
import { removeMemoriesOf } from './memory-store.ts'
import type { Person } from './person.ts'

const visitor = (id: string): Person => ({ kind: 'visitor', id })

/** Memories about visitors, and their consent. */
export const personalMemories: PersonalData = {
  name: 'memories',

  async move(context, fromId, toId) {
    const { tx, scope } = context
    await mergeConsents(tx, scope, visitor(fromId), visitor(toId))
    await tx.updateTable('memories').set({ visitor_id: toId }).where('visitor_id', '=', fromId).execute()
    await dropSurplus(tx, toId)
    announceMemory(context, visitor(toId), null)
  },

  async collect(tx, visitorId) {
    const rows = await tx
      .selectFrom('memories')
      .selectAll()
      .where('visitor_id', '=', visitorId)
      .orderBy('id')
      .execute()
    const { remembers } = await findConsent(tx, visitor(visitorId))
    const names = await findAgentNames(tx, [...new Set(rows.map((row) => row.agent_id))])
    return { remembers, memories: rows.map((row) => toMemory(row, names)) }
  },

  async erase(context: CommandContext, visitorId) {
    const { tx } = context
    const erased = await removeMemoriesOf(tx, visitor(visitorId), null)
    const { numDeletedRows } = await tx
      .deleteFrom('memory_consents')
      .where('visitor_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    if (erased > 0) announceMemory(context, visitor(visitorId), null)
    return erased + Number(numDeletedRows)
  },
}

/** Where either has refused to be remembered, the person has; otherwise they have agreed if either has. */
async function mergeConsents(tx: Transaction, scope: Scope, from: Person, to: Person): Promise<void> {
  const consents = [await lockConsent(tx, scope, from), await lockConsent(tx, scope, to)]
  const made = consents.filter(({ isChosen }) => isChosen)
  if (made.length > 0)
    await storeConsent(
      tx,
      to,
      made.every(({ remembers }) => remembers),
    )
  await tx.deleteFrom('memory_consents').where('person_id', '=', from.id).execute()
}

/** Of duplicate memories the newer one stays, and in total no more than an agent keeps. */
async function dropSurplus(tx: Transaction, visitorId: string): Promise<void> {
  const rows = await tx
    .selectFrom('memories')
    .selectAll()
    .where('visitor_id', '=', visitorId)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const kept = new Map<string, MemoryRow[]>()
  const surplus = rows.filter((row) => {
    const known = kept.get(row.agent_id) ?? []
    kept.set(row.agent_id, known)
    if (known.length >= MEMORIES_MAX || known.some(({ terms }) => isSameMemory(terms, row.terms))) return true
    known.push(row)
    return false
  })
  if (surplus.length === 0) return
  const ids = surplus.map(({ id }) => id)
  await tx.deleteFrom('memories').where('id', 'in', ids).execute()
}
