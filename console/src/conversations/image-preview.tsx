import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { FilePart } from '#contract/message-parts.ts'
import { client } from '../console-client.ts'
import type { Resource } from '../data/cache.ts'
import { useResource } from '../data/use-resource.ts'
import { FileIcon } from '../look/icons.tsx'
import { useWords } from '../words/words.tsx'
import { FileChip } from './file-chip.tsx'
import classes from './message.module.css'

/** Pictures that a browser draws without running anything in them. */
const types = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
const SIZE_MAX = 10 * 1_048_576

export const isPreviewable = ({ mediaType, sizeBytes }: FilePart): boolean =>
  types.has(mediaType) && sizeBytes <= SIZE_MAX

const contentOf = ({ fileId, mediaType }: FilePart): Resource<Blob> => ({
  key: `file/${fileId}`,
  // The type is that of the list above, whatever the answer says.
  load: async (previous) => previous ?? new Blob([await client.files.content(fileId)], { type: mediaType }),
})

interface ImagePreviewProps {
  file: FilePart
  /** Beside a name, as small as that. */
  isSmall?: boolean
}

/** A picture in a message, fetched from this server and drawn; larger on a press. */
export function ImagePreview({ file, isSmall = false }: ImagePreviewProps) {
  const { message } = useWords()
  const { value, error } = useResource(contentOf(file))
  const [isOpen, setOpen] = useState(false)
  const [isBroken, setBroken] = useState(false)
  const address = useAddressOf(value)
  if (error !== undefined || isBroken) return isSmall ? <FileIcon size={16} /> : <FileChip file={file} />
  const image = address && <img src={address} alt={file.name} onError={() => setBroken(true)} />
  return (
    <>
      <button
        type="button"
        className={classes.preview}
        data-small={isSmall || undefined}
        aria-label={message.openImage(file.name)}
        onClick={() => setOpen(true)}
      >
        {image}
      </button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={<bdi>{file.name}</bdi>} size="auto">
        <div className={classes.whole}>{image}</div>
      </Modal>
    </>
  )
}

function useAddressOf(content: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!content) return
    const made = URL.createObjectURL(content)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [content])
  return address
}
