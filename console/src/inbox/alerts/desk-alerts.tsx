import { useEffect, useRef } from 'react'
import type { DeskConversation, DeskTab } from '#contract/shapes/desk.ts'
import { deskList } from '../../data/desk-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { navigate } from '../../routing/location.ts'
import { routeOf, to } from '../../routing/route.ts'
import type { InboxWords } from '../../words/inbox/en.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { chime } from './chime.ts'
import { type News, newsIn } from './news.ts'

/** Tells by sound and notification that somebody newly waits, or wrote in a conversation that one has. Shows nothing. */
export function DeskAlerts() {
  useNews('unassigned', 'waits')
  useNews('mine', 'wrote')
  return null
}

function useNews(tab: DeskTab, kind: News['kind']) {
  const inbox = useInboxWords()
  const items = useResource(deskList({ tab, state: 'open' })).value?.items
  const before = useRef<readonly DeskConversation[]>(undefined)
  useEffect(() => {
    if (!items) return
    const news = before.current ? newsIn(kind, before.current, items).filter(isUnseen) : []
    before.current = items
    if (news.length === 0) return
    chime()
    for (const one of news) notify(one, inbox)
  }, [items, kind, inbox])
}

/** Whoever is reading a conversation sees for themselves what comes. */
const isUnseen = ({ one }: News): boolean => {
  const route = routeOf(location.pathname)
  const isOpen = route.name === 'inbox-conversation' && route.conversationId === one.conversation.id
  return document.hidden || !document.hasFocus() || !isOpen
}

function notify({ kind, one: { person, lastMessage, conversation } }: News, inbox: InboxWords) {
  // Whoever is looking at the page has heard the sound, and sees the list.
  if (document.hasFocus() || !('Notification' in window) || Notification.permission !== 'granted') return
  const title = kind === 'waits' ? inbox.waitsTitle(person.name) : inbox.wroteTitle(person.name)
  const notification = new Notification(title, { body: lastMessage?.text ?? '', tag: conversation.id })
  notification.addEventListener('click', () => {
    window.focus()
    navigate(to.atDesk(conversation.id))
    notification.close()
  })
}
