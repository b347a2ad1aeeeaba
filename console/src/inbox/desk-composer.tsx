import { Group, SegmentedControl, Text } from '@mantine/core'
import { useCallback, useEffect, useRef } from 'react'
import { newId } from '#client/index.ts'
import type { FilePart } from '#contract/message-parts.ts'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import { Composer, type WrittenText } from '../conversations/composer.tsx'
import { useTellTyping } from '../conversations/typing/use-tell-typing.ts'
import { LockIcon } from '../look/icons.tsx'
import { useMe } from '../shell/me.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { KeepButton } from './canned/keep-button.tsx'
import { useCannedReplies } from './canned/use-canned-replies.tsx'
import { CopilotTools } from './copilot/copilot-tools.tsx'
import { DraftSources } from './copilot/draft-sources.tsx'
import { useDrafting } from './copilot/use-drafting.ts'
import { answer, note, useDeskDoing } from './desk-actions.ts'
import classes from './inbox.module.css'
import { TakeButton } from './take-button.tsx'
import { WhoWrites } from './typing/who-writes.tsx'
import { useAgentName } from './use-agent-name.ts'
import type { Mode, Writing } from './use-writing.ts'

interface DeskComposerProps {
  one: DeskConversation
  writing: Writing
}

/** Where one answers, or notes what only the desk reads. Says what an answer means before it is sent. */
export function DeskComposer({ one, writing }: DeskComposerProps) {
  const inbox = useInboxWords()
  const { mode, round, isWanted, isSending, setSending, place, write } = writing
  const { doing } = useDeskDoing()
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
      useTellTyping(conversation.id, written.text, { isPrivate })
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
      <WhoWrites conversationId={conversation.id} ownerId={person.id} />
      <Group gap="xs" mb={6} align="center">
        <SegmentedControl
          size="xs"
          aria-label={inbox.mode}
          value={mode}
          onChange={(next) => write(next as Mode)}
          data={[
            { value: 'answer', label: inbox.modes.answer },
            {
              value: 'note',
              label: (
                <span className={classes.mode}>
                  <LockIcon size={13} />
                  {inbox.modes.note}
                </span>
              ),
            },
          ]}
        />
        {!isPrivate && !isForeign && <Meaning one={one} />}
        <div className={classes.write_tools}>
          {!isPrivate && !isForeign && (
            <CopilotTools conversationId={conversation.id} field={field} drafts={drafts} />
          )}
          <KeepButton place={place(mode)} />
        </div>
      </Group>
      {!isPrivate && !isForeign && drafts.sources && <DraftSources sources={drafts.sources} />}
      {!isPrivate && isForeign ? (
        <Group className={classes.foreign} justify="space-between" role="status">
          <Text size="sm">{inbox.memberHasIt(one.holder.member?.name ?? '')}</Text>
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
          label={isPrivate ? inbox.noteField : inbox.modes.answer}
          placeholder={isPrivate ? inbox.writeNote : inbox.answerTo(person.name)}
          onSend={send}
        />
      )}
    </div>
  )
}

/** What an answer means for who has the conversation; nothing where it changes nothing. */
function Meaning({ one: { holder, conversation } }: { one: DeskConversation }) {
  const inbox = useInboxWords()
  const agentName = useAgentName(conversation.agentId)
  if (holder.by === 'member') return null
  return (
    <Text size="xs" c="var(--quiet)" role="status" className={classes.meaning ?? ''}>
      {holder.by === 'agent' ? inbox.agentHasIt(agentName) : inbox.nobodyHasIt}
    </Text>
  )
}

/** Whether another member has the conversation. */
export function useIsForeign({ holder }: DeskConversation): boolean {
  const { actor } = useMe()
  return holder.by === 'member' && holder.member?.id !== actor.id
}

/** One id for one answer: tried again after a failure, it is stored once. */
function useAttempt() {
  const last = useRef<{ said: string; clientId: string } | null>(null)
  return (text: string, files: readonly FilePart[]): string => {
    const said = JSON.stringify([text, files])
    if (last.current?.said !== said) last.current = { said, clientId: newId() }
    return last.current.clientId
  }
}
