import { z } from 'zod'
import { ContactAttributeRef } from '#contract/shapes/contact.ts'
import { dropAttribute } from '#features/people/index.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { deleteAttribute } from './attribute-store.ts'

/** Notes something of contacts no longer, and forgets what was noted. */
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
