import { useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { textOf } from '#client/index.ts'
import { client } from '../../../data/console-client.ts'
import { LanguageIcon } from '../../../ui/icons.tsx'
import { LongText } from '../../../ui/long-text.tsx'
import { SmallButton } from '../../../ui/small-button.tsx'
import { useCopilotMessages } from '../../../messages/copilot/copilot-messages.ts'
import { useLocale } from '../../../messages/messages.tsx'
import classes from './copilot.module.css'
import { useCopilotAction } from './use-copilot-action.ts'

/** Says what a message means in the language that the console speaks. */
export function TranslateButton({ message }: { message: Message }) {
  const t = useCopilotMessages()
  const { language } = useLocale()
  const doing = useCopilotAction()
  const [shown, setShown] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const translate = async () => {
    if (shown !== null) return setShown(null)
    setBusy(true)
    await doing(async () => setShown((await client.copilot.translate(message.id, { language })).text))
    setBusy(false)
  }
  if (textOf(message.parts).trim() === '') return null
  return (
    <>
      <SmallButton
        label={shown === null ? t.translate : t.hideTranslation}
        icon={LanguageIcon}
        isBusy={isBusy}
        onClick={() => void translate()}
      />
      {shown !== null && (
        <div className={classes.translation} role="note" aria-label={t.translation} lang={language}>
          <LongText text={shown} />
        </div>
      )}
    </>
  )
}
