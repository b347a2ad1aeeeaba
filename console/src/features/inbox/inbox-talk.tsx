import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { AttachArea } from '../conversations/attach-area.tsx'
import chat from '../conversations/chat.module.css'
import { MessageList } from '../conversations/message-list.tsx'
import { MessageActionsProvider } from '../conversations/message-actions.ts'
import { messagesOf } from '../conversations/messages.ts'
import { useLinkedMessage } from '../conversations/use-linked-message.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { useInboxTimeline } from './timeline/use-inbox-timeline.tsx'
import { FullEmailButton } from './timeline/full-email-button.tsx'
import { TranslateButton } from './copilot/translate-button.tsx'
import { InboxComposer } from './inbox-composer.tsx'
import { InboxHeader } from './inbox-header.tsx'
import { DetailsPanel } from './details/details-panel.tsx'
import classes from './inbox.module.css'
import { useWriting } from './use-writing.ts'

/** From here on, what is known of a conversation stands beside it. */
const WIDE = '(min-width: 75em)'

/** One inbox conversation: what was said and noted, where one writes, and what is known of it. */
export function InboxTalk({ conversationId }: { conversationId: string }) {
  const t = useInboxMessages()
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false })
  const [isShown, setShown] = useState(false)
  const held = useResource(resource('inbox.read', conversationId))
  const branch = useResource(messagesOf(conversationId))
  const sought = useLinkedMessage(conversationId, branch.value)
  const writing = useWriting(conversationId)
  const asides = useInboxTimeline(conversationId, writing.putText)
  const shortened = useResource(resource('inbox.answerStates', conversationId)).value?.shortened
  const moreActions = useCallback(
    (message: Message) => (
      <>
        {shortened?.includes(message.id) && <FullEmailButton message={message} />}
        <TranslateButton message={message} />
      </>
    ),
    [shortened],
  )
  return (
    <>
      <section className={classes.talk} aria-label={t.talk}>
        <ResourceView of={held} skeleton={<SkeletonRows count={5} height={64} />}>
          {(one) => (
            <AttachArea place={writing.place('answer')}>
              <div className={chat.chat}>
                <InboxHeader one={one} onDetails={isWide ? null : () => setShown(true)} />
                <ResourceView of={branch}>
                  {(shown) => (
                    <>
                      <MessageActionsProvider value={moreActions}>
                        <MessageList
                          conversationId={conversationId}
                          conversation={one.conversation}
                          branch={shown}
                          unsent={[]}
                          isSending={writing.isSending}
                          asides={asides}
                          markedId={sought?.state === 'found' ? sought.messageId : null}
                        />
                      </MessageActionsProvider>
                      <div className={chat.foot}>
                        <InboxComposer one={one} writing={writing} />
                      </div>
                    </>
                  )}
                </ResourceView>
              </div>
            </AttachArea>
          )}
        </ResourceView>
      </section>
      {isWide ? (
        <aside className={classes.details} aria-label={t.details}>
          {held.value && <DetailsPanel one={held.value} />}
        </aside>
      ) : (
        <Drawer opened={isShown} onClose={() => setShown(false)} position="right" title={t.details}>
          {held.value && <DetailsPanel one={held.value} />}
        </Drawer>
      )}
    </>
  )
}
