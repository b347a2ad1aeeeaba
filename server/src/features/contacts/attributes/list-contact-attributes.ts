import { z } from 'zod'
import { ContactAttributeList } from '#contract/shapes/contact.ts'
import { query } from '#kernel/use-case.ts'
import { findAttributes } from './attribute-store.ts'

/** Lists what is noted of contacts besides what everybody has. */
export const listContactAttributes = query({
  name: 'contact-attribute.list',
  permission: 'contact:read',
  input: z.strictObject({}),
  output: ContactAttributeList,
  run: async ({ tx }) => ({ items: await findAttributes(tx) }),
})
