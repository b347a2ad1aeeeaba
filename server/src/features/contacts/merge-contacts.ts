import { Contact, MergeContacts } from '#contract/shapes/contact.ts'
import { announceChange, announceEnd } from '#features/access/index.ts'
import { pointVisitors, updateContact, type VisitorRow } from '#features/people/index.ts'
import { command, type CommandContext } from '#kernel/use-case.ts'
import { lockContacts, showContact } from './visible.ts'
import { knownOfBoth } from './contact.ts'

/** Merges two contacts, for good. Repeating it changes nothing. */
export const mergeContacts = command({
  name: 'contact.merge',
  permission: 'contact:write',
  input: MergeContacts,
  output: Contact,
  async run(context, { contactId, otherId }) {
    const [row, other] = await lockContacts(context.tx, context.scope, [contactId, otherId])
    return showContact(context.tx, row.id === other.id ? row : await joinContacts(context, row, other))
  },
})

/** Moves everything of one contact to another, who stands for both from then on. Both rows are locked. */
export async function joinContacts(
  context: CommandContext,
  survivor: VisitorRow,
  other: VisitorRow,
): Promise<VisitorRow> {
  const { tx, scope, emit } = context
  const merged = await pointVisitors(tx, other.id, survivor.id)
  for (const kept of scope.app.personalData) await kept.move(context, other.id, survivor.id)
  const row = await updateContact(tx, survivor.id, knownOfBoth(survivor, other))
  // Sessions that were opened with their tokens belong to another person now.
  for (const id of merged) announceEnd(context, id)
  const isVerifiedNow = survivor.verified_at === null && row.verified_at !== null
  if (isVerifiedNow) announceEnd(context, survivor.id)
  else announceChange(context, survivor.id)
  emit({ type: 'contact.merged', payload: { contactId: survivor.id, mergedId: other.id } })
  return row
}
