import type { ForeignRow, Staging } from '#platform/database/foreign/staging.ts'
import { findNamed, findNames, holdName, nameThings, pointName } from '#features/external-ids/index.ts'
import type { Actor, Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'

/** A row that cannot be taken. Its message is a sentence that says why. */
export class Unfit extends Error {}

/** The result of a row: imported now or before. Remarks are sentences about what differs. */
export interface Taken {
  readonly isNew: boolean
  readonly remarks: readonly string[]
}

/** Somebody here who owns objects. */
export type Owner = Pick<Actor, 'name'> & { readonly kind: 'member' | 'visitor'; readonly id: string }

/** The destination of imported data, with the operator's choices. */
export interface Destination {
  /** The server itself in the tenant that takes them. */
  readonly scope: Scope
  /** The owner of objects without one; null if the operator named nobody. */
  readonly owner: Owner | null
  /** The folder with the files that the old system's rows name; null if none was given. */
  readonly files: string | null
}

/** Things of one kind in an old system. */
export interface OldKind<Item = unknown> {
  /** In the plural, as the report calls them. */
  readonly kind: string
  /** The name under which imported objects are recorded. */
  readonly ledger: string
  readonly table: string
  /** Reads one row with related rows of other tables. Writes nothing. Throws Unfit. */
  read(row: ForeignRow, staging: Staging): Item
  /**
   * The destination of an item, in a system with several tenants; null if its tenant was not imported. Omitted: the
   * same for everything.
   */
  into?(to: Destination, item: Item): Promise<Destination | null>
  /** Stores it, in one transaction. */
  take(to: Destination, item: Item): Promise<Taken>
}

/** An older system whose data can be imported. */
export interface OldSystem {
  readonly name: string
  /** Columns that identify its database, by table. */
  readonly signs: Readonly<Record<string, readonly string[]>>
  /** True if it had several companies, each of which becomes a tenant. */
  readonly hasTenants?: true
  /** Reads its own JSON export, if it had one; false for a file that is not its own. */
  readonly readJson?: (value: unknown, staging: Staging) => boolean
  /** In the order of the import: objects that others refer to come first. */
  readonly kinds: readonly OldKind<never>[]
  /** The owner of objects without one, if the operator names nobody. */
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

/**
 * Creates an object of an old system unless that was done before, also under concurrency and if it was deleted since.
 */
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

/** The old system's object that became one of ours; null if none did. */
export async function findSourceOf(
  { tx }: CommandContext,
  { dialect, kind, id }: Pick<OldThing, 'dialect' | 'kind'> & { id: string },
): Promise<string | null> {
  return (await findNames(tx, nameOf({ dialect, kind, oldId: '' }), [id])).get(id) ?? null
}

/** Records that an object of an old system was imported, if that took more than one transaction. */
export const noteTaken = (scope: Scope, { id, ...thing }: OldThing & { id: string }): Promise<null> => {
  const { dialect, kind, externalId } = nameOf(thing)
  return nameThings(scope, { dialect, kind, names: [{ externalId, id }] })
}

/** The result of importing an object; null if it was not imported. */
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

/** A timestamp as databases write it, in UTC if no zone is given; null for none and for an invalid one. */
export function instantOf(value: string | null | undefined): Date | null {
  const found = INSTANT.exec(value?.trim() ?? '')
  if (!found) return null
  const [, day, time = '', fraction = '', zone = 'Z'] = found
  const seconds = time.length === 5 ? `${time}:00` : time
  const offset = /^z$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.replace(':', '').slice(3) || '00'}`
  const instant = new Date(`${day}T${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`)
  return Number.isNaN(instant.getTime()) ? null : instant
}

/** A JSON object; empty if there is none. Throws Unfit for invalid JSON. */
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
