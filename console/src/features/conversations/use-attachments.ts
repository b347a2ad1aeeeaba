import { useStore } from '../../data/store.ts'
import { toast } from '../../ui/toasts.ts'
import { useMessages } from '../../messages/messages.tsx'
import { attach, attachmentsAt, filesIn, FILES_MAX, isUnderway } from './attachments.ts'

/** Attaching files at a place: what is there, and how more comes. */
export function useAttachments(place: string) {
  const { composer } = useMessages()
  const attachments = useStore(attachmentsAt(place))
  return {
    files: filesIn(attachments),
    hasAny: attachments.length > 0,
    isUploading: attachments.some(isUnderway),
    attach(files: readonly File[]) {
      if (attach(place, files) > 0) toast({ text: composer.tooManyFiles(FILES_MAX), isFailure: true })
    },
  }
}
