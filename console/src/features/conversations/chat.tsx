import { Button, Group, Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense, useCallback } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { client } from '../../data/console-client.ts'
import { useStore } from '../../data/store.ts'
import { useResource } from '../../data/use-resource.ts'
import { all, pages, resource } from '../../data/resource.ts'
import { ResourceView } from '../../ui/resource-view.tsx'
import { toast } from '../../ui/toasts.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useMe } from '../../data/me.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './chat.module.css'
import { AttachArea } from './attach-area.tsx'
import { ChatHeader } from './chat-header.tsx'
import { Composer, nothingOffered, type WrittenText } from './composer.tsx'
import { type Branch, hasEnded } from './branch.ts'
import { messagesOf } from './messages.ts'
import { MessageList } from './message-list.tsx'
import { OtherBranchNotice } from './other-branch-notice.tsx'
import { LazyCsat } from './csat/lazy-csat.tsx'
import { AssigneeNote } from './assignee-note.tsx'
import { ContextSummary } from './context-summary.tsx'
import { belongsInInbox } from './belongs-in-inbox.ts'
import { outbox, send } from './outbox.ts'
import { PersonTyping } from './typing/person-typing.tsx'
import { useSendTyping } from './typing/use-send-typing.ts'
import { useLinkedMessage } from './use-linked-message.ts'

const SharedNote = lazy(async () => ({ default: (await import('./projects/shared-note.tsx')).SharedNote }))

/** One conversation: what was said, and where one writes. */
export function Chat({ conversationId }: { conversationId: string }) {
  const facts = useResource(resource('conversations.read', conversationId))
  const branch = useResource(messagesOf(conversationId))
  const known = useResource(all('agents.list')).value?.items ?? []
  const agent = known.find(({ id }) => id === facts.value?.agentId)
  const unsent = useStore(outbox).filter((one) => one.conversationId === conversationId)
  const agentName = agent?.name ?? ''
  const sought = useLinkedMessage(conversationId, branch.value)
  return (
    <AttachArea place={conversationId}>
      <div className={classes.chat}>
        <ChatHeader conversation={facts.value} />
        <ContextSummary conversationId={conversationId} agentName={agentName} />
        <ResourceView of={branch} skeleton={<Outline />}>
          {(held) => (
            <>
              {sought?.state === 'elsewhere' && (
                <OtherBranchNotice conversationId={conversationId} messageId={sought.messageId} />
              )}
              {sought?.state === 'seeking' || (!facts.value && facts.isLoading) ? (
                <Outline />
              ) : (
                <MessageList
                  conversationId={conversationId}
                  conversation={facts.value}
                  branch={held}
                  unsent={unsent}
                  markedId={sought?.state === 'found' ? sought.messageId : null}
                />
              )}
              <Foot
                conversationId={conversationId}
                conversation={facts.value}
                branch={held}
                agentName={agentName}
              />
            </>
          )}
        </ResourceView>
      </div>
    </AttachArea>
  )
}

interface FootProps {
  conversationId: string
  conversation: Conversation | undefined
  branch: Branch
  agentName: string
}

/** Where one writes, and what is said about that. */
function Foot({ conversationId, conversation, branch, agentName }: FootProps) {
  const t = useMessages()
  const known = useResource(all('agents.list')).value?.items ?? []
  const isWithPerson = conversation !== undefined && conversation.assigneeKind !== 'agent'
  const here = useResource(pages('projects.list')).value?.items.find(
    ({ id }) => id === conversation?.projectId,
  )
  const isReadOnly = conversation?.mayWrite === false && here?.role === 'viewer'
  const ownId = useMe().actor.id
  const isForInbox = conversation !== undefined && belongsInInbox(conversation, ownId)
  const open = branch.messages.find(({ reply }) => reply && !hasEnded(reply.state))?.reply
  const useTelling = useCallback(
    ({ text }: WrittenText) => {
      useSendTyping(conversationId, text, { isHeard: isWithPerson })
      return nothingOffered
    },
    [conversationId, isWithPerson],
  )
  const stop = (replyId: string) => {
    client.replies
      .cancel(replyId)
      .catch((error: unknown) => toast({ text: faultSentence(error, t), isFailure: true }))
  }

  return (
    <div className={classes.foot}>
      <LazyCsat key={conversationId} conversation={conversation} />
      <AssigneeNote conversation={conversation} messages={branch.messages} />
      {isWithPerson && <PersonTyping conversationId={conversationId} />}
      {conversation?.projectId && (
        <Suspense>
          <SharedNote projectId={conversation.projectId} isReadOnly={isReadOnly} />
        </Suspense>
      )}
      {isForInbox && (
        <Group justify="center" p="sm">
          <Button component={Link} href={to.inboxConversation(conversationId)}>
            {t.conversations.openInInbox}
          </Button>
        </Group>
      )}
      {!isReadOnly && !isForInbox && (
        <Composer
          place={conversationId}
          agentName={isWithPerson ? '' : agentName}
          agents={known.filter(({ id }) => conversation?.agentIds.includes(id))}
          useOffers={useTelling}
          onStop={open && !isWithPerson ? () => stop(open.id) : undefined}
          onSend={(text, files, origin) => {
            void send({ conversationId, text, files, origin, agentName })
            return true
          }}
        />
      )}
    </div>
  )
}

const Outline = () => (
  <Stack className={classes.outline} gap="lg" aria-hidden="true">
    <Skeleton height={44} width="45%" ml="auto" radius="lg" />
    <Skeleton height={120} radius="lg" />
    <Skeleton height={44} width="60%" ml="auto" radius="lg" />
    <Skeleton height={160} radius="lg" />
  </Stack>
)
