import { useEffect } from 'react'
import { client } from './console-client.ts'
import { refreshAll } from './cache.ts'
import { createStore } from './store.ts'

const GRACE_MS = 3_000

/** Whether the connection to the server has been lost for a moment. */
export const isDisconnected = createStore(false)

/** Keeps everything on the screen as it is on the server, for as long as somebody is signed in. */
export function useLiveEvents(isSignedIn: boolean) {
  useEffect(() => {
    if (!isSignedIn) return
    const leaving = new AbortController()
    let grace: ReturnType<typeof setTimeout> | undefined
    const onLine = (isOpen: boolean) => {
      if (isOpen) {
        clearTimeout(grace)
        grace = undefined
        isDisconnected.set(false)
      } else grace ??= setTimeout(isDisconnected.set, GRACE_MS, true)
    }
    follow(leaving.signal, onLine).catch(() => isDisconnected.set(true))
    return () => {
      leaving.abort()
      clearTimeout(grace)
      isDisconnected.set(false)
    }
  }, [isSignedIn])
}

async function follow(signal: AbortSignal, onLine: (isOpen: boolean) => void) {
  let isFirst = true
  const { applyEvent } = await import('./live-events.ts')
  for await (const part of client.followEvents({ signal, onLine })) {
    applyEvent(part)
    // What was fetched before the line was open may have changed in between.
    if (part.type === 'reset' || isFirst) refreshAll()
    isFirst = false
  }
}
