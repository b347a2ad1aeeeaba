import type { ForeignRow, Staging } from '#platform/database/foreign/staging.ts'
import { findNamed, findNames, holdName, nameThings, pointName } from '#features/external-ids/index.ts'
import type { Actor, Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'

/** A row that cannot be taken. Its message is a sentence that says why. */
export class Unfit extends Error {}

/** What became of a row: it is here now, or was taken before. Remarks are sentences about what is not as it was. */
export interface Taken {
  readonly isNew: boolean
  readonly remarks: readonly string[]
}

/** Somebody here, to whom things belong. */
export type Owner = Pick<Actor, 'name'> & { readonly kind: 'member' | 'visitor'; readonly id: string }

/** Where old data go, and what the operator said of them. */
export interface Destination {
  /** The server itself in the tenant that takes them. */
  readonly scope: Scope
  /** Whose that is which belonged to nobody; null where the operator named nobody. */
  readonly owner: Owner | null
  /** The folder of the files that the old system's rows name; null where it was not given. */
  readonly files: string | null
}

/** Things of one kind in an old system. */
export interface OldKind<Item = unknown> {
  /** In the plural, as the report calls them. */
  readonly kind: string
  /** What one is called where it is noted that it was taken. */
  readonly ledger: string
  readonly table: string
  /** Reads one row, and what other tables say of it. Writes nothing. Throws Unfit. */
  read(row: ForeignRow, staging: Staging): Item
  /** Where it goes, in a system of several tenants; null where that was not taken. Left out: where everything goes. */
  into?(to: Destination, item: Item): Promise<Destination | null>
  /** Stores it, in one transaction. */
  take(to: Destination, item: Item): Promise<Taken>
}

/** An older system whose data can be moved in. */
export interface OldSystem {
  readonly name: string
  /** Columns by which its database is known, by table. */
  readonly signs: Readonly<Record<string, readonly string[]>>
  /** True where it held several companies, each of which becomes a tenant of its own. */
  readonly hasTenants?: true
  /** Tables of what it exported itself, where it did that; false for a file that is not its own. */
  readonly readJson?: (value: unknown, staging: Staging) => boolean
  /** In the order in which they are taken: what others refer to comes first. */
  readonly kinds: readonly OldKind<never>[]
  /** To whom things belong that belonged to nobody, where the operator names nobody. */
  readonly findOwner?: (scope: Scope) => Promise<Owner>
}

/** Keeps the type of its items between reading and taking. */
export const oldKind = <Item>(kind: OldKind<Item>): OldKind<never> => kind as OldKind<never>

interface OldThing {
  readonly dialect: string
  readonly kind: string
  readonly oldId: string
}

const nameOf = ({ dialect, kind, oldId }: OldThing) => ({ dialect, kind: `old-${kind}`, externalId: oldId })

/** Makes a thing of an old system unless it was made before, also where two are at it at once or it was deleted since. */
export async function once(
  { tx, scope }: CommandContext,
  thing: OldThing,
  make: () => Promise<{ id: string; remarks: readonly string[] }>,
): Promise<Taken> {
  const name = nameOf(thing)
  if ((await holdName(tx, scope.tenantId, name)) !== null) return { isNew: false, remarks: [] }
  const { id, remarks } = await make()
  await pointName(tx, name, id)
  return { isNew: true, remarks }
}

/** Which thing of the old system became that of ours; null where none did. */
export async function findSourceOf(
  { tx }: CommandContext,
  { dialect, kind, id }: Pick<OldThing, 'dialect' | 'kind'> & { id: string },
): Promise<string | null> {
  return (await findNames(tx, nameOf({ dialect, kind, oldId: '' }), [id])).get(id) ?? null
}

/** Notes that a thing of an old system was made, where that took more than one transaction. */
export const noteTaken = (scope: Scope, { id, ...thing }: OldThing & { id: string }): Promise<null> => {
  const { dialect, kind, externalId } = nameOf(thing)
  return nameThings(scope, { dialect, kind, names: [{ externalId, id }] })
}

/** What became of a thing of an old system; null where it was not taken. */
export const findTaken = (scope: Scope, thing: OldThing): Promise<string | null> =>
  findNamed(scope, nameOf(thing))

/** A text that must be there. */
export function required(row: ForeignRow, column: string): string {
  const value = row[column]
  if (value === null || value === undefined || value === '') throw new Unfit(`Its ${column} is missing.`)
  return value
}

/** A whole number that a system counts its things by. */
export function numberIn(row: ForeignRow, column: string): number {
  const value = required(row, column)
  if (!/^\d{1,15}$/.test(value) || Number(value) === 0) throw new Unfit(`Its ${column} is no whole number.`)
  return Number(value)
}

export const isTrue = (value: string | null | undefined): boolean =>
  ['1', 't', 'true', '\u0001'].includes(value?.toLowerCase() ?? '')

const INSTANT = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i

/** A time as databases write it, UTC where no zone is named; null for none, and for what is no time. */
export function instantOf(value: string | null | undefined): Date | null {
  const found = INSTANT.exec(value?.trim() ?? '')
  if (!found) return null
  const [, day, time = '', fraction = '', zone = 'Z'] = found
  const seconds = time.length === 5 ? `${time}:00` : time
  const offset = /^z$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.replace(':', '').slice(3) || '00'}`
  const instant = new Date(`${day}T${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`)
  return Number.isNaN(instant.getTime()) ? null : instant
}

/** A JSON object; empty where there is none. Throws Unfit for what is no JSON. */
export function objectIn(row: ForeignRow, column: string): Record<string, unknown> {
  const text = row[column]
  if (text === null || text === undefined || text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {}
  } catch {
    throw new Unfit(`Its ${column} is no JSON.`)
  }
}
