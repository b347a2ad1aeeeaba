import { useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import type { WholeMail } from '#contract/shapes/email-channel.ts'
import { client } from '../../../data/console-client.ts'
import { TextIcon } from '../../../ui/icons.tsx'
import { LongText } from '../../../ui/long-text.tsx'
import { SmallButton } from '../../../ui/small-button.tsx'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './timeline.module.css'

/** Shows all of a mail: what it quoted and how it was signed, too. */
export function FullEmailButton({ message: { id, conversationId } }: { message: Message }) {
  const t = useMessages()
  const tInbox = useInboxMessages()
  const [mail, setMail] = useState<WholeMail | null>(null)
  const [isBusy, setBusy] = useState(false)
  const turn = async () => {
    if (mail) return setMail(null)
    setBusy(true)
    try {
      setMail(await client.inbox.wholeMail(conversationId, id))
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
    setBusy(false)
  }
  return (
    <>
      <SmallButton
        label={mail ? tInbox.hideMail : tInbox.showMail}
        icon={TextIcon}
        isBusy={isBusy}
        onClick={() => void turn()}
      />
      {mail && (
        <div className={classes.mail} role="note" aria-label={tInbox.wholeMail} dir="auto">
          <LongText text={mail.text} />
        </div>
      )}
    </>
  )
}
