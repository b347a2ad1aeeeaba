import type { Contact } from '#contract/shapes/contact.ts'
import { externalIdsOf, findContact, lockVisitors, type VisitorRow } from '#features/people/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { toContact } from './contact.ts'

/** The contact, also under the id of one that was merged into it, or Fault `not_found`. */
export async function requireContact(tx: Reader, scope: Scope, id: string): Promise<VisitorRow> {
  const row = await findContact(tx, scope.tenantId, id)
  if (!row) throw notFound('contact')
  return row
}

/**
 * These contacts, locked until the transaction ends, in the given order. Throws Fault `not_found`, and
 * `precondition_failed` for a contact that is being erased.
 */
export async function lockContacts<const Ids extends readonly string[]>(
  tx: Transaction,
  scope: Scope,
  ids: Ids,
): Promise<{ [At in keyof Ids]: VisitorRow }> {
  const found = await Promise.all(ids.map((id) => requireContact(tx, scope, id)))
  const locked = await lockVisitors(
    tx,
    found.map(({ id }) => id),
  )
  const rows = found.map(({ id }) => {
    const row = locked.find((one) => one.id === id)
    if (!row) throw notFound('contact')
    if (row.merged_into) throw new Fault('conflict', 'Somebody else changed this first. Try again.')
    if (row.erasing_at) throw new Fault('precondition_failed', 'The data of this person is being erased.')
    return row
  })
  return rows as { [At in keyof Ids]: VisitorRow }
}

/** Contacts as the contract shows them. */
export async function showContacts(tx: Reader, rows: readonly VisitorRow[]): Promise<Contact[]> {
  const externalIds = await externalIdsOf(tx, rows)
  return rows.map((row) => toContact(row, externalIds.get(row.id) ?? []))
}

export async function showContact(tx: Reader, row: VisitorRow): Promise<Contact> {
  const externalIds = await externalIdsOf(tx, [row])
  return toContact(row, externalIds.get(row.id) ?? [])
}
