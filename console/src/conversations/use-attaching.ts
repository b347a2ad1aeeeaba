import { useCell } from '../data/cell.ts'
import { toast } from '../look/toasts.ts'
import { useWords } from '../words/words.tsx'
import { attach, attachmentsAt, filesIn, FILES_MAX, isUnderway } from './attachments.ts'

/** Attaching files at a place: what is there, and how more comes. */
export function useAttaching(place: string) {
  const { composer } = useWords()
  const attachments = useCell(attachmentsAt(place))
  return {
    files: filesIn(attachments),
    hasAny: attachments.length > 0,
    isUploading: attachments.some(isUnderway),
    attach(files: readonly File[]) {
      if (attach(place, files) > 0) toast({ text: composer.tooManyFiles(FILES_MAX), isFailure: true })
    },
  }
}
