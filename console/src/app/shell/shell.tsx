import { Container } from '@mantine/core'
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react'
import { ApiError } from '#client/index.ts'
import { enteredTenant, enterTenant, rememberWorkspace } from '../../data/console-client.ts'
import { useResource } from '../../data/use-resource.ts'
import { useLiveEvents } from '../../data/use-live-events.ts'
import { resource } from '../../data/resource.ts'
import { ConversationsPage } from '../../features/conversations/conversations-page.tsx'
import { ErrorBoundary } from '../../ui/error-boundary.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { SkeletonRows } from '../../ui/resource-view.tsx'
import { NotFound } from '../../ui/not-found.tsx'
import { LazyPalette } from '../palette/lazy-palette.tsx'
import type { Route } from '../../routing/route.ts'
import { useMessages } from '../../messages/messages.tsx'
import { LazyAlerts } from '../../features/inbox/alerts/lazy-alerts.tsx'
import { LazyBudgetAlert } from '../../features/budgets/lazy-budget-alert.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { MeProvider } from '../../data/me.ts'
import { Navigation } from './navigation.tsx'
import classes from './shell.module.css'

const KnowledgeArea = lazy(async () => ({
  default: (await import('../../features/knowledge/knowledge-area.tsx')).KnowledgeArea,
}))
const ContactsArea = lazy(async () => ({
  default: (await import('../../features/contacts/contacts-area.tsx')).ContactsArea,
}))
const AgentsPage = lazy(async () => ({
  default: (await import('../../features/agents/agents-page.tsx')).AgentsPage,
}))
const InboxPage = lazy(async () => ({
  default: (await import('../../features/inbox/inbox-page.tsx')).InboxPage,
}))
const WelcomePage = lazy(async () => ({
  default: (await import('../../features/welcome/welcome-page.tsx')).WelcomePage,
}))
const ReportsArea = lazy(async () => ({
  default: (await import('../../features/reports/reports-area.tsx')).ReportsArea,
}))
const SettingsPage = lazy(async () => ({
  default: (await import('../../features/settings/settings-page.tsx')).SettingsPage,
}))

/** The frame of every page: the navigation and the state of the connection. */
export function Shell({ route }: { route: Route }) {
  const { general } = useMessages()
  const { value, error, again } = useResource(resource('auth.me'))
  useLiveEvents(value !== undefined)
  // What this tab had entered may be gone; then one is at home again.
  const isLost = !value && isGone(error)
  useEffect(() => {
    if (isLost) enterTenant(null)
  }, [isLost])
  useEffect(() => {
    if (value && enteredTenant() === null) rememberWorkspace(value.tenant)
  }, [value])
  const content = useFocusOnNavigation(value !== undefined, route)
  if (!value) return <Outline>{error !== undefined && <ErrorState error={error} again={again} />}</Outline>
  const isDeep =
    route.name === 'conversation' || route.name === 'new-conversation' || route.name === 'inbox-conversation'
  return (
    <MeProvider value={value}>
      <div className={classes.shell} data-deep={isDeep || undefined}>
        <a className={classes.skip} href="#content">
          {general.skipToContent}
        </a>
        <Navigation route={route} />
        <main id="content" ref={content} className={classes.content} tabIndex={-1}>
          <ConnectionBanner />
          <LazyBudgetAlert />
          <div className={classes.main}>
            <ErrorBoundary place={location.pathname}>
              <Suspense fallback={<PageSkeleton />}>
                <RoutedPage route={route} />
              </Suspense>
            </ErrorBoundary>
          </div>
        </main>
        <LazyPalette />
        <LazyAlerts />
      </div>
    </MeProvider>
  )
}

const isGone = (error: unknown) =>
  enteredTenant() !== null && error instanceof ApiError && error.code === 'not_found'

/** The frame before it is known who is signed in, or why that is not known. */
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

/** A page whose script is still loading. */
const PageSkeleton = () => (
  <Container size={860} p="xl" aria-busy="true">
    <SkeletonRows />
  </Container>
)

/**
 * Moves the focus into the content after navigation, for keyboards and screen readers, unless the page has already set
 * it.
 */
function useFocusOnNavigation(isShown: boolean, { name }: Route) {
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

function RoutedPage({ route }: { route: Route }) {
  switch (route.name) {
    case 'inbox':
    case 'inbox-conversation':
      return <InboxPage route={route} />
    case 'conversations':
    case 'new-conversation':
    case 'conversation':
    case 'project':
      return <ConversationsPage route={route} />
    case 'contacts':
    case 'contact':
      return <ContactsArea route={route} />
    case 'knowledge':
    case 'unanswered':
    case 'search-dictionary':
    case 'knowledge-base':
    case 'tests':
    case 'document':
    case 'site':
      return <KnowledgeArea route={route} />
    case 'agents':
    case 'new-agent':
    case 'agent':
      return <AgentsPage route={route} />
    case 'welcome':
      return <WelcomePage />
    case 'reports':
      return <ReportsArea />
    case 'settings':
      return <SettingsPage section={route.section} />
    default:
      return <NotFound />
  }
}
