import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { ProactivePreferences } from './proactive.ts'
import { MemoryConsent } from './memory.ts'

export const attributeKinds = ['text', 'number', 'boolean', 'date'] as const
export const AttributeKind = z
  .enum(attributeKinds)
  .describe('The type of the values. `date`: a day such as `2026-01-31`.')
export type AttributeKind = z.infer<typeof AttributeKind>

const AttributeKey = z.string().trim().min(1).max(64)

/** A custom attribute that a tenant has defined for its contacts. */
export const ContactAttribute = z
  .object({
    id: id('contactAttribute'),
    key: z.string().describe('The key of the attribute in `attributes` of a contact, for example `plan`.'),
    kind: AttributeKind,
  })
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
  email: z.string().nullable().describe('Email address; null if unknown.'),
  phone: z.string().nullable().describe('Phone number; null if unknown.'),
  locale: z.string().nullable().describe('Language tag, for example `zh-CN`; null if unknown.'),
  timeZone: z.string().nullable().describe('IANA time zone, for example `Asia/Shanghai`; null if unknown.'),
  company: z.string().nullable().describe('Company name; null if unknown.'),
}

/** What is known about a visitor. It has the visitor's id. */
export const Contact = z
  .object({
    id: id('visitor'),
    externalIds: z
      .array(z.string())
      .describe('Ids of this person in external systems. There can be several after contacts were merged.'),
    name: z.string(),
    ...known,
    attributes: z
      .record(z.string(), AttributeValue)
      .describe('Custom attributes, by the keys that the tenant has defined.'),
    origin: z
      .string()
      .describe('Where the person came from, for example the name of a widget or channel; empty if unknown.'),
    blocked: z.boolean().describe('Whether the person is blocked: they can read but not write.'),
    erasing: z.boolean().describe('Whether all data of this person is being erased.'),
    firstSeenAt: Instant,
    lastSeenAt: Instant,
  })
  .meta({ id: 'Contact' })
export type Contact = z.infer<typeof Contact>
export const ContactPage = pageOf(Contact).meta({ id: 'ContactPage' })

/** A contact with memory consent and proactive preferences. */
export const ContactCard = Contact.extend({
  memory: MemoryConsent.describe('Whether agents may remember this person.'),
  proactivePreferences: ProactivePreferences.describe(
    'Whether and when agents may write to this person first.',
  ),
}).meta({ id: 'ContactCard' })
export type ContactCard = z.infer<typeof ContactCard>

export const ContactRef = z.strictObject({ contactId: id('visitor') })

export const ListContacts = PageQuery.extend({
  search: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe('Only contacts with these words in their names, addresses or attributes.'),
  blocked: z
    .enum(['only', 'hide'])
    .optional()
    .describe('`only`: blocked contacts only; `hide`: without them. Omitted: all contacts.'),
  attribute: AttributeKey.optional().describe(
    'Only contacts that have a value for the attribute with this key.',
  ),
  value: z
    .string()
    .trim()
    .max(500)
    .optional()
    .describe('Only contacts whose attribute `attribute` has this value.'),
})

const given = {
  name: z.string().trim().max(100).optional(),
  email: z.email().max(254).nullable().optional().describe('Email address; null removes it.'),
  phone: z.string().trim().min(1).max(40).nullable().optional().describe('Phone number; null removes it.'),
  locale: z
    .string()
    .trim()
    .min(1)
    .max(35)
    .nullable()
    .optional()
    .describe('Language tag, for example `zh-CN`; null removes it.'),
  timeZone: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .nullable()
    .optional()
    .describe('IANA time zone, for example `Asia/Shanghai`; null removes it.'),
  company: z.string().trim().min(1).max(200).nullable().optional().describe('Company name; null removes it.'),
  attributes: z
    .record(AttributeKey, AttributeValue.nullable())
    .optional()
    .describe(
      'Custom attributes, by the keys that the tenant has defined. Null removes a value; omitted keys stay as they are.',
    ),
}

const ExternalId = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe('The id of this person in your site or system, for example `crm-7`.')

export const AddContact = z.strictObject({
  externalId: ExternalId.optional(),
  origin: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe('Where the person came from, for example the name of a campaign.'),
  ...given,
})
export const ChangeContact = ContactRef.extend(given)
export const IdentifyContact = ContactRef.extend({ externalId: ExternalId, ...given })
export const MergeContacts = ContactRef.extend({
  otherId: id('visitor').describe(
    'Another contact of the same person. All its data moves to the contact in the path.',
  ),
})
export const ListContactConversations = ContactRef.extend(PageQuery.shape)

/** The progress of erasing a person's data. It stays after the contact is gone and does not identify the person. */
export const ContactErasure = z
  .object({
    contactId: z.uuid(),
    state: z.enum(['running', 'done']),
    progress: z.number().min(0).max(1).describe('The share that is done, 0 to 1.'),
    askedAt: Instant.describe('When the erasure was requested.'),
    endedAt: Instant.nullable().describe('When the erasure finished; null while it runs.'),
  })
  .meta({ id: 'ContactErasure' })
export type ContactErasure = z.infer<typeof ContactErasure>
