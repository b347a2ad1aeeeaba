import type { FileText } from '#contract/shapes/file.ts'
import { kindOf } from '../limits/file-kind.ts'
import type { Ports } from '#kernel/ports.ts'

/** What text can be made of a file of that type; `none` where there is no way. */
export function textKindOf(mediaType: string, { documents }: Pick<Ports, 'documents'>): FileText['kind'] {
  switch (kindOf(mediaType)) {
    case 'audio':
    case 'video':
      return 'transcript'
    case 'document':
      return documents.mediaTypes.includes(mediaType) ? 'words' : 'none'
    case 'image':
      return 'none'
  }
}
