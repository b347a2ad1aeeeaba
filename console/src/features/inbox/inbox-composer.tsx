import { Group, SegmentedControl, Text } from '@mantine/core'
import { useCallback, useEffect, useRef } from 'react'
import { newId } from '#client/index.ts'
import type { FilePart } from '#contract/message-parts.ts'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { Composer, type WrittenText } from '../conversations/composer.tsx'
import { useSendTyping } from '../conversations/typing/use-send-typing.ts'
import { LockIcon } from '../../ui/icons.tsx'
import { useMe } from '../../data/me.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { SaveCannedReplyButton } from './canned/save-canned-reply-button.tsx'
import { useCannedReplies } from './canned/use-canned-replies.tsx'
import { CopilotTools } from './copilot/copilot-tools.tsx'
import { DraftSources } from './copilot/draft-sources.tsx'
import { useDrafting } from './copilot/use-drafting.ts'
import { answer, note, useInboxAction } from './inbox-actions.ts'
import classes from './inbox.module.css'
import { TakeButton } from './take-button.tsx'
import { WhoIsTyping } from './typing/who-is-typing.tsx'
import { useAgentName } from './use-agent-name.ts'
import type { Mode, Writing } from './use-writing.ts'

interface InboxComposerProps {
  one: InboxConversation
  writing: Writing
}

/** Where one answers, or notes what only operators read. Says what an answer means before it is sent. */
export function InboxComposer({ one, writing }: InboxComposerProps) {
  const t = useInboxMessages()
  const { mode, round, isWanted, isSending, setSending, place, write } = writing
  const { doing } = useInboxAction()
  const attempt = useAttempt()
  const isPrivate = mode === 'note'
  const isForeign = useIsForeign(one)
  const { conversation, person } = one

  const field = useRef<WrittenText | null>(null)
  const drafts = useDrafting(conversation.id, field)
  const useOffers = useCallback(
    (written: WrittenText) => {
      useEffect(() => {
        field.current = written
      })
      useSendTyping(conversation.id, written.text, { isPrivate })
      return useCannedReplies(conversation.id, written)
    },
    [conversation.id, isPrivate],
  )

  const send = async (text: string, files: readonly FilePart[], origin: string | null) => {
    setSending(true)
    const isDone = await doing(
      isPrivate
        ? () => note(conversation.id, text)
        : () => answer(conversation.id, { clientId: attempt(text, files), text, files, origin }),
    )
    setSending(false)
    if (isDone) drafts.forget()
    return isDone
  }
  return (
    <div className={classes.write}>
      <WhoIsTyping conversationId={conversation.id} ownerId={person.id} />
      <Group gap="xs" mb={6} align="center">
        <ModeSwitch mode={mode} onMode={write} />
        {!isPrivate && !isForeign && <Meaning one={one} />}
        <div className={classes.write_tools}>
          {!isPrivate && !isForeign && (
            <CopilotTools conversationId={conversation.id} field={field} drafts={drafts} />
          )}
          <SaveCannedReplyButton place={place(mode)} />
        </div>
      </Group>
      {!isPrivate && !isForeign && drafts.sources && <DraftSources sources={drafts.sources} />}
      {!isPrivate && isForeign ? (
        <Group className={classes.foreign} justify="space-between" role="status">
          <Text size="sm">{t.memberHasIt(one.assignee.member?.name ?? '')}</Text>
          <TakeButton one={one} />
        </Group>
      ) : (
        <Composer
          key={`${mode}-${round}`}
          place={place(mode)}
          agentName=""
          isBusy={isSending}
          isPrivate={isPrivate}
          useOffers={useOffers}
          beginsFocused={isWanted}
          label={isPrivate ? t.noteField : t.modes.answer}
          placeholder={isPrivate ? t.writeNote : t.answerTo(person.name)}
          onSend={send}
        />
      )}
    </div>
  )
}

function ModeSwitch({ mode, onMode }: { mode: Mode; onMode: (mode: Mode) => void }) {
  const t = useInboxMessages()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t.mode}
      value={mode}
      onChange={(next) => onMode(next as Mode)}
      data={[
        { value: 'answer', label: t.modes.answer },
        {
          value: 'note',
          label: (
            <span className={classes.mode}>
              <LockIcon size={13} />
              {t.modes.note}
            </span>
          ),
        },
      ]}
    />
  )
}

/** What an answer means for who has the conversation; nothing where it changes nothing. */
function Meaning({ one: { assignee, conversation } }: { one: InboxConversation }) {
  const t = useInboxMessages()
  const agentName = useAgentName(conversation.agentId)
  if (assignee.kind === 'member') return null
  return (
    <Text size="xs" c="var(--quiet)" role="status" className={classes.meaning ?? ''}>
      {assignee.kind === 'agent' ? t.agentHasIt(agentName) : t.nobodyHasIt}
    </Text>
  )
}

/** Whether another member has the conversation. */
export function useIsForeign({ assignee }: InboxConversation): boolean {
  const { actor } = useMe()
  return assignee.kind === 'member' && assignee.member?.id !== actor.id
}

/** One id for one answer: tried again after a failure, it is stored once. */
function useAttempt() {
  const last = useRef<{ content: string; clientId: string } | null>(null)
  return (text: string, files: readonly FilePart[]): string => {
    const content = JSON.stringify([text, files])
    if (last.current?.content !== content) last.current = { content, clientId: newId() }
    return last.current.clientId
  }
}
