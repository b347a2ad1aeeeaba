import { SEARCH_ID } from '../../features/conversations/search-field.tsx'
import { listedIds } from '../../features/conversations/listed-conversations.ts'
import { addressEnd, filterIn, noFilter } from '../../features/conversations/list-filter.ts'
import { navigate } from '../../routing/location.ts'
import { routeOf, to } from '../../routing/route.ts'
import { isCovered, isWriting } from '../../ui/keyboard.ts'
import { overlay } from './overlay.ts'

/** The keys of the console, as they are written on the overview. */
export const keys = { fresh: 'c', search: '/', next: 'j', previous: 'k', sheet: '?' } as const

/** Whoever is done writing gets the single keys back. */
function leaveField(target: EventTarget | null) {
  if (isWriting(target) && !isCovered()) (target as HTMLElement).blur()
}

/** Does what a key stands for. Single keys rest while somebody writes, and while something lies over the page. */
export function onShortcut(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
  if (isCommand && event.key.toLowerCase() === 'k') {
    event.preventDefault()
    overlay.set(overlay.get() === 'palette' ? null : 'palette')
    return
  }
  if (event.key === 'Escape') return leaveField(event.target)
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || isCovered()) return
  const act = actions[event.key]
  if (!act) return
  event.preventDefault()
  act()
}

const actions: Record<string, () => void> = {
  [keys.fresh]: () => navigate(to.newConversation()),
  [keys.search]: focusSearch,
  [keys.next]: () => step(1),
  [keys.previous]: () => step(-1),
  [keys.sheet]: () => overlay.set('shortcuts'),
}

/** The field may be on another page, and exists once that page is shown. */
function focusSearch() {
  const isThere = () => document.getElementById(SEARCH_ID)?.offsetParent !== null
  if (!document.getElementById(SEARCH_ID) || !isThere()) navigate(to.conversations)
  let patience = 60
  const focus = () => {
    const field = document.getElementById(SEARCH_ID)
    if (field instanceof HTMLInputElement) {
      field.focus()
      field.select()
    } else if (patience-- > 0) requestAnimationFrame(focus)
  }
  focus()
}

/** Goes to the conversation before or after the open one, in the order of the list. */
function step(by: 1 | -1) {
  const here = new URL(location.href)
  const route = routeOf(here.pathname)
  const isInConversations = /^(conversations|new-conversation|conversation)$/.test(route.name)
  if (!isInConversations) return navigate(to.conversations)
  const ids = listedIds.get()
  const at = route.name === 'conversation' ? ids.indexOf(route.conversationId) : -1
  const next = at < 0 ? ids[0] : ids[at + by]
  if (next) navigate(to.conversation(next) + addressEnd({ ...noFilter, ...filterIn(here) }))
}
