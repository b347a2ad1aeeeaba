import type { Catalogue, Column, Key, Table } from './catalogue.ts'
import { tableOwners } from './table-owners.ts'

/** Says what is wrong with a schema, one sentence each. */
export type SchemaRule = (catalogue: Catalogue) => string[]

/** There is no tenant yet when the first owner is made, and the migrator keeps its own books. */
const withoutTenant = ['schema_migrations', 'schema_migrations_lock', 'setup_links']
const books = ['schema_migrations', 'schema_migrations_lock']

/** Where one finds out who is knocking, and where work and events are moved on for all tenants. */
const acrossTenants = [
  'api_keys',
  'event_counters',
  'event_consumers',
  'events',
  'invitations',
  'jobs',
  'scheduled_jobs',
  'members',
  'sessions',
  'socket_tickets',
  'spent_refresh_tokens',
  'stale_hours',
  'tenants',
  'visitors',
  'visitor_sessions',
  'widgets',
]

/** What runs with the rights of the role that searches: each keeps to one tenant. */
const searchFunctions = [
  'answering_agents',
  'search_conversations',
  'search_entries_before',
  'search_passages',
  'search_visitors',
]

/** Unique over all tenants, since it is looked up before the tenant is known: hashes of secrets, and the tenant's own name. */
const uniqueEverywhere = new Set([
  'api_keys.secret_hash',
  'invitations.token_hash',
  'setup_links.token_hash',
  'sessions.access_hash',
  'sessions.refresh_hash',
  'socket_tickets.ticket_hash',
  'spent_refresh_tokens.refresh_hash',
  'tenants.slug',
  'visitor_sessions.token_hash',
  'widgets.public_key',
  'visitors.token_hash',
])

const hasTenant = ({ columns }: Table) => columns.some(({ name }) => name === 'tenant_id')
/** A partition is what its table is, and explained there. */
const ours = ({ tables }: Catalogue) =>
  tables.filter(({ name, isPartition }) => !books.includes(name) && !isPartition)
const tenantTables = ({ tables }: Catalogue) => tables.filter(hasTenant)

export const tablesBelongToTenants: SchemaRule = ({ tables }) => {
  const found = tables.filter((table) => !hasTenant(table)).map(({ name }) => name)
  return [
    ...found.filter((name) => !withoutTenant.includes(name)).map((name) => `${name}: has no tenant_id`),
    ...withoutTenant
      .filter((name) => !found.includes(name))
      .map((name) => `${name}: is listed as one without tenant_id`),
  ]
}

const isEntered = /^\(tenant_id = (public\.)?current_tenant\(\)\)$/

/**
 * Isolation holds for the owner too, and the role of tenants meets exactly one policy that lets it in, for reading and
 * writing alike. Others may only narrow it.
 */
export const tenantTablesAreIsolated: SchemaRule = (catalogue) =>
  tenantTables(catalogue).flatMap(({ name, isolates, isolatesItsOwner, policies }) => {
    const forTenants = policies.filter(
      ({ roles, narrows }) => !narrows && (roles.includes('parley_app') || roles.includes('public')),
    )
    const [only, another] = forTenants
    const isWhole =
      only?.command === 'ALL' && isEntered.test(only.using ?? '') && isEntered.test(only.check ?? '')
    return [
      ...(isolates && isolatesItsOwner ? [] : [`${name}: row-level security is not forced`]),
      ...(isWhole && !another ? [] : [`${name}: its policy for tenants is not the one there should be`]),
    ]
  })

const listed = (columns: readonly string[]) => columns.join(', ')

function wrongKey(table: Table, { kind, columns, to }: Key, tables: readonly Table[]): string | null {
  const isAlone = columns.length === 1 && uniqueEverywhere.has(`${table.name}.${columns[0]}`)
  if (kind !== 'foreign')
    return columns[0] === 'tenant_id' || isAlone
      ? null
      : `${table.name}: the ${kind} key (${listed(columns)}) does not begin with tenant_id`
  const target = tables.find(({ name }) => name === to?.table)
  if (!target || !hasTenant(target)) return null
  const isBound = columns[0] === 'tenant_id' && to?.columns[0] === 'tenant_id'
  return isBound
    ? null
    : `${table.name}: the foreign key (${listed(columns)}) to ${target.name} may leave the tenant`
}

/** A foreign key looks past row-level security, and a unique one tells what exists: both begin with the tenant. */
export const keysBeginWithTheTenant: SchemaRule = (catalogue) =>
  tenantTables(catalogue).flatMap((table) => [
    ...table.keys.flatMap((key) => wrongKey(table, key, catalogue.tables) ?? []),
    ...(table.keys.some(({ kind }) => kind === 'primary') ? [] : [`${table.name}: has no primary key`]),
  ])

