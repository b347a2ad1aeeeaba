import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { FilePart } from '#contract/message-parts.ts'
import { client } from '../../../data/console-client.ts'
import type { Resource } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { FileIcon } from '../../../ui/icons.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../message.module.css'
import { FileChip } from './file-chip.tsx'

/** Pictures that the server can make small. */
const types = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'image/tiff'])
/** Those of them that a browser draws without running anything in them. */
const drawn = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])

export const isPicture = ({ mediaType }: FilePart): boolean => types.has(mediaType)

/** A picture, or a film, small. */
export const thumbnailOf = ({ fileId }: FilePart): Resource<Blob> => ({
  key: `thumbnail/${fileId}`,
  load: async (previous) =>
    previous ?? new Blob([(await client.files.thumbnail(fileId)).content], { type: 'image/webp' }),
})

const wholeOf = (file: FilePart): Resource<Blob> => ({
  key: `file/${file.fileId}`,
  // The type is that of the list above, whatever the answer says.
  load: async (previous) =>
    previous ?? new Blob([(await client.files.content(file.fileId)).content], { type: file.mediaType }),
})

interface PictureProps {
  file: FilePart
  /** Beside a name, as small as that. */
  isSmall?: boolean
}

/** A picture in a message, drawn small; whole on a press. */
export function Picture({ file, isSmall = false }: PictureProps) {
  const { message } = useMessages()
  const { value, error } = useResource(thumbnailOf(file))
  const [isOpen, setOpen] = useState(false)
  const address = useAddressOf(value)
  if (error !== undefined) return isSmall ? <FileIcon size={16} /> : <FileChip file={file} />
  return (
    <>
      <button
        type="button"
        className={classes.preview}
        data-small={isSmall || undefined}
        aria-label={message.openImage(file.name)}
        onClick={() => setOpen(true)}
      >
        {address && <img src={address} alt={file.name} />}
      </button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={<bdi>{file.name}</bdi>} size="auto">
        <div className={classes.whole}>
          {drawn.has(file.mediaType) ? (
            <Whole file={file} />
          ) : (
            address && <img src={address} alt={file.name} />
          )}
        </div>
      </Modal>
    </>
  )
}

function Whole({ file }: { file: FilePart }) {
  const { value } = useResource(wholeOf(file))
  const address = useAddressOf(value)
  return address && <img src={address} alt={file.name} />
}

/** An address for what was fetched, as long as it is shown. */
export function useAddressOf(content: Blob | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!content) return
    const made = URL.createObjectURL(content)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [content])
  return address
}
