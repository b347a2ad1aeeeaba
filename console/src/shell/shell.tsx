import { lazy, Suspense } from 'react'
import { useResource } from '../data/use-resource.ts'
import { useLiveEvents } from '../data/live-events.ts'
import { me } from '../data/resources.ts'
import { ConversationsRoom } from '../conversations/conversations-room.tsx'
import { Breakable } from '../look/breakable.tsx'
import { Failure } from '../look/failure.tsx'
import { Nowhere } from '../look/nowhere.tsx'
import type { Route } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { LineLost } from './line-lost.tsx'
import { MeProvider } from './me.ts'
import { Rail } from './rail.tsx'
import classes from './shell.module.css'

const KnowledgeRoom = lazy(async () => ({
  default: (await import('../knowledge/knowledge-room.tsx')).KnowledgeRoom,
}))
const AgentsRoom = lazy(async () => ({ default: (await import('../agents/agents-room.tsx')).AgentsRoom }))
const SettingsRoom = lazy(async () => ({
  default: (await import('../settings/settings-room.tsx')).SettingsRoom,
}))

/** What surrounds every room: the rail, and the state of the line to the server. */
export function Shell({ route }: { route: Route }) {
  const { general } = useWords()
  const { value, error, again } = useResource(me)
  useLiveEvents(value !== undefined)
  if (!value) return error === undefined ? null : <Failure error={error} again={again} />
  const isDeep = route.name === 'conversation' || route.name === 'new-conversation'
  return (
    <MeProvider value={value}>
      <div className={classes.shell} data-deep={isDeep || undefined}>
        <a className={classes.skip} href="#content">
          {general.skipToContent}
        </a>
        <Rail route={route} />
        <main id="content" className={classes.content} tabIndex={-1}>
          <LineLost />
          <div className={classes.room}>
            <Breakable place={location.pathname}>
              <Suspense fallback={null}>
                <Room route={route} />
              </Suspense>
            </Breakable>
          </div>
        </main>
      </div>
    </MeProvider>
  )
}

function Room({ route }: { route: Route }) {
  switch (route.name) {
    case 'conversations':
    case 'new-conversation':
    case 'conversation':
      return <ConversationsRoom route={route} />
    case 'knowledge':
    case 'source':
    case 'document':
      return <KnowledgeRoom route={route} />
    case 'agents':
    case 'new-agent':
    case 'agent':
      return <AgentsRoom route={route} />
    case 'settings':
      return <SettingsRoom section={route.section} />
    default:
      return <Nowhere />
  }
}
