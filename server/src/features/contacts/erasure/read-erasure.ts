import { ContactErasure, ContactRef } from '#contract/shapes/contact.ts'
import { notFound } from '#kernel/fault.ts'
import { query } from '#kernel/use-case.ts'
import { findErasure, toErasure } from './erasure-store.ts'

/** Reads the progress of an erasure, even after the person is gone. */
export const readErasure = query({
  name: 'contact-erasure.read',
  permission: 'contact:read',
  input: ContactRef,
  output: ContactErasure,
  async run({ tx }, { contactId }) {
    const row = await findErasure(tx, contactId)
    if (!row) throw notFound('erasure')
    return toErasure(row)
  },
})
