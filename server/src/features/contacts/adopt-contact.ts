import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { AttributeValue } from '#contract/shapes/contact.ts'
import { insertContact } from '#features/people/index.ts'
import { conflict } from '#kernel/fault.ts'
import { parseInput } from '#kernel/guard.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Transaction } from '#platform/database/open.ts'
import { findAttributes, insertAttribute } from './attributes/attribute-store.ts'

const ATTRIBUTES_MAX = 50
const KEY_MAX = 64

const Adopted = z.strictObject({
  id: z.uuid(),
  name: z.string().max(100),
  email: z.string().max(254).nullable(),
  phone: z.string().max(40).nullable(),
  origin: z.string().max(200),
  attributes: z.record(z.string(), AttributeValue),
  firstSeenAt: z.date(),
  lastSeenAt: z.date(),
})

/** Imports a contact from another system. Returns the keys of attributes that are not defined here and could not be. */
export async function adoptContact({ tx, scope, emit }: CommandContext, given: z.input<typeof Adopted>) {
  const { id, attributes, firstSeenAt, lastSeenAt, ...known } = parseInput(Adopted, given)
  const { fitting, left } = await fittingAttributes(tx, scope, attributes)
  const row = await insertContact(tx, scope, {
    ...known,
    id,
    email: known.email?.toLowerCase() ?? null,
    external_id: null,
    attributes: JSON.stringify(fitting),
    created_at: firstSeenAt,
    last_seen_at: lastSeenAt,
  })
  if (!row) throw conflict('A contact with this id already exists.')
  emit({ type: 'contact.added', payload: { contactId: row.id } })
  return left
}

type Attributes = Record<string, z.output<typeof AttributeValue>>

/** The attributes that can be stored here: those that are defined, or are defined now. */
async function fittingAttributes(tx: Transaction, scope: Scope, given: Attributes) {
  const kinds = new Map((await findAttributes(tx)).map(({ key, kind }) => [key, kind]))
  const fitting: Attributes = {}
  const left: string[] = []
  for (const [wanted, value] of Object.entries(given)) {
    const key = storableText(wanted).trim()
    const kind = kindOf(value)
    const known = kinds.get(key)
    const mayDefine =
      known === undefined && kinds.size < ATTRIBUTES_MAX && key !== '' && key.length <= KEY_MAX
    if (value === '' || !(known === kind || mayDefine)) {
      left.push(wanted)
      continue
    }
    if (mayDefine) await insertAttribute(tx, scope, { id: uuidv7(), key, kind })
    kinds.set(key, kind)
    fitting[key] = typeof value === 'string' ? storableText(value) : value
  }
  return { fitting, left }
}

const kindOf = (value: string | number | boolean) =>
  typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean'