/** What is not told by a column's name: its inner form, its unit, or how it is counted. */
const needsComment = ({ name, type }: Column) =>
  /^(jsonb?|tsvector|bytea|vector.*)$/.test(type) ||
  type.endsWith('[]') ||
  /_(epoch|seq|digest|offset|owner|until)$|^(revision|position|number|attempt|tail|client_id|external_id)$/.test(
    name,
  )

/** Every table says what it holds; every column whose name does not say it all says the rest. */
export const tablesExplainThemselves: SchemaRule = (catalogue) =>
  ours(catalogue).flatMap(({ name, comment, columns }) => [
    ...(comment ? [] : [`${name}: has no comment`]),
    ...columns
      .filter((column) => needsComment(column) && !column.comment)
      // One comment may speak for a pair.
      .filter((column) => !columns.some((other) => other.comment?.includes(column.name)))
      .map((column) => `${name}.${column.name}: has no comment`),
  ])

const isInBoth = (comment: string): boolean => /^[^\n]*\n[^\n]*\p{Script=Han}[^\n]*$/u.test(comment)

/** Who looks after the database reads English or Chinese: each comment is a line of the one and a line of the other. */
export const commentsAreInBoth: SchemaRule = (catalogue) =>
  ours(catalogue).flatMap(({ name, comment, columns }) =>
    [{ name, comment }, ...columns.map((column) => ({ ...column, name: `${name}.${column.name}` }))]
      .filter((one) => one.comment && !isInBoth(one.comment))
      .map((one) => `${one.name}: its comment is not in English and in Chinese`),
  )

const tenantRights = ['DELETE', 'INSERT', 'SELECT', 'UPDATE']

/** The roles of transactions own nothing, become nothing else and cannot look past isolation. */
export const rolesAreWeak: SchemaRule = ({ roles }) => [
  ...['parley_app', 'parley_system']
    .filter((name) => !roles.some((role) => role.name === name))
    .map((name) => `${name}: is missing`),
  ...roles.flatMap(({ name, isSuperuser, bypassesIsolation, logsIn, creates, memberOf, owns }) => [
    ...(isSuperuser || bypassesIsolation ? [`${name}: looks past isolation`] : []),
    ...(logsIn ? [`${name}: can log in`] : []),
    ...(creates ? [`${name}: can create things`] : []),
    ...memberOf.map((other) => `${name}: can become ${other}`),
    ...owns
      .filter((thing) => !(name === 'parley_search' && searchFunctions.includes(thing)))
      .map((thing) => `${name}: owns ${thing}`),
  ]),
]

/** Who may touch what: tenants every table of theirs, the system the few that it needs, search only reads. */
export const rightsAreFew: SchemaRule = ({ tables }) =>
  tables.flatMap((table) => {
    const { parley_app: app = [], parley_system: system = [], ...others } = table.rights
    const appExpected = hasTenant(table) && !table.isPartition ? tenantRights : []
    const systemExpected = acrossTenants.includes(table.name)
      ? tenantRights
      : table.name === 'setup_links'
        ? ['DELETE', 'INSERT', 'SELECT']
        : []
    return [
      ...(listed(app) === listed(appExpected)
        ? []
        : [`${table.name}: parley_app may ${listed(app) || 'nothing'}`]),
      ...(listed(system) === listed(systemExpected)
        ? []
        : [`${table.name}: parley_system may ${listed(system) || 'nothing'}`]),
      ...Object.entries(others)
        .filter(([, rights]) => rights.some((right) => right !== 'SELECT'))
        .map(([role, rights]) => `${table.name}: ${role} may ${listed(rights)}`),
    ]
  })

/** A function with its owner's rights has a fixed search path, is not everybody's, and is on this list; views are none. */
export const nothingLendsRights: SchemaRule = ({ definerFunctions, views }) => [
  ...views.map((name) => `${name}: is a view`),
  ...definerFunctions.flatMap(({ name, owner, searchPath, isOpenToAll }) => [
    ...(searchFunctions.includes(name) && owner === 'parley_search'
      ? []
      : [`${name}: runs with the rights of ${owner}`]),
    ...(searchPath?.startsWith('pg_catalog') && !searchPath.includes('public')
      ? []
      : [`${name}: its search path is not fixed`]),
    ...(isOpenToAll ? [`${name}: everybody may call it`] : []),
  ]),
]

/** Each table is owned by one folder. */
export const tablesHaveOwners: SchemaRule = (catalogue) => {
  const names = ours(catalogue).map(({ name }) => name)
  return [
    ...names.filter((name) => !Object.hasOwn(tableOwners, name)).map((name) => `${name}: nobody owns it`),
    ...Object.keys(tableOwners)
      .filter((name) => !names.includes(name))
      .map((name) => `${name}: is owned, but there is no such table`),
  ]
}
