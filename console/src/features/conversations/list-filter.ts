export type Shown = 'all' | 'starred' | 'archived'
export type Whose = 'all' | 'own' | 'inbox'

/** What the list shows. All of it is in the address. */
export interface ListFilter {
  search: string
  show: Shown
  whose: Whose
  /** The ids that are asked for; empty for any. */
  projectId: string
  agentId: string
}

const names: Record<keyof ListFilter, string> = {
  search: 'search',
  show: 'show',
  whose: 'whose',
  projectId: 'project',
  agentId: 'answered-by',
}
const keys = Object.keys(names) as (keyof ListFilter)[]

export const noFilter: ListFilter = { search: '', show: 'all', whose: 'own', projectId: '', agentId: '' }

const oneOf = <T extends string>(value: string | null, otherwise: T, ...values: readonly T[]): T =>
  values.find((one) => one === value) ?? otherwise

export const filterIn = ({ searchParams }: URL): ListFilter => ({
  search: searchParams.get(names.search) ?? '',
  show: oneOf<Shown>(searchParams.get(names.show), noFilter.show, 'starred', 'archived'),
  whose: oneOf<Whose>(searchParams.get(names.whose), noFilter.whose, 'all', 'inbox'),
  projectId: searchParams.get(names.projectId) ?? '',
  agentId: searchParams.get(names.agentId) ?? '',
})

/** The filter as the end of an address, with more that belongs there. */
export function addressEnd(filter: ListFilter, more: Record<string, string> = {}): string {
  const params = new URLSearchParams()
  for (const key of keys) if (filter[key] !== noFilter[key]) params.set(names[key], filter[key])
  for (const [name, value] of Object.entries(more)) params.set(name, value)
  return params.size > 0 ? `?${params}` : ''
}

export const isFiltered = (filter: ListFilter): boolean =>
  keys.some((key) => key !== 'search' && filter[key] !== noFilter[key])
