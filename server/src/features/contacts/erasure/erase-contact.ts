import { ContactErasure, ContactRef } from '#contract/shapes/contact.ts'
import { announceEnd } from '#features/access/index.ts'
import { idsOfVisitor } from '#features/conversations/index.ts'
import { idsOfContact, updateContact, voidTokens } from '#features/people/index.ts'
import { command } from '#kernel/use-case.ts'
import { lockContacts, requireContact } from '../visible.ts'
import { contactErase } from '../job-kinds.ts'
import { findErasure, insertErasure, toErasure } from './erasure-store.ts'

/** Erases a person everywhere, for good: their messages, their data, and the record that they were here. */
export const eraseContact = command({
  name: 'contact.erase',
  permission: 'contact:manage',
  input: ContactRef,
  output: ContactErasure,
  async run(context, { contactId }) {
    const { tx, scope, emit, enqueue } = context
    const { id } = await requireContact(tx, scope, contactId)
    const asked = await findErasure(tx, id)
    if (asked) return toErasure(asked)
    const [row] = await lockContacts(tx, scope, [id])
    const ids = await idsOfContact(tx, row.id)
    await voidTokens(tx, ids)
    for (const one of ids) announceEnd(context, one)
    const now = scope.app.now()
    // From now on nothing is accepted from them, and nothing shows who they were.
    await updateContact(tx, row.id, { ...nothingKnown, blocked_at: now, erasing_at: now })
    const { conversationIds } = await idsOfVisitor(tx, row.id)
    const total = conversationIds.length + scope.app.personalData.length
    const erasure = await insertErasure(tx, scope, row.id, total)
    enqueue(contactErase, { contactId: row.id })
    emit({ type: 'contact.erasure-asked', payload: { contactId: row.id } })
    return toErasure(erasure)
  },
})

const nothingKnown = {
  name: '',
  email: null,
  phone: null,
  locale: null,
  time_zone: null,
  company: null,
  attributes: '{}',
  origin: '',
}
