import type { FilePart } from '#contract/message-parts.ts'
import { useResource } from '../../../data/use-resource.ts'
import { FileChip } from './file-chip.tsx'
import classes from './attached.module.css'
import { thumbnailOf, useAddressOf } from './picture.tsx'

/** A document by its first page, where the server draws it, above its name. */
export function DocumentPage({ file }: { file: FilePart }) {
  const address = useAddressOf(useResource(thumbnailOf(file)).value)
  return (
    <span className={classes.document}>
      {address && <img className={classes.page} src={address} alt="" />}
      <FileChip file={file} />
    </span>
  )
}
