import { useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { textOf } from '#client/index.ts'
import { LanguageIcon } from '../../look/icons.tsx'
import { LongText } from '../../look/long-text.tsx'
import { SmallButton } from '../../look/small-button.tsx'
import { useCopilotWords } from '../../words/copilot/copilot-words.ts'
import { useSpeech } from '../../words/words.tsx'
import classes from './copilot.module.css'
import { copilot, useCopilotDoing } from './use-copilot-doing.ts'

/** Says what a message means in the language that the console speaks. */
export function TranslateButton({ message }: { message: Message }) {
  const words = useCopilotWords()
  const { language } = useSpeech()
  const doing = useCopilotDoing()
  const [shown, setShown] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const translate = async () => {
    if (shown !== null) return setShown(null)
    setBusy(true)
    await doing(async () => setShown((await copilot.translate(message.id, language)).text))
    setBusy(false)
  }
  if (textOf(message.parts).trim() === '') return null
  return (
    <>
      <SmallButton
        label={shown === null ? words.translate : words.hideTranslation}
        icon={LanguageIcon}
        isBusy={isBusy}
        onClick={() => void translate()}
      />
      {shown !== null && (
        <div className={classes.translation} role="note" aria-label={words.translation} lang={language}>
          <LongText text={shown} />
        </div>
      )}
    </>
  )
}
