import { useState } from 'react'
import { canned } from '../../data/canned-resources.ts'
import { refresh } from '../../data/cache.ts'
import { readDraft } from '../../conversations/draft.ts'
import { IconButton } from '../../look/icon-button.tsx'
import { ArchiveIcon } from '../../look/icons.tsx'
import { NameDialog } from '../../look/name-dialog.tsx'
import { toast } from '../../look/toasts.ts'
import { useCannedWords } from '../../words/canned/canned-words.ts'
import { useDeskDoing } from '../desk-actions.ts'

const NAME_MAX = 40

/** Keeps what one is writing as a canned reply, under a name. */
export function KeepButton({ place }: { place: string }) {
  const words = useCannedWords()
  const { doing } = useDeskDoing()
  const [text, setText] = useState('')
  const ask = () => {
    const written = readDraft(place).trim()
    if (written === '') toast({ text: words.keepHint })
    setText(written)
  }
  const keep = (name: string) =>
    void doing(async () => {
      await canned.addReply({ name, text })
      refresh('canned')
    }, words.kept(name))
  return (
    <>
      <IconButton label={words.keep} icon={ArchiveIcon} onClick={ask} />
      <NameDialog
        title={words.keep}
        label={words.name}
        done={words.save}
        lengthMax={NAME_MAX}
        isOpen={text !== ''}
        onClose={() => setText('')}
        onName={keep}
      />
    </>
  )
}
