import { z } from 'zod'
import { ContactAttributeList, ContactAttributeRef } from '#contract/shapes/contact.ts'
import { dropAttribute } from '#features/people/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { notFound } from '#kernel/fault.ts'
import { findAttributes, deleteAttribute } from './attribute-store.ts'

/** Lists the attributes of contacts beyond the built-in fields. */
export const listContactAttributes = query({
  name: 'contact-attribute.list',
  permission: 'contact:read',
  input: z.strictObject({}),
  output: ContactAttributeList,
  run: async ({ tx }) => ({ items: await findAttributes(tx) }),
})

/** Deletes a contact attribute with all its values. */
export const removeContactAttribute = command({
  name: 'contact-attribute.remove',
  permission: 'contact:manage',
  input: ContactAttributeRef,
  output: z.null(),
  async run({ tx, emit }, { attributeId }) {
    const key = await deleteAttribute(tx, attributeId)
    if (key === null) throw notFound('attribute')
    await dropAttribute(tx, key)
    emit({ type: 'contact-attribute.removed', payload: { name: key } })
    return null
  },
})
