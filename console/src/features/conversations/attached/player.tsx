import { type ComponentProps, useRef, useState } from 'react'
import type { FilePart } from '#contract/message-parts.ts'
import type { FileLink } from '#contract/shapes/file.ts'
import { client } from '../../../data/console-client.ts'
import type { Resource } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import classes from './attached.module.css'
import { FileChip } from './file-chip.tsx'
import { Transcript } from './transcript.tsx'
import { thumbnailOf, useAddressOf } from './picture.tsx'

const linkOf = ({ fileId }: FilePart): Resource<FileLink> => ({
  key: `file-link/${fileId}`,
  load: () => client.files.link(fileId),
})

/** Sound or film in a message, played from an address that is good for some minutes, and what is said in it. */
export function Player({ file }: { file: FilePart }) {
  const { value, error, again } = useResource(linkOf(file))
  const [isBroken, setBroken] = useState(false)
  const hasAsked = useRef(false)
  // An address that is over is asked for anew, once; what cannot be played then is only saved.
  const onError = () => {
    if (hasAsked.current) return setBroken(true)
    hasAsked.current = true
    again()
  }
  const facts = { controls: true, preload: 'metadata', src: value?.url, onError, 'aria-label': file.name }
  const isFilm = file.mediaType.startsWith('video/')
  return (
    <div className={classes.player}>
      <FileChip file={file} />
      {error === undefined && !isBroken && (
        // Its room is kept from the start: what stands below must not jump when the film is there.
        <div className={isFilm ? classes.film : classes.sound}>
          {value &&
            // What is said stands below.
            // oxlint-disable-next-line jsx-a11y/media-has-caption
            (isFilm ? <Film file={file} facts={facts} /> : <audio {...facts} />)}
        </div>
      )}
      <Transcript fileId={file.fileId} />
    </div>
  )
}

interface FilmProps {
  file: FilePart
  facts: ComponentProps<'video'>
}

/** A film, behind a picture out of it where the server can take one. */
function Film({ file, facts }: FilmProps) {
  const { value } = useResource(thumbnailOf(file))
  const poster = useAddressOf(value)
  // What is said stands below.
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  return <video {...facts} {...(poster !== null && { poster })} playsInline />
}
