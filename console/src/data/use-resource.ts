import { useCallback, useSyncExternalStore } from 'react'
import { refresh, snapshotOf, watch, type Resource, type Snapshot } from './cache.ts'

/** A resource, now and whenever it changes. */
export function useResource<T>(resource: Resource<T>): Snapshot<T> & { again: () => void } {
  const { key } = resource
  // The key says all that the resource is made of, so a new object with the same key is the same subscription.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const subscribe = useCallback((listener: () => void) => watch(resource, listener), [key])
  const snapshot = useSyncExternalStore(subscribe, () => snapshotOf(resource))
  return { ...snapshot, again: () => refresh(resource) }
}
