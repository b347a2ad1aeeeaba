import { useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import type { WholeMail } from '#contract/shapes/email-channel.ts'
import { client } from '../../console-client.ts'
import { TextIcon } from '../../look/icons.tsx'
import { LongText } from '../../look/long-text.tsx'
import { SmallButton } from '../../look/small-button.tsx'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { useWords } from '../../words/words.tsx'
import classes from './asides.module.css'

/** Shows all of a mail: what it quoted and how it was signed, too. */
export function WholeMailButton({ message: { id, conversationId } }: { message: Message }) {
  const words = useWords()
  const inbox = useInboxWords()
  const [mail, setMail] = useState<WholeMail | null>(null)
  const [isBusy, setBusy] = useState(false)
  const turn = async () => {
    if (mail) return setMail(null)
    setBusy(true)
    try {
      setMail(await client.desk.wholeMail(conversationId, id))
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
    setBusy(false)
  }
  return (
    <>
      <SmallButton
        label={mail ? inbox.hideMail : inbox.showMail}
        icon={TextIcon}
        isBusy={isBusy}
        onClick={() => void turn()}
      />
      {mail && (
        <div className={classes.mail} role="note" aria-label={inbox.wholeMail} dir="auto">
          <LongText text={mail.text} />
        </div>
      )}
    </>
  )
}
