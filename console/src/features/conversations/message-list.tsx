import { Button, Loader, Text } from '@mantine/core'
import { useEffect, useLayoutEffect, useRef, useState, type ReactElement, type RefObject } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { useStore } from '../../data/store.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { printing } from '../../ui/printing.ts'
import { useMe } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Answer } from './answer.tsx'
import { AgentAnswersProvider } from './agent-answers.ts'
import { type TimelineItem, mergeTimeline } from './timeline.ts'
import { hasEnded, type Branch } from './branch.ts'
import classes from './chat.module.css'
import { editing } from './editing.ts'
import type { Unsent } from './outbox.ts'
import { Question } from './question.tsx'
import { useConversationAgents } from './participants/use-conversation-agents.ts'
import { NewMessagesDivider } from './read-state/new-messages-divider.tsx'
import { ReadReceipt } from './read-state/read-receipt.tsx'
import { receiptOf } from './read-state/receipt.ts'
import { useNewMessagesDivider } from './read-state/use-new-messages-divider.ts'
import { useMarkAsRead } from './read-state/use-mark-as-read.ts'
import { ScrollToEndButton } from './scroll-to-end-button.tsx'
import { UnsentMessage } from './unsent-message.tsx'
import { useOlderMessages } from './use-older-messages.ts'
import { useStickToEnd } from './use-stick-to-end.ts'

interface MessageListProps {
  conversationId: string
  conversation: Conversation | undefined
  branch: Branch
  unsent: readonly Unsent[]
  /** Whether something is on its way that is not among the unsent. */
  isSending?: boolean
  /** What stands between the messages. */
  asides?: readonly TimelineItem[]
  /** The message that is looked for: it is scrolled to and marked. */
  markedId: string | null
}

type Row = Message | TimelineItem | Unsent

/** What stands above the first message: room for the sign that older ones are coming. */
const TOP_PX = 48
/** So much is laid out beyond what is seen. */
const BUFFER_PX = 800

/**
 * What was said. Only what is near the reader is in the page; older messages come as one scrolls up. Stays at its end
 * while an answer grows, unless the reader has scrolled up.
 */
export function MessageList({
  conversationId,
  conversation,
  branch,
  unsent,
  isSending = false,
  asides = [],
  markedId,
}: MessageListProps) {
  const t = useMessages()
  const list = useRef<VirtualizerHandle>(null)
  const myId = useMe().actor.id ?? ''
  const newId = useNewMessagesDivider(conversation, branch.messages, myId)
  // What is new is read from where it begins; what fits on the screen is at the end anyway.
  const [leadId] = useState(markedId ?? newId)
  const soughtId = markedId ?? leadId
  const { scroll, content, isAtEnd, goToEnd, letGo } = useStickToEnd(
    unsent.length + (isSending ? 1 : 0),
    soughtId === null,
  )
  const read = useMarkAsRead(conversation, branch.messages, scroll)
  const receipt = useReceipt(conversationId, conversation, branch.messages)
  const { check, again } = useOlderMessages(conversationId, branch.olderCursor, list)
  const rows: readonly Row[] = [...mergeTimeline(branch, asides), ...unsent]
  const isPrepended = useIsPrepended(branch.messages)
  const unread = useUnread(branch.messages, isAtEnd)
  const firstOpen = branch.messages.find(({ reply }) => reply && !hasEnded(reply.state))?.id
  const edited = useStore(editing)
  const agents = useConversationAgents(conversation, branch.messages)
  const isPrinted = useStore(printing)

  useScrollTo(soughtId, { list, rows, align: soughtId === markedId ? 'center' : 'start', letGo })

  const shown = { newId, receipt, markedId, lastId: branch.messages.at(-1)?.id, firstOpen, ...agents }
  const row = (one: Row): ReactElement => <RowView key={keyOf(one)} one={one} {...shown} />

  return (
    <div className={classes.talk}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        ref={scroll}
        className={classes.scroll}
        role="region"
        aria-label={t.conversations.messages}
        tabIndex={0}
      >
        <div ref={content} className={classes.column}>
          <Beginning again={again} isMore={branch.olderCursor !== null} />
          <AgentAnswersProvider value={mayAsk(conversation)}>
            {isPrinted ? (
              rows.map(row)
            ) : (
              <Virtualizer
                ref={list}
                scrollRef={scroll}
                startMargin={TOP_PX}
                bufferSize={BUFFER_PX}
                shift={isPrepended}
                data={rows}
                keepMounted={rows.flatMap((one, index) => ('role' in one && edited.has(one.id) ? index : []))}
                onScroll={() => {
                  check()
                  read()
                }}
              >
                {row}
              </Virtualizer>
            )}
          </AgentAnswersProvider>
          {rows.length === 0 && (
            <Text c="var(--quiet)" ta="center">
              {t.conversations.empty}
            </Text>
          )}
        </div>
      </div>
      {!isAtEnd && <ScrollToEndButton unread={unread} onClick={goToEnd} />}
    </div>
  )
}

