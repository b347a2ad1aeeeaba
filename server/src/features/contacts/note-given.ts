import { updateContact, type VisitorRow } from '#features/people/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { changedAttributes } from './attributes/changed-attributes.ts'
import { attributesOf, columnsOf, type Given } from './contact.ts'

/** Stores the given data of a contact, whose row is locked, and announces the change. Empty data changes nothing. */
export async function noteGiven(
  { tx, emit }: CommandContext,
  row: VisitorRow,
  given: Given,
): Promise<VisitorRow> {
  if (Object.values(given).every((value) => value === undefined)) return row
  const attributes = await changedAttributes(tx, attributesOf(row), given.attributes)
  const changed = await updateContact(tx, row.id, {
    ...columnsOf(given),
    attributes: JSON.stringify(attributes),
  })
  emit({ type: 'contact.changed', payload: { contactId: row.id } })
  return changed
}
