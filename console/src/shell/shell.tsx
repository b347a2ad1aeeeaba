import { Container } from '@mantine/core'
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react'
import { ApiError } from '#client/index.ts'
import { enteredTenant, enterTenant, rememberPlace } from '../console-client.ts'
import { useResource } from '../data/use-resource.ts'
import { useLiveEvents } from '../data/keep-current.ts'
import { me } from '../data/resources.ts'
import { ConversationsRoom } from '../conversations/conversations-room.tsx'
import { Breakable } from '../look/breakable.tsx'
import { Failure } from '../look/failure.tsx'
import { Rows } from '../look/loaded.tsx'
import { Nowhere } from '../look/nowhere.tsx'
import { PaletteDoor } from '../palette/palette-door.tsx'
import type { Route } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { AlertDoor } from '../inbox/alerts/alert-door.tsx'
import { BudgetDoor } from '../budgets/budget-door.tsx'
import { LineLost } from './line-lost.tsx'
import { MeProvider } from './me.ts'
import { Rail } from './rail.tsx'
import classes from './shell.module.css'

const KnowledgeRoom = lazy(async () => ({
  default: (await import('../knowledge/knowledge-room.tsx')).KnowledgeRoom,
}))
const ContactsRoom = lazy(async () => ({
  default: (await import('../contacts/contacts-room.tsx')).ContactsRoom,
}))
const AgentsRoom = lazy(async () => ({ default: (await import('../agents/agents-room.tsx')).AgentsRoom }))
const InboxRoom = lazy(async () => ({ default: (await import('../inbox/inbox-room.tsx')).InboxRoom }))
const WelcomePage = lazy(async () => ({
  default: (await import('../welcome/welcome-page.tsx')).WelcomePage,
}))
const ReportsRoom = lazy(async () => ({
  default: (await import('../reports/reports-room.tsx')).ReportsRoom,
}))
const SettingsRoom = lazy(async () => ({
  default: (await import('../settings/settings-room.tsx')).SettingsRoom,
}))

/** What surrounds every room: the rail, and the state of the line to the server. */
export function Shell({ route }: { route: Route }) {
  const { general } = useWords()
  const { value, error, again } = useResource(me)
  useLiveEvents(value !== undefined)
  // What this tab had entered may be gone; then one is at home again.
  const isLost = !value && isGone(error)
  useEffect(() => {
    if (isLost) enterTenant(null)
  }, [isLost])
  useEffect(() => {
    if (value && enteredTenant() === null) rememberPlace(value.tenant)
  }, [value])
  const content = useFocusThatFollows(value !== undefined, route)
  if (!value) return <Outline>{error !== undefined && <Failure error={error} again={again} />}</Outline>
  const isDeep =
    route.name === 'conversation' || route.name === 'new-conversation' || route.name === 'inbox-conversation'
  return (
    <MeProvider value={value}>
      <div className={classes.shell} data-deep={isDeep || undefined}>
        <a className={classes.skip} href="#content">
          {general.skipToContent}
        </a>
        <Rail route={route} />
        <main id="content" ref={content} className={classes.content} tabIndex={-1}>
          <LineLost />
          <BudgetDoor />
          <div className={classes.room}>
            <Breakable place={location.pathname}>
              <Suspense fallback={<RoomOutline />}>
                <Room route={route} />
              </Suspense>
            </Breakable>
          </div>
        </main>
        <PaletteDoor />
        <AlertDoor />
      </div>
    </MeProvider>
  )
}

const isGone = (error: unknown) =>
  enteredTenant() !== null && error instanceof ApiError && error.code === 'not_found'

/** The frame of the rooms before it is known who is signed in, or why that cannot be told. */
const Outline = ({ children }: { children: ReactNode }) => (
  <div className={classes.shell}>
    <div className={classes.rail} />
    <main className={classes.content}>
      <Container size={860} w="100%" p="xl">
        {children}
      </Container>
    </main>
  </div>
)

/** A room whose script is still on its way. */
const RoomOutline = () => (
  <Container size={860} p="xl" aria-busy="true">
    <Rows />
  </Container>
)

/**
 * Whoever goes to another room by keyboard or ear goes on there: the focus moves into the content, unless the room has
 * put it somewhere already.
 */
function useFocusThatFollows(isShown: boolean, { name }: Route) {
  const content = useRef<HTMLElement>(null)
  const shown = useRef<string | null>(null)
  useEffect(() => {
    if (!isShown) return
    const isElsewhere = shown.current !== null && shown.current !== name
    shown.current = name
    if (isElsewhere && !content.current?.contains(document.activeElement)) content.current?.focus()
  }, [isShown, name])
  return content
}

function Room({ route }: { route: Route }) {
  switch (route.name) {
    case 'inbox':
    case 'inbox-conversation':
      return <InboxRoom route={route} />
    case 'conversations':
    case 'new-conversation':
    case 'conversation':
    case 'project':
      return <ConversationsRoom route={route} />
    case 'contacts':
    case 'contact':
      return <ContactsRoom route={route} />
    case 'knowledge':
    case 'unanswered':
    case 'dictionary':
    case 'source':
    case 'tests':
    case 'document':
    case 'site':
      return <KnowledgeRoom route={route} />
    case 'agents':
    case 'new-agent':
    case 'agent':
      return <AgentsRoom route={route} />
    case 'welcome':
      return <WelcomePage />
    case 'reports':
      return <ReportsRoom />
    case 'settings':
      return <SettingsRoom section={route.section} />
    default:
      return <Nowhere />
  }
}
