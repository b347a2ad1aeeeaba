import { fileSize } from '../../look/file-size.ts'
import { useFileWords } from '../../words/files/file-words.ts'
import { useSpeech } from '../../words/words.tsx'
import type { TooLarge } from './require-size.ts'

/** Why a file is not sent, and how large one of its kind may be. */
export function Refusal({ error: { kind, limit } }: { error: TooLarge }) {
  const { locale } = useSpeech()
  const files = useFileWords()
  return limit === 0 ? files.notTaken : files.tooLarge[kind](fileSize(limit, locale))
}
