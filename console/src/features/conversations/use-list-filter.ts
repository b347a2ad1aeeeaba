import { navigate, useAddress } from '../../routing/location.ts'
import { addressEnd, filterIn, type ListFilter } from './list-filter.ts'

/** The filter at the address, and how to change it without leaving a step behind. */
export function useListFilter(): [ListFilter, (change: Partial<ListFilter>) => void] {
  const address = useAddress()
  const set = (change: Partial<ListFilter>) => {
    const here = new URL(location.href)
    navigate(here.pathname + addressEnd({ ...filterIn(here), ...change }), { replace: true })
  }
  return [filterIn(address), set]
}
