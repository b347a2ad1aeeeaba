import { useSyncExternalStore } from 'react'

/** A value outside of React that several components show. */
export interface Store<T> {
  get(): T
  set(next: T): void
  subscribe(listener: () => void): () => void
}

export function createStore<T>(first: T): Store<T> {
  let held = first
  const listeners = new Set<() => void>()
  return {
    get: () => held,
    set(next) {
      if (Object.is(next, held)) return
      held = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useStore = <T>(cell: Store<T>): T => useSyncExternalStore(cell.subscribe, cell.get)
