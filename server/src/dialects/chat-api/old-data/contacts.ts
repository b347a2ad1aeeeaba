import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { adoptContact } from '#features/contacts/index.ts'
import { keepNumbers } from '#features/external-ids/index.ts'
import { step } from '#kernel/step.ts'
import { instantOf, numberIn, objectIn, oldKind, once, type Taken } from '../../moving-in/moving-in.ts'
import { DIALECT } from '../numbers.ts'
import { ORIGIN } from '../provide-visitor.ts'
import { uuidIn } from './words.ts'

const OldContact = z.strictObject({
  number: z.int(),
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  firstSeenAt: z.date(),
  lastSeenAt: z.date(),
  remarks: z.array(z.string()),
})

const takeContact = step(
  OldContact,
  (context, { number, remarks, ...contact }): Promise<Taken> =>
    once(context, { dialect: DIALECT, kind: 'contact', oldId: String(number) }, async () => {
      const { id } = contact
      const left = await adoptContact(context, { ...contact, origin: ORIGIN })
      await keepNumbers.within(context, { dialect: DIALECT, kind: 'contact', numbers: [{ number, id }] })
      const lost = `Not noted of contacts here: ${left.join(', ')}.`
      return { id, remarks: [...remarks, ...(left.length > 0 ? [lost] : [])] }
    }),
)

const EMAIL = /^[^\s@]+@[^\s@]+$/
const VALUE_MAX = 500

/** Contacts, with their custom attributes under the same keys. */
export const contacts = oldKind<z.input<typeof OldContact>>({
  kind: 'contacts',
  ledger: 'contact',
  table: 'customer_contacts',
  read: (row) => {
    const firstSeenAt = instantOf(row.first_seen_at) ?? instantOf(row.created_at) ?? new Date(0)
    const isEmail = EMAIL.test(row.email ?? '') && (row.email ?? '').length <= 254
    return {
      number: numberIn(row, 'id'),
      id: uuidIn(row) ?? uuidv7(),
      name: (row.name ?? '').trim().slice(0, 100),
      email: isEmail ? (row.email ?? null) : null,
      phone: row.phone?.trim().slice(0, 40) || null,
      attributes: plainIn(objectIn(row, 'custom_attributes')),
      firstSeenAt,
      lastSeenAt: instantOf(row.last_seen_at) ?? firstSeenAt,
      remarks:
        row.email && !isEmail ? [`Its address ${row.email.slice(0, 100)} is none and was left out.`] : [],
    }
  },
  take: ({ scope }, contact) => takeContact(scope, contact),
})

function plainIn(facts: Record<string, unknown>): Record<string, string | number | boolean> {
  const plain: Record<string, string | number | boolean> = {}
  for (const [key, value] of Object.entries(facts)) {
    if (value === null) continue
    if (typeof value === 'number' || typeof value === 'boolean') plain[key] = value
    else plain[key] = (typeof value === 'string' ? value : JSON.stringify(value)).trim().slice(0, VALUE_MAX)
  }
  return plain
}