const keyOf = (one: Row): string => ('show' in one || 'role' in one ? one.id : one.clientId)

interface RowViewProps extends ReturnType<typeof useConversationAgents> {
  one: Row
  /** The first that is new. */
  newId: string | null
  receipt: ReturnType<typeof receiptOf>
  markedId: string | null
  lastId: string | undefined
  /** The first answer that is still being written. */
  firstOpen: string | undefined
}

function RowView({ one, newId, receipt, markedId, lastId, firstOpen, group, splitting }: RowViewProps) {
  if ('show' in one) return <div>{one.show()}</div>
  if (!('role' in one)) return <UnsentMessage unsent={one} />
  return (
    <div data-seq={one.seq}>
      {one.id === newId && <NewMessagesDivider />}
      {one.role === 'user' ? (
        <Question message={one} isMarked={one.id === markedId} />
      ) : (
        <Answer
          message={one}
          isLast={one.id === lastId}
          isBehindAnother={firstOpen !== undefined && firstOpen !== one.id}
          isMarked={one.id === markedId}
          group={group}
          isSplit={splitting.has(one.author.id ?? '')}
        />
      )}
      {one.id === receipt?.messageId && <ReadReceipt {...receipt} />}
    </div>
  )
}

/** Above the first message: how the older ones come. */
function Beginning({ again, isMore }: { again: (() => void) | null; isMore: boolean }) {
  const t = useMessages()
  return (
    <div className={classes.top} style={{ height: TOP_PX }}>
      {again ? (
        <Button variant="subtle" size="xs" onClick={again}>
          {t.conversations.older}
        </Button>
      ) : (
        isMore && <Loader size="xs" color="gray" aria-hidden="true" />
      )}
    </div>
  )
}

interface Sought {
  list: RefObject<VirtualizerHandle | null>
  rows: readonly Row[]
  align: 'center' | 'start'
  /** Has the end no longer be stuck to. */
  letGo: () => void
}

/** Goes to a message once it is there. */
function useScrollTo(soughtId: string | null, { list, rows, align, letGo }: Sought) {
  const soughtAt = soughtId === null ? -1 : rows.findIndex((one) => 'id' in one && one.id === soughtId)
  useEffect(() => {
    if (soughtAt < 0) return
    letGo()
    list.current?.scrollToIndex(soughtAt, { align })
    // Where it stands changes when older messages come; that is no reason to go there again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [soughtId, soughtAt < 0])
}

/** Whether one may ask the agent here: no person has the conversation, and one does not only read along in a project. */
const mayAsk = (conversation: Conversation | undefined): boolean =>
  conversation === undefined ||
  (conversation.assigneeKind === 'agent' && (conversation.mayWrite || conversation.projectId === null))

/** Who has read how far of what one said oneself. */
function useReceipt(
  conversationId: string,
  conversation: Conversation | undefined,
  messages: readonly Message[],
) {
  const myId = useMe().actor.id ?? ''
  const readers = useResource(resource('conversations.readers', conversationId)).value?.items ?? []
  return receiptOf(conversation, messages, readers, myId)
}

/** Whether this rendering adds messages before those of the last one, and nothing else. */
function useIsPrepended(messages: readonly Message[]): boolean {
  const before = useRef(messages)
  const was = before.current
  useLayoutEffect(() => {
    before.current = messages
  })
  return (
    was.length < messages.length && was[0]?.id !== messages[0]?.id && was.at(-1)?.id === messages.at(-1)?.id
  )
}

/** How many messages came since the reader was last at the end. */
function useUnread(messages: readonly Message[], isAtEnd: boolean): number {
  const seenSeq = useRef(messages.at(-1)?.seq ?? 0)
  useEffect(() => {
    if (isAtEnd) seenSeq.current = messages.at(-1)?.seq ?? 0
  })
  return messages.length - 1 - messages.findLastIndex(({ seq }) => seq <= seenSeq.current)
}
