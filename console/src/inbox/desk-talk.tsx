import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { AttachArea } from '../conversations/attach-area.tsx'
import chat from '../conversations/chat.module.css'
import { MessageList } from '../conversations/message-list.tsx'
import { MoreActionsProvider } from '../conversations/more-actions.ts'
import { messagesOf } from '../conversations/messages.ts'
import { useSoughtMessage } from '../conversations/use-sought-message.ts'
import { answerStates, deskConversation } from '../data/desk-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Loaded, Rows } from '../look/loaded.tsx'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { useDeskAsides } from './asides/use-desk-asides.tsx'
import { WholeMailButton } from './asides/whole-mail-button.tsx'
import { TranslateButton } from './copilot/translate-button.tsx'
import { DeskComposer } from './desk-composer.tsx'
import { DeskHead } from './desk-head.tsx'
import { DetailsPanel } from './details/details-panel.tsx'
import classes from './inbox.module.css'
import { useWriting } from './use-writing.ts'

/** From here on, what is known of a conversation stands beside it. */
const WIDE = '(min-width: 75em)'

/** One conversation at the desk: what was said and noted, where one writes, and what is known of it. */
export function DeskTalk({ conversationId }: { conversationId: string }) {
  const inbox = useInboxWords()
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false })
  const [isShown, setShown] = useState(false)
  const desk = useResource(deskConversation(conversationId))
  const branch = useResource(messagesOf(conversationId))
  const sought = useSoughtMessage(conversationId, branch.value)
  const writing = useWriting(conversationId)
  const asides = useDeskAsides(conversationId, writing.putText)
  const shortened = useResource(answerStates(conversationId)).value?.shortened
  const moreActions = useCallback(
    (message: Message) => (
      <>
        {shortened?.includes(message.id) && <WholeMailButton message={message} />}
        <TranslateButton message={message} />
      </>
    ),
    [shortened],
  )
  return (
    <>
      <section className={classes.talk} aria-label={inbox.talk}>
        <Loaded of={desk} skeleton={<Rows count={5} height={64} />}>
          {(one) => (
            <AttachArea place={writing.place('answer')}>
              <div className={chat.chat}>
                <DeskHead one={one} onDetails={isWide ? null : () => setShown(true)} />
                <Loaded of={branch}>
                  {(held) => (
                    <>
                      <MoreActionsProvider value={moreActions}>
                        <MessageList
                          conversationId={conversationId}
                          conversation={one.conversation}
                          branch={held}
                          unsent={[]}
                          isSending={writing.isSending}
                          asides={asides}
                          markedId={sought?.state === 'found' ? sought.messageId : null}
                        />
                      </MoreActionsProvider>
                      <div className={chat.foot}>
                        <DeskComposer one={one} writing={writing} />
                      </div>
                    </>
                  )}
                </Loaded>
              </div>
            </AttachArea>
          )}
        </Loaded>
      </section>
      {isWide ? (
        <aside className={classes.details} aria-label={inbox.details}>
          {desk.value && <DetailsPanel one={desk.value} />}
        </aside>
      ) : (
        <Drawer opened={isShown} onClose={() => setShown(false)} position="right" title={inbox.details}>
          {desk.value && <DetailsPanel one={desk.value} />}
        </Drawer>
      )}
    </>
  )
}
