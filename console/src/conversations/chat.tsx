import { Button, Group, Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense, useCallback } from 'react'
import { client } from '../console-client.ts'
import { useCell } from '../data/cell.ts'
import { agents, conversation, projects } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Loaded } from '../look/loaded.tsx'
import { toast } from '../look/toasts.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useMe } from '../shell/me.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import classes from './chat.module.css'
import { AttachArea } from './attach-area.tsx'
import { ChatHead } from './chat-head.tsx'
import { Composer, nothingOffered, type WrittenText } from './composer.tsx'
import { hasEnded } from './branch.ts'
import { messagesOf } from './messages.ts'
import { MessageList } from './message-list.tsx'
import { Elsewhere } from './elsewhere.tsx'
import { RatingDoor } from './rating/rating-door.tsx'
import { HolderNote } from './holder-note.tsx'
import { Remembered } from './remembered.tsx'
import { isOfDesk } from './of-desk.ts'
import { outbox, send } from './outbox.ts'
import { PersonWrites } from './typing/person-writes.tsx'
import { useTellTyping } from './typing/use-tell-typing.ts'
import { useSoughtMessage } from './use-sought-message.ts'

const SharedNote = lazy(async () => ({ default: (await import('../projects/shared-note.tsx')).SharedNote }))

/** One conversation: what was said, and where one writes. */
export function Chat({ conversationId }: { conversationId: string }) {
  const words = useWords()
  const facts = useResource(conversation(conversationId))
  const branch = useResource(messagesOf(conversationId))
  const known = useResource(agents).value?.items ?? []
  const agent = known.find(({ id }) => id === facts.value?.agentId)
  const unsent = useCell(outbox).filter((one) => one.conversationId === conversationId)
  const agentName = agent?.name ?? ''
  const isWithPerson = facts.value !== undefined && facts.value.heldBy !== 'agent'
  const here = useResource(projects).value?.items.find(({ id }) => id === facts.value?.projectId)
  const isReadOnly = facts.value?.mayWrite === false && here?.role === 'viewer'
  const ownId = useMe().actor.id
  const isForInbox = facts.value !== undefined && isOfDesk(facts.value, ownId)
  const open = branch.value?.messages.find(({ reply }) => reply && !hasEnded(reply.state))?.reply
  const sought = useSoughtMessage(conversationId, branch.value)
  const useTelling = useCallback(
    ({ text }: WrittenText) => {
      useTellTyping(conversationId, text, { isHeard: isWithPerson })
      return nothingOffered
    },
    [conversationId, isWithPerson],
  )
  const stop = (replyId: string) => {
    client.replies
      .cancel(replyId)
      .catch((error: unknown) => toast({ text: faultSentence(error, words), isFailure: true }))
  }

  return (
    <AttachArea place={conversationId}>
      <div className={classes.chat}>
        <ChatHead conversation={facts.value} />
        <Remembered conversationId={conversationId} agentName={agentName} />
        <Loaded of={branch} skeleton={<Outline />}>
          {(held) => (
            <>
              {sought?.state === 'elsewhere' && (
                <Elsewhere conversationId={conversationId} messageId={sought.messageId} />
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
              <div className={classes.foot}>
                <RatingDoor key={conversationId} conversation={facts.value} />
                <HolderNote conversation={facts.value} messages={held.messages} />
                {isWithPerson && <PersonWrites conversationId={conversationId} />}
                {facts.value?.projectId && (
                  <Suspense>
                    <SharedNote projectId={facts.value.projectId} isReadOnly={isReadOnly} />
                  </Suspense>
                )}
                {isForInbox && (
                  <Group justify="center" p="sm">
                    <Button component={Link} href={to.atDesk(conversationId)}>
                      {words.conversations.openInInbox}
                    </Button>
                  </Group>
                )}
                {!isReadOnly && !isForInbox && (
                  <Composer
                    place={conversationId}
                    agentName={isWithPerson ? '' : agentName}
                    agents={known.filter(({ id }) => facts.value?.agentIds.includes(id))}
                    useOffers={useTelling}
                    onStop={open && !isWithPerson ? () => stop(open.id) : undefined}
                    onSend={(text, files, origin) => {
                      void send({ conversationId, text, files, origin, agentName })
                      return true
                    }}
                  />
                )}
              </div>
            </>
          )}
        </Loaded>
      </div>
    </AttachArea>
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
