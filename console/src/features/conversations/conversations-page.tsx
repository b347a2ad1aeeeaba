import { lazy, Suspense } from 'react'
import type { Route } from '../../routing/route.ts'
import { Chat } from './chat.tsx'
import { ConversationList } from './conversation-list.tsx'
import classes from './conversations-page.module.css'
import { NewConversation } from './new-conversation.tsx'

const ProjectPage = lazy(async () => ({
  default: (await import('./projects/project-page.tsx')).ProjectPage,
}))

type ConversationsRoute = Extract<
  Route,
  { name: 'conversations' | 'new-conversation' | 'conversation' | 'project' }
>

/** The list beside the open conversation; on a phone one of the two. */
export function ConversationsPage({ route }: { route: ConversationsRoute }) {
  const openId = route.name === 'conversation' ? route.conversationId : null
  return (
    <div className={classes.layout} data-shows={route.name === 'conversations' ? 'list' : 'talk'}>
      <ConversationList openId={openId} />
      <section className={classes.talk}>
        {route.name === 'project' ? (
          <Suspense>
            <ProjectPage projectId={route.projectId} />
          </Suspense>
        ) : openId === null ? (
          <NewConversation />
        ) : (
          <Chat key={openId} conversationId={openId} />
        )}
      </section>
    </div>
  )
}
