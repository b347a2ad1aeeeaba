import { useEffect, useRef } from 'react'
import type { InboxConversation, InboxView } from '#contract/shapes/inbox.ts'
import type { TeamConversation } from '#contract/shapes/team.ts'
import { inboxList } from '../inbox-pages.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { navigate } from '../../../routing/location.ts'
import { routeOf, to } from '../../../routing/route.ts'
import type { InboxMessages } from '../../../messages/inbox/en.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { chime } from './chime.ts'
import { type News, newsIn, slaAlertsIn } from './news.ts'

/** Tells by sound and notification that somebody newly waits, or wrote in a conversation that one has. Shows nothing. */
export function InboxAlerts() {
  useNews('unassigned', 'waits')
  useNews('mine', 'wrote')
  useNews('mine', 'given')
  useSlaAlerts()
  return null
}

function useNews(view: InboxView, kind: News['kind']) {
  const t = useInboxMessages()
  const items = useResource(inboxList({ view, state: 'open' })).value?.items
  const before = useRef<readonly InboxConversation[]>(undefined)
  useEffect(() => {
    if (!items) return
    const news = before.current ? newsIn(kind, before.current, items).filter(isUnseen) : []
    before.current = items
    tell(news, t)
  }, [items, kind, t])
}

/** What one has, and what waits for anybody, is told of when it should be answered soon and when it is late. */
function useSlaAlerts() {
  const t = useInboxMessages()
  const mine = useResource(inboxList({ view: 'mine', state: 'open' })).value?.items
  const waiting = useResource(inboxList({ view: 'unassigned', state: 'open' })).value?.items
  const items = useResource(resource('teams.inInbox')).value?.items
  const before = useRef<readonly TeamConversation[]>(undefined)
  useEffect(() => {
    if (!items || !mine || !waiting) return
    const listed = [...mine, ...waiting]
    const news = before.current ? slaAlertsIn(before.current, items, listed).filter(isUnseen) : []
    before.current = items
    tell(news, t)
  }, [items, mine, waiting, t])
}

function tell(news: readonly News[], inbox: InboxMessages) {
  if (news.length === 0) return
  chime()
  for (const one of news) notify(one, inbox)
}

const titleOf = ({ kind, one: { person } }: News, inbox: InboxMessages): string =>
  ({
    waits: inbox.waitsTitle,
    wrote: inbox.wroteTitle,
    given: inbox.gotTitle,
    due: inbox.dueTitle,
    late: inbox.lateTitle,
  })[kind](person.name)

/** Whoever is reading a conversation sees for themselves what comes. */
const isUnseen = ({ one }: News): boolean => {
  const route = routeOf(location.pathname)
  const isOpen = route.name === 'inbox-conversation' && route.conversationId === one.conversation.id
  return document.hidden || !document.hasFocus() || !isOpen
}

function notify(news: News, inbox: InboxMessages) {
  const { lastMessage, conversation } = news.one
  // Whoever is looking at the page has heard the sound, and sees the list.
  if (document.hasFocus() || !('Notification' in window) || Notification.permission !== 'granted') return
  const notification = new Notification(titleOf(news, inbox), {
    body: lastMessage?.text ?? '',
    tag: conversation.id,
  })
  notification.addEventListener('click', () => {
    window.focus()
    navigate(to.inboxConversation(conversation.id))
    notification.close()
  })
}
