import { findAgentNames } from '#features/agents/index.ts'
import type { PersonalData } from '#kernel/personal-data.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Transaction } from '#platform/database/open.ts'
import { announceMemory } from './announce.ts'
import { findChoice, lockChoice, storeChoice } from './choice/choice-store.ts'
import { FACTS_MAX, type FactRow, isSameFact, toFact } from './fact.ts'
import { removeFactsOf } from './fact-store.ts'
import type { Person } from './person.ts'

const visitor = (id: string): Person => ({ kind: 'visitor', id })

/** What agents know of visitors, and whether they may. */
export const personalFacts: PersonalData = {
  name: 'facts',

  async move(context, fromId, toId) {
    const { tx, scope } = context
    await mergeChoices(tx, scope, visitor(fromId), visitor(toId))
    await tx.updateTable('facts').set({ visitor_id: toId }).where('visitor_id', '=', fromId).execute()
    await dropSurplus(tx, toId)
    announceMemory(context, visitor(toId), null)
  },

  async collect(tx, visitorId) {
    const rows = await tx
      .selectFrom('facts')
      .selectAll()
      .where('visitor_id', '=', visitorId)
      .orderBy('id')
      .execute()
    const { remembers } = await findChoice(tx, visitor(visitorId))
    const names = await findAgentNames(tx, [...new Set(rows.map((row) => row.agent_id))])
    return { remembers, facts: rows.map((row) => toFact(row, names)) }
  },

  async erase(context: CommandContext, visitorId) {
    const { tx } = context
    const erased = await removeFactsOf(tx, visitor(visitorId), null)
    const { numDeletedRows } = await tx
      .deleteFrom('memory_choices')
      .where('visitor_id', '=', visitorId)
      .executeTakeFirstOrThrow()
    if (erased > 0) announceMemory(context, visitor(visitorId), null)
    return erased + Number(numDeletedRows)
  },
}

/** Where either has refused to be remembered, the person has; otherwise they have agreed if either has. */
async function mergeChoices(tx: Transaction, scope: Scope, from: Person, to: Person): Promise<void> {
  const choices = [await lockChoice(tx, scope, from), await lockChoice(tx, scope, to)]
  const made = choices.filter(({ isChosen }) => isChosen)
  if (made.length > 0)
    await storeChoice(
      tx,
      to,
      made.every(({ remembers }) => remembers),
    )
  await tx.deleteFrom('memory_choices').where('person_id', '=', from.id).execute()
}

/** Of what an agent knew of both, the newer stays; and of all no more than an agent keeps. */
async function dropSurplus(tx: Transaction, visitorId: string): Promise<void> {
  const rows = await tx
    .selectFrom('facts')
    .selectAll()
    .where('visitor_id', '=', visitorId)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const kept = new Map<string, FactRow[]>()
  const surplus = rows.filter((row) => {
    const known = kept.get(row.agent_id) ?? []
    kept.set(row.agent_id, known)
    if (known.length >= FACTS_MAX || known.some(({ terms }) => isSameFact(terms, row.terms))) return true
    known.push(row)
    return false
  })
  if (surplus.length === 0) return
  const ids = surplus.map(({ id }) => id)
  await tx.deleteFrom('facts').where('id', 'in', ids).execute()
}
