import { Button, Text } from '@mantine/core'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { IconButton } from '../look/icon-button.tsx'
import { ArrowDownIcon } from '../look/icons.tsx'
import { useWords } from '../words/words.tsx'
import { Answer } from './answer.tsx'
import classes from './chat.module.css'
import { hasEnded, type Branch } from './branch.ts'
import { loadOlder } from './messages.ts'
import type { Unsent } from './outbox.ts'
import { Question } from './question.tsx'
import { UnsentQuestion } from './unsent-question.tsx'

interface MessageListProps {
  conversationId: string
  branch: Branch
  unsent: readonly Unsent[]
}

/** What was said. Stays at its end while an answer grows, unless the reader has scrolled up. */
export function MessageList({ conversationId, branch, unsent }: MessageListProps) {
  const words = useWords()
  const { scroll, content, isAtEnd, goToEnd } = useStickyEnd(unsent.length)
  const firstOpen = branch.messages.find(({ reply }) => reply && !hasEnded(reply.state))?.id
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      ref={scroll}
      className={classes.scroll}
      role="region"
      aria-label={words.conversations.messages}
      tabIndex={0}
    >
      <div ref={content} className={classes.column}>
        {branch.olderCursor !== null && (
          <Older key={branch.olderCursor} conversationId={conversationId} cursor={branch.olderCursor} />
        )}
        {branch.messages.map((message, index) =>
          message.role === 'user' ? (
            <Question key={message.id} message={message} />
          ) : (
            <Answer
              key={message.id}
              message={message}
              isLast={index === branch.messages.length - 1}
              isBehindAnother={firstOpen !== undefined && firstOpen !== message.id}
            />
          ),
        )}
        {branch.messages.length + unsent.length === 0 && (
          <Text c="var(--quiet)" ta="center">
            {words.conversations.empty}
          </Text>
        )}
        {unsent.map((one) => (
          <UnsentQuestion key={one.clientId} unsent={one} />
        ))}
      </div>
      {!isAtEnd && (
        <div className={classes.latest}>
          <IconButton
            label={words.conversations.toLatest}
            icon={ArrowDownIcon}
            variant="default"
            radius="xl"
            onClick={goToEnd}
          />
        </div>
      )}
    </div>
  )
}

function Older({ conversationId, cursor }: { conversationId: string; cursor: string }) {
  const { conversations } = useWords()
  const [isBusy, setBusy] = useState(false)
  const unroll = () => {
    setBusy(true)
    loadOlder(conversationId, cursor).catch(() => setBusy(false))
  }
  return (
    <Button variant="subtle" size="xs" fullWidth mb="md" loading={isBusy} onClick={unroll}>
      {conversations.older}
    </Button>
  )
}

const NEAR_PX = 60

/** Keeps a growing column scrolled to its end for as long as the reader is there. What the reader sends leads there. */
function useStickyEnd(sending: number) {
  const scroll = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const isStuck = useRef(true)
  const [isAtEnd, setAtEnd] = useState(true)
  const goToEnd = () => {
    isStuck.current = true
    scroll.current?.scrollTo({ top: scroll.current.scrollHeight })
  }
  useLayoutEffect(() => {
    if (sending > 0) goToEnd()
  }, [sending])
  useEffect(() => {
    const box = scroll.current
    const column = content.current
    if (!box || !column) return
    let seenTop = box.scrollTop
    const look = () => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
      // Only scrolling up lets go: a column that grew faster than it was followed must not.
      if (box.scrollTop < seenTop - 1 && !isNear) isStuck.current = false
      if (isNear) isStuck.current = true
      seenTop = box.scrollTop
      setAtEnd(isNear || isStuck.current)
    }
    const growth = new ResizeObserver(() => {
      if (isStuck.current) box.scrollTop = box.scrollHeight
    })
    growth.observe(column)
    growth.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      growth.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [])
  return { scroll, content, isAtEnd, goToEnd }
}
