import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { ProactivePreferences } from './proactive.ts'
import { MemoryConsent } from './memory.ts'

export const attributeKinds = ['text', 'number', 'boolean', 'date'] as const
export const AttributeKind = z.enum(attributeKinds).describe('`date`: a day, as 2026-01-31.')
export type AttributeKind = z.infer<typeof AttributeKind>

const AttributeKey = z.string().trim().min(1).max(64)

/** Something that a tenant notes of its contacts, by a key of its own. */
export const ContactAttribute = z
  .object({ id: id('contactAttribute'), key: z.string(), kind: AttributeKind })
  .meta({ id: 'ContactAttribute' })
export type ContactAttribute = z.infer<typeof ContactAttribute>
export const ContactAttributeList = z
  .object({ items: z.array(ContactAttribute) })
  .meta({ id: 'ContactAttributeList' })
export const DefineContactAttribute = z.strictObject({ key: AttributeKey, kind: AttributeKind })
export const ContactAttributeRef = z.strictObject({ attributeId: id('contactAttribute') })

export const AttributeValue = z.union([z.string().trim().max(500), z.number(), z.boolean()])
export type AttributeValue = z.infer<typeof AttributeValue>

const known = {
  email: z.string().nullable(),
  phone: z.string().nullable(),
  locale: z.string().nullable().describe('A language, as `zh-CN`.'),
  timeZone: z.string().nullable().describe('As `Asia/Shanghai`.'),
  company: z.string().nullable(),
}

/** What we know of a visitor. Its id is the visitor's. */
export const Contact = z
  .object({
    id: id('visitor'),
    externalIds: z
      .array(z.string())
      .describe('What sites and programs call this person; several once contacts were merged.'),
    name: z.string(),
    ...known,
    attributes: z.record(z.string(), AttributeValue).describe('By the keys that the tenant has defined.'),
    origin: z.string().describe('What brought them here.'),
    blocked: z.boolean().describe('Whether nothing is taken from them.'),
    erasing: z.boolean().describe('Whether everything of theirs is being erased.'),
    firstSeenAt: Instant,
    lastSeenAt: Instant,
  })
  .meta({ id: 'Contact' })
export type Contact = z.infer<typeof Contact>
export const ContactPage = pageOf(Contact).meta({ id: 'ContactPage' })

/** A contact together with what the person allows. */
export const ContactCard = Contact.extend({
  memory: MemoryConsent.describe('Whether agents may remember them.'),
  proactivePreferences: ProactivePreferences.describe('Whether and when agents may write to them first.'),
}).meta({ id: 'ContactCard' })
export type ContactCard = z.infer<typeof ContactCard>

export const ContactRef = z.strictObject({ contactId: id('visitor') })

export const ListContacts = PageQuery.extend({
  search: z.string().trim().max(200).optional().describe('Words of their names, addresses and attributes.'),
  blocked: z.enum(['only', 'hide']).optional(),
  attribute: AttributeKey.optional().describe('Only those of whom something is noted by this key.'),
  value: z.string().trim().max(500).optional().describe('Only those of whom it says this, by that key.'),
})

const given = {
  name: z.string().trim().max(100).optional(),
  email: z.email().max(254).nullable().optional(),
  phone: z.string().trim().min(1).max(40).nullable().optional(),
  locale: z.string().trim().min(1).max(35).nullable().optional().describe('A language, as `zh-CN`.'),
  timeZone: z.string().trim().min(1).max(60).nullable().optional().describe('As `Asia/Shanghai`.'),
  company: z.string().trim().min(1).max(200).nullable().optional(),
  attributes: z
    .record(AttributeKey, AttributeValue.nullable())
    .optional()
    .describe('By defined keys; null takes one away, and those that are left out stay.'),
}

const ExternalId = z.string().trim().min(1).max(200).describe('What your site or program calls this person.')

export const AddContact = z.strictObject({
  externalId: ExternalId.optional(),
  origin: z.string().trim().max(200).optional().describe('What brought them here.'),
  ...given,
})
export const ChangeContact = ContactRef.extend(given)
export const IdentifyContact = ContactRef.extend({ externalId: ExternalId, ...given })
export const MergeContacts = ContactRef.extend({
  otherId: id('visitor').describe(
    'The same person. Everything of theirs moves to the contact named in the path.',
  ),
})
export const ListContactConversations = ContactRef.extend(PageQuery.shape)

/** Erasing a person everywhere: how far that has come. It outlasts the contact, and says nothing of who it was. */
export const ContactErasure = z
  .object({
    contactId: z.uuid(),
    state: z.enum(['running', 'done']),
    progress: z.number().min(0).max(1),
    askedAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'ContactErasure' })
export type ContactErasure = z.infer<typeof ContactErasure>
