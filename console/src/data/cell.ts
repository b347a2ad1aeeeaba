import { useSyncExternalStore } from 'react'

/** A value that several parts of the screen show, held outside of them. */
export interface Cell<T> {
  get(): T
  set(next: T): void
  subscribe(listener: () => void): () => void
}

export function openCell<T>(first: T): Cell<T> {
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

export const useCell = <T>(cell: Cell<T>): T => useSyncExternalStore(cell.subscribe, cell.get)
