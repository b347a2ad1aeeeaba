import { formatFileSize } from '../../../messages/file-size.ts'
import { useFileMessages } from '../../../messages/files/file-messages.ts'
import { useLocale } from '../../../messages/messages.tsx'
import type { FileTooLargeError } from './check-file-size.ts'

/** Why a file is not sent, and how large one of its kind may be. */
export function FileTooLarge({ error: { kind, limit } }: { error: FileTooLargeError }) {
  const { locale } = useLocale()
  const t = useFileMessages()
  return limit === 0 ? t.notTaken : t.tooLarge[kind](formatFileSize(limit, locale))
}
