import { useEffect } from 'react'
import { createStore } from '../../data/store.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { isCovered, isWriting } from '../../ui/keyboard.ts'
import { inboxEnd, inboxFilterIn } from './inbox-filter.ts'

/** The keys of the Inbox, as they are written on the overview. */
export const inboxKeys = {
  next: 'j',
  previous: 'k',
  write: 'Enter',
  note: 'n',
  macros: 'm',
  draft: 'd',
} as const

/** The conversations in the list just now, in its order. */
export const listedInInbox = createStore<readonly string[]>([])

/** What the open conversation does on a key: begins to write in a mode. */
export const writing = createStore<((mode: 'answer' | 'note') => void) | null>(null)

/** Opens what several steps are chosen from. */
export const opensMacros = createStore<(() => void) | null>(null)

/** Has an answer drafted. */
export const drafting = createStore<(() => void) | null>(null)

/** Listens before the console does, so that a key that means something here means nothing else. */
export function useInboxKeys(openId: string | null) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
        return
      if (isWriting(event.target) || isCovered()) return
      if (act(event, openId)) event.preventDefault()
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [openId])
}

/** Whether the key meant something. Enter on a link or a button is theirs. */
function act({ key, target }: KeyboardEvent, openId: string | null): boolean {
  const write = writing.get()
  const isOnControl = target instanceof HTMLElement && target.closest('a, button, summary, [role]') !== null
  if (key === inboxKeys.next) return step(openId, 1)
  if (key === inboxKeys.previous) return step(openId, -1)
  if (key === inboxKeys.note && write) write('note')
  else if (key === inboxKeys.write && write && !isOnControl) write('answer')
  else if (key === inboxKeys.draft && drafting.get()) drafting.get()?.()
  else if (key === inboxKeys.macros && opensMacros.get()) opensMacros.get()?.()
  else return false
  return true
}

function step(openId: string | null, by: 1 | -1): boolean {
  const ids = listedInInbox.get()
  const at = openId === null ? -1 : ids.indexOf(openId)
  const next = at < 0 ? ids[0] : ids[at + by]
  if (next) navigate(to.inboxConversation(next) + inboxEnd(inboxFilterIn(new URL(location.href))))
  return true
}
