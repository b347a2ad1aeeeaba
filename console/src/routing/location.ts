import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
addEventListener('popstate', tell)
addEventListener('hashchange', tell)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const addressNow = () => location.pathname + location.search + location.hash

/** Goes to an address of the console. `replace` leaves no step to go back to. */
export function navigate(address: string, { replace = false } = {}) {
  if (address === addressNow()) return
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  tell()
}

/** Where the console stands, and again whenever that changes. */
export function useAddress(): URL {
  return new URL(useSyncExternalStore(subscribe, addressNow), location.origin)
}

/** A filter that is part of the address: its value, and how to set it without leaving a step behind. */
export function useFilter(name: string): [string, (value: string) => void] {
  const address = useAddress()
  const set = (value: string) => {
    const next = new URL(location.href)
    if (value) next.searchParams.set(name, value)
    else next.searchParams.delete(name)
    navigate(next.pathname + next.search + next.hash, { replace: true })
  }
  return [address.searchParams.get(name) ?? '', set]
}
