import { toast } from './toasts.ts'
import { createStore } from '../data/store.ts'

/** How long a removal can be taken back. */
const UNDO_MS = 6_000

/** Things that are being removed: gone from the screen, not yet from the server. */
export const removing = createStore<ReadonlySet<string>>(new Set())

/** Shows a thing again, or what comes in its place. */
export const restore = (id: string | readonly string[]) => {
  const ids = [id].flat()
  removing.set(new Set([...removing.get()].filter((other) => !ids.includes(other))))
}

interface Removal {
  /** What it is, or several that go together. */
  id: string | readonly string[]
  /** What the person is told, for example "Deleted “Prices”". */
  message: string
  remove: (options: { keepalive?: boolean }) => Promise<unknown>
  onFailure: (error: unknown) => void
}

/** Removes something after a moment in which it can be taken back. Leaving the page does not take it back. */
export function removeWithUndo({ id, message, remove, onFailure }: Removal) {
  removing.set(new Set([...removing.get(), ...[id].flat()]))
  const cancel = () => {
    removeEventListener('pagehide', leave)
    clearTimeout(timer)
  }
  const finish = (options: { keepalive?: boolean }) => {
    cancel()
    remove(options).catch((error: unknown) => {
      restore(id)
      onFailure(error)
    })
  }
  const leave = () => finish({ keepalive: true })
  const timer = setTimeout(finish, UNDO_MS, {})
  addEventListener('pagehide', leave)
  toast({
    text: message,
    closesAfterMs: UNDO_MS,
    undo() {
      cancel()
      restore(id)
    },
  })
}
