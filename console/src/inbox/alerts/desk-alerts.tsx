import { useEffect, useRef } from 'react'
import type { DeskConversation, DeskTab } from '#contract/shapes/desk.ts'
import type { TeamConversation } from '#contract/shapes/team.ts'
import { deskList } from '../../data/desk-resources.ts'
import { deskTeams } from '../../data/team-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { navigate } from '../../routing/location.ts'
import { routeOf, to } from '../../routing/route.ts'
import type { InboxWords } from '../../words/inbox/en.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { chime } from './chime.ts'
import { type News, newsIn, promisesIn } from './news.ts'

/** Tells by sound and notification that somebody newly waits, or wrote in a conversation that one has. Shows nothing. */
export function DeskAlerts() {
  useNews('unassigned', 'waits')
  useNews('mine', 'wrote')
  useNews('mine', 'given')
  usePromises()
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
    tell(news, inbox)
  }, [items, kind, inbox])
}

/** What one has, and what waits for anybody, is told of when it should be answered soon and when it is late. */
function usePromises() {
  const inbox = useInboxWords()
  const mine = useResource(deskList({ tab: 'mine', state: 'open' })).value?.items
  const waiting = useResource(deskList({ tab: 'unassigned', state: 'open' })).value?.items
  const items = useResource(deskTeams).value?.items
  const before = useRef<readonly TeamConversation[]>(undefined)
  useEffect(() => {
    if (!items || !mine || !waiting) return
    const listed = [...mine, ...waiting]
    const news = before.current ? promisesIn(before.current, items, listed).filter(isUnseen) : []
    before.current = items
    tell(news, inbox)
  }, [items, mine, waiting, inbox])
}

function tell(news: readonly News[], inbox: InboxWords) {
  if (news.length === 0) return
  chime()
  for (const one of news) notify(one, inbox)
}

const titleOf = ({ kind, one: { person } }: News, inbox: InboxWords): string =>
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

function notify(news: News, inbox: InboxWords) {
  const { lastMessage, conversation } = news.one
  // Whoever is looking at the page has heard the sound, and sees the list.
  if (document.hasFocus() || !('Notification' in window) || Notification.permission !== 'granted') return
  const notification = new Notification(titleOf(news, inbox), {
    body: lastMessage?.text ?? '',
    tag: conversation.id,
  })
  notification.addEventListener('click', () => {
    window.focus()
    navigate(to.atDesk(conversation.id))
    notification.close()
  })
}
